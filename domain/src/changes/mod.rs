//! What changed between two audits of one project, whatever the structure of either.
//!
//! [`compare`] pairs the rows of two [`Side`]s one to one, says of each row what became of it, and where the move of the overall score
//! comes from. [`regressions`] picks out what got worse. Pure and deterministic: the same sides give the same comparison.

mod blockers;
mod categories;
mod comparison;
mod criteria;
mod engine;
mod findings;
mod gravity;
mod group;
mod identified;
mod items;
mod matching;
mod part;
mod radar;
mod remembered;
mod risks;
mod score;
mod side;
mod similarity;
#[cfg(test)]
mod tests;
mod told;
mod verifications;
mod write;

pub use comparison::{Comparison, Entry, Format, Head, LeftOut, Stand, compare};
pub use group::{Group, Tone};
pub(crate) use identified::Identified;
pub use matching::{How, candidates};
pub(crate) use matching::{Named, pair};
pub use part::Part;
pub use radar::{Regression, Subject, regressions};
pub(crate) use remembered::Known;
pub use remembered::{Remembered, key};
pub use score::ScoreChange;
pub use side::{Basis, Side};
pub use told::told;
pub use write::{json, markdown};
