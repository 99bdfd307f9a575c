//! Title and date.

use super::super::columns::Columns;
use super::super::dates::{Order, first_date_in};
use super::super::draft::Draft;
use super::super::inline::{plain, words};
use super::super::keys::Key;
use super::super::outline::{Kind, text_lines};
use super::super::reading::{Confidence, LineRange, Stated, StatedDate};
use super::super::vocabulary::has;
use super::Report;
use std::cell::LazyCell;

/// A date without a key counts only so near the top, in lines.
const TOP: u32 = 15;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    draft.reading.title = title(report);
    let order = LazyCell::new(|| Order::of(report.outline.source.text));
    let order = &|| *order;
    let found = keyed(report, order, true).or_else(|| keyed(report, order, false));
    draft.reading.date = found.or_else(|| near_top(report, order)).or_else(|| in_history(report, order));
    let lines = [draft.reading.title.as_ref().map(|title| title.lines), draft.reading.date.as_ref().map(|date| date.lines)];
    draft.take_all(lines.into_iter().flatten());
}

/// The first heading of the first rank, else the first heading, else what front matter calls the title.
fn title(report: &Report<'_, '_>) -> Option<Stated> {
    let headings = || report.outline.sections.iter().filter_map(|section| section.heading.as_ref());
    let first = headings().find(|heading| heading.level == 1).or_else(|| headings().next());
    let headed = first.map(|heading| {
        let confidence = if heading.level == 1 { Confidence::STATED } else { Confidence::GUESSED };
        Stated { text: plain(heading.raw), lines: LineRange::line(heading.line), confidence }
    });
    let front = || {
        let fact = report.facts.iter().find(|fact| fact.section == 0 && fact.words == " title ")?;
        Some(Stated { text: plain(fact.value.trim_matches(['"', '\''])), lines: fact.lines(), confidence: Confidence::PLACED })
    };
    headed.filter(|title| !title.text.is_empty()).or_else(front)
}

/// The date under a key that says so; where there are several, the day of the report rather than that of a change or of its making.
fn keyed(report: &Report<'_, '_>, order: &dyn Fn() -> Order, at_top: bool) -> Option<StatedDate> {
    let dated = report.facts.iter().filter(|fact| fact.at_top == at_top && fact.kind == Some(Key::Date));
    let found = dated.filter_map(|fact| {
        let confidence = if at_top { Confidence::STATED } else { Confidence::PLACED };
        let value = plain(&fact.value);
        let date = first_date_in(&value, order)?;
        Some((age(&fact.words), StatedDate { date, as_written: value, lines: fact.lines(), confidence }))
    });
    found.min_by_key(|(age, _)| *age).map(|(_, date)| date)
}

/// How far what a key dates may be from the report: a draft is made before it and changed after it.
fn age(words: &str) -> u8 {
    match () {
        () if has(words, &["created", "prepared", "started"]) => 2,
        () if has(words, &["updated", "modified", "revised", "refreshed", "last update", "last reviewed"]) => 1,
        () => 0,
    }
}

fn near_top(report: &Report<'_, '_>, order: &dyn Fn() -> Order) -> Option<StatedDate> {
    let mut lines = Vec::new();
    for section in report.outline.sections.iter().take_while(|section| section.lines.first <= TOP) {
        lines.extend(section.heading.iter().map(|heading| (heading.line, heading.raw)));
        let mut own = Vec::new();
        section.blocks.iter().for_each(|block| text_lines(block, &mut own));
        lines.extend(own.iter().map(|line| (line.number, line.raw)));
    }
    lines.into_iter().filter(|(number, _)| *number <= TOP).find_map(|(number, raw)| {
        let text = plain(raw);
        if is_of_something_else(&text) {
            return None;
        }
        Some(StatedDate {
            date: first_date_in(&text, order)?,
            as_written: text,
            lines: LineRange::line(number),
            confidence: Confidence::GUESSED,
        })
    })
}

/// Whether a line near the top dates what is to come, or what was.
fn is_of_something_else(text: &str) -> bool {
    const OTHER: [&str; 21] = [
        "next",
        "due",
        "target",
        "launch",
        "deadline",
        "eta",
        "expires",
        "expiry",
        "planned",
        "scheduled",
        "go live",
        "since",
        "until",
        "previous",
        "prior",
        "baseline",
        "supersedes",
        "effective",
        "founded",
        "copyright",
        "commit",
    ];
    has(&words(text), &OTHER)
}

/// The latest entry of a table of versions: the state the document is in.
fn in_history(report: &Report<'_, '_>, order: &dyn Fn() -> Order) -> Option<StatedDate> {
    let tables = report.places.iter().filter_map(|place| match &place.block.kind {
        Kind::Table(table) => Some((place.section, table)),
        _ => None,
    });
    let histories = tables.filter(|(section, _)| {
        let heading = report.outline.headings(*section).next();
        heading.is_some_and(|heading| has(&words(heading.raw), &["history", "changelog", "change log", "revisions"]))
    });
    let rows = histories.filter_map(|(_, table)| Some((Columns::of(table).name()?, table)));
    let dates = rows.flat_map(|(at, table)| table.rows.iter().map(move |row| (row.line, plain(row.cell(at)))));
    let dates = dates.filter_map(|(line, text)| {
        Some(StatedDate {
            date: first_date_in(&text, order)?,
            as_written: text,
            lines: LineRange::line(line),
            confidence: Confidence::GUESSED,
        })
    });
    dates.max_by_key(|stated| stated.date)
}
