//! What a report says about records that the project has already: the same, changed, done, open again, new, or nothing.
//!
//! A report speaks only of what it names: a field that it leaves out stays, a record that it does not mention stays as it is. Nothing is
//! decided here: [`reconcile`] says what the report would change, people choose, and [`Meeting::after`] is what is then written.

mod choice;
mod engine;
mod rows;
#[cfg(test)]
mod tests;
mod verdict;

pub use choice::{Choice, ChoiceError};
pub use engine::reconcile;
pub use verdict::Verdict;

use crate::changes::{How, Part};
use crate::lines::LineRange;
use crate::records::Change;
use uuid::Uuid;

/// What a report says about one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The kind of record; one of a register.
    pub part: Part,
    /// What became of it.
    pub verdict: Verdict,
    /// As the project calls it; a new one as the report does.
    pub name: String,
    /// As the report calls it, where that differs.
    pub told_as: Option<String>,
    /// The checklist of an item.
    pub within: Option<String>,
    /// The record of the project; `None` for a new one.
    pub known: Option<Uuid>,
    /// Its place among the records of its kind that the report names; `None` where it names none.
    pub told: Option<usize>,
    /// How it is known that both are the same.
    pub how: Option<How>,
    /// Whether somebody threw away a record of this name: a new one is proposed no more.
    pub in_bin: bool,
    /// What would change.
    pub changes: Vec<Change>,
    /// Where the report names it.
    pub lines: Option<LineRange>,
    /// What is done where nobody chooses otherwise.
    pub proposed: Choice,
    /// The record as it would be written; `None` where there is nothing to write.
    pub after: Option<After>,
}

/// A record as it would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// A blocker.
    Blocker(crate::blockers::Blocker),
    /// A risk.
    Risk(crate::risks::Risk),
    /// An item; a new one stands in a checklist of the report.
    Item(crate::checklists::Item),
    /// A criterion.
    Criterion(crate::criteria::Criterion),
    /// A verification.
    Verification(crate::verifications::Verification),
}

impl Meeting {
    /// Its name in forms: the same as long as neither the project nor the report changes.
    #[must_use]
    pub fn key(&self) -> String {
        let part = self.part.as_str();
        match (self.known, self.told) {
            (Some(id), _) => format!("{part}.{id}"),
            (None, told) => format!("{part}.new{}", told.unwrap_or_default()),
        }
    }

    /// What a person may choose, the proposal not first; nothing where there is nothing to choose.
    #[must_use]
    pub fn choices(&self) -> &'static [Choice] {
        let doubtful = matches!(self.how, Some(How::Similar(_)));
        match (self.verdict, doubtful) {
            (Verdict::NotMentioned, _) | (Verdict::Same, false) => &[],
            (Verdict::Same, true) => &[Choice::Leave, Choice::Add],
            (Verdict::New, _) | (_, false) => &[Choice::Take, Choice::Leave],
            (_, true) => &[Choice::Take, Choice::Leave, Choice::Add],
        }
    }
}
