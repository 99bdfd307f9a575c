//! Groups: people who get their roles in projects together.

use super::{Email, Role};
use crate::ids::{GroupId, UserId};
use crate::records::{Described, Fact};
use crate::text::Title;
use crate::{Timestamp, Version};

/// The source of those whom an administrator put into a group; every other source is the name of a provider of sign-in.
pub const MANUAL: &str = "manual";

/// People who get their roles in projects together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Identity.
    pub id: GroupId,
    /// As shown; no other group has it, in whatever capitals.
    pub name: Title,
    /// What it is for, in one line; empty where nobody said so.
    pub purpose: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Optimistic lock.
    pub version: Version,
}

impl Group {
    /// The name under which it is looked up: capitals make no difference.
    #[must_use]
    pub fn key(name: &str) -> String {
        name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    }
}

impl Described for Group {
    fn facts(&self) -> Vec<Fact> {
        vec![Fact::new("name", "Name", &self.name), Fact::new("purpose", "Purpose", &self.purpose)]
    }
}

/// Somebody in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPerson {
    /// Who.
    pub user: UserId,
    /// As shown.
    pub name: Title,
    /// Sign-in name.
    pub email: Email,
    /// Since when.
    pub since: Timestamp,
    /// Who says so: [`MANUAL`], or names of providers.
    pub sources: Vec<String>,
}

impl GroupPerson {
    /// Whether somebody put them in by hand, and can take them out again.
    #[must_use]
    pub fn by_hand(&self) -> bool {
        self.sources.iter().any(|source| source == MANUAL)
    }
}

/// The role of a group in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRole {
    /// Which group.
    pub group: GroupId,
    /// Its name.
    pub name: Title,
    /// What its people may do.
    pub role: Role,
    /// How many are in it.
    pub people: i64,
}

/// A role that somebody has through a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Through {
    /// Which role.
    pub role: Role,
    /// The name of the group.
    pub group: Title,
}

/// Somebody who may do something in a project, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub user: UserId,
    /// As shown.
    pub name: Title,
    /// Sign-in name.
    pub email: Email,
    /// Whether the account is out of use: the roles stay and let nobody in.
    pub deactivated: bool,
    /// What they may do: the strongest of the roles below.
    pub role: Role,
    /// Their own role, where they have one.
    pub own: Option<Role>,
    /// Roles of groups that they are in, by name of the group.
    pub through: Vec<Through>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_known_in_whatever_capitals_and_blanks() {
        assert_eq!(Group::key("  Site  RELIABILITY Ä "), "site reliability ä");
        assert_ne!(Group::key("ops"), Group::key("op s"));
    }
}
