//! What a person shows beside or instead of a password, and who has to.

use crate::ids::{FactorId, UserId};
use crate::text::Title;
use crate::{Timestamp, Version};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A second factor of a person, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Identity.
    pub id: FactorId,
    /// Whose it is.
    pub user: UserId,
    /// What it is.
    pub kind: FactorKind,
    /// What the person calls it.
    pub name: Title,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
    /// Optimistic lock.
    pub version: Version,
}

/// What a factor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorKind {
    /// An app that makes one-time passwords (RFC 6238).
    Totp,
    /// A passkey (Web Authentication).
    Passkey,
}

impl FactorKind {
    /// The word kept in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Passkey => "passkey",
        }
    }

    /// As people call it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Totp => "authenticator app",
            Self::Passkey => "passkey",
        }
    }
}

/// The word names nothing that there is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is none of the choices")]
pub struct WordError(pub String);

impl FromStr for FactorKind {
    type Err = WordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Totp, Self::Passkey].into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| WordError(text.to_owned()))
    }
}

/// Who has to have a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// Nobody; whoever wants one has one.
    #[default]
    Nobody,
    /// Administrators of the installation.
    Administrators,
    /// Everybody who has an account.
    Everybody,
}

impl Required {
    /// All of them, the least strict first.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Administrators, Self::Everybody];

    /// The word kept in the database and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Administrators => "administrators",
            Self::Everybody => "everybody",
        }
    }

    /// Whether it asks this person.
    #[must_use]
    pub const fn asks(self, administrator: bool) -> bool {
        match self {
            Self::Nobody => false,
            Self::Administrators => administrator,
            Self::Everybody => true,
        }
    }
}

impl fmt::Display for Required {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Required {
    type Err = WordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or_else(|| WordError(text.to_owned()))
    }
}

/// What sign-in needs in this installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInRule {
    /// Who has to have a second factor.
    pub required: Required,
    /// Whether a provider that somebody signed in with counts for it: it has its own.
    pub trust_providers: bool,
}

impl Default for SignInRule {
    fn default() -> Self {
        Self { required: Required::Nobody, trust_providers: true }
    }
}

impl SignInRule {
    /// Whether somebody has to add a second factor before anything else.
    #[must_use]
    pub const fn lacks(self, administrator: bool, has_factor: bool, came_by_provider: bool) -> bool {
        self.required.asks(administrator) && !has_factor && !(came_by_provider && self.trust_providers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_asks_whom_it_names_and_nobody_who_has_a_factor() {
        let rule = |required| SignInRule { required, trust_providers: false };
        assert!(!SignInRule::default().lacks(true, false, false));
        assert!(rule(Required::Administrators).lacks(true, false, false));
        assert!(!rule(Required::Administrators).lacks(false, false, false));
        assert!(rule(Required::Everybody).lacks(false, false, false));
        assert!(!rule(Required::Everybody).lacks(true, true, false));
    }

    #[test]
    fn a_provider_counts_only_where_the_rule_trusts_it() {
        let rule = |trust_providers| SignInRule { required: Required::Everybody, trust_providers };
        assert!(!rule(true).lacks(true, false, true));
        assert!(rule(true).lacks(true, false, false));
        assert!(rule(false).lacks(true, false, true));
    }

    #[test]
    fn words_lead_back_to_what_they_name() {
        for required in Required::ALL {
            assert_eq!(required.as_str().parse(), Ok(required));
        }
        for kind in [FactorKind::Totp, FactorKind::Passkey] {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("sometimes".parse::<Required>().is_err());
    }
}
