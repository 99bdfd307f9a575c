//! Risks: rows of a risk register, or items of a list under a heading about risks.

use super::super::columns::{Column, Columns, cell, is_id};
use super::super::draft::Draft;
use super::super::inline::{bold_lead, name, title_and_rest, value, words};
use super::super::keys::{Key, key};
use super::super::outline::{Item, Kind, Line, Place, Row, Table, text_lines};
use super::super::reading::{Confidence, LineRange, RiskReading};
use super::super::register::is_level;
use super::super::vocabulary::{Topic, has, is_total_by_words, says_none, says_none_by_words};
use super::Report;
use super::risk_fields::{apply, apply_inline};

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let sections = from_sections(report);
    draft.take_all(sections.iter().map(|risk| risk.lines));
    draft.reading.risks.extend(sections);
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
    draft.reading.risks.sort_by_key(|risk| risk.lines);
}

/// Headings below one about risks that rate or answer one each: `### R1: Vendor outage`, below it `Likelihood: Low`.
fn from_sections(report: &Report<'_, '_>) -> Vec<RiskReading> {
    let outline = report.outline;
    let mut found: Vec<RiskReading> = Vec::new();
    for (at, section) in outline.sections.iter().enumerate() {
        let Some(heading) = &section.heading else { continue };
        let above = || outline.headings(at).skip(1).take(2).find(|above| above.topic == Some(Topic::Risks));
        let known = found.last().is_some_and(|risk| risk.lines.contains(section.lines.first));
        if known || above().is_none() || says_none(heading.raw) {
            continue;
        }
        let group = outline.headings(at).nth(1).filter(|above| is_level(&level_of(above.raw))).map(|above| level_of(above.raw));
        let (title, level) = bracketed_level(&name(heading.raw));
        let mut one = RiskReading {
            kept: crate::exchange::RiskKept::default(),
            level: level.or(group),
            ..risk(title, outline.tree_lines(at), Confidence::PLACED)
        };
        let own: Vec<Line<'_>> = outline.lines_of(at);
        // A list of bold titles is a list of risks, and this heading ranks them.
        let lists_risks = section.blocks.iter().any(|block| match &block.kind {
            Kind::List(items) => {
                items.iter().filter(|item| bold_lead(&item.raw()).is_some_and(|(lead, _)| key(lead).is_none())).count() > 0
            }
            _ => false,
        });
        if apply(&own, &mut one) && !lists_risks && !one.title.is_empty() {
            found.push(one);
        }
    }
    found
}

fn risk(title: String, lines: LineRange, confidence: Confidence) -> RiskReading {
    RiskReading {
        kept: crate::exchange::RiskKept::default(),
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
    let named = columns.name_kind() == Column::Risk || (columns.has(&[Column::Risk]) && columns.has(&[Column::Likelihood]));
    let columns_of_risks = columns.has(&RATED)
        || columns.has(&[Column::Impact, Column::Response, Column::Owner])
            && matches!(columns.name_kind(), Column::Item | Column::Issue | Column::Notes | Column::Unknown);
    let answered = columns.has(&RATED)
        || columns.has(&[Column::Impact, Column::Status, Column::Owner, Column::Action, Column::Response, Column::Priority]);
    let headed = report.outline.headings(place.section).next().and_then(|heading| heading.topic) == Some(Topic::Risks);
    let says_risk = table.head.iter().skip(1).any(|head| has(&words(head), &["risk", "risiko"]));
    // `Previous | Current | Target` are states in one table and levels in another: the cells tell.
    let levelled = table.rows.iter().any(|row| cell(columns, row, &[Column::Current]).is_some_and(|state| is_level(&state)));
    (named && (answered || levelled)) || (headed && (columns_of_risks || says_risk || levelled))
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
    let (text, said) = (name(raw), words(raw));
    if text.is_empty() || is_total_by_words(&said) || has(&said, &["total"]) || says_none_by_words(raw, &said) {
        return None;
    }
    let get = |kinds: &[Column]| cell(columns, row, kinds);
    // A second column about risk says how high it is: `Area | Risk`.
    let second =
        columns.kinds.iter().enumerate().find(|(at, kind)| *at != title && **kind == Column::Risk).and_then(|(at, _)| value(row.cell(at)));
    Some(RiskReading {
        kept: crate::exchange::RiskKept::default(),
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
            let ranks = own.topic == Some(Topic::Gaps) || is_level(&level_of(own.raw));
            Some(Announced { level: ranks.then(|| level_of(own.raw)) })
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

fn from_item(item: &Item<'_>, shared: Option<&String>) -> Option<RiskReading> {
    let raw = item.raw();
    let (title, rest) = title_and_rest(&raw);
    let (title, bracket) = bracketed_level(&title);
    // `**R1** – vendor outage`
    let (title, rest) = match rest {
        Some(rest) if is_id(&title) => (format!("{title}: {rest}"), None),
        rest => (title, rest),
    };
    let (rest, behind) = rest.map_or((None, None), |rest| {
        let level = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(inner, _)| is_level(inner));
        level.map_or((Some(rest.clone()), None), |(inner, tail)| {
            (value(tail.trim_start_matches([':', ' ', '-', '–', '—'])), Some(inner.to_owned()))
        })
    });
    let level = bracket.or(behind);
    // `- **Risk:** vendor outage`
    let (title, rest) = if words(&title).trim() == "risk" { (rest.unwrap_or_default(), None) } else { (title, rest) };
    let (title, rest) = if rest.is_none() { title_before_dash(&title) } else { (title, rest) };
    if title.is_empty() || matches!(key(&title), Some(Key::Field(_) | Key::Status)) {
        return None;
    }
    let mut one = RiskReading {
        kept: crate::exchange::RiskKept::default(),
        level,
        description: rest.clone(),
        ..risk(title, item.lines, Confidence::PLACED)
    };
    let mut lines = Vec::new();
    item.blocks.iter().for_each(|block| text_lines(block, &mut lines));
    apply(&lines, &mut one);
    if let Some(rest) = &rest {
        apply_inline(&format!(", {rest}"), &mut one);
    }
    one.level = one.level.or_else(|| shared.cloned());
    Some(one)
}

/// `Vendor outage — Likelihood: Low, …`: a title, and fields behind a dash.
fn title_before_dash(title: &str) -> (String, Option<String>) {
    let ends = [" — ", " – ", " - ", ": ", " (", ". "].iter().flat_map(|sign| title.match_indices(sign)).map(|(at, sign)| (at, sign.len()));
    // `R1 – vendor outage. Likelihood: …`: behind an id the title goes on.
    let mut ends: Vec<_> = ends.filter(|(at, _)| !is_id(&title[..*at])).collect();
    ends.sort_unstable();
    let split = ends.first().map(|(at, length)| (&title[..*at], &title[at + length..]));
    let fields =
        split.filter(|(_, rest)| apply_inline(&format!(", {rest}"), &mut risk(String::new(), LineRange::line(1), Confidence::PLACED)));
    fields.map_or((title.to_owned(), None), |(before, rest)| (before.trim().to_owned(), Some(rest.trim_end_matches(')').to_owned())))
}

/// `Vendor lock-in (High)`: the title and the level in brackets.
fn bracketed_level(title: &str) -> (String, Option<String>) {
    let split = title.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('(')).filter(|(_, inner)| is_level(inner));
    split.map_or_else(
        || (title.trim_end_matches('.').to_owned(), None),
        |(title, level)| (title.trim_end().to_owned(), Some(level.to_owned())),
    )
}
