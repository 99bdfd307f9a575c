//! People, their roles in projects, and passwords.

use crate::ids::UserId;
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
    /// When the account was made.
    pub created_at: Timestamp,
    /// Optimistic lock.
    pub version: Version,
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

/// A password as given, never shown or logged: 12 to 128 characters, any of them (NIST SP 800-63B; ASVS 5.0 6.2).
#[derive(Clone)]
pub struct Password(String);

/// Why a password was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than [`Password::SHORTEST`] characters.
    #[error("is too short; use at least 12 characters, several words are easy to remember")]
    TooShort,
    /// More than [`Password::LONGEST`] characters.
    #[error("is too long; at most 128 characters can be used")]
    TooLong,
}

impl Password {
    /// Fewest characters.
    pub const SHORTEST: usize = 12;
    /// Most characters: hashing must not become a way to keep the server busy.
    pub const LONGEST: usize = 128;

    /// Takes a new password.
    ///
    /// # Errors
    /// Where it is too short or too long.
    pub fn new(text: String) -> Result<Self, PasswordError> {
        match text.chars().count() {
            length if length < Self::SHORTEST => Err(PasswordError::TooShort),
            length if length > Self::LONGEST => Err(PasswordError::TooLong),
            _ => Ok(Self(text)),
        }
    }

    /// Takes a password that is only compared with a kept one; the rules for new ones do not apply.
    #[must_use]
    pub fn given(text: String) -> Self {
        Self(text)
    }

    /// The characters, for hashing only.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
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

    #[test]
    fn a_password_does_not_show_in_debug_output() {
        assert!(!format!("{:?}", Password::given("hunter2hunter2".into())).contains("hunter2"));
        assert_eq!(Password::new("elevenchars".into()).unwrap_err(), PasswordError::TooShort);
    }
}
