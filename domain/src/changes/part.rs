//! The kinds of rows that are compared.

use crate::records::RecordKind;
use serde::{Deserialize, Serialize};

/// A kind of rows that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What is rated.
    Category,
    /// A strength or a gap.
    Finding,
    /// What stands in the way.
    Blocker,
    /// What could go wrong.
    Risk,
    /// A thing to tick.
    Item,
    /// An acceptance criterion.
    Criterion,
    /// A claim that can be checked.
    Verification,
}

impl Part {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [Self::Category, Self::Finding, Self::Blocker, Self::Risk, Self::Item, Self::Criterion, Self::Verification];

    /// The word kept in the database and in addresses, which is the word shown as well.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Finding => "finding",
            Self::Blocker => "blocker",
            Self::Risk => "risk",
            Self::Item => "item",
            Self::Criterion => "criterion",
            Self::Verification => "verification",
        }
    }

    /// The word for several, with a capital.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Category => "Categories",
            Self::Finding => "Findings",
            Self::Blocker => "Blockers",
            Self::Risk => "Risks",
            Self::Item => "Items",
            Self::Criterion => "Criteria",
            Self::Verification => "Verifications",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == word)
    }

    /// The kind of rows that records of this kind are.
    #[must_use]
    pub fn of(kind: RecordKind) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.record() == Some(kind))
    }

    /// The kind of record with a page of its own; `None` for a category, which is shown on its audit.
    #[must_use]
    pub const fn record(self) -> Option<RecordKind> {
        match self {
            Self::Category => None,
            Self::Finding => Some(RecordKind::Finding),
            Self::Blocker => Some(RecordKind::Blocker),
            Self::Risk => Some(RecordKind::Risk),
            Self::Item => Some(RecordKind::Item),
            Self::Criterion => Some(RecordKind::Criterion),
            Self::Verification => Some(RecordKind::Verification),
        }
    }

    /// True for what belongs to the project and lives across audits.
    #[must_use]
    pub const fn is_register(self) -> bool {
        !matches!(self, Self::Category | Self::Finding)
    }
}
