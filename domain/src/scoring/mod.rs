//! Scores: exact shares, weighted sums, and why a stated score differs.

mod caps;
mod effect;
mod explain;
#[cfg(test)]
mod laws;
mod overall;
mod rule;
mod rule_facts;
mod share;
mod shift;
mod sources;
mod workings;

pub use caps::{Cap, Caps, Standing};
pub use effect::{Effect, Missing, effects, missing};
pub use explain::{Difference, Reason, explain};
pub use overall::{Contribution, Score, score, score_rated};
pub use rule::{Levels, RuleError, ScoringRule};
pub use share::{Move, Share};
pub use shift::Shift;
pub use sources::{Source, Weighed, source};
pub use workings::{Aside, Outcome, Step, Workings, workings};
