//! Correcting what was understood of a report before it is saved: another kind, other values, merged, split, dropped.
//!
//! Corrections are kept in the order in which they were made and are done over again each time the report is read. So any of them can be
//! taken back, and none is lost when the report is read anew with other meanings of its columns.

mod apply;
mod correction;
mod entries;
mod field;
mod kind;
mod records;
mod slip;
mod spot;
#[cfg(test)]
mod tests;

pub use apply::{Corrected, corrected, corrected_once, only_news};
pub use correction::{Correction, Headline, ReviewError};
pub use entries::{Entry, SURE, entries};
pub use field::Field;
pub use kind::Kind;
pub use slip::Slip;
pub use spot::Spot;
