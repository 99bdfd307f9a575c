//! What a goal demands: the rules of its gate. They are weighed elsewhere; here is what can be demanded and how it is written down.

use crate::blockers::Tier;
use crate::exact::Written;
use crate::records::{Described, Fact};
use crate::risks::Level;
use crate::text::{Slug, Title};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The gate of one goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The goal: `demo`, `beta`, `production`, or a word of the project's own.
    pub goal: Slug,
    /// As shown.
    pub name: Title,
    /// The overall score that the team aims at. It decides nothing; what decides is in the rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Percent>,
    /// What has to hold; a gate without rules lets nobody through by itself: it is undecided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<GateRule>,
}

/// One rule of a gate. As data: `rule`, the one or two values that it takes, and `otherwise`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Flat", into = "Flat")]
pub struct GateRule {
    /// What has to hold.
    pub demand: Demand,
    /// The verdict where it does not.
    pub otherwise: Otherwise,
}

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

/// The verdict where a rule does not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// Not ready.
    #[default]
    NoGo,
    /// Ready once it holds: it becomes a condition.
    Conditional,
}

/// An exact percentage, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Percent(Decimal);

/// The amount is no percentage.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not between 0 and 100")]
pub struct PercentError(pub Decimal);

/// Why a rule was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GateRuleError {
    /// A value that the rule cannot do without.
    #[error("the rule “{rule}” needs `{field}`; please add it")]
    Missing {
        /// The rule.
        rule: &'static str,
        /// What is missing.
        field: &'static str,
    },
    /// A value that the rule has no use for.
    #[error("the rule “{rule}” has no use for `{field}`; please take it out")]
    Spare {
        /// The rule.
        rule: &'static str,
        /// What is too much.
        field: &'static str,
    },
}

/// What stands beside the rules; those are compared one by one.
impl Described for Gate {
    fn facts(&self) -> Vec<Fact> {
        vec![Fact::new("name", "Name", &self.name), Fact::maybe("target", "Target", self.target)]
    }
}

impl Otherwise {
    /// True where nothing has to be written down.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it like this")]
    const fn is_plain(&self) -> bool {
        matches!(self, Self::NoGo)
    }
}

impl GateRule {
    /// A rule without which the answer is no.
    #[must_use]
    pub const fn must(demand: Demand) -> Self {
        Self { demand, otherwise: Otherwise::NoGo }
    }
}

impl Percent {
    /// The amount, 0 to 100.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.0
    }
}

impl TryFrom<Decimal> for Percent {
    type Error = PercentError;

    fn try_from(amount: Decimal) -> Result<Self, Self::Error> {
        let fits = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&amount);
        if fits { Ok(Self(amount.normalize())) } else { Err(PercentError(amount)) }
    }
}

impl TryFrom<Written> for Percent {
    type Error = PercentError;

    fn try_from(Written(amount): Written) -> Result<Self, Self::Error> {
        amount.try_into()
    }
}

impl From<Percent> for Written {
    fn from(percent: Percent) -> Self {
        Self(percent.0)
    }
}

/// `80 %`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

impl Demand {
    /// What people call the rule, whatever its values.
    #[must_use]
    pub const fn noun(&self) -> &'static str {
        self.kind().noun()
    }

    const fn kind(&self) -> Kind {
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

/// As the demand; what only makes conditions says so.
impl fmt::Display for GateRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.demand.fmt(f)?;
        if self.otherwise == Otherwise::Conditional { f.write_str(", else conditional") } else { Ok(()) }
    }
}

/// A rule as it is written: flat, so that a wrong value is reported with its own name.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flat {
    rule: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    percent: Option<Percent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    category: Option<Slug>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tier: Option<Tier>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    #[serde(default, skip_serializing_if = "Otherwise::is_plain")]
    otherwise: Otherwise,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    MinimumOverall,
    MinimumPerCategory,
    NoOpenBlocker,
    BlockingItemsDone,
    CriteriaMet,
    NoUnacceptedRisk,
    VerificationsFresh,
}

impl Kind {
    const fn noun(self) -> &'static str {
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

impl TryFrom<Flat> for GateRule {
    type Error = GateRuleError;

    fn try_from(mut flat: Flat) -> Result<Self, Self::Error> {
        let rule = flat.rule.noun();
        let missing = |field| GateRuleError::Missing { rule, field };
        let demand = match flat.rule {
            Kind::MinimumOverall => Demand::MinimumOverall { percent: flat.percent.take().ok_or_else(|| missing("percent"))? },
            Kind::MinimumPerCategory => Demand::MinimumPerCategory {
                percent: flat.percent.take().ok_or_else(|| missing("percent"))?,
                category: flat.category.take(),
            },
            Kind::NoOpenBlocker => Demand::NoOpenBlocker { tier: flat.tier.take().ok_or_else(|| missing("tier"))? },
            Kind::BlockingItemsDone => Demand::BlockingItemsDone,
            Kind::CriteriaMet => Demand::CriteriaMet,
            Kind::NoUnacceptedRisk => Demand::NoUnacceptedRisk { level: flat.level.take().ok_or_else(|| missing("level"))? },
            Kind::VerificationsFresh => Demand::VerificationsFresh,
        };
        let left = [
            ("percent", flat.percent.is_some()),
            ("category", flat.category.is_some()),
            ("tier", flat.tier.is_some()),
            ("level", flat.level.is_some()),
        ];
        match left.into_iter().find(|(_, given)| *given) {
            Some((field, _)) => Err(GateRuleError::Spare { rule, field }),
            None => Ok(Self { demand, otherwise: flat.otherwise }),
        }
    }
}

impl From<GateRule> for Flat {
    fn from(GateRule { demand, otherwise }: GateRule) -> Self {
        let bare = Self { rule: demand.kind(), percent: None, category: None, tier: None, level: None, otherwise };
        match demand {
            Demand::MinimumOverall { percent } => Self { percent: Some(percent), ..bare },
            Demand::MinimumPerCategory { percent, category } => Self { percent: Some(percent), category, ..bare },
            Demand::NoOpenBlocker { tier } => Self { tier: Some(tier), ..bare },
            Demand::NoUnacceptedRisk { level } => Self { level: Some(level), ..bare },
            Demand::BlockingItemsDone | Demand::CriteriaMet | Demand::VerificationsFresh => bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Result<GateRule, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_rule_takes_its_own_values_and_no_others() {
        let overall = rule(r#"{"rule":"minimum_overall","percent":"82.5","otherwise":"conditional"}"#).unwrap();
        assert_eq!(overall.to_string(), "overall score at least 82.5 %, else conditional");
        assert!(rule(r#"{"rule":"minimum_overall"}"#).unwrap_err().contains("“Minimum overall” needs `percent`"));
        assert!(rule(r#"{"rule":"criteria_met","tier":1}"#).unwrap_err().contains("“Criteria met” has no use for `tier`"));
        assert!(rule(r#"{"rule":"criteria_met","tire":1}"#).unwrap_err().contains("unknown field `tire`"));
        assert!(rule(r#"{"rule":"minimum_overall","percent":101}"#).unwrap_err().contains("101 is not between 0 and 100"));
    }

    #[test]
    fn without_a_word_about_it_a_broken_rule_is_a_no() {
        let found = rule(r#"{"rule":"no_open_blocker","tier":2}"#).unwrap();
        assert_eq!(found, GateRule::must(Demand::NoOpenBlocker { tier: Tier::try_from(2).unwrap() }));
        assert_eq!(found.to_string(), "no open blocker of tiers 1 to 2");
    }

    #[test]
    fn every_rule_comes_back_as_it_was_written() {
        let percent = Percent::try_from(Decimal::new(665, 1)).unwrap();
        let demands = [
            Demand::MinimumOverall { percent },
            Demand::MinimumPerCategory { percent, category: None },
            Demand::MinimumPerCategory { percent, category: Some("security".parse().unwrap()) },
            Demand::NoOpenBlocker { tier: Tier::FIRST },
            Demand::BlockingItemsDone,
            Demand::CriteriaMet,
            Demand::NoUnacceptedRisk { level: Level::VeryLow },
            Demand::VerificationsFresh,
        ];
        for demand in demands {
            for otherwise in [Otherwise::NoGo, Otherwise::Conditional] {
                let kept = GateRule { demand: demand.clone(), otherwise };
                assert_eq!(rule(&serde_json::to_string(&kept).unwrap()).unwrap(), kept);
            }
        }
    }
}
