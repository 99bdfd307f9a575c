//! The main score table: which one it is, and what stands for it where there is none.

use super::super::draft::Draft;
use super::super::facts::boxed;
use super::super::outline::{Kind, Place};
use super::super::reading::{CategoryReading, Confidence, LineRange};
use super::super::vocabulary::Topic;
use super::Report;
use super::boxes::ScoreBox;
use super::score_table::ScoreTable;
use std::collections::HashMap;

/// The least a table must reach in [`ScoreTable::of`] to be the score table.
const LEAST_RANK: i32 = 6;

/// What may hold the categories.
enum Candidate<'t, 'a> {
    Table(ScoreTable<'t, 'a>),
    Box(ScoreBox),
}

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let mut best: Option<(i32, Candidate<'_, '_>)> = None;
    let mut offer = |rank: i32, candidate| {
        if rank >= LEAST_RANK && best.as_ref().is_none_or(|(so_far, _)| rank > *so_far) {
            best = Some((rank, candidate));
        }
    };
    let alike = heads(report);
    for place in &report.places {
        match &place.block.kind {
            Kind::Table(table) => {
                let same = alike.get(&table.head[..]).copied().unwrap_or_default();
                if let Some((rank, found)) = ScoreTable::of(report, place, table, same) {
                    offer(rank, Candidate::Table(found));
                }
            }
            Kind::Code(code) if boxed(code) => {
                if let Some((rank, found)) = ScoreBox::of(report, place, &code.content) {
                    offer(rank, Candidate::Box(found));
                }
            }
            // Bars are drawn outside of fences too.
            Kind::Paragraph(lines) if lines.len() > 2 && lines.iter().all(|line| line.raw.contains(['█', '▓', '▰', '■'])) => {
                if let Some((rank, found)) = ScoreBox::of(report, place, lines) {
                    offer(rank, Candidate::Box(found));
                }
            }
            _ => {}
        }
    }
    match best.map(|(_, candidate)| candidate) {
        Some(Candidate::Table(table)) => table.read(draft),
        Some(Candidate::Box(found)) => found.read(draft),
        None => {}
    }
}

/// How many tables have the same heads.
fn heads<'o, 'a>(report: &'o Report<'_, 'a>) -> HashMap<&'o [&'a str], usize> {
    let mut counted: HashMap<&[&str], usize> = HashMap::new();
    for place in &report.places {
        if let Kind::Table(table) = &place.block.kind {
            *counted.entry(&table.head[..]).or_default() += 1;
        }
    }
    counted
}

/// Whether words about scores stand above a block, among the nearest few; those of the title speak of all that follows.
pub(super) fn is_headed(report: &Report<'_, '_>, place: &Place<'_, '_>, nearest: usize) -> bool {
    let headings = report.outline.headings(place.section).enumerate().filter(|(at, heading)| *at == 0 || heading.level > 1);
    let above = place.labels.iter().map(|label| label.topic).chain(headings.map(|(_, heading)| heading.topic));
    above.take(nearest).any(|topic| topic == Some(Topic::Scores))
}

/// A category that has a name and nothing else yet.
pub(super) fn unrated(name: String, lines: LineRange) -> CategoryReading {
    CategoryReading {
        kept: crate::exchange::CategoryKept::default(),
        name,
        value: None,
        max: None,
        weight: None,
        status: None,
        notes: None,
        previous: None,
        target: None,
        lines,
        confidence: Confidence::STATED,
    }
}
