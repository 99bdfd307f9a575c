//! Categories that rise until scores are high enough.

use super::super::{Base, Deed, Work};
use crate::assessments::{Category, Points, Rating};
use crate::gates::{Otherwise, Percent};
use crate::scoring::{Share, missing, score};
use crate::text::Slug;
use rust_decimal::{Decimal, RoundingStrategy};

/// The categories as they stand after what was found so far.
pub(super) struct Rising<'a> {
    pub(super) base: &'a Base<'a>,
    pub(super) rows: Vec<Category>,
    /// The overall score below which the answer is no.
    pub(super) stops: Option<Share>,
    pub(super) found: Vec<(Otherwise, Work)>,
}

impl Rising<'_> {
    /// Raises what earns less than a rule demands of each category, or of those with one key.
    pub(super) fn each(&mut self, otherwise: Otherwise, percent: Percent, key: Option<&Slug>) {
        let Some(least) = share(percent) else { return };
        let shares = score(&self.rows, self.base.rule).rows.into_iter().map(|row| row.share);
        let named = |row: &Category| key.is_none_or(|key| Slug::suggest(row.name.as_str()).as_ref() == Some(key));
        let meant: Vec<(usize, Option<Share>)> = shares.enumerate().filter(|(at, _)| self.rows.get(*at).is_some_and(named)).collect();
        for (at, _) in meant.iter().filter(|(_, earned)| earned.as_ref().is_some_and(|earned| *earned < least)) {
            self.raise(otherwise, *at, percent);
        }
        // A category that is asked for by its key has to be rated; of several with that key, one is enough.
        if let Some((at, _)) = meant.first().filter(|_| key.is_some() && meant.iter().all(|(_, earned)| earned.is_none())) {
            self.raise(otherwise, *at, percent);
        }
    }

    /// Raises as few categories as can be until the overall score is there.
    pub(super) fn together(&mut self, target: &Share) {
        // Each turn raises one category, at most each once.
        for _ in 0..self.rows.len() {
            let now = score(&self.rows, self.base.rule);
            if now.overall.as_ref().is_none_or(|overall| overall >= target) {
                break;
            }
            let needed = missing(&self.rows, &now, target).needed;
            let rated = now.rows.iter().zip(needed).enumerate().filter_map(|(at, (row, needed))| Some((at, row.share.clone()?, needed)));
            let rated: Vec<(usize, Share, Option<Share>)> = rated.filter(|(_, earned, _)| *earned < Share::whole()).collect();
            // One that is enough alone, with the smallest rise; else the one that brings most, all the way up.
            let alone =
                rated.iter().filter_map(|(at, earned, needed)| Some((*at, needed.clone()?, needed.as_ref()?.moved_from(earned).by)));
            let next = match alone.min_by(|one, two| one.2.cmp(&two.2)) {
                Some((at, to, _)) => up(&to).map(|to| (at, to)),
                None => rated
                    .iter()
                    .filter_map(|(at, ..)| Some((*at, self.gained(*at)?)))
                    .max_by(|one, two| one.1.cmp(&two.1))
                    .and_then(|(at, _)| Some((at, up(&Share::whole())?))),
            };
            if !next.is_some_and(|(at, to)| self.raise(Otherwise::Conditional, at, to)) {
                break;
            }
        }
    }

    /// Raises a category for a rule of this kind; it stops too where it brings the overall score towards one that does.
    fn raise(&mut self, otherwise: Otherwise, at: usize, to: Percent) -> bool {
        let before = score(&self.rows, self.base.rule).overall;
        let Some(work) = rated(&mut self.rows, at, to) else { return false };
        let short = self.stops.as_ref().is_some_and(|stops| before.as_ref().is_none_or(|overall| overall < stops));
        let stops = short && before != score(&self.rows, self.base.rule).overall;
        self.found.push((if stops { Otherwise::NoGo } else { otherwise }, work));
        true
    }

    /// The overall score if one category had everything.
    fn gained(&self, at: usize) -> Option<Share> {
        let mut tried = self.rows.clone();
        rated(&mut tried, at, up(&Share::whole())?)?;
        score(&tried, self.base.rule).overall
    }
}

/// Rates a category anew.
fn rated(rows: &mut [Category], at: usize, to: Percent) -> Option<Work> {
    let row = rows.get_mut(at)?;
    row.rating = Rating::Points(Points::new(to.amount(), Decimal::ONE_HUNDRED).ok()?);
    Some(Work { deed: Deed::Rate(row.id, to), title: row.name.clone() })
}

pub(super) fn share(percent: Percent) -> Option<Share> {
    Share::of(percent.amount(), Decimal::ONE_HUNDRED)
}

/// The least percentage with one decimal place that is not below a share.
fn up(share: &Share) -> Option<Percent> {
    let near = share.percent(1);
    let below = Share::of(near, Decimal::ONE_HUNDRED).is_none_or(|near| near < *share);
    let exact = if below { near + Decimal::new(1, 1) } else { near };
    Percent::try_from(exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)).ok()
}
