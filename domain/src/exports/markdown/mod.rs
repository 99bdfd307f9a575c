//! A report as Markdown for people, from which an import reads the same records again.
//!
//! The dialect is that of [`crate::exchange`]; what was computed is beside the records and marked as such.

mod dossier;
mod extras;
mod head;
mod records;
mod sheet;
mod table;
mod tasks;

pub use dossier::{extras, of_dossier, reading};
pub use extras::{Extras, Shares};

use crate::exchange::dialect::inline::escape;
use crate::exchange::dialect::kinds::{CATEGORIES, GOALS, KINDS, METRICS, records};
use crate::exchange::dialect::{NO_HEADING, NOTES};
use crate::exchange::{Note, NoteKind, REPORT_FORMAT, Reading};
use serde_json::Value;
use sheet::Sheet;

/// Writes the records of a reading as a report. Notes that only hold records together are left out.
#[must_use]
pub fn write(reading: &Reading, extras: &Extras) -> String {
    // Keys are strings and nothing in a reading fails to be made data.
    let data = serde_json::to_value(reading).unwrap_or_default();
    let mut sheet = Sheet::default();
    sheet.line("---");
    sheet.line(&format!("format: {REPORT_FORMAT}"));
    sheet.line("---");
    head::write(&mut sheet, reading, extras);
    for kind in KINDS {
        if kind.list == METRICS.list {
            tasks::write(&mut sheet, &data);
        }
        let computed = if kind.list == GOALS.list { extras.gates.as_slice() } else { &[] };
        let shares = if kind.list == CATEGORIES.list { extras.shares.as_slice() } else { &[] };
        section(&mut sheet, kind, records(&data, kind), shares, computed);
    }
    notes(&mut sheet, &reading.notes);
    sheet.finish()
}

fn section(sheet: &mut Sheet, kind: &crate::exchange::dialect::Kind, rows: &[Value], shares: &[Shares], computed: &[String]) {
    if rows.is_empty() && computed.is_empty() {
        return;
    }
    sheet.heading("## ", kind.heading);
    sheet.computed(computed);
    records::write(sheet, kind, rows, shares);
}

/// What is in no record, under the headings that it stood under.
fn notes(sheet: &mut Sheet, notes: &[Note]) {
    let mut above: Option<&Option<String>> = None;
    for note in notes.iter().filter(|note| note.kind == NoteKind::Text) {
        if above.is_none() {
            sheet.heading("## ", NOTES);
        }
        if above != Some(&note.heading) {
            above = Some(&note.heading);
            sheet.heading("### ", &note.heading.as_deref().map_or_else(|| NO_HEADING.to_owned(), escape));
        }
        sheet.gap();
        sheet.quote(&note.text, "");
    }
}
