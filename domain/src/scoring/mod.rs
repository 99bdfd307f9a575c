//! Scores: exact shares, weighted sums, and why a stated score differs.

mod effect;
mod explain;
mod overall;
mod rule;
mod share;
mod workings;

pub use effect::{Effect, Missing, effects, missing};
pub use explain::{Difference, Reason, explain};
pub use overall::{Contribution, Score, score};
pub use rule::ScoringRule;
pub use share::Share;
pub use workings::{Aside, Outcome, Step, Workings, workings};
