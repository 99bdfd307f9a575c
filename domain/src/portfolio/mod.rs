//! How projects stand beside each other: what a list of many shows of each.

mod view;

pub use view::{QueryError, SavedView, ViewQuery};

use crate::decisions::Verdict;
use crate::text::{Slug, Title};
use crate::time::ReportDate;
use crate::{Day, Timestamp};

/// What a list of many projects shows of one. It follows from the rows of the project and the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What its audits say.
    pub audits: Audits,
    /// Blockers that block.
    pub open: Open,
    /// Blockers that block and items that are not done, past the day they were due.
    pub overdue: i64,
    /// Checklist items that are done.
    pub items_done: i64,
    /// Checklist items that apply.
    pub items: i64,
    /// The verdict on each goal, in the order of the goals.
    pub verdicts: Vec<GoalVerdict>,
    /// From when it may be another one although nobody does anything; [`Timestamp::for_ever`] for never.
    pub lapses_at: Timestamp,
}

/// What the audits of a project say that count. Scores are in ten-thousandths, for lists and for sorting only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audits {
    /// The date of the last one.
    pub audited_on: Option<ReportDate>,
    /// The date of the last one with a score, computed or stated.
    pub scored_on: Option<ReportDate>,
    /// Its computed score.
    pub score: Option<i64>,
    /// The score that its author states.
    pub stated: Option<i64>,
    /// How far the computed score moved since the last audit before that has one.
    pub delta: Option<i64>,
    /// The last computed scores, the oldest first, at most [`Audits::MOST`].
    pub scores: Vec<i64>,
}

/// One audit that counts, as far as it goes into [`Audits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audit {
    /// What it is ordered by.
    pub on: ReportDate,
    /// Its computed score in ten-thousandths.
    pub score: Option<i64>,
    /// Its stated score in ten-thousandths.
    pub stated: Option<i64>,
}

/// Blockers that block, by tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// Of the first tier.
    pub first: i64,
    /// Of the second.
    pub second: i64,
    /// Of the third and all others.
    pub others: i64,
}

/// Where a project stands on one of its goals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalVerdict {
    /// The goal.
    pub goal: Slug,
    /// As shown.
    pub name: Title,
    /// What its gate answers; `None` where it is undecided.
    pub verdict: Option<Verdict>,
}

impl Audits {
    /// Most scores that are kept for a line of them.
    pub const MOST: usize = 12;

    /// Sums up audits that count, the newest first.
    #[must_use]
    pub fn of(newest_first: &[Audit]) -> Self {
        let last = newest_first.iter().find(|audit| audit.score.is_some() || audit.stated.is_some());
        let mut scores: Vec<i64> = newest_first.iter().filter_map(|audit| audit.score).take(Self::MOST).collect();
        let delta = match (last.and_then(|audit| audit.score), scores.as_slice()) {
            (Some(now), [_, before, ..]) => Some(now - before),
            _ => None,
        };
        scores.reverse();
        Self {
            audited_on: newest_first.first().map(|audit| audit.on),
            scored_on: last.map(|audit| audit.on),
            score: last.and_then(|audit| audit.score),
            stated: last.and_then(|audit| audit.stated),
            delta,
            scores,
        }
    }
}

impl Open {
    /// All of them.
    #[must_use]
    pub const fn total(self) -> i64 {
        self.first + self.second + self.others
    }
}

impl GoalVerdict {
    /// The goals that get a column of their own in a list of many projects, in order.
    pub const COLUMNS: [&str; 3] = ["demo", "beta", "production"];

    /// The word kept in the database and in addresses.
    #[must_use]
    pub const fn word(verdict: Option<Verdict>) -> &'static str {
        match verdict {
            Some(Verdict::Go) => "go",
            Some(Verdict::Conditional) => "conditional",
            Some(Verdict::NoGo) => "no_go",
            None => "undecided",
        }
    }

    /// The verdict of that word; `None` for any other word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Option<Verdict>> {
        [Some(Verdict::Go), Some(Verdict::Conditional), Some(Verdict::NoGo), None].into_iter().find(|verdict| Self::word(*verdict) == word)
    }

    /// For sorting: 1 is go, 2 conditional, 3 undecided, 4 no-go.
    #[must_use]
    pub const fn rank(verdict: Option<Verdict>) -> i32 {
        match verdict {
            Some(Verdict::Go) => 1,
            Some(Verdict::Conditional) => 2,
            None => 3,
            Some(Verdict::NoGo) => 4,
        }
    }
}

/// The first moment after `now` at which something ends: after the last of these days, or at one of these moments.
#[must_use]
pub fn next_lapse(now: Timestamp, days: impl IntoIterator<Item = Day>, moments: impl IntoIterator<Item = Timestamp>) -> Timestamp {
    let ends = days.into_iter().filter_map(|day| day.plus_days(1)).map(Timestamp::start_of);
    ends.chain(moments).filter(|moment| *moment > now).fold(Timestamp::for_ever(), Ord::min)
}

/// The average of `count` scores that add up to `sum`, in the same unit, rounded half up; `None` without any.
#[must_use]
pub fn average(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (2 * sum + count).div_euclid(2 * count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn audit(on: &str, score: Option<i64>, stated: Option<i64>) -> Audit {
        Audit { on: on.parse().unwrap(), score, stated }
    }

    #[test]
    fn a_score_moves_from_the_last_audit_that_has_one() {
        let found = Audits::of(&[
            audit("2031-04", None, None),
            audit("2031-03-01", Some(8_000), Some(7_900)),
            audit("2031-02-01", None, Some(9_000)),
            audit("2031-01-01", Some(8_250), None),
        ]);
        assert_eq!(
            (found.audited_on.unwrap().to_string().as_str(), found.scored_on.unwrap().to_string().as_str()),
            ("2031-04", "2031-03-01")
        );
        assert_eq!((found.score, found.stated, found.delta), (Some(8_000), Some(7_900), Some(-250)));
        assert_eq!(found.scores, [8_250, 8_000]);
    }

    #[test]
    fn a_score_that_is_only_stated_moved_from_nowhere() {
        let found = Audits::of(&[
            audit("2031-03-01", None, Some(7_900)),
            audit("2031-02-01", Some(9_000), None),
            audit("2031-01-01", Some(1), None),
        ]);
        assert_eq!((found.score, found.stated, found.delta), (None, Some(7_900), None));
        assert_eq!(Audits::of(&[]), Audits::default());
    }

    #[test]
    fn the_line_of_scores_has_an_end() {
        let many: Vec<Audit> = (0..20).map(|score| audit("2031-03-01", Some(score), None)).collect();
        let found = Audits::of(&many);
        assert_eq!((found.scores.len(), found.scores.first(), found.scores.last()), (Audits::MOST, Some(&11), Some(&0)));
    }

    #[test]
    fn something_lapses_at_the_end_of_its_last_day_or_at_its_moment() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let now = Timestamp::start_of(day("2031-04-05")).plus_seconds(3_600);
        assert_eq!(next_lapse(now, [day("2031-04-05"), day("2031-04-09")], []), Timestamp::start_of(day("2031-04-06")));
        assert_eq!(next_lapse(now, [day("2031-04-05")], [now.plus_seconds(60), now]), now.plus_seconds(60));
        assert_eq!(next_lapse(now, [day("2031-04-04")], [now.plus_seconds(-1)]), Timestamp::for_ever());
    }

    #[test]
    fn a_verdict_has_one_word_and_comes_back_from_it() {
        for verdict in [Some(Verdict::Go), Some(Verdict::Conditional), Some(Verdict::NoGo), None] {
            assert_eq!(GoalVerdict::from_word(GoalVerdict::word(verdict)), Some(verdict));
        }
        assert_eq!(GoalVerdict::from_word("no-go"), None);
    }

    proptest! {
        #[test]
        fn an_average_is_off_by_half_a_unit_at_most(scores in prop::collection::vec(0_i64..=10_000, 1..50)) {
            let (sum, count) = (scores.iter().sum::<i64>(), i64::try_from(scores.len()).unwrap());
            let found = average(sum, count).unwrap();
            prop_assert!((2 * (found * count - sum)).abs() <= count);
            prop_assert_eq!(average(0, 0), None);
        }
    }
}
