//! What a rule of a gate can demand, in data and in words.

use super::Percent;
use crate::blockers::Tier;
use crate::risks::Level;
use crate::text::Slug;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What can be demanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Demand {
    /// The overall score is at least so high. No score at all leaves the gate undecided.
    MinimumOverall {
        /// The least that will do.
        percent: Percent,
    },
    /// Every rated category earns at least so much, or one category that is named by its key.
    MinimumPerCategory {
        /// The least that will do.
        percent: Percent,
        /// The only category that is looked at; `None` for all.
        category: Option<Slug>,
    },
    /// No blocker of this tier or a more urgent one is open.
    NoOpenBlocker {
        /// The least urgent tier that is looked at.
        tier: Tier,
    },
    /// Every blocking item is done.
    BlockingItemsDone,
    /// Every acceptance criterion is met.
    CriteriaMet,
    /// No open risk at this level or above it is without an acceptance that covers it.
    NoUnacceptedRisk {
        /// The lowest level that is looked at.
        level: Level,
    },
    /// Every verification has passed and has not expired.
    VerificationsFresh,
}

impl Demand {
    /// What people call the rule, whatever its values.
    #[must_use]
    pub const fn noun(&self) -> &'static str {
        self.kind().noun()
    }

    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::MinimumOverall { .. } => Kind::MinimumOverall,
            Self::MinimumPerCategory { .. } => Kind::MinimumPerCategory,
            Self::NoOpenBlocker { .. } => Kind::NoOpenBlocker,
            Self::BlockingItemsDone => Kind::BlockingItemsDone,
            Self::CriteriaMet => Kind::CriteriaMet,
            Self::NoUnacceptedRisk { .. } => Kind::NoUnacceptedRisk,
            Self::VerificationsFresh => Kind::VerificationsFresh,
        }
    }
}

/// `overall score at least 80 %`, `no open blocker of tier 1`.
impl fmt::Display for Demand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MinimumOverall { percent } => write!(f, "overall score at least {percent}"),
            Self::MinimumPerCategory { percent, category: None } => write!(f, "every category at least {percent}"),
            Self::MinimumPerCategory { percent, category: Some(category) } => write!(f, "category “{category}” at least {percent}"),
            Self::NoOpenBlocker { tier: Tier::FIRST } => f.write_str("no open blocker of tier 1"),
            Self::NoOpenBlocker { tier } => write!(f, "no open blocker of tiers 1 to {}", tier.number()),
            Self::BlockingItemsDone => f.write_str("all blocking items done"),
            Self::CriteriaMet => f.write_str("all acceptance criteria met"),
            Self::NoUnacceptedRisk { level: Level::Critical } => f.write_str("no unaccepted critical risk"),
            Self::NoUnacceptedRisk { level } => write!(f, "no unaccepted risk from {} upwards", level.as_str()),
            Self::VerificationsFresh => f.write_str("all verifications passed and fresh"),
        }
    }
}

/// What people call it, and how it is written.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    MinimumOverall,
    MinimumPerCategory,
    NoOpenBlocker,
    BlockingItemsDone,
    CriteriaMet,
    NoUnacceptedRisk,
    VerificationsFresh,
}

impl Kind {
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::MinimumOverall => "Minimum overall",
            Self::MinimumPerCategory => "Minimum per category",
            Self::NoOpenBlocker => "No open blocker",
            Self::BlockingItemsDone => "Blocking items done",
            Self::CriteriaMet => "Criteria met",
            Self::NoUnacceptedRisk => "No unaccepted risk",
            Self::VerificationsFresh => "Verifications fresh",
        }
    }
}
