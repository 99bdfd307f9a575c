//! What a rule of a gate can demand, in data and in words.

use super::Percent;
use crate::blockers::Tier;
use crate::risks::Level;
use crate::text::Slug;
use rust_decimal::Decimal;
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

/// What was typed for a rule is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DemandError {
    /// None of the rules that there are.
    #[error("choose one of the rules offered")]
    Kind,
    /// A score without a usable percentage.
    #[error("needs a percentage from 0 to 100, such as 80")]
    Percent,
    /// A blocker without a usable tier.
    #[error("needs a tier from 1 to 9")]
    Tier,
    /// A risk without a usable level.
    #[error("needs a level: very low, low, medium, high or critical")]
    Level,
    /// A category that nothing can be called.
    #[error("needs the name of a category, such as “Security”, or none for all of them")]
    Category,
    /// A value where none is asked for.
    #[error("needs no value; please leave the field empty")]
    Spare,
}

impl Demand {
    /// The rules that there are: the value of a form, and what people read.
    pub fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
        Kind::ALL.into_iter().map(|kind| (kind.as_str(), kind.noun()))
    }

    /// The value of a form for this rule.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        self.kind().as_str()
    }

    /// What a form holds beside it: a percentage, a tier or a level, and the category.
    #[must_use]
    pub fn typed(&self) -> (String, String) {
        match self {
            Self::MinimumOverall { percent } => (percent.amount().to_string(), String::new()),
            Self::MinimumPerCategory { percent, category } => {
                (percent.amount().to_string(), category.as_ref().map(ToString::to_string).unwrap_or_default())
            }
            Self::NoOpenBlocker { tier } => (tier.number().to_string(), String::new()),
            Self::NoUnacceptedRisk { level } => (level.as_str().to_owned(), String::new()),
            Self::BlockingItemsDone | Self::CriteriaMet | Self::VerificationsFresh => Default::default(),
        }
    }

    /// Reads a rule as people type it: its word, its value, and a category by any name that becomes the key of it.
    ///
    /// # Errors
    /// What it needs.
    pub fn from_typed(word: &str, value: &str, category: &str) -> Result<Self, DemandError> {
        let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == word).ok_or(DemandError::Kind)?;
        let (value, category) = (value.trim().trim_end_matches('%').trim_end(), category.trim());
        let percent = || {
            let amount = Decimal::from_str_exact(&value.replace(',', ".")).map_err(|_| DemandError::Percent)?;
            Percent::try_from(amount).map_err(|_| DemandError::Percent)
        };
        if !category.is_empty() && kind != Kind::MinimumPerCategory {
            return Err(DemandError::Spare);
        }
        Ok(match kind {
            Kind::MinimumOverall => Self::MinimumOverall { percent: percent()? },
            Kind::MinimumPerCategory => {
                let key = || Slug::suggest(category).ok_or(DemandError::Category).map(Some);
                Self::MinimumPerCategory { percent: percent()?, category: if category.is_empty() { None } else { key()? } }
            }
            Kind::NoOpenBlocker => {
                let number = value.trim_start_matches(|ch: char| ch.is_alphabetic() || ch == ' ').parse::<u8>();
                let tier = number.ok().and_then(|number| Tier::try_from(number).ok());
                Self::NoOpenBlocker { tier: tier.ok_or(DemandError::Tier)? }
            }
            Kind::NoUnacceptedRisk => Self::NoUnacceptedRisk { level: Level::from_words(value).ok_or(DemandError::Level)? },
            _ if !value.is_empty() => return Err(DemandError::Spare),
            Kind::BlockingItemsDone => Self::BlockingItemsDone,
            Kind::CriteriaMet => Self::CriteriaMet,
            Kind::VerificationsFresh => Self::VerificationsFresh,
        })
    }

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
    const ALL: [Self; 7] = [
        Self::MinimumOverall,
        Self::MinimumPerCategory,
        Self::NoOpenBlocker,
        Self::BlockingItemsDone,
        Self::CriteriaMet,
        Self::NoUnacceptedRisk,
        Self::VerificationsFresh,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::MinimumOverall => "minimum_overall",
            Self::MinimumPerCategory => "minimum_per_category",
            Self::NoOpenBlocker => "no_open_blocker",
            Self::BlockingItemsDone => "blocking_items_done",
            Self::CriteriaMet => "criteria_met",
            Self::NoUnacceptedRisk => "no_unaccepted_risk",
            Self::VerificationsFresh => "verifications_fresh",
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_read_as_the_form_holds_it() {
        let gates = crate::gates::Gates::default();
        let one = Demand::from_typed("minimum_per_category", "72,5 %", "Access & keys").unwrap();
        assert_eq!(one.to_string(), "category “access-keys” at least 72.5 %");
        let demands = gates.gates.iter().flat_map(|gate| &gate.rules).map(|rule| &rule.demand).chain([&one]);
        for demand in demands {
            let (value, category) = demand.typed();
            assert_eq!(Demand::from_typed(demand.word(), &value, &category).as_ref(), Ok(demand));
        }
        assert!(Demand::kinds().all(|(word, _)| Demand::from_typed(word, "?", "") != Err(DemandError::Kind)));
    }

    #[test]
    fn what_is_missing_or_too_much_is_named() {
        assert_eq!(Demand::from_typed("", "", ""), Err(DemandError::Kind));
        assert_eq!(Demand::from_typed("minimum_overall", "101", ""), Err(DemandError::Percent));
        assert_eq!(Demand::from_typed("no_open_blocker", "0", ""), Err(DemandError::Tier));
        assert_eq!(Demand::from_typed("no_unaccepted_risk", "grave", ""), Err(DemandError::Level));
        assert_eq!(Demand::from_typed("criteria_met", "3", ""), Err(DemandError::Spare));
        assert_eq!(Demand::from_typed("minimum_overall", "80", "security"), Err(DemandError::Spare));
        assert_eq!(Demand::from_typed("minimum_per_category", "80", "***"), Err(DemandError::Category));
    }
}
