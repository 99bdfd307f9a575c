//! Registers with a row of every state.

use super::now;
use super::rows::{at, day, id, markdown, title};
use crate::Version;
use crate::assessments::Registers;
use crate::blockers::{Blocker, BlockerState, Resolution, Tier, Waiver};
use crate::checklists::{Checklist, Done, Item, SetAside};
use crate::criteria::{Criterion, CriterionState};
use crate::ids::{ActionId, AssessmentId, BlockerId, ChecklistId, CriterionId, ItemId, ProjectId, RiskId, UserId, VerificationId};
use crate::links::Links;
use crate::people::Assignee;
use crate::plans::{Action, ActionDone};
use crate::risks::{Acceptance, Closure, Exposure, Level, Polarity, Response, Risk};
use crate::verifications::{LastResult, Outcome, Verification};

/// All registers; the last checklist has no item.
pub(in crate::exports) fn registers() -> Registers {
    let lists = ["Before the first fire", "Nach dem Brand – 後片付け", "Nothing in here"];
    let lists = lists.into_iter().zip(0_u8..).map(|(name, position)| Checklist {
        id: ChecklistId(id(500 + u128::from(position))),
        position: position.into(),
        title: title(name),
        version: Version::FIRST,
    });
    Registers {
        blockers: blockers(),
        risks: risks(),
        checklists: lists.collect(),
        items: items(),
        criteria: criteria(),
        actions: actions(),
        verifications: verifications(),
    }
}

/// The same some months before: one blocker resolved that is open again, a lower risk, an item ticked.
pub(in crate::exports) fn before(now: &Registers) -> Registers {
    let mut then = now.clone();
    then.blockers[0].state = BlockerState::Resolved;
    then.blockers.remove(1);
    then.risks[0].residual.impact = Some(Level::Low);
    then.items[1].done = Some(done());
    then.criteria[1].state = CriterionState::Met;
    then.verifications.pop();
    then
}

/// An open blocker of the first tier.
pub(in crate::exports) fn blocker(number: u8, name: &str) -> Blocker {
    Blocker {
        id: BlockerId(id(300 + u128::from(number))),
        project: ProjectId(id(1)),
        position: number.into(),
        tier: Tier::FIRST,
        tier_label: None,
        title: title(name),
        category: None,
        current: None,
        required: None,
        location: None,
        owner: None,
        due: None,
        links: Links::default(),
        body: markdown(""),
        state: BlockerState::Open,
        resolution: None,
        waiver: None,
        opened_in: Some(AssessmentId(id(2))),
        lines: None,
        opened_at: at("2031-01-15T08:00:00Z"),
        version: Version::FIRST,
    }
}

fn blockers() -> Vec<Blocker> {
    let waiver = |until| Waiver { reason: markdown("Only *cold* runs."), until: day(until), by_name: title("Zoë"), at: now() };
    let resolution = |evidence: Option<&str>| Resolution { at: now(), by_name: title("Kim"), evidence: evidence.map(markdown) };
    let (second, third) = (Tier::try_from(2).unwrap(), Tier::try_from(3).unwrap());
    let full = Blocker {
        state: BlockerState::Reopened,
        tier_label: Some("P0 – stop".into()),
        category: Some(title("Safety")),
        current: Some("opens at any temperature".into()),
        required: Some("stays shut above 60 °C".into()),
        location: Some("valve block 3".into()),
        owner: Some(Assignee::named("Jürgen Groß")),
        due: Some(day("2031-04-20")),
        links: "https://example.org/ticket/17 Ticket 17\nhttps://example.org/photo".parse().unwrap(),
        body: markdown("Seen twice:\n\n- on Monday\n- on Friday"),
        ..blocker(0, "No interlock on the gas valve")
    };
    vec![
        full,
        Blocker { due: Some(day("2031-06-01")), ..blocker(1, "Keine Abnahme der Elektrik ⚡") },
        Blocker { tier: second, ..blocker(2, &super::long_name()) },
        Blocker { tier: second, waiver: Some(waiver("2031-08-01")), ..blocker(3, "Chimney has no permit") },
        Blocker { tier: third, waiver: Some(waiver("2031-04-01")), ..blocker(4, "Spare thermocouples are missing") },
        Blocker { state: BlockerState::Resolved, resolution: Some(resolution(Some("Test run 12"))), ..blocker(5, "Door does not lock") },
        Blocker { tier: third, state: BlockerState::Resolved, resolution: Some(resolution(None)), ..blocker(6, "No fire blanket") },
    ]
}

/// An open risk of which no more is known.
pub(in crate::exports) fn risk(number: u8, name: &str) -> Risk {
    Risk {
        id: RiskId(id(400 + u128::from(number))),
        project: ProjectId(id(1)),
        position: number.into(),
        title: title(name),
        description: markdown(""),
        inherent: Exposure::default(),
        residual: Exposure::default(),
        target: Exposure::default(),
        previous: None,
        polarity: Polarity::LowerIsBetter,
        response: None,
        mitigation: markdown(""),
        owner: None,
        review: None,
        status: None,
        acceptance: None,
        closure: None,
        opened_in: None,
        lines: None,
        opened_at: now(),
        version: Version::FIRST,
    }
}

fn risks() -> Vec<Risk> {
    let known = |likelihood, impact| Exposure { likelihood: Some(likelihood), impact: Some(impact), stated: None };
    let acceptance = Acceptance {
        reason: markdown("Gas is cheap this year."),
        approver: title("Zoë Ångström"),
        at: now(),
        until: day("2031-12-31"),
        level: Some(Level::High),
        likelihood: Some(Level::High),
        impact: Some(Level::Medium),
    };
    let full = Risk {
        description: markdown("Gas escapes while nobody is in the room."),
        inherent: known(Level::Critical, Level::Critical),
        residual: Exposure { stated: Some(Level::Low), ..known(Level::Medium, Level::Critical) },
        target: Exposure::stated(Some(Level::Low)),
        previous: Some(Level::Medium),
        response: Some(Response::Mitigate),
        mitigation: markdown("1. sensor\n2. **alarm**"),
        owner: Some(Assignee::named("Kim")),
        review: Some(day("2031-04-30")),
        status: Some("watched".into()),
        ..risk(0, "Gas leak")
    };
    let closure = Closure { reason: markdown("Sold."), by_name: title("Kim"), at: now() };
    let quality = Risk {
        polarity: Polarity::HigherIsBetter,
        residual: Exposure::stated(Some(Level::Medium)),
        target: Exposure::stated(Some(Level::High)),
        ..risk(4, "Verfügbarkeit")
    };
    vec![
        full,
        Risk { residual: known(Level::High, Level::Medium), acceptance: Some(acceptance), ..risk(1, "Price of gas doubles") },
        Risk { residual: Exposure::stated(Some(Level::High)), ..risk(2, "粘土が割れる") },
        risk(3, "Nobody knows how bad this is"),
        quality,
        Risk { closure: Some(closure), residual: known(Level::Low, Level::Low), ..risk(5, "The old kiln breaks") },
    ]
}

/// A tick of Kim.
pub(in crate::exports) fn done() -> Done {
    Done { at: now(), by: UserId(id(7)), by_name: title("Kim"), imported: false }
}

/// An open item of a list.
pub(in crate::exports) fn item(number: u8, list: u8, name: &str) -> Item {
    Item {
        id: ItemId(id(550 + u128::from(number))),
        checklist: ChecklistId(id(500 + u128::from(list))),
        position: number.into(),
        text: title(name),
        detail: markdown(""),
        assignee: None,
        due: None,
        blocking: false,
        needs_verification: false,
        verified_until: None,
        done: None,
        set_aside: None,
        lines: None,
        version: Version::FIRST,
    }
}

fn items() -> Vec<Item> {
    let aside = SetAside { reason: title("There is no lift"), at: now(), by: UserId(id(7)), by_name: title("Kim") };
    vec![
        Item { done: Some(done()), ..item(0, 0, "Sweep the floor") },
        Item { blocking: true, due: Some(day("2031-04-01")), assignee: Some(Assignee::named("Åsa")), ..item(1, 0, "Test the alarm") },
        Item { blocking: true, needs_verification: true, done: Some(done()), ..item(2, 0, "Calibrate the thermocouples") },
        Item { set_aside: Some(aside), blocking: true, ..item(3, 1, "Lock the lift") },
        Item { detail: markdown("Ash goes into the **metal** bin.\n\nNever into paper."), ..item(4, 1, "灰を捨てる") },
        item(5, 1, &super::long_name()),
    ]
}

fn criteria() -> Vec<Criterion> {
    let all = [CriterionState::Met, CriterionState::NotMet, CriterionState::Partly, CriterionState::Unknown];
    let rows = all.into_iter().zip(0_u8..).map(|(state, place)| Criterion {
        id: CriterionId(id(600 + u128::from(place))),
        position: place.into(),
        label: (place < 3).then(|| ["A", "B", "C"][usize::from(place)].to_owned()),
        text: title(["Burns for 12 hours", "Cools within a day", "Uses less than 40 m³", "Nobody was hurt"][usize::from(place)]),
        state,
        notes: markdown(["Seen on Monday", "", "- 38 m³\n- 44 m³", ""][usize::from(place)]),
        owner: (place == 1).then(|| Assignee::named("Åsa")),
        lines: None,
        version: Version::FIRST,
    });
    rows.collect()
}

fn actions() -> Vec<Action> {
    let rows = ["Order the sensor", "Fit the sensor", "Celebrate 🎉"].into_iter().zip(0_u8..).map(|(focus, place)| Action {
        id: ActionId(id(650 + u128::from(place))),
        position: place.into(),
        when: (place == 0).then(|| "Day 1".to_owned()),
        date: (place < 2).then(|| day(["2031-04-02", "2031-04-09"][usize::from(place)])),
        focus: title(focus),
        deliverables: markdown(["An order", "- a sensor\n- a log", ""][usize::from(place)]),
        owner: (place == 1).then(|| Assignee::named("Kim")),
        done: (place == 0).then(|| ActionDone { at: now(), by: None, by_name: title("Kim") }),
        lines: None,
        version: Version::FIRST,
    });
    rows.collect()
}

fn verifications() -> Vec<Verification> {
    let row = |number: u8, name: Option<&str>, last: Option<(Outcome, Option<&str>)>| Verification {
        id: VerificationId(id(700 + u128::from(number))),
        position: number.into(),
        title: name.map(title),
        command: markdown("kiln test --all\nkiln report"),
        expected: Some("all 42 tests pass".into()),
        valid_days: Some(30.try_into().unwrap()),
        last: last.map(|(outcome, until)| LastResult { outcome, at: now(), by: "CI".into(), expires_at: until.map(at) }),
        lines: None,
        version: Version::FIRST,
    };
    vec![
        row(0, Some("All tests pass"), Some((Outcome::Pass, Some("2031-06-01T00:00:00Z")))),
        row(1, Some("Alarm was heard"), Some((Outcome::Pass, Some("2031-04-01T00:00:00Z")))),
        row(2, Some("Leak test"), Some((Outcome::Fail, None))),
        row(3, None, None),
    ]
}
