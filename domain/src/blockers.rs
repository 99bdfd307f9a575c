//! What stands between a project and its goal.

use crate::ids::{AssessmentId, BlockerId, ProjectId};
use crate::lines::LineRange;
use crate::text::{Markdown, Title};
use crate::{Timestamp, Version};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A blocker. Lives across audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    /// Identity.
    pub id: BlockerId,
    /// The blocked project.
    pub project: ProjectId,
    /// Place in the project, from 0.
    pub position: i32,
    /// How urgent.
    pub tier: Tier,
    /// The tier, severity or group as the author wrote it.
    pub tier_label: Option<String>,
    /// As shown.
    pub title: Title,
    /// The state that was found.
    pub current: Option<String>,
    /// The state that is needed.
    pub required: Option<String>,
    /// Where in the system.
    pub location: Option<String>,
    /// Who has it in hand, as written.
    pub owner: Option<String>,
    /// Everything else that is known about it.
    pub body: Markdown,
    /// Open or not.
    pub state: BlockerState,
    /// The audit that named it first.
    pub opened_in: Option<AssessmentId>,
    /// Where it stands in that audit's source.
    pub lines: Option<LineRange>,
    /// When it was entered.
    pub opened_at: Timestamp,
    /// When it was resolved.
    pub resolved_at: Option<Timestamp>,
    /// Optimistic lock.
    pub version: Version,
}

/// How urgent a blocker is, 1 (first) to 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Tier(u8);

/// The number is no tier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no tier; use 1 (most urgent) to 9")]
pub struct TierError(pub u8);

impl Tier {
    /// The most urgent tier.
    pub const FIRST: Self = Self(1);

    /// The number, 1 to 9.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The tier that words name: “Tier 2”, “P0” (most urgent), “high”. `None` where they name none.
    #[must_use]
    pub fn from_words(text: &str) -> Option<Self> {
        let words: Vec<String> =
            text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        let numbered = words.windows(2).find_map(|pair| match pair {
            [head, number] if head == "tier" || head == "priority" => {
                number.parse().ok().and_then(|number: u8| Self::try_from(number).ok())
            }
            _ => None,
        });
        numbered.or_else(|| {
            words.iter().find_map(|word| match word.as_str() {
                "p0" | "critical" | "blocker" | "blocking" | "must" => Some(Self(1)),
                "p1" | "high" | "major" => Some(Self(2)),
                "p2" | "medium" | "moderate" => Some(Self(3)),
                "p3" | "low" | "minor" => Some(Self(4)),
                _ => None,
            })
        })
    }
}

impl TryFrom<u8> for Tier {
    type Error = TierError;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        if (1..=9).contains(&number) { Ok(Self(number)) } else { Err(TierError(number)) }
    }
}

impl From<Tier> for u8 {
    fn from(tier: Tier) -> Self {
        tier.0
    }
}

/// `Tier 1`.
impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tier {}", self.0)
    }
}

/// Where a blocker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockerState {
    /// Blocks.
    Open,
    /// Done.
    Resolved,
    /// Blocks again after it was resolved.
    Reopened,
}

impl BlockerState {
    /// True where it blocks.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Reopened)
    }

    /// The word shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tier_is_found_in_words() {
        assert_eq!(Tier::from_words("Tier 3: paperwork"), Tier::try_from(3).ok());
        assert_eq!(Tier::from_words("P0 – now"), Some(Tier::FIRST));
        assert_eq!(Tier::from_words("Must fix"), Some(Tier::FIRST));
        assert_eq!(Tier::from_words("What is left?"), None);
        assert_eq!(Tier::from_words("Tier 0"), None);
    }
}
