//! What became of a row.

use serde::{Deserialize, Serialize};

/// What became of a row. Every row of both sides is in exactly one group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// On both sides, and stands worse now.
    Worse,
    /// Was done, resolved, closed or met, and is so no more.
    Reopened,
    /// Only on the later side.
    New,
    /// Only on the earlier side, and nothing says that it was dealt with.
    Gone,
    /// Is done, resolved, closed or met now; or a gap that an audit did not find again where it looked.
    Fixed,
    /// On both sides, and stands better now.
    Improved,
    /// On both sides, and differs in something that is neither better nor worse.
    Changed,
    /// On both sides, and says the same.
    Unchanged,
}

impl Group {
    /// All of them, what needs attention first.
    pub const ALL: [Self; 8] =
        [Self::Worse, Self::Reopened, Self::New, Self::Gone, Self::Fixed, Self::Improved, Self::Changed, Self::Unchanged];

    /// The word kept in files and addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Reopened => "reopened",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Fixed => "fixed",
            Self::Improved => "improved",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }

    /// The words shown.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Worse => "Worse",
            Self::Reopened => "Reopened",
            Self::New => "New",
            Self::Gone => "Gone",
            Self::Fixed => "Fixed",
            Self::Improved => "Improved",
            Self::Changed => "Changed otherwise",
            Self::Unchanged => "Unchanged",
        }
    }

    /// The group of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == word)
    }
}

/// Whether what became of a row is good news. A new gap and a new strength are both new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Good news.
    Better,
    /// Neither.
    Neutral,
    /// Bad news.
    Worse,
}

/// What became of a row, and how grave that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) group: Group,
    pub(super) tone: Tone,
    /// 0 to 100, as in `gravity`.
    pub(super) gravity: u8,
}

impl Judged {
    pub(super) const fn neutral(group: Group) -> Self {
        Self { group, tone: Tone::Neutral, gravity: 0 }
    }

    pub(super) const fn better(group: Group) -> Self {
        Self { group, tone: Tone::Better, gravity: 0 }
    }

    pub(super) const fn worse(group: Group, gravity: u8) -> Self {
        Self { group, tone: Tone::Worse, gravity }
    }
}
