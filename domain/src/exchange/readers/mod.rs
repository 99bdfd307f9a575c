//! The readers: each knows one kind of record and fills it in; a later one sees what earlier ones found.

mod actions;
mod blockers;
mod boxes;
mod categories;
mod checklists;
mod criteria;
mod decision;
mod findings;
mod head;
mod headed_scores;
mod metric_lines;
mod metric_tables;
mod metrics;
mod overall;
mod previous;
mod risk_fields;
mod risks;
mod score_cells;
mod score_table;
mod verifications;
mod weights;

use super::build::build;
use super::dialect;
use super::draft::Draft;
use super::facts::{Fact, boxed_lines, facts};
use super::outline::{Outline, Place};
use super::profile::{Profile, overlay};
use super::reading::Reading;

/// What a reader sees.
struct Report<'o, 'a> {
    outline: &'o Outline<'a>,
    places: Vec<Place<'o, 'a>>,
    facts: Vec<Fact>,
    /// What stands in boxes drawn of text: both sides, and the line.
    boxes: Vec<(String, String, u32)>,
}

/// Finds one kind of record and adds it to the draft.
type Reader = fn(&Report<'_, '_>, &mut Draft);

/// In this order: scores name the categories that findings belong to, registers come before loose lists.
const READERS: [Reader; 14] = [
    checklists::read,
    categories::read,
    headed_scores::read,
    weights::read,
    risks::read,
    blockers::read,
    criteria::read,
    actions::read,
    findings::read,
    verifications::read,
    overall::read,
    decision::read,
    head::read,
    metrics::read,
];

/// Reads a report. Any text gives a reading; what is not understood is kept in its notes.
#[must_use]
pub fn read(text: &str) -> Reading {
    read_with(text, &Profile::default())
}

/// Reads a report as its project means it. One that was written here says what everything means, and is read as it says.
#[must_use]
pub fn read_with(text: &str, profile: &Profile) -> Reading {
    if dialect::is_report(text) {
        return dialect::read(text);
    }
    let mut outline = build(text);
    overlay(&mut outline, profile);
    let report = Report { outline: &outline, places: outline.places(), facts: facts(&outline), boxes: boxed_lines(&outline) };
    let mut draft = Draft::new(&outline);
    for reader in READERS {
        reader(&report, &mut draft);
    }
    draft.finish(&outline)
}
