//! Figures that reports name again and again: coverage, latency, open vulnerabilities. A metric lives across audits and has a history.

mod direction;
mod history;
mod step;

pub use direction::{Direction, guess, guess_from_unit};
pub use history::{Point, history};
pub use step::{Change, Move, Step, steps};

use crate::ids::{AssessmentId, MeasurementId, MetricId, ProjectId};
use crate::lines::LineRange;
use crate::records::{Described, Fact};
use crate::text::{Title, Word, match_key};
use crate::time::ReportDate;
use crate::{Timestamp, Version};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something that is measured. Lives across audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Identity.
    pub id: MetricId,
    /// The project it is measured in.
    pub project: ProjectId,
    /// By what a later report is known to measure the same: [`key`] of the name and unit at first. It stays when those are changed.
    pub key: String,
    /// Place in the project, from 0.
    pub position: i32,
    /// As shown.
    pub name: Title,
    /// What its figures count: `%`, `ms`, `errors`. `None` for bare numbers.
    pub unit: Option<Word>,
    /// Which way is better.
    pub direction: Direction,
    /// What it should reach or keep.
    pub threshold: Option<Threshold>,
    /// Since when nobody follows it any more; `None` while somebody does.
    pub set_aside_at: Option<Timestamp>,
    /// Optimistic lock.
    pub version: Version,
}

/// What a metric was on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement {
    /// Identity.
    pub id: MeasurementId,
    /// What was measured.
    pub metric: MetricId,
    /// How much, with the decimal places it was written with.
    pub value: Decimal,
    /// How much it was the time before, as whoever measured it states.
    pub previous: Option<Decimal>,
    /// The day, or the month where no day is known.
    pub date: ReportDate,
    /// The audit whose report says so; `None` for what was entered by hand.
    pub assessment: Option<AssessmentId>,
    /// Where it stands in that report.
    pub lines: Option<LineRange>,
    /// Who entered it, as the name was then.
    pub by_name: Title,
}

/// What a metric should reach or keep. A report that asks for “more than 99” is taken to ask for at least that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "bound", content = "value", rename_all = "snake_case")]
pub enum Threshold {
    /// This much or more.
    AtLeast(Decimal),
    /// This much or less.
    AtMost(Decimal),
}

impl Threshold {
    /// The figure.
    #[must_use]
    pub const fn value(self) -> Decimal {
        match self {
            Self::AtLeast(value) | Self::AtMost(value) => value,
        }
    }

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast(_) => "at_least",
            Self::AtMost(_) => "at_most",
        }
    }

    /// The threshold of this word and value.
    #[must_use]
    pub fn from_word(word: &str, value: Decimal) -> Option<Self> {
        match word {
            "at_least" => Some(Self::AtLeast(value)),
            "at_most" => Some(Self::AtMost(value)),
            _ => None,
        }
    }

    /// Whether a value keeps it; the figure itself does.
    #[must_use]
    pub fn is_kept_by(self, value: Decimal) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
        }
    }
}

/// `at least 80`
impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::AtLeast(_) => "at least",
            Self::AtMost(_) => "at most",
        };
        write!(f, "{words} {}", self.value())
    }
}

impl Metric {
    /// A figure with the unit of this metric: `2.48 %`.
    #[must_use]
    pub fn figure(&self, value: Decimal) -> String {
        figure(value, self.unit.as_ref().map(Word::as_str))
    }

    /// The threshold with its unit: `at least 80 %`.
    #[must_use]
    pub fn threshold_words(&self) -> Option<String> {
        self.threshold.map(|threshold| self.unit.as_ref().map_or_else(|| threshold.to_string(), |unit| format!("{threshold} {unit}")))
    }
}

impl Described for Metric {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new("name", "Name", &self.name),
            Fact::maybe("unit", "Unit", self.unit.as_ref()),
            Fact::new("direction", "Direction", self.direction.as_str())
                .among(Direction::ALL.map(|direction| (direction.as_str(), direction.words()))),
            Fact::new("bound", "Side of the threshold", self.threshold.map_or("at_least", Threshold::as_str))
                .among([("at_least", "at least"), ("at_most", "at most")]),
            Fact::maybe("threshold", "Threshold", self.threshold.map(Threshold::value)),
        ]
    }
}

/// A figure with its unit: `2.48 %`, `412`.
#[must_use]
pub fn figure(value: Decimal, unit: Option<&str>) -> String {
    unit.map_or_else(|| value.to_string(), |unit| format!("{value} {unit}"))
}

/// By what two reports are known to measure the same: the folded name, and the unit, for 0.3 s and 310 ms are not comparable as they stand.
#[must_use]
pub fn key(name: &str, unit: Option<&str>) -> String {
    let folded = match_key(name);
    let folded = if folded.is_empty() { name.trim().to_lowercase() } else { folded };
    unit.map_or_else(|| folded.clone(), |unit| format!("{folded} [{}]", unit.trim().to_lowercase()))
}

/// A value as people type it: `2.48`, `-3`, `1,164`, `2,48`. At most 20 digits; `None` where it is no such number.
#[must_use]
pub fn typed(text: &str) -> Option<Decimal> {
    let text = text.trim().replace('−', "-");
    let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let shaped = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.len() <= 20;
    let value = plain_number(digits).filter(|(_, length)| shaped && *length == digits.len())?.0;
    Some(if text.starts_with('-') { -value } else { value })
}

/// A number at the start of `text` and its length in bytes: with commas between thousands, a decimal point, or a decimal comma.
pub(crate) fn plain_number(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    let first = end;
    while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 && (1..=3).contains(&first) {
        end += 4;
    }
    let comma = end == first && bytes.get(end) == Some(&b',') && digits(end + 1) > 0;
    if comma || (bytes.get(end) == Some(&b'.') && digits(end + 1) > 0) {
        end += 1 + digits(end + 1);
    }
    if end > 24 {
        return None;
    }
    let number = &text[..end];
    let value = if comma {
        number.replace(',', ".").parse()
    } else if number.contains(',') {
        number.replace(',', "").parse()
    } else {
        number.parse()
    };
    value.ok().map(|value| (value, end))
}

/// Rows for the tests of this room.
#[cfg(test)]
mod tests_support {
    use super::*;
    use uuid::Uuid;

    pub(super) fn value(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    pub(super) fn metric(direction: Direction, threshold: Option<Threshold>) -> Metric {
        Metric {
            id: MetricId(Uuid::nil()),
            project: ProjectId(Uuid::nil()),
            key: "lamp hours".into(),
            position: 0,
            name: "Lamp hours".parse().unwrap(),
            unit: None,
            direction,
            threshold,
            set_aside_at: None,
            version: Version::FIRST,
        }
    }

    pub(super) fn measured(date: &str, amount: &str, previous: Option<&str>) -> Measurement {
        Measurement {
            id: MeasurementId(Uuid::nil()),
            metric: MetricId(Uuid::nil()),
            value: value(amount),
            previous: previous.map(value),
            date: date.parse().unwrap(),
            assessment: None,
            lines: None,
            by_name: "Ida".parse().unwrap(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_kept_by_the_figure_itself_and_broken_beyond() {
        let value = |text: &str| text.parse::<Decimal>().unwrap();
        assert!(Threshold::AtLeast(value("80")).is_kept_by(value("80.0")));
        assert!(!Threshold::AtLeast(value("80")).is_kept_by(value("79.99")));
        assert!(Threshold::AtMost(value("250")).is_kept_by(value("250")));
        assert!(!Threshold::AtMost(value("250")).is_kept_by(value("250.01")));
        assert_eq!(Threshold::AtMost(value("250")).to_string(), "at most 250");
    }

    #[test]
    fn a_threshold_is_found_by_its_word() {
        for threshold in [Threshold::AtLeast(Decimal::ONE), Threshold::AtMost(Decimal::TEN)] {
            assert_eq!(Threshold::from_word(threshold.as_str(), threshold.value()), Some(threshold));
        }
        assert_eq!(Threshold::from_word("about", Decimal::ONE), None);
    }

    #[test]
    fn names_that_differ_in_marks_are_one_metric_and_other_units_another() {
        assert_eq!(key("**Test Coverage**", Some("%")), key("test coverage:", Some("%")));
        assert_ne!(key("Start-up", Some("s")), key("Start-up", Some("ms")));
        assert_ne!(key("Start-up", None), key("Start-up", Some("ms")));
        assert_eq!(key("§", None), "§");
    }

    #[test]
    fn typed_values_keep_their_decimal_places() {
        for (text, value) in [("2.480", "2.480"), (" 3,82 ", "3.82"), ("1,164", "1164"), ("−1.5", "-1.5"), ("12,345.5", "12345.5")] {
            assert_eq!(typed(text).unwrap().to_string(), value, "{text}");
        }
        for text in ["", "2.48 %", "about 3", "1.2.3", "--1", "1e9", ".5", "123456789012345678901"] {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}
