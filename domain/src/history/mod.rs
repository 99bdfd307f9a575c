//! Who did what to which row when. The audit log is the same list.

mod kinds;

pub use kinds::EventKind;

use crate::Timestamp;
use crate::ids::{EventId, ProjectId, UserId};
use crate::records::Change;
use crate::text::Title;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
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
    /// How and from where.
    pub source: Source,
    /// What happened.
    pub kind: EventKind,
    /// The row it happened to.
    pub subject: Uuid,
    /// What happened, in a sentence without its subject: “ticked “Rotate the keys””.
    pub summary: String,
    /// The fields that changed; empty where there are none to compare.
    pub changes: Vec<Change>,
}

/// How and from where somebody acted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// By which door.
    pub via: Via,
    /// The address of the client, IPv4 or IPv6; `None` where there was none.
    pub address: Option<IpAddr>,
}

impl Source {
    /// Through a door from an address.
    #[must_use]
    pub const fn new(via: Via, address: IpAddr) -> Self {
        Self { via, address: Some(address) }
    }

    /// Not over the network.
    #[must_use]
    pub const fn local(via: Via) -> Self {
        Self { via, address: None }
    }
}

/// By which door somebody came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A browser, signed in or signing in.
    Browser,
    /// A program with an API token.
    Token,
    /// The command line of the server.
    CommandLine,
    /// A link that was handed on: of a share, an invitation, a new password.
    Link,
    /// The server itself, in its own time.
    Server,
    /// Not noted: lines of before this was.
    #[default]
    Unknown,
}

impl Via {
    /// All doors.
    pub const ALL: [Self; 6] = [Self::Browser, Self::Token, Self::CommandLine, Self::Link, Self::Server, Self::Unknown];

    /// The word kept in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Token => "token",
            Self::CommandLine => "command_line",
            Self::Link => "link",
            Self::Server => "server",
            Self::Unknown => "unknown",
        }
    }

    /// The door of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|via| via.as_str() == word)
    }
}
