//! What people say about a table where its heads do not say it.

use super::super::column::Column;
use super::super::inline::words;
use super::super::profile::{Meaning, Profile};
use serde::{Deserialize, Serialize};

/// What the rows of a table of values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// Risks of the register.
    Risks,
    /// Items of checklists.
    Items,
}

/// Overrides what the heads of a table say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Heads as they are written, with what their columns mean.
    pub columns: Vec<(String, Column)>,
    /// What the rows are; found out where nobody says it.
    pub rows: Option<RowKind>,
}

impl RowKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Risks, Self::Items];

    /// Its name in data and in a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Risks => "risks",
            Self::Items => "items",
        }
    }
}

impl Mapping {
    /// What a project means by its heads.
    pub(super) fn of(profile: &Profile) -> Self {
        let columns = profile.lines().into_iter().filter_map(|(written, meaning)| match meaning {
            Meaning::Column(column) => Some((written, column)),
            Meaning::Status(_) | Meaning::Heading(_) => None,
        });
        Self { columns: columns.collect(), rows: None }
    }

    /// The meaning that somebody gave to this head; capitals, signs and spaces do not matter where there are words.
    #[must_use]
    pub fn column(&self, head: &str) -> Option<Column> {
        let own = words(head);
        let same = |other: &str| other.trim() == head.trim() || (!own.trim().is_empty() && words(other) == own);
        self.columns.iter().find(|(other, _)| same(other)).map(|(_, column)| *column)
    }
}
