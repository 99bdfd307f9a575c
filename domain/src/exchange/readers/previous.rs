//! The score of the whole the time before.

use super::super::columns::{Column, Columns};
use super::super::dates::first_date;
use super::super::facts::Fact;
use super::super::inline::{FULL_WIDTH, plain, tail, words};
use super::super::number::{Figure, Form, figures, has_scale};
use super::super::outline::{Kind, Line, Table};
use super::super::ratings::rated;
use super::super::reading::{Confidence, StatedScore};
use super::super::vocabulary::{has, is_total};
use super::Report;
use super::overall::stated;

/// Words that make a number behind today's the one before.
#[rustfmt::skip]
const BEFORE: [&str; 26] = [
    "was", "from", "previous", "prev", "previously", "prior", "before", "last", "up from", "down from", "vs", "vorher", "zuvor", "antes", "anterior", "avant",
    "précédent", "précédemment", "ранее", "было", "前 回", "上 次", "之 前", "이 전", "지 난", "trước",
];

/// The score of the time before: behind today's in the same line, under a key of its own, in a sentence that goes
/// from it to today's, in the total row, in a table of before and after, or in a history of scores.
pub(super) fn previous(
    report: &Report<'_, '_>,
    lines: &[Line<'_>],
    overall: &StatedScore,
    in_total: Option<StatedScore>,
) -> Option<StatedScore> {
    let mut own = lines.iter().filter(|line| overall.lines.contains(line.number));
    let same_line = own.find_map(|line| behind(line, overall));
    let stepped = || report.facts.iter().filter(|fact| overall.lines.contains(fact.line)).find_map(|fact| stepped(fact, overall));
    let keyed = || report.facts.iter().find_map(|fact| from_past_fact(fact, overall));
    let told = || lines.iter().find_map(|line| from_then_to_now(line, overall));
    let tables = || {
        report.places.iter().filter_map(|place| match &place.block.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        })
    };
    let compared = || tables().find_map(|table| from_comparison(table, overall));
    let recorded = || tables().find_map(|table| from_history(table, overall));
    same_line.or_else(stepped).or_else(keyed).or_else(told).or(in_total).or_else(compared).or_else(recorded)
}

fn comparable(figure: &Figure, overall: &StatedScore) -> bool {
    figure.is_score() && figure.max == Some(overall.max) && figure.value != overall.value
}

/// A number that is another score on the scale of today's; a bare one is taken to be on it.
fn on_scale(figure: &Figure, overall: &StatedScore) -> Option<Figure> {
    let bare = figure.form == Form::Bare && !figure.relative && figure.value <= overall.max && figure.value != overall.value;
    let scaled = Figure { max: Some(overall.max), ..figure.clone() };
    (bare || comparable(figure, overall)).then_some(scaled)
}

/// `72/100 (+13 from previous: 59/100)`, `9.2/10 (was 6.3)`
fn behind(line: &Line<'_>, overall: &StatedScore) -> Option<StatedScore> {
    let text = plain(line.raw);
    let figures = figures(&text);
    let now = figures.iter().position(|figure| figure.value == overall.value && figure.max == Some(overall.max))?;
    let mut from = figures[now].end;
    for figure in &figures[now + 1..] {
        let between = words(&text[from..figure.start]);
        let right_before = BEFORE.iter().any(|word| between.ends_with(&format!(" {word} ")));
        let found = if comparable(figure, overall) {
            has(&between, &BEFORE).then(|| figure.clone())
        } else {
            on_scale(figure, overall).filter(|_| right_before)
        };
        if let Some(figure) = found {
            return Some(stated(&figure, text[figures[now].end..].trim(), line.number, Confidence::STATED));
        }
        from = if figure.is_score() { figure.end } else { from };
    }
    None
}

/// `Overall score: 55% → 68%`
fn stepped(fact: &Fact, overall: &StatedScore) -> Option<StatedScore> {
    let before = rated(&fact.value)?.before?;
    let before = on_scale(&before, overall)?;
    Some(stated(&before, &plain(&fact.value), fact.line, Confidence::STATED))
}

/// `Previous score: 59/100`, `Prior audit: 2031-04-10 (overall 2.9/5)`
fn from_past_fact(fact: &Fact, overall: &StatedScore) -> Option<StatedScore> {
    let past = has(
        &fact.words,
        &[
            "previous",
            "prior",
            "last audit",
            "last score",
            "last assessment",
            "baseline score",
            "vorher",
            "vorherige",
            "précédent",
            "anterior",
            "предыдущая",
            "上次",
            "前回",
            "이전",
        ],
    );
    if !past {
        return None;
    }
    let (key_words, text) = (&fact.words, plain(&fact.value));
    let about_score = has(key_words, &["score", "overall", "readiness", "rating"]) || has(&words(&text), &["overall", "score", "total"]);
    let found = figures(&text);
    let scored = found.iter().find(|figure| comparable(figure, overall)).cloned();
    let named = has(key_words, &["score", "rating"]);
    let bare = || found.first().filter(|figure| figure.start <= 2 && named).and_then(|figure| on_scale(figure, overall));
    // `Before: 59/100` is about the whole without saying so.
    let alone = found.len() == 1 && key_words.split_whitespace().count() <= 2;
    let figure = scored.filter(|_| about_score || alone).or_else(bare)?;
    Some(stated(&figure, &format!("{}: {text}", fact.key), fact.line, Confidence::STATED))
}

/// `… improved from 6.3/10 to 9.2/10 …`, `What changed from 78/100`
fn from_then_to_now(line: &Line<'_>, overall: &StatedScore) -> Option<StatedScore> {
    // Digits as Chinese texts set them are made usual ones only below.
    if !has_scale(line.raw) && !line.raw.as_bytes().contains(&FULL_WIDTH) {
        return None;
    }
    let text = plain(line.raw);
    let figures = figures(&text);
    let at = figures.iter().position(|figure| comparable(figure, overall) && after_from(tail(&text[..figure.start])))?;
    let then = &figures[at];
    let reaches_now = figures[at + 1..].iter().any(|figure| figure.value == overall.value && figure.max == Some(overall.max));
    let compares =
        has(&words(&text), &["different from", "changed from", "changes from", "changes since", "progress from", "whats new since"]);
    (reaches_now || compares).then(|| stated(then, &text, line.number, Confidence::PLACED))
}

fn after_from(before: &str) -> bool {
    let words = words(before);
    [" from ", " from a ", " since "].iter().any(|end| words.ends_with(end))
}

/// `| Score of the whole | 59/100 | 72/100 |` under `Before` and `After`, where the latter is today's.
fn from_comparison(table: &Table<'_>, overall: &StatedScore) -> Option<StatedScore> {
    let columns = Columns::of(table);
    let (before, now) = (columns.find(&[Column::Previous])?, columns.find(&[Column::Current])?);
    table.rows.iter().find_map(|row| {
        let today = rated(row.cell(now))?.now;
        let then = rated(row.cell(before))?.now;
        let same = today.value == overall.value && today.max.is_none_or(|max| max == overall.max);
        let of_scores = has(&words(row.cell(0)), &["score", "overall", "readiness", "total", "rating"]) || is_total(row.cell(0));
        let found = on_scale(&then, overall).filter(|_| same && of_scores)?;
        Some(stated(&found, &plain(&row.cells.join(" | ")), row.line, Confidence::PLACED))
    })
}

/// The last score in a history of scores that is not today's.
fn from_history(table: &Table<'_>, overall: &StatedScore) -> Option<StatedScore> {
    let scores = table.head.iter().position(|head| {
        let words = words(head);
        has(&words, &["score", "total", "overall", "readiness"]) && !has(&words, &["target", "security", "change", "delta"])
    })?;
    let date_in = |cells: &[&str]| cells.iter().enumerate().filter(|(at, _)| *at != scores).find_map(|(_, cell)| first_date(&plain(cell)));
    let dated: Vec<_> = table.rows.iter().filter_map(|row| Some((date_in(&row.cells)?, row))).collect();
    if dated.len() < 2 || dated.len() < table.rows.len() {
        return None;
    }
    let before = dated.iter().filter_map(|(date, row)| {
        let found = on_scale(&rated(row.cell(scores))?.now, overall)?;
        Some((*date, stated(&found, &plain(&row.cells.join(" | ")), row.line, Confidence::PLACED)))
    });
    before.max_by_key(|(date, _)| *date).map(|(_, score)| score)
}
