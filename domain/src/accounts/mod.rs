//! People, their roles in projects, passwords, and what API tokens are for.

mod device;
mod factors;
mod groups;
mod identity;
mod password;
mod scopes;
mod token;

pub use device::Device;
pub use factors::{Factor, FactorKind, Required, SignInRule, WordError};
pub use groups::{Group, GroupPerson, GroupRole, MANUAL, Participant, Through};
pub use identity::{Claims, Identity, groups_here};
pub use password::{Password, PasswordError};
pub use scopes::{Scope, Scopes, ScopesError};
pub use token::{TokenKind, TokenText, TokenTextError};

use crate::ids::UserId;
use crate::records::{Described, Fact};
use crate::text::Title;
use crate::{Timestamp, Version};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A person who can sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Identity.
    pub id: UserId,
    /// Sign-in name.
    pub email: Email,
    /// As shown beside what the person did.
    pub name: Title,
    /// Administrator of the installation: owner of every project.
    pub admin: bool,
    /// Since when the person cannot sign in any more; what they did stays.
    pub deactivated_at: Option<Timestamp>,
    /// When the account was made.
    pub created_at: Timestamp,
    /// Optimistic lock.
    pub version: Version,
}

/// What people can change of an account, for history; whether it is in use has lines of its own.
impl Described for User {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new("name", "Name", &self.name),
            Fact::new("email", "E-mail address", &self.email),
            Fact::ticked("admin", "Administrator", self.admin),
        ]
    }
}

/// What a member may do in one project. Each role may do all that the roles before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads.
    Viewer,
    /// Ticks items and edits the registers.
    Engineer,
    /// Imports, writes and freezes assessments.
    Auditor,
    /// Changes the project and its members.
    Owner,
}

impl Role {
    /// All roles, least first.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Engineer, Self::Auditor, Self::Owner];

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Engineer => "engineer",
            Self::Auditor => "auditor",
            Self::Owner => "owner",
        }
    }

    /// What the role may do, in a sentence for the members page.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Viewer => "reads everything in the project",
            Self::Engineer => "also ticks items and works on blockers and risks",
            Self::Auditor => "also imports and writes assessments",
            Self::Owner => "also changes the project and its members",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The word names no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no role; use viewer, engineer, auditor or owner")]
pub struct RoleError(pub String);

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or_else(|| RoleError(text.to_owned()))
    }
}

/// A person's place in a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub user: UserId,
    /// As shown.
    pub name: Title,
    /// Sign-in name.
    pub email: Email,
    /// What they may do here.
    pub role: Role,
    /// Whether the account is out of use: the membership stays and lets nobody in.
    pub deactivated: bool,
    /// Optimistic lock.
    pub version: Version,
}

/// An e-mail address as sign-in name: lower case, 3 to 254 characters (RFC 5321), one `@` with text on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The text is no e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not an e-mail address such as “kim@example.org”")]
pub struct EmailError;

impl Email {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim().to_lowercase();
        let fits = text.len() <= 254 && !text.chars().any(|ch| ch.is_whitespace() || ch.is_control());
        match text.split_once('@') {
            Some((local, host)) if fits && !local.is_empty() && !host.is_empty() && !host.contains('@') => Ok(Self(text)),
            _ => Err(EmailError),
        }
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_ordered_from_reading_to_owning() {
        assert!(Role::Viewer < Role::Engineer && Role::Engineer < Role::Auditor && Role::Auditor < Role::Owner);
        for role in Role::ALL {
            assert_eq!(role.as_str().parse::<Role>().unwrap(), role);
        }
    }

    #[test]
    fn an_email_is_lower_case_and_has_two_sides() {
        assert_eq!(" Kim@Example.ORG ".parse::<Email>().unwrap().as_str(), "kim@example.org");
        for text in ["", "kim", "@x", "x@", "a b@c", "a@b@c"] {
            assert!(text.parse::<Email>().is_err(), "{text}");
        }
    }
}
