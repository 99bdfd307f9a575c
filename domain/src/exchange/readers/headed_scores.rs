//! Scores outside of tables: in headings (`### 3. Safety ✅ (7/10)`) and in lists (`- Safety: **7/10**`).
//!
//! They are the categories where there is no score table; where there is one, they stay at hand for weights
//! that name something the table has no row for.

use super::super::draft::{Draft, NamedScore};
use super::super::facts::Fact;
use super::super::inline::{is_symbol, name, plain, value, without_symbols, words};
use super::super::keys::{Key, key};
use super::super::number::{Figure, Form, figures, has_scale, leading_score};
use super::super::outline::{Heading, Kind, Place};
use super::super::reading::{CategoryReading, Confidence, LineRange};
use super::super::vocabulary::{has, is_total};
use super::Report;
use super::categories::is_headed;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Fewer headings or lines with scores are no set of categories.
const LEAST: usize = 3;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    draft.named_scores = report.facts.iter().filter_map(from_fact).collect();
    // Scores in headings say more than a table of marks.
    if draft.reading.categories.iter().any(|category| category.value.is_some() || category.weight.is_some()) {
        return;
    }
    let headed = from_headings(report);
    let marked = draft.reading.categories.len();
    if headed.len() >= LEAST && headed.len() * 2 > marked {
        draft.take_all(headed.iter().map(|category| category.lines));
        draft.reading.categories = headed;
        return;
    }
    if marked > 0 {
        return;
    }
    let listed = report.places.iter().map(|place| from_list(report, place)).find(|listed| listed.len() >= LEAST);
    if let Some(listed) = listed {
        draft.take_all(listed.iter().map(|category| category.lines));
        draft.reading.categories = listed;
        return;
    }
    let listed = draft.named_scores.iter().filter(|score| !is_measure(&score.name)).collect::<Vec<_>>();
    if listed.len() >= LEAST && has_one_scale(&listed) {
        let categories: Vec<CategoryReading> =
            listed.iter().map(|score| category(score.name.clone(), score.value, score.max, score.lines, Confidence::GUESSED)).collect();
        draft.take_all(categories.iter().map(|category| category.lines));
        draft.reading.categories = categories;
    }
}

fn category(name: String, value: Decimal, max: Decimal, lines: LineRange, confidence: Confidence) -> CategoryReading {
    CategoryReading {
        kept: crate::exchange::CategoryKept::default(),
        name,
        value: Some(value),
        max: Some(max),
        weight: None,
        status: None,
        notes: None,
        previous: None,
        target: None,
        lines,
        confidence,
    }
}

/// A line that gives a part of the report a score; not those about the whole, and no percentages, which measure anything.
fn from_fact(fact: &Fact) -> Option<NamedScore> {
    let other = || matches!(fact.kind, Some(Key::OverallScore | Key::Date | Key::Status)) || is_total(&fact.key);
    has_scale(&fact.value).then_some(())?;
    let figure = leading_score(&fact.value).filter(|figure| figure.form == Form::Fraction && figure.high.is_none())?;
    let max = figure.max.filter(|max| [5, 10, 100].map(Decimal::from).contains(max))?;
    let name = name(&fact.key);
    let unnamed = name.is_empty() || matches!(words(&name).trim(), "score" | "rating" | "points");
    (!unnamed && !other()).then(|| NamedScore { name, value: figure.value, max, lines: fact.lines() })
}

/// A list under words about scores, of which every item is a name with its score: `- Engine - 80% ⚠️ (one pump)`.
fn from_list(report: &Report<'_, '_>, place: &Place<'_, '_>) -> Vec<CategoryReading> {
    let Kind::List(items) = &place.block.kind else { return Vec::new() };
    let headed = is_headed(report, place, 3);
    if !headed || place.depth > 0 || items.iter().any(|item| item.task.is_some()) {
        return Vec::new();
    }
    let found: Vec<CategoryReading> = items.iter().filter_map(|item| from_text(&item.raw(), item.own_lines())).collect();
    let whole = items.iter().filter(|item| is_whole(&item.raw())).count();
    let one_scale = found.windows(2).all(|pair| pair[0].max == pair[1].max);
    let measures = found.iter().filter(|category| is_measure(&category.name)).count();
    if one_scale && found.len() + whole == items.len() && measures * 2 < found.len() { found } else { Vec::new() }
}

/// Whether a line is about the whole.
fn is_whole(raw: &str) -> bool {
    let text = plain(raw);
    let title = figures(&text).first().map_or(text.as_str(), |figure| &text[..figure.start]);
    let title = name(title.trim_end_matches(['(', '[', ':', '：', '-', '–', '—', '=', '→', ' ']));
    key(&title) == Some(Key::OverallScore) || is_total(&title)
}

/// `Engine - 80% ⚠️ (one pump)`, `**Engine** (8/10): one pump`
fn from_text(raw: &str, lines: LineRange) -> Option<CategoryReading> {
    let text = plain(raw);
    let figure = figures(&text).into_iter().find(|figure| figure.is_score() && is_set_off(&text, figure))?;
    let title = name(text[..figure.start].trim_end_matches(['(', '[', ':', '：', '-', '–', '—', '=', '→', ' ']));
    let total = key(&title) == Some(Key::OverallScore) || is_total(&title);
    let behind = text[figure.end..].trim_start_matches([')', ']', ' ', ':', '-', '–', '—', ',']);
    let mark: String = behind.chars().take_while(|c| is_symbol(*c)).collect();
    let (rest, status) = (value(behind[mark.len()..].trim()), Some(mark.trim().to_owned()).filter(|mark| !mark.is_empty()));
    let max = figure.max.unwrap_or(Decimal::ONE_HUNDRED);
    let rated = category(title, figure.value, max, lines, Confidence::PLACED);
    (!rated.name.is_empty() && !total).then_some(CategoryReading {
        kept: crate::exchange::CategoryKept::default(),
        status,
        notes: rest,
        ..rated
    })
}

/// Whether a colon, dash, arrow or bracket stands before a number.
fn is_set_off(text: &str, figure: &Figure) -> bool {
    text[..figure.start]
        .trim_end_matches(|c: char| c == ' ' || is_symbol(c) && c != '→')
        .ends_with(['(', '[', ':', '：', '–', '—', '-', '=', '→'])
}

/// Tests passed, cards done and the like are counts, not scores.
fn is_measure(name: &str) -> bool {
    has(&words(name), &["tests", "test", "passed", "passing", "items", "cards", "tasks", "stories", "files", "issues", "coverage"])
}

fn has_one_scale(scores: &[&NamedScore]) -> bool {
    scores.windows(2).all(|pair| pair[0].max == pair[1].max)
}

/// The headings of one rank that carry a score, of the rank that has most of them.
fn from_headings(report: &Report<'_, '_>) -> Vec<CategoryReading> {
    let mut by_level: BTreeMap<u8, Vec<CategoryReading>> = BTreeMap::new();
    for section in &report.outline.sections {
        let Some(heading) = &section.heading else { continue };
        if let Some(category) = from_heading(heading) {
            by_level.entry(heading.level).or_default().push(category);
        }
    }
    let mut found = by_level.into_values().rev().max_by_key(Vec::len).unwrap_or_default();
    if are_weights(&found) {
        for category in &mut found {
            (category.weight, category.value, category.max) = (category.value, None, None);
        }
    }
    found
}

/// Percentages that add up to exactly 100 are weights, not scores.
fn are_weights(found: &[CategoryReading]) -> bool {
    let sum: Option<Decimal> = found.iter().map(|category| category.value).try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value?));
    found.len() >= LEAST && sum == Some(Decimal::ONE_HUNDRED) && found.iter().all(|category| category.max == Some(Decimal::ONE_HUNDRED))
}

/// `3. Safety ✅ (7/10) **CRITICAL**`: name, score, and what is left as status.
fn from_heading(heading: &Heading<'_>) -> Option<CategoryReading> {
    has_scale(heading.raw).then_some(())?;
    let text = plain(heading.raw);
    let all = figures(&text);
    let last = all.iter().rposition(|figure| figure.is_score() && has_usual_scale(figure) && in_place(&text, figure))?;
    // `8/13 (62%)` says one thing twice; the points are exact.
    let figure = last.checked_sub(1).map(|before| &all[before]).filter(|before| agrees(before, &all[last])).unwrap_or(&all[last]);
    let name_end = all.iter().find(|figure| figure.form != Form::Bare).map_or(figure.start, |first| first.start);
    let (before, after) = (&text[..name_end], &text[all[last].end..]);
    let before = before.trim_end_matches(['(', '[', ':', '-', '–', '—', ' ']);
    let mark: String = before.chars().filter(|c| is_symbol(*c)).collect();
    let rest = after.trim_start_matches([')', ']', '*', ' ', ':', '-', '–', '—']);
    let status = value(&format!("{mark} {rest}"));
    let before = without_symbols(before);
    let weight = weight(after);
    let title = name(before.trim_end_matches(['(', '[', ':', '-', '–', '—', ' ']));
    let whole = key(&title) == Some(Key::OverallScore) || is_total(&title);
    (!title.is_empty() && !whole).then(|| CategoryReading {
        kept: crate::exchange::CategoryKept::default(),
        status: status.filter(|_| weight.is_none()),
        weight,
        ..category(title, figure.value, figure.max.unwrap_or(Decimal::ONE_HUNDRED), LineRange::line(heading.line), Confidence::PLACED)
    })
}

/// Whether points and a percentage are the same share, but for rounding.
fn agrees(points: &Figure, percentage: &Figure) -> bool {
    let share =
        points.max.filter(|max| *max > Decimal::ZERO && points.form == Form::Fraction).and_then(|max| points.value.checked_div(max));
    let share = share.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    percentage.form == Form::Percent && share.is_some_and(|share| (share - percentage.value).abs() < Decimal::ONE)
}

/// Scores are out of 5, 10, 40 or 100; `13/19` counts things.
fn has_usual_scale(figure: &Figure) -> bool {
    figure.max.is_some_and(|max| max.checked_rem(Decimal::from(5)) == Some(Decimal::ZERO))
}

/// A score stands in brackets, or behind a colon or dash, near the end; elsewhere it belongs to the sentence.
fn in_place(text: &str, figure: &Figure) -> bool {
    let before = text[..figure.start].trim_end();
    let after = text[figure.end..].trim_start();
    // `Hull ✅ 95%`
    let marked = before.ends_with(is_symbol);
    let set_off = marked
        || before.trim_end_matches(|c: char| is_symbol(c) && c != '→' || c == ' ').ends_with(['(', '[', ':', '：', '–', '—', '-', '→']);
    let near_end = after.split_whitespace().nth(4).is_none();
    let fraction = figure.form == Form::Fraction;
    let closed = fraction || after.is_empty() || after.starts_with([')', ']']);
    set_off && near_end && closed && !has(&words(after), &["weight", "target", "wt"])
}

/// `(weight 20%)` behind the score.
fn weight(after: &str) -> Option<Decimal> {
    let figure = figures(after).into_iter().find(|figure| figure.form == Form::Percent)?;
    has(&words(after), &["weight", "wt"]).then_some(figure.value)
}
