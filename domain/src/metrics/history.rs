//! The measurements of one metric, one after another, each with what it is compared with.

use super::{Measurement, Metric, Move};
use rust_decimal::Decimal;

/// One measurement of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point<'a> {
    /// The measurement.
    pub measurement: &'a Measurement,
    /// From the measurement before; from the value that it states itself where there is none before. `None` without either.
    pub moved: Option<Move>,
    /// The value before that its report states and that is not the one the history has: either there is none, or another one.
    pub states: Option<Decimal>,
    /// Whether it keeps the threshold; `None` without one.
    pub kept: Option<bool>,
}

/// The history of a metric. Measurements are oldest first, and so are the points.
#[must_use]
pub fn history<'a>(metric: &Metric, measurements: &'a [Measurement]) -> Vec<Point<'a>> {
    let before = std::iter::once(None).chain(measurements.iter().map(Some));
    measurements
        .iter()
        .zip(before)
        .map(|(measurement, before)| {
            let known = before.map(|before| before.value);
            Point {
                measurement,
                moved: known.or(measurement.previous).map(|from| Move::new(from, measurement.value, metric.direction)),
                states: measurement.previous.filter(|stated| Some(*stated) != known),
                kept: metric.threshold.map(|threshold| threshold.is_kept_by(measurement.value)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests_support::{measured, metric, value};
    use super::super::{Change, Direction, Threshold};
    use super::*;

    #[test]
    fn a_stated_value_before_is_shown_where_the_history_has_none_or_another() {
        let coverage = metric(Direction::Higher, Some(Threshold::AtLeast(value("3"))));
        let rows = [
            measured("2031-01-01", "2.48", Some("3.82")),
            measured("2031-02-01", "3.10", Some("2.48")),
            measured("2031-03-01", "3.00", Some("3.2")),
            measured("2031-04-01", "3.00", None),
        ];
        let points = history(&coverage, &rows);
        let states: Vec<_> = points.iter().map(|point| point.states.map(|stated| stated.to_string())).collect();
        assert_eq!(states, [Some("3.82".to_owned()), None, Some("3.2".to_owned()), None]);
        let changes: Vec<_> = points.iter().filter_map(|point| point.moved.map(|moved| moved.change)).collect();
        assert_eq!(changes, [Change::Worse, Change::Better, Change::Worse, Change::Same]);
        assert_eq!(points.iter().filter_map(|point| point.kept).collect::<Vec<_>>(), [false, true, true, true]);
    }

    #[test]
    fn the_first_measurement_has_no_move_where_it_states_none() {
        let points = [measured("2031-01-01", "4", None)];
        let found = history(&metric(Direction::Higher, None), &points);
        assert_eq!((found[0].moved, found[0].states, found[0].kept), (None, None, None));
        assert!(history(&metric(Direction::Higher, None), &[]).is_empty());
    }
}
