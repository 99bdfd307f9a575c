//! JSON of our own: a reading as it is, to be read again without a loss.

use super::super::dialect::value::LARGEST;
use super::super::reading::{LineRange, MetricTarget, Reading, StatedScore};
use super::detect::InputKind;
use super::document::{Document, fields, items, text as text_of};
use super::error::InputError;
use super::rest::noted;
use super::snapshot;
use super::written::{cut, storable};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;

/// The name of the format that [`to_json`] writes. A reader refuses what it does not know.
pub const READING_FORMAT: &str = "holdpoint.reading/1";

/// Where the items of a checklist stand.
const ITEMS: &str = "items";

#[derive(Serialize)]
struct Envelope<'r> {
    format: &'static str,
    reading: &'r Reading,
}

/// The reading as a document that [`from_json`] reads without a loss: every record stands on lines of its own.
#[must_use]
pub fn to_json(reading: &Reading) -> String {
    // Keys are strings and nothing in a reading fails to be written.
    serde_json::to_string_pretty(&Envelope { format: READING_FORMAT, reading }).unwrap_or_default()
}

/// The reading that was written, with the lines of the document that it was once read from.
///
/// # Errors
/// [`InputError`] where the document is broken or of another format.
pub fn from_json(text: &str) -> Result<Reading, InputError> {
    let document = Document::parse(text, InputKind::Json)?;
    stored(&document).map(|(reading, _)| storable(reading, text))
}

/// A document of our own as a source: its records stand on its own lines.
pub(super) fn read(text: &str) -> Result<Reading, InputError> {
    let document = Document::parse(text, InputKind::Json)?;
    let is_snapshot = text_of(document.fields().get("format")).as_deref() == Some(snapshot::FORMAT);
    let reading = if is_snapshot { snapshot::read(&document)? } else { stored(&document).map(|stored| placed(stored, &document))? };
    Ok(noted(storable(reading, text), &document.source))
}

fn stored<'a>(document: &Document<'a>) -> Result<(Reading, &'a RawValue), InputError> {
    let all = document.fields();
    let Some(format) = all.get("format") else {
        let known = "a reading, a frozen assessment, SARIF 2.1.0 or OpenSSF Scorecard";
        return Err(document.refuse(None, format!("this JSON is of no known kind; import {known}, or the report as Markdown")));
    };
    let name = text_of(Some(format)).unwrap_or_default();
    if name != READING_FORMAT {
        let known = [READING_FORMAT, snapshot::FORMAT].join("” and “");
        let problem = format!("the format “{}” is not known; this version reads “{known}”", cut(&name, 60));
        return Err(document.refuse(Some(format), problem));
    }
    let part = *all.get("reading").ok_or_else(|| document.refuse(None, "there is no “reading” in it; export it again".to_owned()))?;
    let reading: Reading = serde_json::from_str(part.get()).map_err(|error| document.misshapen(part, "this is no reading", &error))?;
    if let Some(problem) = unusable(&reading) {
        return Err(document.refuse(Some(part), format!("{problem}; export it again")));
    }
    Ok((in_order(reading), part))
}

/// Numbers that no report can have.
fn unusable(reading: &Reading) -> Option<String> {
    let scores = [&reading.overall, &reading.previous_overall].into_iter().flatten().chain(&reading.other_overalls);
    let of_score = |score: &StatedScore| [Some(score.value), Some(score.max), score.value_high];
    let of_scores = scores.clone().flat_map(of_score);
    let of_rows = reading.categories.iter().flat_map(|row| [row.value, row.max, row.weight, row.previous, row.target]);
    let of_metrics = reading.metrics.iter().flat_map(|row| [Some(row.value), row.previous, row.target.map(MetricTarget::value)]);
    let largest = Decimal::from_i128_with_scale(LARGEST, 0);
    let too_large = of_scores.chain(of_rows).chain(of_metrics).flatten().find(|number| number.abs() > largest);
    let without_max = scores.clone().find(|score| score.max <= Decimal::ZERO);
    too_large
        .map(|number| format!("the number {number} is too large"))
        .or_else(|| without_max.map(|score| format!("a score cannot be out of {}", score.max)))
}

/// Every place in a reading, under the name of its list and its number in it; items are counted through all checklists.
fn places(reading: &mut Reading) -> Vec<(&'static str, Vec<&mut LineRange>)> {
    let mut items = Vec::new();
    let mut checklists = Vec::new();
    for list in &mut reading.checklists {
        checklists.push(&mut list.lines);
        items.extend(list.items.iter_mut().map(|item| &mut item.lines));
    }
    vec![
        ("title", reading.title.iter_mut().map(|row| &mut row.lines).collect()),
        ("date", reading.date.iter_mut().map(|row| &mut row.lines).collect()),
        ("overall", reading.overall.iter_mut().map(|row| &mut row.lines).collect()),
        ("previous_overall", reading.previous_overall.iter_mut().map(|row| &mut row.lines).collect()),
        ("other_overalls", reading.other_overalls.iter_mut().map(|row| &mut row.lines).collect()),
        ("status", reading.status.iter_mut().map(|row| &mut row.lines).collect()),
        ("decision", reading.decision.iter_mut().map(|row| &mut row.lines).collect()),
        ("decision_alternatives", reading.decision_alternatives.iter_mut().map(|row| &mut row.lines).collect()),
        ("goal_decisions", reading.goal_decisions.iter_mut().map(|row| &mut row.lines).collect()),
        ("categories", reading.categories.iter_mut().map(|row| &mut row.lines).collect()),
        ("findings", reading.findings.iter_mut().map(|row| &mut row.lines).collect()),
        ("blockers", reading.blockers.iter_mut().map(|row| &mut row.lines).collect()),
        ("risks", reading.risks.iter_mut().map(|row| &mut row.lines).collect()),
        ("checklists", checklists),
        (ITEMS, items),
        ("criteria", reading.criteria.iter_mut().map(|row| &mut row.lines).collect()),
        ("actions", reading.actions.iter_mut().map(|row| &mut row.lines).collect()),
        ("verifications", reading.verifications.iter_mut().map(|row| &mut row.lines).collect()),
        ("metrics", reading.metrics.iter_mut().map(|row| &mut row.lines).collect()),
        ("notes", reading.notes.iter_mut().map(|row| &mut row.lines).collect()),
    ]
}

/// Ranges of lines are never empty, whoever wrote the document.
fn in_order(mut reading: Reading) -> Reading {
    for lines in places(&mut reading).into_iter().flat_map(|(_, places)| places) {
        *lines = LineRange::new(lines.first, lines.last);
    }
    reading
}

/// Gives every record the lines on which it stands in this document.
fn placed((mut reading, part): (Reading, &RawValue), document: &Document<'_>) -> Reading {
    let all = fields(part);
    for (key, places) in places(&mut reading) {
        let parts = match (key, all.get(key)) {
            (ITEMS, _) => items(all.get("checklists")).into_iter().flat_map(|list| items(fields(list).get(ITEMS))).collect(),
            (_, Some(one)) if !one.get().starts_with('[') => vec![*one],
            (_, many) => items(many),
        };
        // Both come from the same list of the same text.
        for (lines, part) in places.into_iter().zip(parts) {
            *lines = document.lines(part);
        }
    }
    reading
}
