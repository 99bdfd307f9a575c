//! What became of a record, by a report.

use serde::{Deserialize, Serialize};

/// What became of a record, by a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is open here, and the report says that it is done.
    Done,
    /// It is done here, and the report has it open.
    Reopened,
    /// The report says something else about it.
    Changed,
    /// The project does not have it.
    New,
    /// It is open here, and the report does not mention it.
    NotMentioned,
    /// The report says what is known.
    Same,
}

impl Verdict {
    /// All of them, what has to be looked at first.
    pub const ALL: [Self; 6] = [Self::Done, Self::Reopened, Self::Changed, Self::New, Self::NotMentioned, Self::Same];

    /// The word in addresses and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Reopened => "reopened",
            Self::Changed => "changed",
            Self::New => "new",
            Self::NotMentioned => "not_mentioned",
            Self::Same => "same",
        }
    }

    /// The words shown.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Done => "Done, says the report",
            Self::Reopened => "Done here, open in the report",
            Self::Changed => "Changed",
            Self::New => "New",
            Self::NotMentioned => "Not mentioned",
            Self::Same => "Same",
        }
    }

    /// What taking it over means.
    #[must_use]
    pub const fn explained(self) -> &'static str {
        match self {
            Self::Done => "Open in the project; the report calls it resolved, ticked, met or closed. Taking it over closes it.",
            Self::Reopened => {
                "Somebody closed it here, and the report still has it open, perhaps because it is older than that. Taking it over opens it again."
            }
            Self::Changed => "The report says more or something else about it. What the report leaves out stays.",
            Self::New => "The project does not have it yet.",
            Self::NotMentioned => {
                "Open in the project, and the report says nothing about it. It stays open; close it on its own page if it is done."
            }
            Self::Same => "Nothing to do.",
        }
    }
}
