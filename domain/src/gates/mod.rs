//! What a goal demands: the rules of its gate, what can be demanded, and what comes of it for a project as it stands.

mod demand;
mod facts;
mod percent;
mod set;
mod weigh;
mod written;

pub use demand::{Demand, DemandError};
pub use facts::{CategoryFact, Count, Facts};
pub use percent::{Percent, PercentError};
pub use set::{Gates, GatesError};
pub use weigh::{Outcome, State, Weighed};
pub use written::GateRuleError;

use crate::records::{Described, Fact};
use crate::text::{Slug, Title};
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
#[serde(try_from = "written::Flat", into = "written::Flat")]
pub struct GateRule {
    /// What has to hold.
    pub demand: Demand,
    /// The verdict where it does not.
    pub otherwise: Otherwise,
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

/// As the demand; what only makes conditions says so.
impl fmt::Display for GateRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.demand.fmt(f)?;
        if self.otherwise == Otherwise::Conditional { f.write_str(", else conditional") } else { Ok(()) }
    }
}
