//! What the author of a report stated, kept beside what is computed.

use crate::decisions::Verdict;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What the author stated about the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The overall score.
    pub overall: Option<StatedScore>,
    /// The overall score of the audit before, where the report names it.
    pub previous: Option<StatedScore>,
    /// The decision as written.
    pub decision: Option<String>,
    /// The status line as written.
    pub status: Option<String>,
    /// Answers per goal (demo, beta, …).
    pub per_goal: Vec<GoalAnswer>,
}

impl Stated {
    /// The verdict that the decision, else the status, puts into words.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        [&self.decision, &self.status].into_iter().flatten().find_map(|text| Verdict::from_words(text))
    }
}

/// What a report answers for one goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalAnswer {
    /// The goal as written.
    pub goal: String,
    /// The answer as written.
    pub answer: String,
}

/// A score as the author stated it. The number of its decimal places is kept: it tells how it was rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedScore {
    /// The value, the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The maximum, 100 for percent.
    pub max: Decimal,
}

impl StatedScore {
    /// A single value out of a maximum.
    #[must_use]
    pub const fn new(value: Decimal, max: Decimal) -> Self {
        Self { value, high: None, max }
    }

    /// Decimal places that the author wrote.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.value.scale()
    }
}

/// `92.1`, `72–76` out of 100; `7.5 of 10` otherwise.
impl fmt::Display for StatedScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)?;
        if let Some(high) = self.high {
            write!(f, "–{high}")?;
        }
        if self.max == Decimal::ONE_HUNDRED { Ok(()) } else { write!(f, " of {}", self.max) }
    }
}
