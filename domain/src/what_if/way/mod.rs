//! The shortest way through a gate.

mod rising;
#[cfg(test)]
mod tests;

use super::{Base, Deed, Work};
use crate::decisions::Verdict;
use crate::gates::{Demand, Gate, Otherwise, State};
use crate::scoring::{Cap, Move, Share};
use rising::{Rising, share};
use std::collections::HashMap;

/// One step of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub work: Work,
    /// The rules that hold from here on, in words; none where others have to follow first.
    pub opens: Vec<String>,
    /// How the overall score moves; `None` where it does not.
    pub moves: Option<Move>,
    /// The verdict after this step and all before it; `None` where it cannot be told.
    pub verdict: Option<Verdict>,
}

/// The way to a yes with the fewest steps that open work allows; it stops short where open work is not enough, such as for a rule about
/// which nothing is known.
///
/// What stops comes before what makes conditions, rows before ratings in both. A rule about rows needs all of its rows, so there is
/// nothing to choose among those, and a rule that few rows keep from holding comes before one that many do. Scores leave a choice: the
/// category that can bring most goes first, and the last one rises only as far as it has to.
#[must_use]
pub fn way(base: &Base<'_>, gate: &Gate, open: &[Work]) -> Vec<Step> {
    // Sorting is stable: within what stops, and within what makes conditions, rows come before ratings.
    let mut asked: Vec<(Otherwise, Work)> = rows(base, gate, open).into_iter().chain(ratings(base, gate)).collect();
    asked.sort_by_key(|(otherwise, _)| *otherwise == Otherwise::Conditional);
    let mut chosen: Vec<Work> = Vec::new();
    let mut places: HashMap<_, usize> = HashMap::new();
    for (_, work) in asked {
        // A later demand on the same category is the higher one.
        if let Some(known) = places.get(&work.deed.row()).and_then(|at| chosen.get_mut(*at)) {
            if let (Deed::Rate(_, before), Deed::Rate(_, now)) = (known.deed, work.deed)
                && now > before
            {
                *known = work;
            }
        } else {
            places.insert(work.deed.row(), chosen.len());
            chosen.push(work);
        }
    }
    told(base, gate, chosen)
}

fn told(base: &Base<'_>, gate: &Gate, chosen: Vec<Work>) -> Vec<Step> {
    let mut trial = base.trial();
    let mut outcome = gate.weigh(&trial.facts, base.caps);
    let mut steps = Vec::new();
    for work in chosen {
        if outcome.verdict == Some(Verdict::Go) {
            break;
        }
        let before = trial.facts.overall.clone();
        trial.apply(work.deed);
        let after = gate.weigh(&trial.facts, base.caps);
        let pairs = outcome.rules.iter().zip(&after.rules);
        let opened = pairs.filter(|(was, is)| was.state != State::Holds && is.state == State::Holds);
        let opens = opened.map(|(_, is)| is.rule.demand.to_string()).collect();
        let moves = match (&before, &trial.facts.overall) {
            (Some(was), Some(is)) if was != is => Some(is.moved_from(was)),
            _ => None,
        };
        steps.push(Step { work, opens, moves, verdict: after.verdict });
        outcome = after;
    }
    steps
}

/// The rows that rules and caps ask for, those of the rule that is opened first in front, each with what becomes of the verdict without it.
fn rows(base: &Base<'_>, gate: &Gate, open: &[Work]) -> Vec<(Otherwise, Work)> {
    let outcome = gate.weigh(base.facts, base.caps);
    let mut asked: Vec<(Otherwise, Vec<&Work>)> = Vec::new();
    for row in outcome.rules.iter().filter(|row| row.state != State::Holds) {
        let of = open.iter().filter(|work| asks(&row.rule.demand, &work.deed)).collect();
        asked.push((row.rule.otherwise, of));
    }
    for (cap, otherwise) in [(Cap::NoGo, Otherwise::NoGo), (Cap::Conditional, Otherwise::Conditional)] {
        let capping = |work: &&Work| matches!(work.deed, Deed::Resolve(_, tier) if base.caps.of(tier) == cap);
        asked.push((otherwise, open.iter().filter(capping).collect()));
    }
    asked.sort_by_key(|(_, of)| of.len());
    asked.into_iter().flat_map(|(otherwise, of)| of.into_iter().map(move |work| (otherwise, work.clone()))).collect()
}

/// Whether a rule that does not hold asks for this.
fn asks(demand: &Demand, deed: &Deed) -> bool {
    match (demand, deed) {
        (Demand::NoOpenBlocker { tier }, Deed::Resolve(_, of)) => of <= tier,
        (Demand::NoUnacceptedRisk { level }, Deed::Settle(_, of)) => of.is_none_or(|of| of >= *level),
        (Demand::BlockingItemsDone, Deed::Tick(_)) | (Demand::CriteriaMet, Deed::Meet(_)) | (Demand::VerificationsFresh, Deed::Pass(_)) => {
            true
        }
        _ => false,
    }
}

/// The categories that have to rise, and how far, each with what becomes of the verdict without it.
///
/// All are found together, so that one rise serves as many rules as it can; a rise that only conditions ask for counts as stopping while
/// it brings the overall score towards one that stops.
fn ratings(base: &Base<'_>, gate: &Gate) -> Vec<(Otherwise, Work)> {
    let mut rising = Rising { base, rows: base.categories.to_vec(), stops: overall(gate, Some(Otherwise::NoGo)), found: Vec::new() };
    for otherwise in [Otherwise::NoGo, Otherwise::Conditional] {
        for rule in gate.rules.iter().filter(|rule| rule.otherwise == otherwise) {
            if let Demand::MinimumPerCategory { percent, category } = &rule.demand {
                rising.each(otherwise, *percent, category.as_ref());
            }
        }
    }
    if let Some(target) = overall(gate, None) {
        rising.together(&target);
    }
    rising.found
}

/// The highest overall score that rules demand: all of them, or those of one kind.
fn overall(gate: &Gate, only: Option<Otherwise>) -> Option<Share> {
    let rules = gate.rules.iter().filter(|rule| only.is_none_or(|only| rule.otherwise == only));
    let demanded = rules.filter_map(|rule| match rule.demand {
        Demand::MinimumOverall { percent } => Some(percent),
        _ => None,
    });
    demanded.max().and_then(share)
}
