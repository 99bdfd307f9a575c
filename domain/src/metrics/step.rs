//! From one measurement to the next: better or worse, and what became of the threshold.

use super::{Direction, Measurement, Metric, Threshold};
use crate::time::ReportDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a move means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It went the right way.
    Better,
    /// It went the wrong way.
    Worse,
    /// It did not move.
    Same,
    /// It moved, and nobody has said which way is right.
    Changed,
}

impl Change {
    /// The word shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Same => "same",
            Self::Changed => "changed",
        }
    }
}

/// From one value to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Before.
    pub from: Decimal,
    /// After.
    pub to: Decimal,
    /// What it means.
    pub change: Change,
}

impl Move {
    /// What it means to go from one value to another where this way is better.
    #[must_use]
    pub fn new(from: Decimal, to: Decimal, direction: Direction) -> Self {
        let change = match direction {
            _ if from == to => Change::Same,
            Direction::Unknown => Change::Changed,
            Direction::Higher if to > from => Change::Better,
            Direction::Lower if to < from => Change::Better,
            Direction::Higher | Direction::Lower => Change::Worse,
        };
        Self { from, to, change }
    }

    /// By how much, with its sign: `+1.5`, `−1.34`, `0`. Not rounded.
    #[must_use]
    pub fn by(&self) -> String {
        // Decimals are bounded where they come in, so that no difference leaves the range; one that did would say nothing.
        let Some(difference) = self.to.checked_sub(self.from) else { return String::new() };
        let amount = difference.abs();
        match difference.cmp(&Decimal::ZERO) {
            std::cmp::Ordering::Greater => format!("+{amount}"),
            std::cmp::Ordering::Less => format!("−{amount}"),
            std::cmp::Ordering::Equal => "0".to_owned(),
        }
    }
}

/// Where a metric stands after its last measurement: what a regression radar needs of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// Which metric.
    pub metric: &'a Metric,
    /// The last measurement.
    pub last: &'a Measurement,
    /// The day of what it is compared with; `None` where that is only stated in the last report.
    pub since: Option<ReportDate>,
    /// From the measurement before, or from what the report of the last one states; `None` where there is nothing before.
    pub moved: Option<Move>,
    /// Whether the last value keeps the threshold; `None` without one.
    pub kept: Option<bool>,
    /// Whether the value before kept it; `None` without one, and where there is nothing before.
    pub kept_before: Option<bool>,
}

impl Step<'_> {
    /// True where it went the wrong way, or broke a threshold that it had kept.
    #[must_use]
    pub fn is_regression(&self) -> bool {
        let worse = self.moved.is_some_and(|moved| moved.change == Change::Worse);
        worse || (self.kept == Some(false) && self.kept_before == Some(true))
    }

    /// Where it stands after the last of these measurements, oldest first; `None` without any.
    #[must_use]
    pub fn of<'a>(metric: &'a Metric, measurements: &'a [Measurement]) -> Option<Step<'a>> {
        let (last, earlier) = measurements.split_last()?;
        let before = earlier.last();
        let from = before.map(|before| before.value).or(last.previous);
        let keeps = |threshold: Threshold, value: Decimal| threshold.is_kept_by(value);
        Some(Step {
            metric,
            last,
            since: before.map(|before| before.date),
            moved: from.map(|from| Move::new(from, last.value, metric.direction)),
            kept: metric.threshold.map(|threshold| keeps(threshold, last.value)),
            kept_before: metric.threshold.zip(from).map(|(threshold, from)| keeps(threshold, from)),
        })
    }
}

/// Where each metric stands: those that are measured, in their order. The measurements of each are oldest first; two are enough.
#[must_use]
pub fn steps(metrics: &[(Metric, Vec<Measurement>)]) -> Vec<Step<'_>> {
    metrics.iter().filter_map(|(metric, measurements)| Step::of(metric, measurements)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests_support::{measured, metric, value};
    use super::*;
    use proptest::prelude::*;

    fn change(from: &str, to: &str, direction: Direction) -> Change {
        Move::new(value(from), value(to), direction).change
    }

    #[test]
    fn the_direction_decides_what_a_move_means() {
        assert_eq!(change("3.82", "2.48", Direction::Higher), Change::Worse);
        assert_eq!(change("3.82", "2.48", Direction::Lower), Change::Better);
        assert_eq!(change("3.82", "2.48", Direction::Unknown), Change::Changed);
        assert_eq!(change("2.5", "2.50", Direction::Unknown), Change::Same);
    }

    #[test]
    fn a_move_is_told_with_its_sign_and_unrounded() {
        let by = |from: &str, to: &str| Move::new(value(from), value(to), Direction::Unknown).by();
        assert_eq!([by("3.82", "2.48"), by("2.48", "3.82"), by("1", "1.0")], ["−1.34", "+1.34", "0"]);
    }

    #[test]
    fn a_step_leads_from_the_measurement_before_and_only_without_one_from_what_is_stated() {
        let coverage = metric(Direction::Higher, Some(Threshold::AtLeast(value("3"))));
        let first = measured("2031-01-01", "2.48", Some("3.82"));
        let one = [first.clone()];
        let stated = Step::of(&coverage, &one).unwrap();
        assert_eq!((stated.moved.unwrap().change, stated.since), (Change::Worse, None));
        assert_eq!((stated.kept, stated.kept_before), (Some(false), Some(true)));
        assert!(stated.is_regression());
        let both = [first, measured("2031-02-01", "2.60", Some("2.70"))];
        let step = Step::of(&coverage, &both).unwrap();
        assert_eq!((step.moved.unwrap().from, step.since), (value("2.48"), Some("2031-01-01".parse().unwrap())));
        assert!(!step.is_regression());
        assert!(Step::of(&coverage, &[]).is_none());
    }

    #[test]
    fn a_threshold_that_breaks_is_a_regression_whatever_the_direction() {
        let latency = metric(Direction::Unknown, Some(Threshold::AtMost(value("250"))));
        let rows = [measured("2031-01-01", "240", None), measured("2031-02-01", "260", None)];
        let step = Step::of(&latency, &rows).unwrap();
        assert_eq!(step.moved.unwrap().change, Change::Changed);
        assert!(step.is_regression());
        let alone = Step::of(&latency, &rows[1..]).unwrap();
        assert!(!alone.is_regression() && alone.kept == Some(false));
    }

    #[test]
    fn metrics_without_a_measurement_have_no_step() {
        let rows = [(metric(Direction::Higher, None), vec![]), (metric(Direction::Lower, None), vec![measured("2031-01-01", "4", None)])];
        let found = steps(&rows);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].metric.direction, found[0].moved), (Direction::Lower, None));
    }

    proptest! {
        #[test]
        fn what_is_better_one_way_is_worse_the_other_way(from in -9999_i64..9999, to in -9999_i64..9999, places in 0_u32..4) {
            let (from, to) = (Decimal::new(from, places), Decimal::new(to, places));
            let mirrored = match Move::new(from, to, Direction::Higher).change {
                Change::Better => Change::Worse,
                Change::Worse => Change::Better,
                other => other,
            };
            prop_assert_eq!(Move::new(from, to, Direction::Lower).change, mirrored);
            prop_assert_eq!(Move::new(to, from, Direction::Higher).change, mirrored);
        }
    }
}
