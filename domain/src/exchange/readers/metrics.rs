//! Metrics: figures that are compared with what they were before, and rows of tables that say they hold metrics.
//!
//! This reader runs last and takes no line: whatever holds a figure stays the finding, criterion or note that it is.

use super::super::draft::Draft;
use super::super::inline::words;
use super::super::outline::Place;
use super::super::reading::{MetricReading, MetricTarget};
use super::super::vocabulary::{Topic, has};
use super::Report;
use super::{metric_lines, metric_tables};
use crate::metrics::{Direction, Threshold, guess, guess_from_unit, key};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Longest name of a metric, in characters and in words; more is a sentence.
const LONGEST: (usize, usize) = (90, 10);

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let other = others(draft);
    let is_other = |line: u32| other.binary_search(&line).is_ok();
    let mut found = Vec::new();
    for place in &report.places {
        metric_tables::from_place(report, place, &is_other, &mut found);
        metric_lines::from_place(report, place, &is_other, &mut found);
    }
    metric_lines::from_headings(report, &is_other, &mut found);
    found.sort_by_key(|metric| metric.lines);
    draft.reading.metrics = distinct(report, found);
}

/// The lines that hold scores, levels, verdicts and dates, which are no metrics however they are written.
fn others(draft: &Draft) -> Vec<u32> {
    let reading = &draft.reading;
    let scores = [&reading.overall, &reading.previous_overall].into_iter().flatten().chain(&reading.other_overalls);
    let stated = [&reading.title, &reading.status, &reading.decision].into_iter().flatten();
    let mut lines: Vec<u32> = scores.map(|score| score.lines.first).collect();
    lines.extend(stated.map(|stated| stated.lines.first));
    lines.extend(reading.date.iter().map(|date| date.lines.first));
    lines.extend(reading.categories.iter().map(|category| category.lines.first));
    lines.extend(reading.risks.iter().map(|risk| risk.lines.first));
    lines.extend(reading.goal_decisions.iter().map(|goal| goal.lines.first));
    lines.extend(draft.named_scores.iter().map(|score| score.lines.first));
    lines.sort_unstable();
    lines
}

/// One name has one value in a report. Where a second table uses a name again, the heading above it tells them apart.
fn distinct(report: &Report<'_, '_>, found: Vec<MetricReading>) -> Vec<MetricReading> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<MetricReading> = Vec::new();
    for mut metric in found {
        let of = |metric: &MetricReading| key(&metric.name, metric.unit.as_deref());
        if let Some(same) = known.get(&of(&metric)).map(|at| &kept[*at]) {
            if same.value == metric.value {
                continue;
            }
            let behind = report.outline.sections.partition_point(|section| section.lines.first <= metric.lines.first);
            let Some(heading) = behind.checked_sub(1).and_then(|at| report.outline.headings(at).next()) else { continue };
            metric.name = format!("{} ({})", metric.name, super::super::inline::name(heading.raw));
            if known.contains_key(&of(&metric)) {
                continue;
            }
        }
        known.insert(of(&metric), kept.len());
        kept.push(metric);
    }
    kept
}

/// Whether a text can name a metric: a few words, none of which names a score or a date.
pub(super) fn is_name(name: &str) -> bool {
    const OTHER: [&str; 21] = [
        "score",
        "scores",
        "rating",
        "grade",
        "points",
        "readiness",
        "weight",
        "version",
        "date",
        "phase",
        "target",
        "goal",
        "step",
        "day",
        "week",
        "total score",
        "level",
        "tier",
        "priority",
        "deadline",
        "estimate",
    ];
    let text = words(name);
    let short = name.chars().count() <= LONGEST.0 && text.split_whitespace().count() <= LONGEST.1;
    let whole = name.matches(['(', '[']).count() == name.matches([')', ']']).count();
    short && whole && name.chars().any(char::is_alphabetic) && !has(&text, &OTHER)
}

/// Whether what stands here is meant to come: a plan, not a measurement.
pub(super) fn is_plan(report: &Report<'_, '_>, place: &Place<'_, '_>) -> bool {
    let label = place.labels.iter().find_map(|label| label.topic);
    let topic = label.or_else(|| report.outline.headings(place.section).find_map(|heading| heading.topic));
    topic == Some(Topic::Plan)
}

/// What the signs and words beside a figure say: that it is better now, or worse.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Better,
    Worse,
}

/// The marks in a text, where they agree.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let words = words(text);
    let good = text.contains(['✅', '🟢', '✔', '✓']) || has(&words, &["better", "improved", "improvement", "improving"]);
    let bad = text.contains(['❌', '🔴', '🟠'])
        || has(&words, &["worse", "worsened", "declined", "regressed", "regression", "degraded", "deteriorated"]);
    match (good, bad) {
        (true, false) => Some(Mark::Better),
        (false, true) => Some(Mark::Worse),
        _ => None,
    }
}

/// Sets the direction: as the target says outright, else as the words of the name do, else as the marks beside the step from the
/// value before, else as the unit does, else as a target on the other side of the value.
pub(super) fn direct(metric: &mut MetricReading, marked: Option<Mark>) {
    let stated = match metric.target {
        Some(MetricTarget::Bound(Threshold::AtLeast(_))) => Direction::Higher,
        Some(MetricTarget::Bound(Threshold::AtMost(_))) => Direction::Lower,
        _ => Direction::Unknown,
    };
    let rose = metric.previous.filter(|previous| *previous != metric.value).map(|previous| metric.value > previous);
    let by_mark = match (rose, marked) {
        (Some(rose), Some(mark)) if rose == (mark == Mark::Better) => Direction::Higher,
        (Some(_), Some(_)) => Direction::Lower,
        _ => Direction::Unknown,
    };
    // Nothing is below nothing or beyond the whole, so what should be there can only be reached from one side.
    let hundred = metric.unit.as_deref() == Some("%");
    let by_target = match metric.target {
        Some(target) if target.value().is_zero() => Direction::Lower,
        Some(target) if hundred && target.value() == Decimal::ONE_HUNDRED => Direction::Higher,
        Some(target) if target.value() > metric.value => Direction::Higher,
        Some(target) if target.value() < metric.value => Direction::Lower,
        _ => Direction::Unknown,
    };
    let by_unit = metric.unit.as_deref().map(guess_from_unit).unwrap_or_default();
    metric.direction = stated.or(guess(&metric.name)).or(by_mark).or(by_unit).or(by_target);
}
