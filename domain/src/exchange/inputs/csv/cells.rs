//! The cells of a row: each is taken once, and what nobody takes is kept as text.

use super::super::written::first_line;
use super::heads::Heads;
use super::records::Record;
use crate::exports::csv::bare;

pub(super) struct Cells<'r> {
    record: &'r Record,
    taken: Vec<usize>,
}

impl<'r> Cells<'r> {
    pub(super) fn of(record: &'r Record) -> Self {
        Self { record, taken: Vec::new() }
    }

    /// What stands in the first of these columns that has something in it.
    pub(super) fn take(&mut self, columns: &[usize]) -> Option<String> {
        let mut free = columns.iter().filter(|at| !self.taken.contains(at));
        let (at, text) = free.find_map(|at| Some((*at, says(self.record.cells.get(*at)?)?)))?;
        self.taken.push(at);
        Some(text)
    }

    /// The first line of a cell, as a name, and what stands below it.
    pub(super) fn name(&mut self, columns: &[usize]) -> Option<(String, Option<String>)> {
        self.take(columns).map(|text| first_line(&text))
    }

    /// Everything else, each cell with its head.
    pub(super) fn rest(&self, heads: &Heads) -> Vec<String> {
        let free = self.record.cells.iter().enumerate().filter(|(at, _)| !self.taken.contains(at));
        let said = free.filter_map(|(at, cell)| Some((heads.name(at), says(cell)?)));
        said.map(|(head, text)| if head.is_empty() { text } else { format!("{head}: {text}") }).collect()
    }
}

/// A cell that says something; a dash alone does not. What was guarded against spreadsheets that run it is as it was before.
fn says(cell: &str) -> Option<String> {
    let text = bare(cell).trim().to_owned();
    (!text.is_empty() && !matches!(text.as_str(), "-" | "–" | "—")).then_some(text)
}
