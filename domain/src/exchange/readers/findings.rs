//! Findings: strengths and gaps, from sections, labelled lists and tables that say so.

use super::super::columns::{Column, Columns};
use super::super::draft::Draft;
use super::super::inline::{name, plain, words};
use super::super::outline::{Kind, Place, Table};
use super::super::reading::{Confidence, FindingKind, FindingReading};
use super::super::register::{Entry, Headings, block_entries, entries};
use super::super::vocabulary::Topic;
use super::Report;
use std::collections::BTreeMap;

/// The categories, by the lines they were read from and by their names.
struct Names {
    by_line: BTreeMap<u32, String>,
    by_words: BTreeMap<String, String>,
}

impl Names {
    fn of(draft: &Draft) -> Self {
        let categories = || draft.reading.categories.iter();
        let by_line = categories().map(|category| (category.lines.first, category.name.clone())).collect();
        let by_words = categories().map(|category| (words(&category.name), category.name.clone())).collect();
        Self { by_line, by_words }
    }

    /// The category of this name, however it is numbered and marked.
    fn named(&self, raw: &str) -> Option<String> {
        self.by_words.get(&words(&name(raw))).cloned()
    }

    /// The category that a heading above names, or was read from.
    fn above(&self, report: &Report<'_, '_>, section: usize) -> Option<String> {
        report.outline.headings(section).find_map(|heading| self.by_line.get(&heading.line).cloned().or_else(|| self.named(heading.raw)))
    }
}

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let names = Names::of(draft);
    from_sections(report, &names, draft);
    for place in &report.places {
        if draft.is_taken(place.block.lines.last) || draft.is_taken(place.block.lines.first) {
            continue;
        }
        if let Some(kind) = kind_of(report, place) {
            let category = names.above(report, place.section);
            for entry in block_entries(place.block, None) {
                add(draft, entry, kind, category.clone(), None);
            }
        }
    }
    draft.reading.findings.sort_by_key(|finding| finding.lines);
}

fn kind(topic: Option<Topic>) -> Option<FindingKind> {
    match topic? {
        Topic::Strengths => Some(FindingKind::Strength),
        Topic::Gaps => Some(FindingKind::Gap),
        _ => None,
    }
}

/// Sections whose heading announces findings, with everything below them.
fn from_sections(report: &Report<'_, '_>, names: &Names, draft: &mut Draft) {
    let outline = report.outline;
    let mut read_until = 0;
    for (at, section) in outline.sections.iter().enumerate() {
        let Some(heading) = section.heading.as_ref().filter(|heading| heading.level > 1) else { continue };
        let Some(kind) = kind(heading.topic).filter(|_| section.lines.first > read_until) else { continue };
        if draft.is_taken(section.lines.first) {
            continue;
        }
        read_until = section.last_of_tree;
        let headings = if kind == FindingKind::Strength { Headings::AreGroups } else { Headings::AreEntries };
        let own = names.above(report, at);
        let severity = (kind == FindingKind::Gap).then(|| plain(heading.raw));
        for entry in entries(outline, at, headings) {
            let category = entry.group.as_deref().and_then(|group| names.named(group)).or_else(|| own.clone());
            add(draft, entry, kind, category, severity.as_ref());
        }
    }
}

/// What a loose list or table says about the project.
fn kind_of(report: &Report<'_, '_>, place: &Place<'_, '_>) -> Option<FindingKind> {
    let label = place.labels.first().map(|label| label.topic);
    match &place.block.kind {
        Kind::List(_) if place.depth == 0 => kind(label?),
        Kind::Table(table) => {
            let heading = || report.outline.headings(place.section).next().and_then(|heading| heading.topic);
            kind(label.flatten().or_else(heading)).or_else(|| lists_issues(table).then_some(FindingKind::Gap))
        }
        _ => None,
    }
}

/// A table of defects: it names issues and rates or answers them.
fn lists_issues(table: &Table<'_>) -> bool {
    let columns = Columns::of(table);
    let rated = [Column::Level, Column::Priority, Column::Risk, Column::Impact, Column::Action, Column::Location, Column::Status];
    columns.has(&[Column::Issue]) && columns.has(&rated)
}

fn add(draft: &mut Draft, entry: Entry, kind: FindingKind, category: Option<String>, severity: Option<&String>) {
    let lines = entry.lines();
    if draft.is_taken(lines.first) {
        return;
    }
    draft.take(lines);
    draft.reading.findings.push(FindingReading {
        category,
        title: name(&entry.title),
        severity: entry.severity.or(entry.group.filter(|_| kind == FindingKind::Gap)).or_else(|| severity.cloned()),
        kind,
        location: entry.location,
        current: entry.current,
        required: entry.required,
        impact: entry.impact,
        recommendation: entry.recommendation,
        body: entry.body,
        lines,
        confidence: Confidence::PLACED,
    });
}
