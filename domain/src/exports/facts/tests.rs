use super::*;
use crate::blockers::{Blocker, BlockerState, Tier, Waiver};
use crate::checklists::Item;
use crate::exports::samples::registers::{blocker, done, item, risk};
use crate::exports::samples::rows::{at, day, markdown, title};
use crate::exports::samples::{now, sample};
use crate::gates::{Demand, Gate, GateRule, State};
use crate::risks::{Acceptance, Exposure, Level, Risk};
use crate::scoring::Caps;
use crate::verifications::{LastResult, Outcome, Verification};

/// The facts of registers that have only these rows.
fn facts(change: impl FnOnce(&mut Registers)) -> Facts {
    let (mut registers, dossier) = (Registers::default(), sample());
    change(&mut registers);
    facts_of(&dossier.audit.unwrap(), &registers, &Words::default(), now())
}

fn count(open: u64, total: u64) -> Count {
    Count { open, total }
}

#[test]
fn a_blocker_counts_while_it_is_open_and_not_on_the_last_day_of_a_waiver() {
    let waived = |until: &str| {
        let waiver = Waiver { reason: markdown("x"), until: day(until), by_name: title("Ana"), at: now() };
        facts(|all| all.blockers.push(Blocker { waiver: Some(waiver), ..blocker(0, "a") })).blockers
    };
    let state = |state| facts(|all| all.blockers.push(Blocker { state, ..blocker(0, "a") })).blockers;
    assert_eq!((state(BlockerState::Open), state(BlockerState::Reopened)), (vec![(Tier::FIRST, 1)], vec![(Tier::FIRST, 1)]));
    assert_eq!(state(BlockerState::Resolved), []);
    assert_eq!((waived("2031-05-01"), waived("2031-04-30")), (vec![], vec![(Tier::FIRST, 1)]));
}

#[test]
fn blockers_are_counted_by_tier_the_most_urgent_first() {
    let third = Tier::try_from(3).unwrap();
    let found = facts(|all| {
        all.blockers = vec![Blocker { tier: third, ..blocker(0, "a") }, blocker(1, "b"), Blocker { tier: third, ..blocker(2, "c") }];
    });
    assert_eq!(found.blockers, [(Tier::FIRST, 1), (third, 2)]);
    assert_eq!(found.holding.unwrap().len(), 3);
}

#[test]
fn a_blocking_item_is_open_until_it_is_ticked_and_vouched_for() {
    let of = |row: Item| facts(|all| all.items.push(row)).items;
    let blocking = || Item { blocking: true, ..item(0, 0, "a") };
    let vouched =
        |until: Option<&str>| of(Item { needs_verification: true, done: Some(done()), verified_until: until.map(at), ..blocking() });
    assert_eq!((of(blocking()), of(Item { done: Some(done()), ..blocking() })), (count(1, 1), count(0, 1)));
    assert_eq!((vouched(None), vouched(Some("2031-05-01T12:00:00Z"))), (count(1, 1), count(1, 1)));
    assert_eq!(vouched(Some("2031-05-01T12:00:01Z")), count(0, 1));
    assert_eq!(of(item(0, 0, "not blocking")), count(0, 0));
    let aside = sample().registers.items.into_iter().find(|row| row.set_aside.is_some()).unwrap();
    assert!(aside.blocking);
    assert_eq!(of(aside), count(0, 0), "what does not apply is on neither side");
}

#[test]
fn a_criterion_is_open_unless_it_is_met() {
    let base = sample().registers.criteria.remove(0);
    for state in CriterionState::ALL {
        let found = facts(|all| all.criteria.push(crate::criteria::Criterion { state, ..base.clone() })).criteria;
        assert_eq!(found, count(u64::from(state != CriterionState::Met), 1), "{state:?}");
    }
}

#[test]
fn a_verification_is_fresh_until_the_moment_its_pass_expires() {
    let of = |last: Option<(Outcome, Option<&str>)>| {
        let last = last.map(|(outcome, until)| LastResult { outcome, at: now(), by: "CI".into(), expires_at: until.map(at) });
        facts(|all| all.verifications.push(Verification { last, ..sample().registers.verifications.remove(0) })).verifications
    };
    assert_eq!(of(Some((Outcome::Pass, None))), count(0, 1));
    assert_eq!(of(Some((Outcome::Pass, Some("2031-05-01T12:00:01Z")))), count(0, 1));
    for open in [None, Some((Outcome::Pass, Some("2031-05-01T12:00:00Z"))), Some((Outcome::Fail, None)), Some((Outcome::Error, None))] {
        assert_eq!(of(open), count(1, 1), "{open:?}");
    }
    assert_eq!(of(Some((Outcome::Unknown, None))), count(1, 1));
}

#[test]
fn a_risk_counts_by_its_level_while_it_is_open_and_not_accepted_as_it_is() {
    let of = |row: Risk| facts(|all| all.risks.push(row)).risks;
    let high = || Risk { residual: Exposure::stated(Some(Level::High)), ..risk(0, "a") };
    let accepted = |level, until: &str| Acceptance {
        reason: markdown("x"),
        approver: title("Ana"),
        at: now(),
        until: day(until),
        level: Some(level),
        likelihood: None,
        impact: None,
    };
    let with = |acceptance| of(Risk { acceptance: Some(acceptance), ..high() });
    let counted = vec![(Some(Level::High), 1)];
    assert_eq!(of(high()), counted);
    assert_eq!(with(accepted(Level::High, "2031-05-01")), []);
    assert_eq!(with(accepted(Level::High, "2031-04-30")), counted, "its last day is past");
    assert_eq!(with(accepted(Level::Medium, "2031-05-01")), counted, "it is worse than what was accepted");
    assert_eq!(of(Risk { polarity: Polarity::HigherIsBetter, ..high() }), [], "a quality is no risk");
    let closure = sample().registers.risks.into_iter().find_map(|row| row.closure);
    assert_eq!(of(Risk { closure, ..high() }), []);
    assert_eq!(of(risk(0, "of no known level")), [(None, 1)]);
}

#[test]
fn the_level_is_that_of_the_matrix_of_the_project() {
    let both = Exposure { likelihood: Some(Level::Medium), impact: Some(Level::Medium), stated: None };
    let mut registers = Registers::default();
    registers.risks.push(Risk { residual: both, ..risk(0, "a") });
    let dossier = sample();
    let mut strict = serde_json::to_value(Words::default()).unwrap();
    strict["matrix"] = serde_json::json!([2, 3, 4, 9]);
    let of = |words: &Words| facts_of(dossier.audit.as_ref().unwrap(), &registers, words, now()).risks;
    assert_eq!(of(&Words::default()), [(Some(Level::Medium), 1)]);
    assert_eq!(of(&serde_json::from_value(strict).unwrap()), [(Some(Level::Critical), 1)]);
}

#[test]
fn a_frozen_audit_is_weighed_on_its_own_score_and_rows() {
    let dossier = sample();
    let audit = dossier.audit.unwrap();
    let found = facts_of(&audit, &dossier.registers, &dossier.project.words, dossier.at);
    assert_eq!((found.audit, found.overall.clone()), (Some(audit.assessment.id), audit.score.overall.clone()));
    assert_eq!(found.categories.len(), 7);
    assert!(found.categories[4].share.is_none() && found.categories[0].share.is_some(), "what does not apply has no share");
    assert_eq!((found.items, found.criteria, found.verifications), (count(2, 2), count(3, 4), count(3, 4)));
    assert_eq!(found.risks, [(None, 1), (Some(Level::High), 2)]);
    let gate = Gate {
        goal: "demo".parse().unwrap(),
        name: title("Demo"),
        target: None,
        rules: vec![GateRule::must(Demand::BlockingItemsDone), GateRule::must(Demand::CriteriaMet)],
    };
    let states = |facts: &Facts| gate.weigh(facts, &Caps::default()).rules.into_iter().map(|row| row.state).collect::<Vec<_>>();
    assert_eq!(states(&found), [State::Fails, State::Fails]);
    let bare = facts(|_| ());
    assert_eq!((states(&bare), bare.known, bare.holding), (vec![State::Holds, State::Holds], true, Some(BTreeSet::new())));
}
