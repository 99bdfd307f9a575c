//! What people type about metrics.

use crate::{ServiceError, input, new_id};
use domain::Timestamp;
use domain::metrics::{Direction, Measurement, Metric, Threshold, typed};
use domain::text::Title;
use rust_decimal::Decimal;

/// A metric as a form sends it.
#[derive(Clone, Debug, Default)]
pub struct MetricForm {
    /// As shown.
    pub name: String,
    /// `%`, `ms`; may be empty.
    pub unit: String,
    /// The word of a direction.
    pub direction: String,
    /// `at_least` or `at_most`.
    pub bound: String,
    /// The figure of the threshold; empty for none.
    pub threshold: String,
}

/// A measurement as a form sends it.
#[derive(Clone, Debug, Default)]
pub struct MeasurementForm {
    /// How much.
    pub value: String,
    /// How much it was before; may be empty.
    pub previous: String,
    /// `2026-03-01` or `2026-03`; empty for today.
    pub date: String,
}

impl MetricForm {
    /// What was typed, in place of what `of` has.
    pub(super) fn read(&self, of: Metric) -> Result<Metric, ServiceError> {
        let unit = self.unit.trim();
        let unit =
            (!unit.is_empty()).then(|| unit.parse().map_err(|error| ServiceError::invalid("unit", "The unit", error))).transpose()?;
        let unknown = || ServiceError::invalid("direction", "The direction", "is none that is known; choose one of the list");
        let direction = if self.direction.is_empty() { Some(Direction::Unknown) } else { Direction::from_word(&self.direction) };
        Ok(Metric {
            name: input::title("name", "The name", &self.name)?,
            unit,
            direction: direction.ok_or_else(unknown)?,
            threshold: self.threshold()?,
            ..of
        })
    }

    fn threshold(&self) -> Result<Option<Threshold>, ServiceError> {
        if self.threshold.trim().is_empty() {
            return Ok(None);
        }
        let value = number("threshold", "The threshold", &self.threshold)?;
        let unknown = || ServiceError::invalid("bound", "The side of the threshold", "is missing; choose “at least” or “at most”");
        Threshold::from_word(&self.bound, value).map(Some).ok_or_else(unknown)
    }
}

impl MeasurementForm {
    pub(super) fn read(&self, metric: &Metric, by_name: Title, now: Timestamp) -> Result<Measurement, ServiceError> {
        let date = match self.date.trim() {
            "" => now.day(),
            typed => typed.parse().map_err(|error| ServiceError::Invalid { field: "date", message: input::sentence(&error) })?,
        };
        let before = self.previous.trim();
        Ok(Measurement {
            id: new_id(),
            metric: metric.id,
            value: number("value", "The value", &self.value)?,
            previous: (!before.is_empty()).then(|| number("previous", "The value before", before)).transpose()?,
            date,
            assessment: None,
            lines: None,
            by_name,
        })
    }
}

fn number(field: &'static str, label: &str, text: &str) -> Result<Decimal, ServiceError> {
    let problem =
        if text.trim().is_empty() { "is missing; write a number such as 2.48" } else { "is no number; write it as 2.48, without its unit" };
    typed(text).ok_or_else(|| ServiceError::invalid(field, label, problem))
}
