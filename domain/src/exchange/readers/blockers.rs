//! Blockers: what stands under a heading or label that says so, and rows that a legend calls blocking.

use super::super::dates::first_date;
use super::super::draft::Draft;
use super::super::inline::{name, plain, unnumbered, without_symbols, words};
use super::super::outline::{Kind, Place};
use super::super::reading::{BlockerReading, BlockerReadingState, Confidence, LineRange};
use super::super::register::{Entry, Headings, block_entries, entries};
use super::super::vocabulary::{Topic, has, is_top_group, topic};
use super::Report;
use crate::time::ReportDate;
use std::collections::{BTreeMap, BTreeSet};

/// More parts than this are no legend.
const LONGEST_LEGEND: usize = 20;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let outline = report.outline;
    let log = Log::of(report);
    let mut found = Vec::new();
    // In order and apart from each other, so that they can be searched.
    let mut read: Vec<LineRange> = Vec::new();
    for (at, section) in outline.sections.iter().enumerate() {
        let Some(heading) = &section.heading else { continue };
        let is_title = heading.level == 1 && outline.children(at).next().is_some();
        let known = read.last().is_some_and(|lines| lines.contains(section.lines.first));
        if known || is_title || heading.topic != Some(Topic::Blockers) {
            continue;
        }
        let tier = plain(heading.raw);
        read.push(outline.tree_lines(at));
        if log.supersedes(date_of_section(report, at)) {
            continue;
        }
        found.extend(entries(outline, at, Headings::AreEntries).into_iter().map(|entry| blocker(entry, &tier)));
    }
    for place in &report.places {
        let before = read.partition_point(|lines| lines.last < place.block.lines.first);
        let known = read.get(before).is_some_and(|lines| lines.contains(place.block.lines.first));
        if let Some(label) = labelled(place).filter(|_| !known && !log.supersedes(date_of_block(report, place))) {
            found.extend(block_entries(place.block, None).into_iter().map(|entry| blocker(entry, &label)));
        }
    }
    found.extend(by_legend(report, draft));
    if found.is_empty() {
        found = introduced(report);
    }
    if found.is_empty() {
        found = most_urgent(report);
    }
    found.sort_by_key(|blocker| blocker.lines);
    let mut titles = BTreeSet::new();
    found.retain(|blocker| titles.insert(words(&blocker.title)));
    draft.take_all(found.iter().map(|blocker| blocker.lines));
    draft.reading.blockers = found;
}

/// The last dates that the entries of each log of updates bear, by the section the log stands in: the last entry holds.
struct Log(BTreeMap<Option<usize>, ReportDate>);

impl Log {
    fn of(report: &Report<'_, '_>) -> Self {
        let mut log = Self(BTreeMap::new());
        for place in report.places.iter().filter(|place| is_labelled(place)) {
            log.add(date_of_block(report, place));
        }
        for (at, section) in report.outline.sections.iter().enumerate() {
            if section.heading.as_ref().is_some_and(|heading| heading.topic == Some(Topic::Blockers)) {
                log.add(date_of_section(report, at));
            }
        }
        log
    }

    fn add(&mut self, entry: Option<(Option<usize>, ReportDate)>) {
        if let Some((section, date)) = entry {
            let last = self.0.entry(section).or_insert(date);
            *last = date.max(*last);
        }
    }

    /// Whether a later entry of the same log says what holds now.
    fn supersedes(&self, entry: Option<(Option<usize>, ReportDate)>) -> bool {
        entry.is_some_and(|(section, date)| self.0.get(&section).is_some_and(|last| date < *last))
    }
}

/// The date that a label above a block bears (`- Date: 2031-02-24`, below it `Blockers:`), or a heading above it.
fn date_of_block(report: &Report<'_, '_>, place: &Place<'_, '_>) -> Option<(Option<usize>, ReportDate)> {
    let labelled = place.labels.iter().skip(1).find_map(|label| first_date(&plain(label.raw)));
    labelled.map(|date| (Some(place.section), date)).or_else(|| date_of_section(report, place.section))
}

/// The date in the heading of a section or of one above it, and where that one stands.
fn date_of_section(report: &Report<'_, '_>, section: usize) -> Option<(Option<usize>, ReportDate)> {
    let sections = std::iter::successors(Some(section), |at| report.outline.sections[*at].parent);
    let mut headed =
        sections.filter_map(|at| Some((at, report.outline.sections[at].heading.as_ref()?))).filter(|(_, heading)| heading.level > 1);
    headed.find_map(|(at, heading)| Some((report.outline.sections[at].parent, first_date(&plain(heading.raw))?)))
}

/// Numbered headings below a sentence such as `The launch failed on two blocking issues:`.
fn introduced(report: &Report<'_, '_>) -> Vec<BlockerReading> {
    let outline = report.outline;
    let announces = |section: &usize| {
        let last = outline.sections[*section].blocks.last();
        let line = last.and_then(|block| match &block.kind {
            Kind::Paragraph(lines) => lines.last(),
            _ => None,
        });
        line.is_some_and(|line| line.raw.trim_end_matches('*').ends_with(':') && topic(line.raw) == Some(Topic::Blockers))
    };
    let counted = |section: &usize| {
        outline.children(*section).filter_map(|child| outline.sections[child].heading.as_ref()).all(|heading| {
            let title = without_symbols(&plain(heading.raw));
            unnumbered(&title) != title
        })
    };
    let sections = (1..outline.sections.len()).filter(|at| outline.children(*at).next().is_some() && announces(at) && counted(at));
    sections.flat_map(|at| entries(outline, at, Headings::AreEntries)).map(|entry| blocker(entry, "Blocking")).collect()
}

/// Where nothing is called a blocker: the open tasks and gaps of the group that the report calls most urgent.
fn most_urgent(report: &Report<'_, '_>) -> Vec<BlockerReading> {
    let mut found = Vec::new();
    for place in report.places.iter().filter(|place| place.depth == 0) {
        let Kind::List(items) = &place.block.kind else { continue };
        if items.iter().all(|item| item.task != Some(false)) || items.iter().any(|item| item.task.is_none()) {
            continue;
        }
        let label = place.labels.first().map(|label| label.raw);
        let heading = report.outline.headings(place.section).next().map(|heading| heading.raw);
        let Some(group) = label.into_iter().chain(heading).find(|words| is_top_group(words)) else { continue };
        let open = block_entries(place.block, None).into_iter().filter(|entry| !entry.done);
        found.extend(open.map(|entry| blocker(entry, &plain(group))));
    }
    let outline = report.outline;
    for (at, section) in outline.sections.iter().enumerate() {
        let may_be_gaps = |topic| matches!(topic, None | Some(Topic::Gaps));
        let heading = section.heading.as_ref().filter(|heading| heading.level > 1 && may_be_gaps(heading.topic));
        let Some(heading) = heading.filter(|heading| is_top_group(heading.raw)) else { continue };
        let of_risks = outline.headings(at).any(|above| matches!(above.topic, Some(Topic::Risks | Topic::Strengths | Topic::Criteria)));
        let known = found.last().is_some_and(|last: &BlockerReading| outline.tree_lines(at).contains(last.lines.first));
        if of_risks || known {
            continue;
        }
        let group = plain(heading.raw);
        let open = entries(outline, at, Headings::AreEntries).into_iter().filter(|entry| !entry.done);
        found.extend(open.map(|entry| blocker(entry, &group)));
    }
    found
}

/// The label of a list or table that announces blockers.
fn labelled(place: &Place<'_, '_>) -> Option<String> {
    place.labels.first().filter(|_| is_labelled(place)).map(|label| name(label.raw))
}

/// Whether there is such a label.
fn is_labelled(place: &Place<'_, '_>) -> bool {
    let labelled = matches!(place.block.kind, Kind::List(_) | Kind::Table(_));
    labelled && place.labels.first().is_some_and(|label| label.topic == Some(Topic::Blockers))
}

fn blocker(entry: Entry, heading: &str) -> BlockerReading {
    let lines = entry.lines();
    let tier = entry.group.unwrap_or_else(|| heading.to_owned());
    BlockerReading {
        kept: crate::exchange::BlockerKept::default(),
        title: entry.title,
        tier: Some(tier.trim_end_matches(':').to_owned()),
        current: entry.current,
        required: entry.required.or(entry.recommendation),
        location: entry.location,
        owner: entry.owner,
        body: entry.body,
        state: if entry.done { BlockerReadingState::Resolved } else { BlockerReadingState::Open },
        lines,
        confidence: Confidence::PLACED,
    }
}

/// `Legend: …, RED (blocking gap)`: categories with a status that the legend calls blocking.
fn by_legend(report: &Report<'_, '_>, draft: &Draft) -> Vec<BlockerReading> {
    let legend = report.facts.iter().filter(|fact| has(&fact.words, &["legend", "key", "legende"]));
    let blocking: Vec<(String, String)> = legend
        .flat_map(|fact| fact.value.split([',', ';']))
        .take(LONGEST_LEGEND)
        .filter_map(|part| {
            let part = plain(part.trim().trim_end_matches('.'));
            let (status, meaning) = part.split_once(['(', '=', ':'])?;
            let blocks =
                has(&words(meaning), &["blocking", "blocker", "blocks"]) && !has(&words(meaning), &["non blocking", "not blocking"]);
            blocks.then(|| (words(status), part.clone()))
        })
        .collect();
    let categories = draft.reading.categories.iter().filter_map(|category| {
        let status = words(category.status.as_deref()?);
        let (_, tier) = blocking.iter().find(|(name, _)| *name == status)?;
        let title = category.notes.as_ref().map_or_else(|| category.name.clone(), |notes| format!("{}: {notes}", category.name));
        Some(BlockerReading {
            kept: crate::exchange::BlockerKept::default(),
            title,
            tier: Some(tier.clone()),
            current: category.notes.clone(),
            required: None,
            location: None,
            owner: None,
            body: None,
            state: BlockerReadingState::Open,
            lines: category.lines,
            confidence: Confidence::GUESSED,
        })
    });
    categories.collect()
}
