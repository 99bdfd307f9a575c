//! What a person may correct of a reading.

use super::{Field, Kind, Spot};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One correction of what was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Correction {
    /// These records are of another kind. A note keeps the lines as they are: that is how a record is dropped.
    Become {
        /// Which records.
        at: Vec<Spot>,
        /// What they are.
        kind: Kind,
    },
    /// A record says something else. Fields that are not named stay.
    Say {
        /// Which record.
        at: Spot,
        /// What it says; empty for nothing.
        fields: BTreeMap<Field, String>,
    },
    /// These records are one: the first, with what the others say in its text.
    Merge {
        /// Which records, two or more.
        at: Vec<Spot>,
    },
    /// A record is several of its kind.
    Split {
        /// Which record.
        at: Spot,
        /// What each of them is called, two or more.
        into: Vec<String>,
    },
    /// These records were understood rightly, however unsure the reader was.
    Confirm {
        /// Which records.
        at: Vec<Spot>,
    },
    /// The report as a whole says something else.
    Head {
        /// What about it.
        what: Headline,
        /// What it says; empty for nothing.
        text: String,
    },
}

/// What a report says about the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Headline {
    /// Its title.
    Title,
    /// Its date.
    Date,
    /// The score it gives itself.
    Overall,
    /// The score of the audit before.
    Previous,
    /// The verdict.
    Decision,
    /// The status.
    Status,
}

impl Correction {
    /// What the person wrote.
    fn texts(&self) -> Vec<&String> {
        match self {
            Self::Become { .. } | Self::Merge { .. } | Self::Confirm { .. } => Vec::new(),
            Self::Say { fields, .. } => fields.values().collect(),
            Self::Split { into, .. } => into.iter().collect(),
            Self::Head { text, .. } => vec![text],
        }
    }

    /// Whether there are zero characters in it, which `PostgreSQL` cannot keep.
    pub(super) fn has_zeros(&self) -> bool {
        self.texts().into_iter().any(|text| text.contains('\0'))
    }
}

impl Headline {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Title, Self::Date, Self::Overall, Self::Previous, Self::Decision, Self::Status];

    /// The word in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Overall => "overall",
            Self::Previous => "previous",
            Self::Decision => "decision",
            Self::Status => "status",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Date => "Date of the audit",
            Self::Overall => "Stated overall score",
            Self::Previous => "Score of the audit before",
            Self::Decision => "Decision",
            Self::Status => "Status",
        }
    }

    /// That of the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|headline| headline.as_str() == word)
    }
}

/// Why a correction cannot be made; says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    /// There is no such record, or no more.
    #[error("The report has no such record any more: another correction may have changed it. Look at the page again.")]
    Missing,
    /// A sign that cannot be kept.
    #[error("There is a sign in it that cannot be kept. Type it again instead of pasting it.")]
    Sign,
    /// Something has to be there.
    #[error("{0} must not be empty.")]
    Empty(&'static str),
    /// No number.
    #[error("{0} has to be a number, such as 72 or 7.5.")]
    Number(&'static str),
    /// More than the scale has, or less than nothing.
    #[error("The score has to lie between 0 and what it is out of.")]
    Scale,
    /// No score.
    #[error("{0} has to be a score, such as 72/100, 72% or 3.5/5.")]
    Score(&'static str),
    /// No date.
    #[error("{0} has to be a date such as 2031-03-01, or 2031-03 where the day is not known.")]
    Date(&'static str),
    /// Not one of the words offered.
    #[error("{0} has to be one of the values offered.")]
    Choice(&'static str),
    /// Merging needs several.
    #[error("Choose two or more records to merge.")]
    Few,
    /// Splitting needs several.
    #[error("Write two or more lines, one for each record it is to become.")]
    Whole,
}
