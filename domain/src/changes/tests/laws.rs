//! What holds for any two sides.

use super::sides::*;
use crate::assessments::{FindingKind, Rating, Severity};
use crate::blockers::BlockerState;
use crate::changes::{Group, Part, Side, Tone, compare};
use crate::criteria::CriterionState;
use crate::ids::CategoryId;
use crate::risks::{Level, Polarity};
use crate::scoring::Shift;
use crate::verifications::Outcome;
use proptest::prelude::*;
use std::collections::HashMap;
use uuid::Uuid;

fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["door", "heat", "lock", "late", "1.", "**glaze**", "the", "draft", "7"]), 1..4)
        .prop_map(|words| words.join(" "))
}

/// Different identities, some of which another side has too.
fn ids(most: usize) -> impl Strategy<Value = Vec<u128>> {
    prop::sample::subsequence((1..=14).collect::<Vec<u128>>(), 0..=most).prop_shuffle()
}

fn rating() -> impl Strategy<Value = Rating> {
    prop_oneof![
        5 => (0_i64..=10).prop_map(|tens| percent(10 * tens)),
        1 => Just(Rating::NotRated),
        1 => Just(Rating::NotApplicable { reason: "no kiln".into() }),
    ]
}

fn any_side() -> impl Strategy<Value = Side> {
    let severity = prop::option::of(prop::sample::select(Severity::ALL.to_vec()));
    let kind = prop::sample::select(FindingKind::ALL.to_vec());
    let state = prop::sample::select(vec![BlockerState::Open, BlockerState::Resolved, BlockerState::Reopened]);
    let level = prop::option::of(prop::sample::select(Level::ALL.to_vec()));
    let polarity = prop::sample::select(vec![Polarity::LowerIsBetter, Polarity::HigherIsBetter]);
    let outcome = prop::option::of(prop::sample::select(Outcome::ALL.to_vec()));
    let criterion_state = prop::sample::select(CriterionState::ALL.to_vec());
    let rows = |most| ids(most);
    (
        (rows(6), prop::collection::vec((name(), prop::option::of(0_i64..5), rating()), 6)),
        (rows(10), prop::collection::vec((name(), kind, severity, 0_usize..7), 10)),
        (rows(6), prop::collection::vec((name(), 1_u8..=9, state), 6)),
        (rows(6), prop::collection::vec((name(), level, polarity), 6)),
        (rows(8), prop::collection::vec((name(), 0_usize..2, any::<bool>(), any::<bool>()), 8)),
        (rows(5), prop::collection::vec((name(), criterion_state), 5)),
        (rows(5), prop::collection::vec((name(), outcome), 5), any::<bool>()),
    )
        .prop_map(|(categories, findings, blockers, risks, items, criteria, verifications)| {
            let mut made = side(1);
            let rows = categories.0.iter().zip(categories.1);
            made.categories = rows.map(|(id, (name, weight, rating))| category(*id, &name, weight, rating)).collect();
            for (id, (name, kind, severity, place)) in findings.0.iter().zip(findings.1) {
                let category: Option<CategoryId> = made.categories.get(place).map(|category| category.id);
                made.findings.push(crate::assessments::Finding { category, ..finding(*id, &name, kind, severity) });
            }
            let registers = &mut made.registers;
            registers.blockers =
                blockers.0.iter().zip(blockers.1).map(|(id, (name, tier, state))| blocker(*id, &name, tier, state)).collect();
            registers.risks = risks.0.iter().zip(risks.1).map(|(id, (name, level, polarity))| risk(*id, &name, level, polarity)).collect();
            registers.checklists = vec![checklist(1, "Before firing"), checklist(2, "After firing")];
            let rows = items.0.iter().zip(items.1);
            registers.items = rows.map(|(id, (text, list, blocking, done))| item(*id, [1, 2][list], &text, blocking, done)).collect();
            registers.criteria = criteria.0.iter().zip(criteria.1).map(|(id, (text, state))| criterion(*id, &text, state)).collect();
            let (ids, rows, later) = verifications;
            registers.verifications = ids.iter().zip(rows).map(|(id, (name, outcome))| verification(*id, &name, outcome)).collect();
            // Two days on, what passed has expired.
            made.at = if later { at().plus_seconds(48 * 3600) } else { at() };
            made
        })
}

fn rows(side: &Side) -> HashMap<(Part, Uuid), usize> {
    let registers = &side.registers;
    let categories = side.categories.iter().map(|row| (Part::Category, row.id.0));
    let findings = side.findings.iter().map(|row| (Part::Finding, row.id.0));
    let blockers = registers.blockers.iter().map(|row| (Part::Blocker, row.id.0));
    let risks = registers.risks.iter().map(|row| (Part::Risk, row.id.0));
    let items = registers.items.iter().map(|row| (Part::Item, row.id.0));
    let criteria = registers.criteria.iter().map(|row| (Part::Criterion, row.id.0));
    let verifications = registers.verifications.iter().map(|row| (Part::Verification, row.id.0));
    let named = categories.chain(findings).chain(blockers).chain(risks).chain(items).chain(criteria).chain(verifications);
    named.map(|row| (row, 1)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_changed_from_a_side_to_itself(one in any_side()) {
        let found = compare(&one, &one, &[]);
        prop_assert!(found.is_unchanged(), "{:#?}", found.entries);
        prop_assert!(found.entries.iter().all(|entry| entry.changes.is_empty() && entry.tone == Tone::Neutral));
        prop_assert!(found.score.moved.is_none_or(|moved| moved.is_zero()));
    }

    #[test]
    fn nothing_changed_where_a_second_report_says_the_same(one in any_side()) {
        let other = anew(one.clone(), 1000);
        prop_assert!(compare(&one, &other, &[]).is_unchanged());
    }

    #[test]
    fn every_row_of_both_sides_is_told_exactly_once(before in any_side(), after in any_side()) {
        let found = compare(&before, &after, &[]);
        for (side, of) in [(&before, 0), (&after, 1)] {
            let mut told: HashMap<(Part, Uuid), usize> = HashMap::new();
            for entry in &found.entries {
                let stand = if of == 0 { &entry.before } else { &entry.after };
                if let Some(stand) = stand {
                    *told.entry((entry.part, stand.id)).or_default() += 1;
                }
            }
            prop_assert_eq!(told, rows(side));
        }
        prop_assert!(found.left_out.is_empty());
    }

    #[test]
    fn swapping_the_sides_swaps_better_and_worse_new_and_gone(before in any_side(), after in any_side()) {
        let (there, back) = (compare(&before, &after, &[]), compare(&after, &before, &[]));
        prop_assert_eq!(there.entries.len(), back.entries.len());
        let id = |stand: &Option<crate::changes::Stand>| stand.as_ref().map(|stand| stand.id);
        let returned: HashMap<_, _> = back.entries.iter().map(|entry| ((entry.part, id(&entry.after), id(&entry.before)), entry)).collect();
        for entry in &there.entries {
            let Some(other) = returned.get(&(entry.part, id(&entry.before), id(&entry.after))) else {
                return Err(TestCaseError::fail(format!("matched otherwise: {entry:#?}")));
            };
            let right = match (entry.group, other.group) {
                (Group::Improved, Group::Worse) | (Group::Worse, Group::Improved) => true,
                // What went is fixed where an audit looked again.
                (Group::New, Group::Gone | Group::Fixed) | (Group::Gone | Group::Fixed, Group::New) => entry.matched.is_none(),
                (Group::Fixed, Group::Reopened) | (Group::Reopened, Group::Fixed) => entry.matched.is_some(),
                // From reopened to open there is no way back in time: only the tier counts then.
                (Group::Reopened, Group::Changed | Group::Improved | Group::Worse)
                | (Group::Changed | Group::Improved | Group::Worse, Group::Reopened) => entry.part == Part::Blocker,
                (one, two) => one == two && matches!(one, Group::Changed | Group::Unchanged),
            };
            prop_assert!(right, "{entry:#?}\n{other:#?}");
            prop_assert_eq!(entry.matched, other.matched);
        }
    }

    #[test]
    fn effects_of_categories_add_up_to_the_move_of_the_score(before in any_side(), after in any_side()) {
        let found = compare(&before, &after, &[]);
        if let Some(moved) = found.score.moved.clone() {
            let sum: Shift = found.entries.iter().filter_map(|entry| entry.effect.as_ref()).map(crate::scoring::Source::total).sum();
            prop_assert_eq!(&sum, &moved);
            prop_assert_eq!(found.score.rating + found.score.rule + found.score.weight, moved);
        }
    }

    #[test]
    fn what_is_written_is_the_same_each_time(before in any_side(), after in any_side()) {
        let write = || {
            let found = compare(&before, &after, &[]);
            (crate::changes::markdown(&found, &title("Kiln")), serde_json::to_string(&found).unwrap())
        };
        prop_assert_eq!(write(), write());
    }
}
