//! Risks: rows of a risk register, or items of a list under a heading about risks.

use super::super::columns::{Column, Columns, cell};
use super::super::draft::Draft;
use super::super::inline::{name, title_and_rest, value, words};
use super::super::outline::{Item, Kind, Place, Row, Table};
use super::super::reading::{Confidence, LineRange, RiskReading};
use super::super::register::is_level;
use super::super::vocabulary::{Topic, has, is_total, says_none};
use super::Report;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    for place in &report.places {
        if draft.is_taken(place.block.lines.last) {
            continue;
        }
        let risks = match &place.block.kind {
            Kind::Table(table) => from_table(report, place, table),
            Kind::List(items) if place.depth <= 1 => from_list(report, place, items),
            _ => Vec::new(),
        };
        draft.take_all(risks.iter().map(|risk| risk.lines));
        draft.reading.risks.extend(risks);
    }
}

fn risk(title: String, lines: LineRange, confidence: Confidence) -> RiskReading {
    RiskReading {
        title,
        level: None,
        likelihood: None,
        impact: None,
        previous: None,
        target: None,
        status: None,
        mitigation: None,
        response: None,
        owner: None,
        description: None,
        lines,
        confidence,
    }
}

/// Whether the rows are risks: they are called so, or stand under such a heading and are rated as risks are.
fn is_register(report: &Report<'_, '_>, place: &Place<'_, '_>, table: &Table<'_>, columns: &Columns) -> bool {
    const RATED: [Column; 3] = [Column::Level, Column::Likelihood, Column::Mitigation];
    let named = columns.name_kind() == Column::Risk;
    let answered = columns.has(&RATED)
        || columns.has(&[Column::Impact, Column::Status, Column::Owner, Column::Action, Column::Response, Column::Priority]);
    let headed = report.outline.headings(place.section).next().and_then(|heading| heading.topic) == Some(Topic::Risks);
    let says_risk = table.head.iter().skip(1).any(|head| has(&words(head), &["risk", "risiko"]));
    // `Previous | Current | Target` are states in one table and levels in another: the cells tell.
    let levelled = table.rows.iter().any(|row| cell(columns, row, &[Column::Current]).is_some_and(|state| is_level(&state)));
    (named && (answered || levelled)) || (headed && (columns.has(&RATED) || says_risk || levelled))
}

fn from_table(report: &Report<'_, '_>, place: &Place<'_, '_>, table: &Table<'_>) -> Vec<RiskReading> {
    let columns = Columns::of(table);
    if !is_register(report, place, table, &columns) {
        return Vec::new();
    }
    let named = [Column::Risk, Column::Category, Column::Item, Column::Issue];
    let Some(title) =
        columns.name().filter(|at| named.contains(&columns.kinds[*at])).or_else(|| columns.find(&named)).or_else(|| columns.name())
    else {
        return Vec::new();
    };
    table.rows.iter().filter_map(|row| from_row(&columns, title, row)).collect()
}

fn from_row(columns: &Columns, title: usize, row: &Row<'_>) -> Option<RiskReading> {
    let raw = row.cell(title);
    let text = name(raw);
    if text.is_empty() || is_total(raw) || has(&words(raw), &["total"]) || says_none(raw) {
        return None;
    }
    let get = |kinds: &[Column]| cell(columns, row, kinds);
    // A second column about risk says how high it is: `Area | Risk`.
    let second =
        columns.kinds.iter().enumerate().find(|(at, kind)| *at != title && **kind == Column::Risk).and_then(|(at, _)| value(row.cell(at)));
    Some(RiskReading {
        level: get(&[Column::Level, Column::Current, Column::Score]).or(second),
        likelihood: get(&[Column::Likelihood]),
        impact: get(&[Column::Impact]),
        previous: get(&[Column::Previous]),
        target: get(&[Column::Target]),
        status: get(&[Column::Status]),
        mitigation: get(&[Column::Mitigation, Column::Action]),
        response: get(&[Column::Response]),
        owner: get(&[Column::Owner]),
        description: get(&[Column::Notes, Column::Reason]),
        ..risk(text, LineRange::line(row.line), Confidence::STATED)
    })
}

/// What the words above a list of risks say about them.
struct Announced {
    /// The level they share: the heading they stand under, where it ranks them.
    level: Option<String>,
}

/// `None` where the list is none of risks.
fn announced(report: &Report<'_, '_>, place: &Place<'_, '_>) -> Option<Announced> {
    if let Some(label) = place.labels.first() {
        match label.topic {
            Some(Topic::Risks) => return Some(Announced { level: None }),
            Some(_) => return None,
            None if place.depth > 0 => return None,
            None => {}
        }
    }
    let mut headings = report.outline.headings(place.section);
    let own = headings.next()?;
    match own.topic {
        // `Critical risks: none`, though a list of reasons may follow.
        Some(Topic::Risks) if words(own.raw).ends_with(" none ") => None,
        Some(Topic::Risks) if own.level > 1 => {
            let ranks = has(&words(own.raw), &["critical", "high", "medium", "moderate", "low"]);
            Some(Announced { level: ranks.then(|| level_of(own.raw)) })
        }
        // A heading below one about risks, such as `Major concerns`, ranks them.
        Some(Topic::Gaps) | None if headings.next().is_some_and(|above| above.level > 1 && above.topic == Some(Topic::Risks)) => {
            Some(Announced { level: Some(name(own.raw)) })
        }
        _ => None,
    }
}

/// `Medium risks (mitigated)`: the words before the risks, else all of it.
fn level_of(heading: &str) -> String {
    let text = name(heading);
    let lower = text.to_lowercase();
    let before = lower.find("risk").map(|at| text.get(..at).unwrap_or_default().trim_end_matches([' ', '-', '–']));
    before.filter(|before| is_level(before)).map_or_else(|| text.clone(), str::to_owned)
}

fn from_list(report: &Report<'_, '_>, place: &Place<'_, '_>, items: &[Item<'_>]) -> Vec<RiskReading> {
    let Some(Announced { level }) = announced(report, place) else { return Vec::new() };
    let items = items.iter().filter(|item| item.task.is_none() && !says_none(&item.raw()));
    items.filter_map(|item| from_item(item, level.as_ref())).collect()
}

fn from_item(item: &Item<'_>, level: Option<&String>) -> Option<RiskReading> {
    let raw = item.raw();
    let (title, rest) = title_and_rest(&raw);
    let (title, bracket) = bracketed_level(&title);
    let (rest, behind) = rest.map_or((None, None), |rest| {
        let level = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(inner, _)| is_level(inner));
        level.map_or((Some(rest.clone()), None), |(inner, tail)| {
            (value(tail.trim_start_matches([':', ' ', '-', '–', '—'])), Some(inner.to_owned()))
        })
    });
    let level = bracket.or(behind).or_else(|| level.cloned());
    (!title.is_empty()).then(|| RiskReading { level, description: rest, ..risk(title, item.lines, Confidence::PLACED) })
}

/// `Vendor lock-in (High)`: the title and the level in brackets.
fn bracketed_level(title: &str) -> (String, Option<String>) {
    let split = title.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('(')).filter(|(_, inner)| is_level(inner));
    split.map_or_else(
        || (title.trim_end_matches('.').to_owned(), None),
        |(title, level)| (title.trim_end().to_owned(), Some(level.to_owned())),
    )
}
