//! Records of one kind, in their order and their groups.

use super::Shares;
use super::sheet::Sheet;
use super::table;
use crate::exchange::dialect::entry::INDENT;
use crate::exchange::dialect::inline::escape;
use crate::exchange::dialect::value::{Record, Written, has, text_of, written};
use crate::exchange::dialect::{Field, Kind};
use serde_json::Value;

/// Writes records of a kind below the heading of their section.
pub(super) fn write(sheet: &mut Sheet, kind: &Kind, rows: &[Value], shares: &[Shares]) {
    let rows: Vec<&Record> = rows.iter().filter_map(Value::as_object).collect();
    let mut number = 1;
    // Where nothing belongs to anything, a heading that says so would only be in the way.
    let groups = kind.group.filter(|group| rows.iter().any(|row| has(row, group.key)));
    for run in runs(kind, &rows) {
        if let Some((group, first)) = groups.zip(run.first()) {
            sheet.heading("### ", &text_of(first, group.key).map_or_else(|| group.none.to_owned(), escape));
        }
        if kind.columns().is_empty() {
            entries(sheet, kind, run);
        } else {
            table::write(sheet, kind, run, number, shares);
        }
        number += run.len();
    }
}

/// The records in runs that belong to one group each; a group may come again.
fn runs<'s, 'r>(kind: &Kind, rows: &'s [&'r Record]) -> Vec<&'s [&'r Record]> {
    match kind.group {
        Some(group) => rows.chunk_by(|one, next| text_of(one, group.key) == text_of(next, group.key)).collect(),
        None if rows.is_empty() => Vec::new(),
        None => vec![rows],
    }
}

/// Those that have a name only stand in a list, as long as none before has more to say.
fn entries(sheet: &mut Sheet, kind: &Kind, rows: &[&Record]) {
    let bare = kind.word().map_or(0, |_| rows.iter().take_while(|row| !says_more(kind, row)).count());
    let (listed, headed) = rows.split_at(bare);
    for row in listed {
        sheet.fact("", &word(kind, row), &name(kind, row));
    }
    for row in headed {
        let word = kind.word().map(|_| format!("{}: ", word(kind, row))).unwrap_or_default();
        sheet.heading(kind.marks(), &format!("{word}{}", name(kind, row)));
        if let Some(code) = kind.code {
            sheet.code(text_of(row, code).unwrap_or_default());
            sheet.gap();
        }
        parts(sheet, row, kind.fields, kind.body, "");
    }
}

fn says_more(kind: &Kind, row: &Record) -> bool {
    kind.fields.iter().map(|field| field.key).chain(kind.body).any(|key| has(row, key))
}

fn word(kind: &Kind, row: &Record) -> String {
    match kind.word().and_then(|word| written(&word, row)) {
        Some(Written::Line(word)) => word,
        _ => String::new(),
    }
}

/// The name of a record as a heading shows it.
pub(super) fn name(kind: &Kind, row: &Record) -> String {
    text_of(row, kind.title).map_or_else(|| kind.untitled.unwrap_or_default().to_owned(), escape)
}

/// What stands below a record: its facts, then its text.
pub(super) fn parts(sheet: &mut Sheet, row: &Record, fields: &[Field], body: Option<&str>, indent: &str) {
    for field in fields {
        match written(field, row) {
            Some(Written::Line(value)) => sheet.fact(indent, field.label, &value),
            Some(Written::Quote(text)) => {
                sheet.fact(indent, field.label, "");
                sheet.quote(&text, &format!("{indent}{INDENT}"));
            }
            None => {}
        }
    }
    if let Some(text) = body.and_then(|key| text_of(row, key)) {
        // Within a list a quote needs no empty line, which would part its entries from each other.
        if indent.is_empty() {
            sheet.gap();
        }
        sheet.quote(text, indent);
    }
}
