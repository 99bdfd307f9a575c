//! The gates of a project.

use super::{Demand, Gate, GateRule, Otherwise, Percent};
use crate::blockers::Tier;
use crate::records::Change;
use crate::risks::Level;
use crate::text::Slug;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The goals of a project in order, each with its gate. A set has a version; another one takes its place, and the former is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gates {
    /// From 1; the next set has the next one.
    pub version: u32,
    /// The least demanding goal first.
    pub gates: Vec<Gate>,
}

/// Why gates were refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatesError {
    /// A project is to become ready for something.
    #[error("a project needs at least one goal")]
    NoGoal,
    /// More goals than a table has room for.
    #[error("a project can have at most {most} goals", most = Gates::MOST_GOALS)]
    TooManyGoals,
    /// Two goals of one name.
    #[error("there is a goal “{0}” already; please choose another name")]
    Twice(String),
    /// More rules than anybody reads.
    #[error("a gate can have at most {most} rules", most = Gates::MOST_RULES)]
    TooManyRules,
    /// The same demand twice, of which only the harder one could matter.
    #[error("the rule “{0}” stands there twice; please take one out")]
    SameRule(String),
}

impl Gates {
    /// Most goals of a project.
    pub const MOST_GOALS: usize = 8;
    /// Most rules of a gate.
    pub const MOST_RULES: usize = 20;

    /// The gates if they can be used together.
    ///
    /// # Errors
    /// The first thing that is wrong with them.
    pub fn checked(self) -> Result<Self, GatesError> {
        if self.gates.is_empty() {
            return Err(GatesError::NoGoal);
        }
        if self.gates.len() > Self::MOST_GOALS {
            return Err(GatesError::TooManyGoals);
        }
        for (at, gate) in self.gates.iter().enumerate() {
            if self.gates.iter().take(at).any(|other| other.goal == gate.goal) {
                return Err(GatesError::Twice(gate.name.to_string()));
            }
            if gate.rules.len() > Self::MOST_RULES {
                return Err(GatesError::TooManyRules);
            }
            for (at, rule) in gate.rules.iter().enumerate() {
                if gate.rules.iter().take(at).any(|other| other.demand == rule.demand) {
                    return Err(GatesError::SameRule(rule.demand.to_string()));
                }
            }
        }
        Ok(self)
    }
}

impl Default for Gates {
    /// Demo, beta and production, each harder than the one before: what teams begin with before they agree on their own.
    fn default() -> Self {
        let first = Demand::NoOpenBlocker { tier: Tier::FIRST };
        let soft = |demand| GateRule { demand, otherwise: Otherwise::Conditional };
        let second = Tier::try_from(2).unwrap_or(Tier::FIRST);
        let overall = |points| percent(points).map(|percent| Demand::MinimumOverall { percent });
        let gate = |goal: &str, name: &str, rules: Vec<Option<GateRule>>| {
            let (goal, name) = (goal.parse().ok()?, name.parse().ok()?);
            Some(Gate { goal, name, target: None, rules: rules.into_iter().flatten().collect() })
        };
        let gates = [
            gate("demo", "Demo", vec![Some(GateRule::must(first.clone())), overall(50).map(soft)]),
            gate(
                "beta",
                "Beta",
                vec![
                    overall(65).map(GateRule::must),
                    Some(GateRule::must(first)),
                    Some(GateRule::must(Demand::NoUnacceptedRisk { level: Level::Critical })),
                    Some(soft(Demand::BlockingItemsDone)),
                ],
            ),
            gate(
                "production",
                "Production",
                vec![
                    overall(80).map(GateRule::must),
                    percent(50).map(|percent| soft(Demand::MinimumPerCategory { percent, category: None })),
                    Some(GateRule::must(Demand::NoOpenBlocker { tier: Tier::FIRST })),
                    Some(soft(Demand::NoOpenBlocker { tier: second })),
                    Some(GateRule::must(Demand::BlockingItemsDone)),
                    Some(soft(Demand::CriteriaMet)),
                    Some(GateRule::must(Demand::NoUnacceptedRisk { level: Level::High })),
                    Some(soft(Demand::VerificationsFresh)),
                ],
            ),
        ];
        Self { version: 1, gates: gates.into_iter().flatten().collect() }
    }
}

fn percent(points: i64) -> Option<Percent> {
    Percent::try_from(Decimal::from(points)).ok()
}

impl Gates {
    /// What differs from the gates before, goal by goal, as history tells it.
    #[must_use]
    pub fn changes_from(&self, before: &Self) -> Vec<Change> {
        let order = |of: &Self| of.gates.iter().map(|gate| gate.goal.as_str()).collect::<Vec<_>>().join(", ");
        let mut told = vec![Change { field: "Goals".into(), before: order(before), after: order(self) }];
        let gone = before.gates.iter().filter(|gate| self.of(&gate.goal).is_none());
        for gate in self.gates.iter().chain(gone) {
            let words = |of: &Self| of.of(&gate.goal).map(Gate::in_words).unwrap_or_default();
            told.push(Change { field: gate.name.to_string(), before: words(before), after: words(self) });
        }
        told.retain(|change| change.before != change.after);
        told
    }

    /// The gate of a goal.
    #[must_use]
    pub fn of(&self, goal: &Slug) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.goal == *goal)
    }
}

impl Gate {
    fn in_words(&self) -> String {
        let rules: Vec<String> = self.rules.iter().map(ToString::to_string).collect();
        let rules = if rules.is_empty() { "no rules".to_owned() } else { rules.join("; ") };
        let target = self.target.map_or_else(String::new, |target| format!(" (target {target})"));
        format!("{}{target}: {rules}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_goals_that_a_project_begins_with_can_be_used_and_get_harder() {
        let gates = Gates::default().checked().unwrap();
        let goals: Vec<&str> = gates.gates.iter().map(|gate| gate.goal.as_str()).collect();
        assert_eq!(goals, ["demo", "beta", "production"]);
        assert!(gates.gates.windows(2).all(|pair| pair[0].rules.len() < pair[1].rules.len()));
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        let mut twice = Gates::default();
        twice.gates.push(twice.gates[0].clone());
        assert_eq!(twice.checked(), Err(GatesError::Twice("Demo".into())));
        let mut same = Gates::default();
        let softer = GateRule { otherwise: Otherwise::Conditional, ..same.gates[0].rules[0].clone() };
        same.gates[0].rules.push(softer);
        assert_eq!(same.checked(), Err(GatesError::SameRule("no open blocker of tier 1".into())));
        assert_eq!(Gates { version: 1, gates: Vec::new() }.checked(), Err(GatesError::NoGoal));
    }

    #[test]
    fn history_names_the_goal_that_changed_and_no_other() {
        let before = Gates::default();
        let mut after = before.clone();
        after.gates[1].rules.truncate(1);
        let told = after.changes_from(&before);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].field.as_str(), told[0].after.as_str()), ("Beta", "Beta: overall score at least 65 %"));
        assert_eq!(before.changes_from(&before), []);
        after.gates.pop();
        let told = after.changes_from(&before);
        assert!(told.iter().any(|change| change.field == "Production" && change.after.is_empty()));
        assert!(told.iter().any(|change| change.field == "Goals" && change.after == "demo, beta"));
    }
}
