//! How a rule is written down.

use super::demand::Kind;
use super::{Demand, GateRule, Otherwise, Percent};
use crate::blockers::Tier;
use crate::risks::Level;
use crate::text::Slug;
use serde::{Deserialize, Serialize};

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

/// A rule as it is written: flat, so that a wrong value is reported with its own name.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flat {
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
    use rust_decimal::Decimal;

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
