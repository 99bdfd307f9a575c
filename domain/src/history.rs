//! Who did what to which row when. The audit log is the same list.

use crate::Timestamp;
use crate::ids::{EventId, ProjectId, UserId};
use crate::text::Title;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One line of history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Identity; sorts as time does.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// The project, where it happened in one.
    pub project: Option<ProjectId>,
    /// Who; `None` for the operator at the command line.
    pub actor: Option<UserId>,
    /// The name of that person at the time.
    pub actor_name: Title,
    /// What happened.
    pub kind: EventKind,
    /// The row it happened to.
    pub subject: Uuid,
    /// What happened, in a sentence without its subject: “ticked “Rotate the keys””.
    pub summary: String,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What happened to a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum EventKind { $($(#[$doc])* #[serde(rename = $text)] $name,)* }

        impl EventKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word kept in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The kind of that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
            }
        }
    };
}

kinds! {
    /// An account was made.
    UserAdded = "user.added",
    /// A password was changed; all sessions of that person ended.
    PasswordChanged = "user.password_changed",
    /// Somebody signed in.
    SignedIn = "user.signed_in",
    /// Somebody signed out.
    SignedOut = "user.signed_out",
    /// A project was made.
    ProjectCreated = "project.created",
    /// Name, description or tags changed.
    ProjectChanged = "project.changed",
    /// A project was put out of use.
    ProjectArchived = "project.archived",
    /// A project was put back into use.
    ProjectRestored = "project.restored",
    /// Somebody became a member or got another role.
    MemberSet = "member.set",
    /// Somebody is no member any more.
    MemberRemoved = "member.removed",
    /// A report was brought in.
    ReportImported = "report.imported",
    /// An item was ticked.
    ItemTicked = "item.ticked",
    /// A tick was taken back.
    ItemUnticked = "item.unticked",
    /// A blocker was resolved.
    BlockerResolved = "blocker.resolved",
    /// A blocker was opened again.
    BlockerReopened = "blocker.reopened",
}
