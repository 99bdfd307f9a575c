//! How reports of one project are read: what its authors mean by heads of columns, words of statuses and headings.
//!
//! A profile is learned from corrections, shown and edited, and used for every later report. What it does not name is read as usual.

mod anatomy;
mod meaning;
mod overlay;
#[cfg(test)]
mod tests;

pub use anatomy::{Anatomy, Seen, anatomy};
pub use meaning::{Announced, StatusMeaning};
pub(super) use overlay::overlay;

use super::Column;
use crate::changes::key;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most words of each kind that a profile keeps.
pub const MOST: usize = 200;
/// Longest head, status or heading that a profile keeps, in characters.
pub const LONGEST: usize = 200;

/// How reports of one project are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What heads of columns mean, by their folded words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    columns: BTreeMap<String, Known<Column>>,
    /// What statuses mean, by their folded words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    statuses: BTreeMap<String, Known<StatusMeaning>>,
    /// What headings announce, by their folded words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    headings: BTreeMap<String, Known<Announced>>,
}

/// A word of a project and what it means there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known<Meaning> {
    /// As it was written first.
    pub written: String,
    /// What it means.
    pub meaning: Meaning,
}

/// One line of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "means", rename_all = "snake_case")]
pub enum Meaning {
    /// The head of a column.
    Column(Column),
    /// A status.
    Status(StatusMeaning),
    /// A heading.
    Heading(Announced),
}

/// Which of the three lists of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Heads of columns.
    Columns,
    /// Statuses.
    Statuses,
    /// Headings.
    Headings,
}

/// Why a profile does not take a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Nothing to know it by.
    #[error("Write the words as the reports have them.")]
    Empty,
    /// Too long to be a head, a status or a heading.
    #[error("At most {LONGEST} characters are kept.")]
    Long,
    /// A sign that no report shows and no database keeps.
    #[error("There is a sign in it that cannot be kept.")]
    Sign,
    /// Too many.
    #[error("An import profile keeps at most {MOST} words of each kind; take one out first.")]
    Full,
}

impl List {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Columns, Self::Statuses, Self::Headings];

    /// The word in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Statuses => "statuses",
            Self::Headings => "headings",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Columns => "Heads of columns",
            Self::Statuses => "Statuses",
            Self::Headings => "Headings",
        }
    }

    /// The list of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == word)
    }

    /// What a line of it may mean: the word in forms and the words shown.
    #[must_use]
    pub fn meanings(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Self::Columns => Column::ALL.iter().map(|column| (column.as_str(), column.words())).collect(),
            Self::Statuses => StatusMeaning::ALL.iter().map(|status| (status.as_str(), status.words())).collect(),
            Self::Headings => Announced::ALL.iter().map(|topic| (topic.as_str(), topic.words())).collect(),
        }
    }

    /// The meaning of that word, as a line of this list.
    #[must_use]
    pub fn meaning(self, word: &str) -> Option<Meaning> {
        match self {
            Self::Columns => word.parse().ok().map(Meaning::Column),
            Self::Statuses => StatusMeaning::from_word(word).map(Meaning::Status),
            Self::Headings => Announced::from_word(word).map(Meaning::Heading),
        }
    }
}

impl Meaning {
    /// The list it stands in.
    #[must_use]
    pub const fn list(self) -> List {
        match self {
            Self::Column(_) => List::Columns,
            Self::Status(_) => List::Statuses,
            Self::Heading(_) => List::Headings,
        }
    }

    /// The word in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Column(column) => column.as_str(),
            Self::Status(status) => status.as_str(),
            Self::Heading(topic) => topic.as_str(),
        }
    }

    /// The words shown.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Column(column) => column.words(),
            Self::Status(status) => status.words(),
            Self::Heading(topic) => topic.words(),
        }
    }
}

impl Profile {
    /// True where nothing was learned.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.statuses.is_empty() && self.headings.is_empty()
    }

    /// All lines, list by list, by their words.
    #[must_use]
    pub fn lines(&self) -> Vec<(String, Meaning)> {
        let columns = self.columns.values().map(|known| (known.written.clone(), Meaning::Column(known.meaning)));
        let statuses = self.statuses.values().map(|known| (known.written.clone(), Meaning::Status(known.meaning)));
        let headings = self.headings.values().map(|known| (known.written.clone(), Meaning::Heading(known.meaning)));
        columns.chain(statuses).chain(headings).collect()
    }

    /// Keeps what words mean; what was known of them before goes.
    ///
    /// # Errors
    /// [`ProfileError`]
    pub fn learn(&mut self, written: &str, meaning: Meaning) -> Result<(), ProfileError> {
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        if written.is_empty() {
            return Err(ProfileError::Empty);
        }
        if written.chars().count() > LONGEST {
            return Err(ProfileError::Long);
        }
        if written.chars().any(char::is_control) {
            return Err(ProfileError::Sign);
        }
        match meaning {
            Meaning::Column(meaning) => put(&mut self.columns, written, meaning),
            Meaning::Status(meaning) => put(&mut self.statuses, written, meaning),
            Meaning::Heading(meaning) => put(&mut self.headings, written, meaning),
        }
    }

    /// Reads words as usual again; false where they were not known.
    pub fn forget(&mut self, list: List, written: &str) -> bool {
        let key = key(&super::inline::plain(written));
        match list {
            List::Columns => self.columns.remove(&key).is_some(),
            List::Statuses => self.statuses.remove(&key).is_some(),
            List::Headings => self.headings.remove(&key).is_some(),
        }
    }

    /// What a head means in this project, where that was learned.
    #[must_use]
    pub fn column(&self, head: &str) -> Option<Column> {
        known(&self.columns, head)
    }

    /// What a status means in this project, where that was learned.
    #[must_use]
    pub fn status(&self, written: &str) -> Option<StatusMeaning> {
        known(&self.statuses, written)
    }

    /// What a heading announces in this project, where that was learned.
    #[must_use]
    pub fn heading(&self, written: &str) -> Option<Announced> {
        known(&self.headings, written)
    }
}

fn known<Meaning: Copy>(words: &BTreeMap<String, Known<Meaning>>, written: &str) -> Option<Meaning> {
    if words.is_empty() {
        return None;
    }
    words.get(&key(&super::inline::plain(written))).map(|known| known.meaning)
}

fn put<Meaning>(words: &mut BTreeMap<String, Known<Meaning>>, written: String, meaning: Meaning) -> Result<(), ProfileError> {
    let key = key(&super::inline::plain(&written));
    if words.len() >= MOST && !words.contains_key(&key) {
        return Err(ProfileError::Full);
    }
    words.insert(key, Known { written, meaning });
    Ok(())
}
