//! Tables whose columns are known.

use super::entry::Draft;
use super::inline::cells;
use super::kind::{Field, Kind};
use super::page::Page;
use super::value::{Record, has, take};
use std::collections::HashMap;

/// The head of the column that counts the records.
pub(crate) const NUMBER: &str = "#";

/// A column: a member of a record, or the number of the row.
type Column<'k> = Option<&'k Field>;

/// The rows of a section.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) drafts: Vec<Draft>,
    /// Which record has which number.
    numbers: HashMap<String, usize>,
}

impl Rows {
    /// The record that a number in front of a heading names.
    pub(super) fn numbered(&self, number: &str) -> Option<usize> {
        self.numbers.get(number).copied()
    }

    /// Reads a table that begins here, each record begun with `group`; the line behind it, or `None` where it is none of this kind.
    pub(super) fn read(&mut self, page: &mut Page<'_>, at: usize, limit: usize, kind: &Kind, group: &Record) -> Option<usize> {
        let columns = columns(page.line(at), kind)?;
        let rule = cells(page.line(at + 1)).filter(|_| at + 1 < limit)?;
        let is_rule = |cell: &&str| !cell.is_empty() && cell.bytes().all(|byte| matches!(byte, b'-' | b':'));
        if rule.len() != columns.len() || !rule.iter().all(is_rule) {
            return None;
        }
        page.take(at..at + 2);
        let mut row = at + 2;
        while row < limit && page.line(row).starts_with('|') {
            self.row(page, row, kind, &columns, group);
            row += 1;
        }
        Some(row)
    }

    fn row(&mut self, page: &mut Page<'_>, at: usize, kind: &Kind, columns: &[Column<'_>], group: &Record) {
        let Some(cells) = cells(page.line(at)).filter(|cells| cells.len() == columns.len()) else { return };
        let mut draft = Draft::new(group.clone());
        draft.is_row = true;
        let mut number = None;
        for (column, cell) in columns.iter().zip(cells) {
            match column {
                None => number = Some(cell).filter(|cell| !cell.is_empty()),
                Some(_) if cell.is_empty() => {}
                Some(field) if take(field, cell, &mut draft.record) => {}
                Some(_) => return,
            }
        }
        if has(&draft.record, kind.title) {
            self.numbers.extend(number.map(|number| (number.to_owned(), self.drafts.len())));
            draft.take(page, at, at + 1);
            self.drafts.push(draft);
        }
    }
}

/// The columns of a head; `None` where one is not known, stands there twice, or none names the record.
fn columns<'k>(line: &str, kind: &Kind) -> Option<Vec<Column<'k>>> {
    let known: &'static [Field] = kind.columns();
    let mut columns: Vec<Column<'k>> = Vec::new();
    let mut labels = Vec::new();
    for label in cells(line)? {
        if labels.contains(&label) {
            return None;
        }
        labels.push(label);
        columns.push(if label == NUMBER { None } else { Some(known.iter().find(|field| field.label == label)?) });
    }
    columns.iter().flatten().any(|field| field.key == kind.title).then_some(columns)
}
