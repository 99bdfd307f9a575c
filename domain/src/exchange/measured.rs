//! What was understood of a figure that is measured.

use super::reading::{Confidence, LineRange};
use crate::metrics::{Direction, Threshold};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a report says a figure should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MetricTarget {
    /// At least or at most so much.
    Bound(Threshold),
    /// So much, without a word on which side of it is good.
    Exactly(Decimal),
}

impl MetricTarget {
    /// The figure.
    #[must_use]
    pub const fn value(self) -> Decimal {
        match self {
            Self::Bound(threshold) => threshold.value(),
            Self::Exactly(value) => value,
        }
    }

    /// `at_least`, `at_most` or `exactly`.
    #[must_use]
    pub const fn bound(self) -> &'static str {
        match self {
            Self::Bound(threshold) => threshold.as_str(),
            Self::Exactly(_) => "exactly",
        }
    }
}

/// `at least 80`, `80`
impl fmt::Display for MetricTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bound(threshold) => threshold.fmt(f),
            Self::Exactly(value) => value.fmt(f),
        }
    }
}

/// A figure with what it was before, or a row of a table of metrics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricReading {
    /// What is measured, without Markdown marks.
    pub name: String,
    /// How much, with the decimal places of the source.
    pub value: Decimal,
    /// What it counts, in one form for all spellings: `%`, `ms`, `errors`.
    pub unit: Option<String>,
    /// How much it was before, in the same unit.
    pub previous: Option<Decimal>,
    /// How much it should be, in the same unit.
    pub target: Option<MetricTarget>,
    /// Which way is better, guessed from words, from the target and from the marks beside the figure.
    pub direction: Direction,
    /// The words of the source.
    pub as_written: String,
    /// Where it stands.
    pub lines: LineRange,
    /// How sure the reader is.
    pub confidence: Confidence,
}

impl MetricReading {
    /// What the report asks for, as a threshold: a bare figure is one as soon as it is known which way is better.
    #[must_use]
    pub const fn threshold(&self) -> Option<Threshold> {
        match (self.target, self.direction) {
            (Some(MetricTarget::Bound(threshold)), _) => Some(threshold),
            (Some(MetricTarget::Exactly(value)), Direction::Higher) => Some(Threshold::AtLeast(value)),
            (Some(MetricTarget::Exactly(value)), Direction::Lower) => Some(Threshold::AtMost(value)),
            _ => None,
        }
    }
}
