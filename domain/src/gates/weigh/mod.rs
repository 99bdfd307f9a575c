//! Weighing a gate: what holds, what does not, and the verdict that follows.

use super::{Count, Demand, Facts, Gate, GateRule, Otherwise, Percent};
use crate::decisions::Verdict;
use crate::scoring::{Caps, Share, Standing};
use crate::text::Slug;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// What comes of a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict; `None` where it cannot be told.
    pub verdict: Option<Verdict>,
    /// What each rule found, in their order.
    pub rules: Vec<Weighed>,
    /// What open blockers do to the verdict, whatever the rules say.
    pub standing: Standing,
}

/// What one rule found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// The rule.
    pub rule: GateRule,
    /// Whether it holds.
    pub state: State,
    /// What is there, in words: `62.43 %, 17.57 points short`.
    pub found: String,
    /// How many rows keep it from holding.
    pub failing: u64,
}

/// Whether a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It does.
    Holds,
    /// It does not.
    Fails,
    /// Nobody can tell yet.
    Unknown,
}

impl Gate {
    /// Weighs the gate. A rule that fails decides, a no before a condition; else a rule of which nobody can tell leaves the answer open,
    /// and so does a gate without rules. Open blockers cap whatever comes of it.
    #[must_use]
    pub fn weigh(&self, facts: &Facts, caps: &Caps) -> Outcome {
        let rules: Vec<Weighed> = self.rules.iter().map(|rule| rule.weigh(facts)).collect();
        let failed = |otherwise| rules.iter().any(|row| row.state == State::Fails && row.rule.otherwise == otherwise);
        let said = if failed(Otherwise::NoGo) {
            Some(Verdict::NoGo)
        } else if rules.is_empty() || rules.iter().any(|row| row.state == State::Unknown) {
            None
        } else if failed(Otherwise::Conditional) {
            Some(Verdict::Conditional)
        } else {
            Some(Verdict::Go)
        };
        let open = facts.blockers.iter().map(|(tier, count)| (*tier, i64::try_from(*count).unwrap_or(i64::MAX)));
        let standing = caps.standing(said, open);
        Outcome { verdict: standing.verdict(), rules, standing }
    }
}

impl GateRule {
    fn weigh(&self, facts: &Facts) -> Weighed {
        let (state, found, failing) = if facts.known { self.demand.weigh(facts) } else { unknown("nothing is known yet") };
        Weighed { rule: self.clone(), state, found, failing }
    }
}

impl Demand {
    fn weigh(&self, facts: &Facts) -> (State, String, u64) {
        match self {
            Self::MinimumOverall { percent } => match &facts.overall {
                None => unknown("there is no score"),
                Some(share) => reached(share, *percent),
            },
            Self::MinimumPerCategory { percent, category: None } => every(facts, *percent),
            Self::MinimumPerCategory { percent, category: Some(key) } => one(facts, *percent, key),
            Self::NoOpenBlocker { tier } => none(facts.blockers_up_to(*tier), "open"),
            Self::BlockingItemsDone => all(facts.items, "done"),
            Self::CriteriaMet => all(facts.criteria, "met"),
            Self::NoUnacceptedRisk { level } => match facts.risks_from(*level) {
                (0, 0) => none(0, ""),
                (0, 1) => unknown("1 risk has no level"),
                (0, blank) => unknown(&format!("{blank} risks have no level")),
                (failing, _) => none(failing, "not accepted"),
            },
            Self::VerificationsFresh => all(facts.verifications, "fresh"),
        }
    }
}

fn unknown(why: &str) -> (State, String, u64) {
    (State::Unknown, why.to_owned(), 0)
}

fn none(failing: u64, word: &str) -> (State, String, u64) {
    if failing == 0 { (State::Holds, "none".to_owned(), 0) } else { (State::Fails, format!("{failing} {word}"), failing) }
}

fn all(count: Count, word: &str) -> (State, String, u64) {
    if count.total == 0 {
        return (State::Holds, "there are none".to_owned(), 0);
    }
    let state = if count.open == 0 { State::Holds } else { State::Fails };
    (state, format!("{} of {} {word}", count.total.saturating_sub(count.open), count.total), count.open)
}

/// The least that will do, as a share.
fn least(percent: Percent) -> Option<Share> {
    Share::of(percent.amount(), Decimal::ONE_HUNDRED)
}

fn reached(share: &Share, percent: Percent) -> (State, String, u64) {
    match least(percent).filter(|least| share < least) {
        None => (State::Holds, format!("{share} %"), 0),
        Some(least) => {
            let short = share.moved_from(&least).by;
            // Never “0 short”: what is short by less than is shown says so.
            let short = if short.percent(2).is_zero() { "less than 0.01".to_owned() } else { short.to_string() };
            (State::Fails, format!("{share} %, {short} points short"), 1)
        }
    }
}

/// Different names can come to one key: the lowest of those that are rated decides.
fn one(facts: &Facts, percent: Percent, key: &Slug) -> (State, String, u64) {
    let named: Vec<_> = facts.categories.iter().filter(|row| row.key().as_ref() == Some(key)).collect();
    if named.is_empty() {
        return unknown("the last audit has no such category");
    }
    let shares: Vec<&Share> = named.iter().filter_map(|row| row.share.as_ref()).collect();
    let Some(lowest) = shares.iter().min() else { return unknown("it is not rated") };
    let (state, found, _) = reached(lowest, percent);
    (state, found, below(&shares, percent))
}

/// How many of these are not enough.
fn below(shares: &[&Share], percent: Percent) -> u64 {
    let below = least(percent).map_or(0, |least| shares.iter().filter(|share| **share < &least).count());
    u64::try_from(below).unwrap_or(u64::MAX)
}

fn every(facts: &Facts, percent: Percent) -> (State, String, u64) {
    let shares: Vec<&Share> = facts.categories.iter().filter_map(|row| row.share.as_ref()).collect();
    let Some(lowest) = shares.iter().min() else { return unknown("no category is rated") };
    let below = below(&shares, percent);
    if below == 0 {
        return (State::Holds, format!("the lowest has {lowest} %"), 0);
    }
    let noun = if below == 1 { "category" } else { "categories" };
    (State::Fails, format!("{below} {noun} below it, the lowest at {lowest} %"), below)
}
