//! Identities and versions of rows.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )* };
}

id! {
    /// A person who can sign in (`UUIDv7`, made by the server, as all ids are).
    UserId
    /// A project.
    ProjectId
    /// An audit of a project.
    AssessmentId
    /// A category of an assessment.
    CategoryId
    /// A finding in an assessment.
    FindingId
    /// A passage of a report that is in no record.
    NoteId
    /// A document that was brought in.
    SourceId
    /// A blocker.
    BlockerId
    /// A risk.
    RiskId
    /// A checklist.
    ChecklistId
    /// An item of a checklist.
    ItemId
    /// An acceptance criterion.
    CriterionId
    /// A step of a plan.
    ActionId
    /// A claim that can be checked.
    VerificationId
    /// Something said about a record.
    CommentId
    /// A piece of evidence for an item.
    EvidenceId
    /// A result of a verification.
    ResultId
    /// One line of history.
    EventId
}

/// How often a row has been changed, from 1; a change names the version it was made on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub i64);

impl Version {
    /// The version of a row that was just made.
    pub const FIRST: Self = Self(1);

    /// The version after one more change.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl FromStr for Version {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
