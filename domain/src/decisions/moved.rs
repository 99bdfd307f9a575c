//! How a project stands now beside how it stood when somebody signed.

use crate::blockers::Tier;
use crate::gates::{Count, Facts};
use crate::risks::Level;
use crate::scoring::Share;
use std::collections::BTreeSet;
use std::fmt;

/// One thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What: `Overall score`, `Open blockers of tier 1`.
    pub what: String,
    /// How it was.
    pub before: String,
    /// How it is.
    pub after: String,
    /// Which way it went.
    pub shift: Shift,
}

/// Which way something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shift {
    /// Against the goal.
    Worse,
    /// Neither.
    Other,
    /// Towards the goal.
    Better,
}

impl Shift {
    fn of<T: Ord>(before: &T, after: &T, more_is_better: bool) -> Self {
        match (after > before, after < before) {
            (true, _) if more_is_better => Self::Better,
            (_, true) if more_is_better => Self::Worse,
            (true, _) => Self::Worse,
            (_, true) => Self::Better,
            _ => Self::Other,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Other => "changed",
            Self::Better => "better",
        }
    }
}

/// What is not as it was, the worst first; nothing where the state has not moved.
#[must_use]
pub fn moved(before: &Facts, after: &Facts) -> Vec<Moved> {
    let mut found = Vec::new();
    shares(&mut found, "Overall score".to_owned(), before.overall.as_ref(), after.overall.as_ref());
    if before.audit != after.audit {
        let words = |facts: &Facts| if facts.audit.is_some() { "an audit" } else { "none" }.to_owned();
        let after_words = if before.audit.is_some() && after.audit.is_some() { "another audit".to_owned() } else { words(after) };
        found.push(Moved { what: "Last audit".into(), before: words(before), after: after_words, shift: Shift::Other });
    }
    let names: BTreeSet<_> = before.categories.iter().chain(&after.categories).map(|row| &row.name).collect();
    for name in names {
        let of = |facts: &Facts| facts.categories.iter().find(|row| row.name == *name).cloned();
        match (of(before), of(after)) {
            (Some(was), Some(is)) => shares(&mut found, format!("Category “{name}”"), was.share.as_ref(), is.share.as_ref()),
            (was, is) => {
                let words = |there: bool| if there { "in the audit" } else { "not in the audit" }.to_owned();
                let (before, after) = (words(was.is_some()), words(is.is_some()));
                found.push(Moved { what: format!("Category “{name}”"), before, after, shift: Shift::Other });
            }
        }
    }
    let tiers: BTreeSet<Tier> = before.blockers.iter().chain(&after.blockers).map(|(tier, _)| *tier).collect();
    for tier in tiers {
        let of = |facts: &Facts| facts.blockers.iter().filter(|(of, _)| *of == tier).map(|(_, count)| *count).sum();
        figures(&mut found, format!("Open blockers of tier {}", tier.number()), of(before), of(after));
    }
    counts(&mut found, "Blocking items", before.items, after.items, "open");
    counts(&mut found, "Acceptance criteria", before.criteria, after.criteria, "not met");
    let levels: BTreeSet<Option<Level>> = before.risks.iter().chain(&after.risks).map(|(level, _)| *level).collect();
    for level in levels {
        let of = |facts: &Facts| facts.risks.iter().filter(|(of, _)| *of == level).map(|(_, count)| *count).sum();
        let words = level.map_or_else(|| "of unknown level".to_owned(), |level| format!("at level {}", level.as_str()));
        figures(&mut found, format!("Unaccepted risks {words}"), of(before), of(after));
    }
    counts(&mut found, "Verifications", before.verifications, after.verifications, "not fresh");
    rows(&mut found, before, after);
    found.sort_by_key(|row| row.shift);
    found
}

fn shares(found: &mut Vec<Moved>, what: String, before: Option<&Share>, after: Option<&Share>) {
    if before == after {
        return;
    }
    let shift = match (before, after) {
        (Some(before), Some(after)) => Shift::of(before, after, true),
        _ => Shift::Other,
    };
    let words = |share: Option<&Share>| share.map_or_else(|| "none".to_owned(), |share| format!("{share} %"));
    let (before, after) = (words(before), words(after));
    found.push(Moved { what, before, after, shift });
}

fn figures(found: &mut Vec<Moved>, what: String, before: u64, after: u64) {
    if before != after {
        found.push(Moved { what, before: before.to_string(), after: after.to_string(), shift: Shift::of(&before, &after, false) });
    }
}

/// Rows that take the place of others may leave every figure as it was; where they only come or only go, figures tell it.
fn rows(found: &mut Vec<Moved>, before: &Facts, after: &Facts) {
    let (Some(was), Some(is)) = (&before.holding, &after.holding) else { return };
    let (gone, come) = (was.difference(is).count(), is.difference(was).count());
    let words = |count: usize, rest: &str| format!("{count} {} {rest}", if count == 1 { "row" } else { "rows" });
    if gone > 0 && come > 0 {
        let (before, after) = (words(gone, "in the way then and not now"), words(come, "in the way now and not then"));
        found.push(Moved { what: "What stands in the way".to_owned(), before, after, shift: Shift::Other });
    }
}

fn counts(found: &mut Vec<Moved>, what: &str, before: Count, after: Count, word: &str) {
    if before != after {
        let words = |count: Count| format!("{} of {} {word}", count.open, count.total);
        let shift = Shift::of(&before.open, &after.open, false);
        found.push(Moved { what: what.to_owned(), before: words(before), after: words(after), shift });
    }
}

/// `Overall score: 92 % → 88 %`.
impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} → {}", self.what, self.before, self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::CategoryFact;
    use crate::ids::{AssessmentId, CategoryId};
    use rust_decimal::Decimal;

    fn share(percent: i64) -> Option<Share> {
        Share::of(Decimal::from(percent), Decimal::ONE_HUNDRED)
    }

    fn facts() -> Facts {
        let category =
            |name: &str, points| CategoryFact { id: CategoryId(uuid::Uuid::nil()), name: name.parse().unwrap(), share: share(points) };
        Facts {
            overall: share(92),
            categories: vec![category("Kiln", 90), category("Door", 94)],
            blockers: vec![(Tier::FIRST, 1)],
            items: Count { open: 2, total: 5 },
            risks: vec![(Some(Level::High), 1)],
            known: true,
            ..Facts::default()
        }
    }

    #[test]
    fn a_row_that_takes_the_place_of_another_is_told_though_no_figure_moved() {
        let id = uuid::Uuid::from_u128;
        let facts = |rows: &[u128]| Facts { holding: Some(rows.iter().copied().map(id).collect()), ..Facts::default() };
        let found = moved(&facts(&[1, 2]), &facts(&[2, 3]));
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].before.as_str(), found[0].after.as_str()),
            ("1 row in the way then and not now", "1 row in the way now and not then")
        );
        assert_eq!(moved(&facts(&[1]), &facts(&[1])), []);
        // Figures tell of a row that only came or only went.
        assert_eq!((moved(&facts(&[1, 2]), &facts(&[1])), moved(&facts(&[1]), &facts(&[1, 2]))), (vec![], vec![]));
        // Where nobody looked at the rows, only figures speak.
        assert_eq!(moved(&Facts::default(), &facts(&[1])), []);
    }

    #[test]
    fn what_stands_as_it_stood_has_not_moved() {
        assert_eq!(moved(&facts(), &facts()), []);
    }

    fn told(before: &Facts, after: &Facts) -> Vec<String> {
        moved(before, after).iter().map(|row| format!("{} ({})", row, row.shift.as_str())).collect()
    }

    #[test]
    fn criteria_and_verifications_are_worse_with_more_that_are_open_and_only_other_with_more_in_all() {
        let before = Facts { criteria: Count { open: 1, total: 4 }, verifications: Count { open: 2, total: 3 }, ..facts() };
        let after = Facts { criteria: Count { open: 2, total: 4 }, verifications: Count { open: 0, total: 3 }, ..facts() };
        assert_eq!(
            told(&before, &after),
            ["Acceptance criteria: 1 of 4 not met → 2 of 4 not met (worse)", "Verifications: 2 of 3 not fresh → 0 of 3 not fresh (better)"]
        );
        assert_eq!(
            told(&after, &before),
            ["Verifications: 0 of 3 not fresh → 2 of 3 not fresh (worse)", "Acceptance criteria: 2 of 4 not met → 1 of 4 not met (better)"]
        );
        let grown = Facts { criteria: Count { open: 1, total: 5 }, verifications: Count { open: 2, total: 2 }, ..facts() };
        assert_eq!(
            told(&before, &grown),
            [
                "Acceptance criteria: 1 of 4 not met → 1 of 5 not met (changed)",
                "Verifications: 2 of 3 not fresh → 2 of 2 not fresh (changed)"
            ]
        );
    }

    #[test]
    fn another_audit_is_told_even_where_it_says_the_same_and_is_no_step_in_either_direction() {
        let of = |audit: Option<u128>| Facts { audit: audit.map(|number| AssessmentId(uuid::Uuid::from_u128(number))), ..facts() };
        assert_eq!(told(&of(Some(1)), &of(Some(2))), ["Last audit: an audit → another audit (changed)"]);
        assert_eq!(told(&of(Some(1)), &of(None)), ["Last audit: an audit → none (changed)"]);
        assert_eq!(told(&of(None), &of(Some(1))), ["Last audit: none → an audit (changed)"], "the first is not another one");
        assert_eq!(told(&of(Some(1)), &of(Some(1))), [""; 0]);
    }

    #[test]
    fn what_got_worse_comes_first_and_what_got_better_is_told_too() {
        let mut after = facts();
        after.overall = share(88);
        after.blockers.clear();
        after.items = Count { open: 3, total: 6 };
        after.categories[0].share = share(95);
        after.categories.remove(1);
        after.risks.push((None, 2));
        assert_eq!(
            told(&facts(), &after),
            [
                "Overall score: 92 % → 88 % (worse)",
                "Blocking items: 2 of 5 open → 3 of 6 open (worse)",
                "Unaccepted risks of unknown level: 0 → 2 (worse)",
                "Category “Door”: in the audit → not in the audit (changed)",
                "Category “Kiln”: 90 % → 95 % (better)",
                "Open blockers of tier 1: 1 → 0 (better)",
            ]
        );
    }
}
