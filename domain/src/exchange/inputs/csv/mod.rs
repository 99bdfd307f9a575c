//! Tables of values with commas, semicolons or tabs between them: risks, or items of checklists.

mod cells;
mod heads;
mod items;
mod records;
mod risks;

use super::super::column::Column;
use super::super::profile::Profile;
use super::super::reading::{LineRange, Note, NoteKind, Reading};
use super::super::vocabulary::is_total;
use super::error::InputError;
use super::rest::noted;
use heads::{Heads, RowKind};
use items::{Items, Lists};
use records::Table;
use risks::Risks;

pub(super) use records::looks_like;

pub(super) fn read(filename: &str, text: &str, profile: &Profile) -> Result<Reading, InputError> {
    let table = Table::parse(text)?;
    let heads = Heads::of(&table, profile);
    let mut reading = Reading::default();
    let unread = match heads.rows() {
        RowKind::Risks => risks(&table, &Risks::of(&heads), &mut reading),
        RowKind::Items => items(&table, &Items::of(&heads), Lists::new(filename), &mut reading),
    };
    // What names nothing, and what stands above the heads, is no row, but somebody wrote it.
    reading.notes.extend(table.above.into_iter().chain(unread).map(|lines| note(&table, lines)));
    Ok(noted(reading, &table.source))
}

/// The heads and what they mean; nothing where the table is broken.
pub(super) fn heads(text: &str, profile: &Profile) -> Vec<(String, Column)> {
    let Ok(table) = Table::parse(text) else { return Vec::new() };
    Heads::of(&table, profile).meanings()
}

/// Reads every row as a risk; answers the rows that are none.
fn risks(table: &Table<'_>, kind: &Risks<'_>, reading: &mut Reading) -> Vec<LineRange> {
    let mut unread = Vec::new();
    for record in &table.rows {
        match kind.read(record) {
            Some(risk) => reading.risks.push(risk),
            None => unread.push(record.lines),
        }
    }
    unread
}

/// Reads every row as an item; answers the rows that are none.
fn items(table: &Table<'_>, kind: &Items<'_>, mut lists: Lists, reading: &mut Reading) -> Vec<LineRange> {
    let mut unread = Vec::new();
    for record in &table.rows {
        match kind.read(record) {
            Some((list, item)) => lists.add(list, item),
            None => unread.push(record.lines),
        }
    }
    reading.checklists = lists.finish();
    unread
}

fn note(table: &Table<'_>, lines: LineRange) -> Note {
    let text: Vec<&str> = (lines.first..=lines.last).map(|line| table.source.line(line)).collect();
    Note { kind: NoteKind::Text, heading: None, text: text.join("\n"), lines }
}

/// Whether a row sums up the others: its name is little more than a word for that.
fn sums_up(name: &str) -> bool {
    is_total(name) && name.split_whitespace().count() <= 2
}
