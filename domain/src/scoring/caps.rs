//! What open blockers do to a verdict, tier by tier.

use crate::blockers::Tier;
use crate::decisions::Verdict;
use serde::{Deserialize, Serialize};

/// What an open blocker does to the verdict; a waived or resolved one does nothing. Later ones weigh more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// Nothing.
    #[default]
    Nothing,
    /// At most conditional.
    Conditional,
    /// No-go, whatever the score.
    NoGo,
}

impl Cap {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Conditional, Self::NoGo];

    /// The value of a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Conditional => "conditional",
            Self::NoGo => "no-go",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Nothing => "changes nothing",
            Self::Conditional => "at most conditional",
            Self::NoGo => "no-go",
        }
    }

    /// The one with this value of a form.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cap| cap.as_str() == word)
    }
}

/// What an open blocker of each tier does to the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caps([Cap; 9]);

impl Default for Caps {
    /// The first tier stops everything.
    fn default() -> Self {
        let mut caps = [Cap::Nothing; 9];
        caps[0] = Cap::NoGo;
        Self(caps)
    }
}

impl From<[Cap; 9]> for Caps {
    fn from(caps: [Cap; 9]) -> Self {
        Self(caps)
    }
}

impl Caps {
    /// What an open blocker of this tier does.
    #[must_use]
    pub fn of(&self, tier: Tier) -> Cap {
        self.0.get(usize::from(tier.number()) - 1).copied().unwrap_or_default()
    }

    /// All of them, tier 1 first.
    #[must_use]
    pub const fn all(&self) -> &[Cap; 9] {
        &self.0
    }

    /// What the blockers that are open do to a verdict. `open` has each tier with its number of blockers that block.
    #[must_use]
    pub fn standing(&self, said: Option<Verdict>, open: impl IntoIterator<Item = (Tier, i64)>) -> Standing {
        let (mut total, mut capping) = (0, Vec::new());
        for (tier, count) in open.into_iter().filter(|(_, count)| *count > 0) {
            total += count;
            capping.push((tier, count, self.of(tier)));
        }
        let first_open = capping.iter().any(|(tier, ..)| *tier == Tier::FIRST);
        let cap = capping.iter().map(|(.., cap)| *cap).max().unwrap_or_default();
        let by = capping.into_iter().filter(|(.., of)| *of == cap && cap != Cap::Nothing).map(|(tier, count, _)| (tier, count)).collect();
        Standing { said, cap, by, open: total, first_open }
    }
}

/// What is said, and what the blockers that are open make of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What was decided or stated.
    pub said: Option<Verdict>,
    /// What the open blockers do to it: the gravest that one of them does.
    pub cap: Cap,
    /// The tiers that do so, with their number of open blockers; empty where none does anything.
    pub by: Vec<(Tier, i64)>,
    /// How many blockers are open in all.
    pub open: i64,
    /// Whether one of the first tier is open, whatever it does.
    pub first_open: bool,
}

impl Standing {
    /// The verdict that holds: never better than the open blockers let it be.
    #[must_use]
    pub const fn verdict(&self) -> Option<Verdict> {
        match (self.said, self.cap) {
            (_, Cap::NoGo) => Some(Verdict::NoGo),
            (Some(Verdict::Go), Cap::Conditional) => Some(Verdict::Conditional),
            (said, _) => said,
        }
    }

    /// Whether what is said is better than what holds.
    #[must_use]
    pub fn is_contradicted(&self) -> bool {
        self.said.is_some() && self.said != self.verdict()
    }

    /// How many open blockers cap the verdict.
    #[must_use]
    pub fn capping(&self) -> i64 {
        self.by.iter().map(|(_, count)| count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(number: u8) -> Tier {
        Tier::try_from(number).unwrap()
    }

    #[test]
    fn an_open_blocker_of_the_first_tier_stops_whatever_is_said() {
        let got = Caps::default().standing(Some(Verdict::Go), [(tier(1), 2), (tier(2), 3)]);
        assert_eq!((got.verdict(), got.cap, got.capping(), got.open), (Some(Verdict::NoGo), Cap::NoGo, 2, 5));
        assert!(got.is_contradicted());
        assert_eq!(Caps::default().standing(None, [(tier(1), 1)]).verdict(), Some(Verdict::NoGo));
    }

    #[test]
    fn a_tier_without_a_cap_leaves_the_verdict_alone() {
        let got = Caps::default().standing(Some(Verdict::Go), [(tier(1), 0), (tier(2), 3)]);
        assert_eq!((got.verdict(), got.by.len(), got.open), (Some(Verdict::Go), 0, 3));
        assert!(!got.is_contradicted());
    }

    #[test]
    fn a_condition_caps_a_yes_and_never_lifts_a_no() {
        let mut caps = [Cap::Nothing; 9];
        caps[1] = Cap::Conditional;
        let caps = Caps::from(caps);
        let with = |said| caps.standing(said, [(tier(1), 1), (tier(2), 1)]).verdict();
        assert_eq!(with(Some(Verdict::Go)), Some(Verdict::Conditional));
        assert_eq!(with(Some(Verdict::NoGo)), Some(Verdict::NoGo));
        assert_eq!(with(None), None);
    }
}
