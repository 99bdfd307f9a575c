//! A reading as a few lines of text, for a terminal.

use super::reading::{BlockerReadingState, CategoryReading, FindingKind, NoteKind, Reading, StatedScore};
use crate::metrics::figure;
use std::fmt::Write as _;

/// What was understood, as plain text: the values first, then how many records of each kind there are.
#[must_use]
pub fn text(reading: &Reading) -> String {
    let mut out = String::new();
    let mut row = |label: &str, value: &str| {
        let _ = writeln!(out, "{label:<14} {value}");
    };
    let none = || "none".to_owned();
    row("Title", &reading.title.as_ref().map_or_else(none, |title| title.text.clone()));
    row("Date", &reading.date.as_ref().map_or_else(none, |date| String::from(date.date)));
    row("Overall", &reading.overall.as_ref().map_or_else(none, score));
    if let Some(previous) = &reading.previous_overall {
        row("Previous", &score(previous));
    }
    row("Decision", &reading.decision.as_ref().map_or_else(none, |decision| decision.text.clone()));
    row("Categories", &reading.categories.len().to_string());
    for category in &reading.categories {
        row("", &format!("- {}", describe(category)));
    }
    let open = reading.blockers.iter().filter(|blocker| blocker.state == BlockerReadingState::Open);
    row("Blockers", &format!("{} ({} open)", reading.blockers.len(), open.count()));
    for blocker in &reading.blockers {
        row("", &format!("- {} (line {})", blocker.title, blocker.lines.first));
    }
    row("Risks", &reading.risks.len().to_string());
    for risk in &reading.risks {
        row("", &format!("- {}{}", risk.title, risk.level.as_ref().map_or(String::new(), |level| format!(": {level}"))));
    }
    let gaps = reading.findings.iter().filter(|finding| finding.kind == FindingKind::Gap).count();
    row("Findings", &format!("{gaps} gaps, {} strengths", reading.findings.len() - gaps));
    let items = || reading.checklists.iter().flat_map(|list| &list.items);
    row("Checklists", &format!("{} items, {} done", items().count(), items().filter(|item| item.done).count()));
    row("Criteria", &reading.criteria.len().to_string());
    row("Actions", &reading.actions.len().to_string());
    row("Verifications", &reading.verifications.len().to_string());
    row("Metrics", &reading.metrics.len().to_string());
    for metric in &reading.metrics {
        let previous = metric.previous.map_or(String::new(), |previous| format!(" (was {previous})"));
        row("", &format!("- {}: {}{previous}", metric.name, figure(metric.value, metric.unit.as_deref())));
    }
    let noted = reading.notes.iter().filter(|note| note.kind == NoteKind::Text);
    row("Kept as notes", &format!("{} lines", noted.map(|note| note.text.lines().count()).sum::<usize>()));
    out
}

fn score(score: &StatedScore) -> String {
    let high = score.value_high.map_or(String::new(), |high| format!("–{high}"));
    format!("{}{high} / {} (line {})", score.value, score.max, score.lines.first)
}

fn describe(category: &CategoryReading) -> String {
    let score = category.value.zip(category.max).map(|(value, max)| format!("{value} / {max}"));
    let weight = category.weight.map(|weight| format!("weight {weight} %"));
    let parts: Vec<String> = [score, category.status.clone(), weight].into_iter().flatten().collect();
    if parts.is_empty() { category.name.clone() } else { format!("{}: {}", category.name, parts.join(", ")) }
}
