//! Identities and versions of rows.

use crate::Timestamp;
use chrono::DateTime;
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
    /// A session, as lists name it; not what the cookie holds.
    SessionId
    /// An invitation, or a link for a new password.
    LinkId
    /// A second factor or passkey of a person.
    FactorId
    /// An account at a provider that is linked with one here.
    IdentityId
    /// An API token.
    TokenId
    /// A group of people.
    GroupId
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
    /// Several documents brought in at once.
    BatchId
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
    /// Something that is measured.
    MetricId
    /// A figure on a day.
    MeasurementId
    /// Something said about a record.
    CommentId
    /// A piece of evidence for an item.
    EvidenceId
    /// A result of a verification.
    ResultId
    /// One line of history.
    EventId
    /// A signed verdict.
    DecisionId
    /// A view of the portfolio that somebody keeps.
    ViewId
    /// A file that somebody asked for.
    ExportId
    /// A link by which anybody who has it reads one report.
    ShareId
}

/// When an identity was made, to the millisecond: they carry it in themselves. `None` for one that was not made here.
#[must_use]
pub fn made_at(id: Uuid) -> Option<Timestamp> {
    let (seconds, nanoseconds) = id.get_timestamp()?.to_unix();
    Some(DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanoseconds)?.into())
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
        // A form can name any number; no row has the last one.
        Self(self.0.saturating_add(1))
    }
}

impl FromStr for Version {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_tells_when_it_was_made_where_it_was_made_here() {
        let id: Uuid = "01966f3c-5c00-7000-8000-000000000000".parse().unwrap();
        assert_eq!(made_at(id).unwrap().to_utc().timestamp_millis(), 0x0196_6f3c_5c00);
        assert_eq!(made_at(Uuid::nil()), None);
    }
}
