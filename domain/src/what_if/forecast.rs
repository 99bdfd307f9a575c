//! When a gate could open at the pace of the last weeks.

use crate::Day;
use crate::decisions::Verdict;
use crate::gates::{Demand, Facts, Gate, State};
use crate::scoring::{Cap, Caps};
use crate::trends::{Estimate, Week, estimate};

/// What of the open work keeps a gate from saying go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Blockers that a rule or a cap asks for.
    pub blockers: u64,
    /// Blocking items.
    pub items: u64,
    /// Rules about what nobody knows a pace of: scores, criteria, risks, verifications; and rules of which nobody can tell.
    pub others: u64,
}

/// The weeks of both registers that have a pace, the earliest first.
#[derive(Clone, Copy, Debug)]
pub struct Weeks<'a> {
    /// Of the blockers.
    pub blockers: &'a [Week],
    /// Of all items, blocking or not.
    pub items: &'a [Week],
}

/// When a gate could open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// It says go.
    Open,
    /// When the last of its rows would be closed, if what holds the gate is done first and none comes; and how many other rules have to
    /// hold beside that.
    About(Estimate, u64),
    /// Too little was closed in the last weeks to tell.
    NoPace,
    /// Only rules that know no pace hold it: so many.
    NoRows(u64),
}

impl Left {
    /// What keeps this gate from saying go; nothing where it does.
    #[must_use]
    pub fn of(gate: &Gate, facts: &Facts, caps: &Caps) -> Self {
        let outcome = gate.weigh(facts, caps);
        if outcome.verdict == Some(Verdict::Go) {
            return Self::default();
        }
        let mut left = Self { others: u64::from(gate.rules.is_empty()), ..Self::default() };
        let mut last_tier = None;
        for row in outcome.rules.iter().filter(|row| row.state != State::Holds) {
            match (&row.rule.demand, row.state) {
                (Demand::NoOpenBlocker { tier }, State::Fails) => last_tier = last_tier.max(Some(*tier)),
                (Demand::BlockingItemsDone, State::Fails) => left.items = row.failing,
                _ => left.others += 1,
            }
        }
        let asked = facts.blockers.iter().filter(|(tier, _)| Some(*tier) <= last_tier || caps.of(*tier) != Cap::Nothing);
        left.blockers = asked.map(|(_, count)| count).sum();
        left
    }

    /// When that would be done.
    #[must_use]
    pub fn forecast(self, weeks: Weeks<'_>, today: Day) -> Forecast {
        let registers = [(self.blockers, weeks.blockers), (self.items, weeks.items)];
        let mut found: Option<Estimate> = None;
        for (open, weeks) in registers.into_iter().filter(|(open, _)| *open > 0) {
            let Some(one) = estimate(u32::try_from(open).unwrap_or(u32::MAX), weeks, today) else { return Forecast::NoPace };
            found = Some(found.map_or(one, |other| later(one, other)));
        }
        match found {
            Some(estimate) => Forecast::About(estimate, self.others),
            None if self.others == 0 => Forecast::Open,
            None => Forecast::NoRows(self.others),
        }
    }
}

/// When both are done: registers are worked on side by side.
fn later(one: Estimate, other: Estimate) -> Estimate {
    Estimate {
        likely: one.likely.max(other.likely),
        early: one.early.max(other.early),
        late: one.late.zip(other.late).map(|(one, other)| one.max(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blockers::Tier;
    use crate::gates::{Count, GateRule, Percent};
    use rust_decimal::Decimal;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Four weeks that are over, with so many rows closed in each.
    fn weeks(closed: [u32; 4]) -> Vec<Week> {
        let start = day("2031-03-03");
        let week = |(at, closed): (i64, u32)| Week { start: start.plus_days(7 * at).unwrap(), open: 9, opened: 0, closed, over: true };
        (0..).zip(closed).map(week).collect()
    }

    fn tier(number: u8) -> Tier {
        Tier::try_from(number).unwrap()
    }

    fn gate(demands: Vec<Demand>) -> Gate {
        let rules = demands.into_iter().map(GateRule::must).collect();
        Gate { goal: "beta".parse().unwrap(), name: "Beta".parse().unwrap(), target: None, rules }
    }

    fn facts(blockers: [u64; 3], items: u64) -> Facts {
        let blockers = (1..).zip(blockers).map(|(number, count)| (tier(number), count)).collect();
        Facts { blockers, items: Count { open: items, total: items + 2 }, known: true, ..Facts::default() }
    }

    fn all() -> Gate {
        let percent = Percent::try_from(Decimal::from(80)).unwrap();
        gate(vec![Demand::NoOpenBlocker { tier: tier(2) }, Demand::BlockingItemsDone, Demand::MinimumOverall { percent }])
    }

    #[test]
    fn each_row_that_a_rule_or_a_cap_asks_for_is_left_once() {
        let (caps, facts) = (Caps::default(), facts([1, 2, 4], 3));
        assert_eq!(Left::of(&all(), &facts, &caps), Left { blockers: 3, items: 3, others: 1 });
        let only_items = gate(vec![Demand::BlockingItemsDone]);
        let capping: u64 = facts.blockers.iter().filter(|(tier, _)| caps.of(*tier) != Cap::Nothing).map(|(_, count)| count).sum();
        assert_eq!(Left::of(&only_items, &facts, &caps).blockers, capping, "caps hold whatever the rules ask");
    }

    #[test]
    fn a_gate_that_says_go_has_nothing_left_and_one_without_rules_waits_for_some() {
        let go = gate(vec![Demand::BlockingItemsDone]);
        let free = facts([0, 0, 0], 0);
        assert_eq!(Left::of(&go, &free, &Caps::default()).forecast(Weeks { blockers: &[], items: &[] }, day("2031-04-01")), Forecast::Open);
        let none = Left::of(&gate(vec![]), &free, &Caps::default());
        assert_eq!(none.forecast(Weeks { blockers: &[], items: &[] }, day("2031-04-01")), Forecast::NoRows(1));
    }

    #[test]
    fn the_later_register_decides_and_a_register_without_pace_leaves_it_open() {
        let (fast, slow, still) = (weeks([7, 7, 7, 7]), weeks([1, 1, 1, 1]), weeks([0, 0, 0, 0]));
        let (left, today) = (Left { blockers: 2, items: 7, others: 1 }, day("2031-04-01"));
        let Forecast::About(estimate, others) = left.forecast(Weeks { blockers: &slow, items: &fast }, today) else { panic!("no date") };
        assert_eq!((estimate.likely, others), (day("2031-04-15"), 1));
        assert_eq!(left.forecast(Weeks { blockers: &slow, items: &still }, today), Forecast::NoPace);
        let no_items = Left { items: 0, ..left };
        assert!(matches!(no_items.forecast(Weeks { blockers: &slow, items: &still }, today), Forecast::About(..)));
    }

    #[test]
    fn where_one_register_may_never_end_so_may_the_whole() {
        let (uneven, even) = (weeks([0, 0, 4, 4]), weeks([2, 2, 2, 2]));
        let left = Left { blockers: 2, items: 2, others: 0 };
        let Forecast::About(estimate, _) = left.forecast(Weeks { blockers: &uneven, items: &even }, day("2031-04-01")) else {
            panic!("no date")
        };
        assert_eq!(estimate.late, None);
    }
}
