//! A frozen assessment of this or another installation, as far as its records are what a report can say.

mod head;

use super::super::reading::{ChecklistReading, Confidence, ItemReading, LineRange, Note, NoteKind, Reading};
use super::super::stored as rows;
use super::document::{Document, Fields, fields, items};
use super::error::InputError;
use crate::assessments::Snapshot;
use crate::ids::ChecklistId;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// The name of the format.
pub(super) const FORMAT: &str = "holdpoint.snapshot/1";

/// Reads the records of the document. Whether its seal holds is not asked: it is looked through as any report is.
pub(super) fn read(document: &Document<'_>) -> Result<Reading, InputError> {
    let text = document.source.text;
    let frozen: Snapshot = serde_json::from_str(text)
        .map_err(|error| document.misshapen(document.root(), "this is no frozen assessment that this version can read", &error))?;
    let all = document.fields();
    let kept = all.get("registers").map(|part| fields(part)).unwrap_or_default();
    let registers = &frozen.registers;
    let matrix = *frozen.project.words.matrix();
    let mut reading = head::head(&frozen, document, all.get("assessment"));
    let list = |fields: &Fields<'_>, key: &str| Places::of(document, fields, key);
    reading.categories = list(&all, "categories").each(&frozen.categories, rows::category);
    reading.findings = list(&all, "findings").each(&frozen.findings, |row, lines| rows::finding(row, &frozen.categories, lines));
    reading.notes = list(&all, "notes").each(&frozen.notes, |row, lines| note(row.text.as_str(), lines));
    reading.blockers = list(&kept, "blockers").each(&registers.blockers, rows::blocker);
    reading.risks = list(&kept, "risks").each(&registers.risks, |row, lines| rows::risk(row, matrix, lines));
    reading.criteria = list(&kept, "criteria").each(&registers.criteria, rows::criterion);
    reading.actions = list(&kept, "actions").each(&registers.actions, rows::action);
    reading.verifications = list(&kept, "verifications").each(&registers.verifications, rows::verification);
    checklists(&frozen, &list(&kept, "items"), &mut reading);
    Ok(reading)
}

/// Items of their checklists.
fn checklists(frozen: &Snapshot, places: &Places, reading: &mut Reading) {
    let mut of_list: HashMap<ChecklistId, Vec<ItemReading>> = HashMap::new();
    for (at, item) in frozen.registers.items.iter().enumerate() {
        of_list.entry(item.checklist).or_default().push(rows::item(item, places.at(at)));
    }
    for list in &frozen.registers.checklists {
        let items = of_list.remove(&list.id).unwrap_or_default();
        let (Some(first), Some(last)) = (items.first(), items.last()) else { continue };
        let lines = LineRange::new(first.lines.first, last.lines.last);
        let title = list.title.as_str().to_owned();
        reading.checklists.push(ChecklistReading { title, items, lines, confidence: Confidence::STATED });
    }
}

fn note(text: &str, lines: LineRange) -> Note {
    Note { kind: NoteKind::Text, heading: None, text: text.to_owned(), lines }
}

/// The lines of the records of one list, in its order.
struct Places(Vec<LineRange>);

impl Places {
    fn of(document: &Document<'_>, fields: &Fields<'_>, key: &str) -> Self {
        Self(items(fields.get(key)).into_iter().map(|part: &RawValue| document.lines(part)).collect())
    }

    fn at(&self, index: usize) -> LineRange {
        self.0.get(index).copied().unwrap_or(LineRange { first: 1, last: 1 })
    }

    fn each<R, T>(&self, rows: &[R], make: impl Fn(&R, LineRange) -> T) -> Vec<T> {
        rows.iter().enumerate().map(|(at, row)| make(row, self.at(at))).collect()
    }
}
