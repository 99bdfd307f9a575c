//! Rows that are risks.

use super::super::super::column::Column;
use super::super::super::reading::{Confidence, RiskReading};
use super::cells::Cells;
use super::heads::Heads;
use super::records::Record;

/// Where the parts of a risk stand.
pub(super) struct Risks<'h> {
    heads: &'h Heads,
    title: Vec<usize>,
    level: Vec<usize>,
    likelihood: Vec<usize>,
    impact: Vec<usize>,
    previous: Vec<usize>,
    target: Vec<usize>,
    status: Vec<usize>,
    mitigation: Vec<usize>,
    response: Vec<usize>,
    owner: Vec<usize>,
    description: Vec<usize>,
}

impl<'h> Risks<'h> {
    pub(super) fn of(heads: &'h Heads) -> Self {
        Self {
            heads,
            title: heads.naming(&[Column::Risk, Column::Item, Column::Issue], &[Column::Category, Column::Unknown, Column::Notes]),
            level: heads.all(&[Column::Level, Column::Current, Column::Score, Column::Priority]),
            likelihood: heads.all(&[Column::Likelihood]),
            impact: heads.all(&[Column::Impact]),
            previous: heads.all(&[Column::Previous]),
            target: heads.all(&[Column::Target]),
            status: heads.all(&[Column::Status]),
            mitigation: heads.all(&[Column::Mitigation, Column::Action]),
            response: heads.all(&[Column::Response]),
            owner: heads.all(&[Column::Owner]),
            description: heads.all(&[Column::Notes, Column::Reason]),
        }
    }

    /// The risk of a row; `None` where it names none.
    pub(super) fn read(&self, record: &Record) -> Option<RiskReading> {
        let mut cells = Cells::of(record);
        let (title, more) = cells.name(&self.title).filter(|(title, _)| !super::sums_up(title))?;
        let mut risk = RiskReading {
            kept: crate::exchange::RiskKept::default(),
            title,
            level: cells.take(&self.level),
            likelihood: cells.take(&self.likelihood),
            impact: cells.take(&self.impact),
            previous: cells.take(&self.previous),
            target: cells.take(&self.target),
            status: cells.take(&self.status),
            mitigation: cells.take(&self.mitigation),
            response: cells.take(&self.response),
            owner: cells.take(&self.owner),
            description: None,
            lines: record.lines,
            confidence: Confidence::STATED,
        };
        let said: Vec<String> = more.into_iter().chain(cells.take(&self.description)).chain(cells.rest(self.heads)).collect();
        risk.description = (!said.is_empty()).then(|| said.join("\n\n"));
        Some(risk)
    }
}
