//! Steps of a plan: rows with a day, week or phase, and lists under a heading about what comes next.

use super::super::columns::{Column, Columns, cell};
use super::super::draft::Draft;
use super::super::inline::{name, plain, title_and_rest, unnumbered, without_symbols, words};
use super::super::outline::{Item, Kind, Place, Row, Table};
use super::super::reading::{ActionReading, Confidence, LineRange};
use super::super::vocabulary::{Topic, has, is_total, says_none};
use super::Report;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    for place in &report.places {
        if !matches!(place.block.kind, Kind::Table(_) | Kind::List(_)) {
            continue;
        }
        let planned = announced(report, place);
        let group = || planned.clone().or_else(|| report.outline.headings(place.section).next().map(|heading| plain(heading.raw)));
        let found: Vec<ActionReading> = match &place.block.kind {
            Kind::Table(table) if !draft.is_taken(place.block.lines.last) => from_table(table, planned.is_some(), group),
            Kind::List(items) if place.depth == 0 && planned.is_some() => {
                let free = items.iter().filter(|item| item.task.is_none() && !draft.is_taken(item.lines.first));
                let group = group();
                free.filter_map(|item| from_item(item, group.as_ref())).collect()
            }
            _ => Vec::new(),
        };
        draft.take_all(found.iter().map(|action| action.lines));
        draft.reading.actions.extend(found);
    }
}

/// The words above a block that announce a plan: its label, its heading, or the heading above a `Week 1`.
fn announced(report: &Report<'_, '_>, place: &Place<'_, '_>) -> Option<String> {
    if let Some(label) = place.labels.first() {
        match label.topic {
            Some(Topic::Plan) => return Some(name(label.raw)),
            Some(_) => return None,
            None => {}
        }
    }
    let mut headings = report.outline.headings(place.section);
    let own = headings.next()?;
    if own.topic == Some(Topic::Plan) {
        return Some(plain(own.raw));
    }
    let above = headings.next()?;
    (own.topic.is_none() && above.topic == Some(Topic::Plan)).then(|| plain(own.raw))
}

fn from_table(table: &Table<'_>, planned: bool, group: impl Fn() -> Option<String>) -> Vec<ActionReading> {
    let columns = Columns::of(table);
    let timed = columns.name_kind() == Column::When
        && columns.has(&[Column::Focus, Column::Deliverables, Column::Action, Column::Item, Column::Duration]);
    let history = table.head.iter().any(|head| has(&words(head), &["version", "author", "score"]));
    if (!timed && !planned) || history {
        return Vec::new();
    }
    let about = [Column::Focus, Column::Action, Column::Item, Column::Issue, Column::Category, Column::Deliverables];
    let Some(focus) = columns.find(&about).or_else(|| columns.name()) else { return Vec::new() };
    let group = group();
    table.rows.iter().filter_map(|row| from_row(table, &columns, focus, row, group.as_ref())).collect()
}

fn from_row(table: &Table<'_>, columns: &Columns, focus: usize, row: &Row<'_>, group: Option<&String>) -> Option<ActionReading> {
    let text = name(row.cell(focus));
    let when_at = columns.find(&[Column::When]).filter(|at| *at != focus);
    let when = when_at.map(|at| plain(row.cell(at))).filter(|when| !when.is_empty());
    let when = when.map(|when| with_unit(table, when_at, &when));
    let deliverables =
        columns.find(&[Column::Deliverables, Column::Notes, Column::Required]).filter(|at| *at != focus).map(|at| plain(row.cell(at)));
    let deliverables = deliverables.filter(|text| !text.is_empty()).or_else(|| cell(columns, row, &[Column::Duration]));
    (!text.is_empty() && !is_total(row.cell(focus))).then(|| ActionReading {
        kept: crate::exchange::ActionKept::default(),
        when,
        focus: text,
        deliverables,
        group: group.cloned(),
        lines: LineRange::line(row.line),
        confidence: Confidence::STATED,
    })
}

/// A bare number gets its unit from the head: 3 under `Day` is `Day 3`.
fn with_unit(table: &Table<'_>, column: Option<usize>, when: &str) -> String {
    let counted = when.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'));
    let head = column.and_then(|at| table.head.get(at)).map(|head| plain(head));
    head.filter(|head| counted && !head.is_empty()).map_or_else(|| when.to_owned(), |head| format!("{head} {when}"))
}

fn from_item(item: &Item<'_>, group: Option<&String>) -> Option<ActionReading> {
    let raw = item.raw();
    if says_none(&raw) {
        return None;
    }
    let (title, rest) = title_and_rest(&raw);
    let timed = |text: &String| starts_with_time(text);
    let (when, focus, deliverables) = match rest {
        Some(rest) if timed(&title) => (Some(title), rest, None),
        rest => (group.filter(|group| timed(group)).map(|group| without_symbols(group)), title, rest),
    };
    let focus = unnumbered(&focus).trim_end_matches(['.', ':']).to_owned();
    (!focus.is_empty()).then(|| ActionReading {
        kept: crate::exchange::ActionKept::default(),
        when,
        focus,
        deliverables,
        group: group.cloned(),
        lines: item.lines,
        confidence: Confidence::PLACED,
    })
}

/// `Week 2`, `Phase 1 (today)`, `Today`, `Immediate`
fn starts_with_time(text: &str) -> bool {
    let words = words(text);
    let first = words.split_whitespace().next().unwrap_or_default();
    matches!(
        first,
        "day"
            | "days"
            | "week"
            | "weeks"
            | "phase"
            | "sprint"
            | "month"
            | "quarter"
            | "today"
            | "tomorrow"
            | "immediate"
            | "immediately"
            | "now"
    ) || words.starts_with(" this week ")
        || ["next week", "next month", "next sprint", "next quarter"].iter().any(|time| words.trim_start().starts_with(time))
}
