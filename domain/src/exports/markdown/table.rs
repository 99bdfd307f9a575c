//! Records in a table, and below it what does not fit.

use super::Shares;
use super::records::{name, parts};
use super::sheet::Sheet;
use crate::exchange::dialect::kinds::{CONTRIBUTION, SHARE};
use crate::exchange::dialect::table::NUMBER;
use crate::exchange::dialect::value::{Record, cell, has};
use crate::exchange::dialect::{Field, Form, Kind};

/// Writes a run of records, the first of which has this number.
pub(super) fn write(sheet: &mut Sheet, kind: &Kind, rows: &[&Record], first: usize, shares: &[Shares]) {
    let columns: Vec<Vec<Option<String>>> = kind.columns().iter().map(|field| column(field, rows, first, shares)).collect();
    let used: Vec<(&Field, &Vec<Option<String>>)> =
        kind.columns().iter().zip(&columns).filter(|(field, cells)| field.key == kind.title || cells.iter().any(Option::is_some)).collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    sheet.gap();
    sheet.line(&line(std::iter::once(NUMBER.to_owned()).chain(used.iter().map(|(field, _)| field.label.to_owned())).collect()));
    sheet.line(&line(std::iter::once("--:".to_owned()).chain(used.iter().map(|(field, _)| rule(field).to_owned())).collect()));
    for at in 0..rows.len() {
        let cells = used.iter().map(|(_, cells)| cells.get(at).cloned().flatten().unwrap_or_default());
        sheet.line(&line(std::iter::once((first + at).to_string()).chain(cells).collect()));
    }
    for (at, row) in rows.iter().enumerate() {
        below(sheet, kind, row, first + at);
    }
}

/// What a record says that its row does not, under a heading with its number.
fn below(sheet: &mut Sheet, kind: &Kind, row: &Record, number: usize) {
    let in_table = |key: &str| kind.columns().iter().any(|field| field.key == key && cell(field, row).is_some());
    let fields: Vec<Field> = kind.fields.iter().filter(|field| !in_table(field.key)).copied().collect();
    let body = kind.body.filter(|key| !in_table(key));
    if fields.iter().map(|field| field.key).chain(body).any(|key| has(row, key)) {
        sheet.heading(kind.marks(), &format!("{number}. {}", name(kind, row)));
        parts(sheet, row, &fields, body, "");
    }
}

fn column(field: &Field, rows: &[&Record], first: usize, shares: &[Shares]) -> Vec<Option<String>> {
    let computed = |at: usize| {
        let shares = shares.get(first + at - 1)?;
        match field.label {
            SHARE => shares.share.clone(),
            CONTRIBUTION => shares.contribution.clone(),
            _ => None,
        }
    };
    let of_row = |(at, row): (usize, &&Record)| if matches!(field.form, Form::Computed) { computed(at) } else { cell(field, row) };
    rows.iter().enumerate().map(of_row).collect()
}

/// Figures stand on the right.
const fn rule(field: &Field) -> &'static str {
    match field.form {
        Form::Number | Form::Percent | Form::Points | Form::Count(_) | Form::Computed => "--:",
        Form::Words | Form::Text | Form::Word(_) | Form::Target | Form::Day | Form::Flag | Form::Links | Form::Rating => "---",
    }
}
