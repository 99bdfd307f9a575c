//! What the rules look at.

use super::issue::Place;
use crate::assessments::{Assessment, Category, Finding, Registers, StatedScore};
use crate::blockers::Blocker;
use crate::checklists::Item;
use crate::ids::AssessmentId;
use crate::lines::LineRange;
use crate::records::{RecordRef, one_line};
use crate::risks::Matrix;
use crate::scoring::{Difference, Score, Share};
use crate::{Day, Timestamp};

/// After so many days an audit is old, unless the caller says otherwise.
pub const STALE_AFTER: u16 = 90;

/// The rows of a project, or of one report.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The audit that is looked at; `None` looks at the registers alone.
    pub audit: Option<Audit<'a>>,
    /// The audit before it.
    pub before: Option<Before<'a>>,
    /// The registers as they are now, without the bin.
    pub registers: &'a Registers,
    /// How the project gets from likelihood and impact to a level.
    pub matrix: &'a Matrix,
    /// True for rows that are kept: places name them then. False for what was only read from a file.
    pub kept: bool,
    /// The day on which it is looked at.
    pub today: Day,
    /// The moment at which it is looked at.
    pub now: Timestamp,
    /// An audit is old after so many days.
    pub stale_after: u16,
}

/// An audit with what follows from it.
#[derive(Clone, Copy, Debug)]
pub struct Audit<'a> {
    /// Its head.
    pub assessment: &'a Assessment,
    /// Its categories in order.
    pub categories: &'a [Category],
    /// Its findings in order.
    pub findings: &'a [Finding],
    /// The text of the document it was read from.
    pub source: Option<&'a str>,
    /// The computed score; its rows are those of `categories`.
    pub score: &'a Score,
    /// Where the source states its score, where that is known.
    pub stated_at: Option<LineRange>,
    /// Stated beside computed.
    pub difference: Option<&'a Difference>,
}

/// The audit before, as far as it matters.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// Its head.
    pub assessment: &'a Assessment,
    /// Its computed score.
    pub computed: Option<&'a Share>,
}

impl Before<'_> {
    /// What its author stated.
    pub(super) const fn stated(&self) -> Option<&StatedScore> {
        self.assessment.stated.overall.as_ref()
    }
}

impl Input<'_> {
    /// A row with a page of its own.
    pub(super) fn place(&self, record: impl Into<RecordRef>, title: &str, lines: Option<LineRange>) -> Place {
        Place { title: one_line(title), record: self.kept.then(|| record.into()), lines }
    }

    /// A category or some lines of an audit: they stand on its page.
    pub(super) fn place_in(&self, assessment: AssessmentId, title: &str, lines: Option<LineRange>) -> Place {
        self.place(assessment, title, lines)
    }

    /// A blocker; its lines only where they are those of the audit that is looked at.
    pub(super) fn place_of(&self, blocker: &Blocker) -> Place {
        let own = blocker.opened_in.is_some() && blocker.opened_in == self.audit.map(|audit| audit.assessment.id);
        self.place(blocker.id, blocker.title.as_str(), blocker.lines.filter(|_| own))
    }

    /// An item; registers do not keep which audit its lines are of.
    pub(super) fn place_of_item(&self, item: &Item) -> Place {
        self.place(item.id, item.text.as_str(), item.lines.filter(|_| !self.kept))
    }
}
