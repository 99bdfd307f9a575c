//! How urgent a blocker is.

use serde::{Deserialize, Serialize};
use std::fmt;

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
