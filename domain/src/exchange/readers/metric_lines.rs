//! Metrics in lines of text: `Coverage: 2.48 % (was 3.82 %)`, `Build time: 12.4 min → 9.1 min`, `Latency fell from 420 ms to 310 ms`.

use super::super::inline::{name, plain, tail, without_symbols, words};
use super::super::outline::{Kind, Place};
use super::super::quantity::{Amount, Quantity, quantities};
use super::super::reading::{Confidence, LineRange, MetricReading};
use super::super::vocabulary::has;
use super::Report;
use super::metrics::{direct, is_name, is_plan, mark};
use crate::metrics::{Direction, guess};
use rust_decimal::Decimal;

/// Bare numbers in this range may be years.
const YEARS: std::ops::RangeInclusive<Decimal> = Decimal::from_parts(1900, 0, 0, false, 0)..=Decimal::from_parts(2100, 0, 0, false, 0);

/// A longer line is a paragraph, whose sentences are not taken apart.
const LONGEST_LINE: usize = 600;

pub(super) fn from_place(report: &Report<'_, '_>, place: &Place<'_, '_>, is_other: &dyn Fn(u32) -> bool, found: &mut Vec<MetricReading>) {
    if is_plan(report, place) {
        return;
    }
    let lines: Vec<_> = match &place.block.kind {
        Kind::Paragraph(lines) => lines.iter().collect(),
        // What is still to be done says how it should be, not how it is.
        Kind::List(items) => items.iter().filter(|item| item.task != Some(false)).flat_map(|item| &item.text).collect(),
        _ => return,
    };
    let label = place.labels.first().map(|label| label.raw);
    let heading = report.outline.headings(place.section).next().map(|heading| heading.raw);
    for line in lines.into_iter().filter(|line| may_compare(line.raw) && !is_other(line.number)) {
        found.extend(from_line(line.raw, line.number, &[label, heading]));
    }
}

/// Headings that carry a figure themselves.
pub(super) fn from_headings(report: &Report<'_, '_>, is_other: &dyn Fn(u32) -> bool, found: &mut Vec<MetricReading>) {
    for heading in report.outline.sections.iter().filter_map(|section| section.heading.as_ref()) {
        if heading.topic.is_none() && may_compare(heading.raw) && !is_other(heading.line) {
            found.extend(from_line(heading.raw, heading.line, &[]));
        }
    }
}

/// Whether a line is short enough and has the two numbers that a comparison takes.
fn may_compare(raw: &str) -> bool {
    let runs = raw.as_bytes().chunk_by(|one, next| one.is_ascii_digit() == next.is_ascii_digit());
    raw.len() <= LONGEST_LINE && runs.filter(|run| run[0].is_ascii_digit()).nth(1).is_some()
}

fn from_line(raw: &str, line: u32, above: &[Option<&str>]) -> Vec<MetricReading> {
    pieces(raw).filter_map(|part| from_part(part, line, above)).collect()
}

/// The parts of a line that holds several things: `one | two · three`.
fn pieces(raw: &str) -> impl Iterator<Item = &str> {
    split(raw, '|').flat_map(|part| split(part, '·'))
}

/// The text between signs that have a space on both sides.
fn split(text: &str, sign: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut signs = text.match_indices(sign).map(|(at, sign)| (&text[..at], &text[at + sign.len()..]));
        let found = signs.find_map(|(before, behind)| before.strip_suffix(' ').zip(behind.strip_prefix(' ')));
        rest = found.map(|(_, behind)| behind);
        Some(found.map_or(text, |(before, _)| before))
    })
}

/// A value, what it was before, and where its name ends.
struct Comparison {
    value: Quantity,
    previous: Decimal,
    unit: String,
    /// The name stands before this byte of the text.
    name_end: usize,
    confidence: Confidence,
}

fn from_part(raw: &str, line: u32, above: &[Option<&str>]) -> Option<MetricReading> {
    let text = plain(raw);
    let amounts = quantities(&text);
    // A comparison has two amounts, and says at least once what of.
    if amounts.len() < 2 || amounts.iter().all(|amount| amount.unit.is_none()) {
        return None;
    }
    // What is wanted, planned or supposed is not measured.
    if has(&words(&text), &["target", "goal", "aim", "should", "must", "would", "will", "could", "expected", "estimated", "ziel", "if"]) {
        return None;
    }
    let found = amounts.windows(2).find_map(|pair| compare(&text, &pair[0], &pair[1]))?;
    let named = name_of(&text[..found.name_end], above)?;
    let mut metric = MetricReading {
        name: named,
        value: found.value.value_in(Some(&found.unit))?,
        unit: Some(found.unit),
        previous: Some(found.previous),
        target: None,
        direction: Direction::Unknown,
        as_written: text,
        lines: LineRange::line(line),
        confidence: found.confidence,
    };
    direct(&mut metric, mark(raw));
    Some(metric)
}

/// Two amounts one behind the other, where the words between them say that one of them was before.
fn compare(text: &str, first: &Quantity, second: &Quantity) -> Option<Comparison> {
    let between = text.get(first.end..second.start)?;
    let behind = &text[second.end..];
    let said = words(between);
    let both = first.is_value() && second.is_value();
    if both && is_arrow(between) {
        return comparison(second, first, first.start, Confidence::STATED);
    }
    if both && said.trim() == "to" {
        let lead = tail(&text[..first.start]);
        let (verb, _) = lead.trim_end().strip_suffix("from").and_then(|lead| moved(lead.trim_end()))?;
        let name_end = first.start - lead.len() + verb;
        return comparison(second, first, name_end, Confidence::PLACED);
    }
    let past =
        has(&said, &["was", "previously", "previous", "prev", "before", "formerly", "up from", "down from", "from", "vorher", "zuvor"])
            && said.split_whitespace().count() <= 4;
    let after = has(
        &words(behind.split([')', ',', ';']).next().unwrap_or_default()),
        &["before", "previously", "last audit", "last time", "vorher"],
    );
    let near = between.trim_start().starts_with(['(', ',', ';', '—', '–', '-']) || said.trim() == "was" || past;
    if both && near && (past || (after && said.trim().is_empty())) {
        return comparison(first, second, first.start, Confidence::STATED);
    }
    let changed =
        matches!(second.amount, Amount::Signed { .. }) && first.is_value() && matches!(between.trim(), "(" | "[" | "," | "(Δ" | "(change:");
    if changed && change_counts(first, second) && !has(&words(behind.split(')').next().unwrap_or_default()), &["target", "goal", "vs"]) {
        let previous = first.value.checked_sub(second.value_in(first.unit.as_deref())?)?;
        let unit = first.unit.clone()?;
        return Some(Comparison { value: first.clone(), previous, unit, name_end: first.start, confidence: Confidence::PLACED });
    }
    None
}

/// A change of a share that is itself given in percent may be one of points or one of the share; nobody can tell.
fn change_counts(value: &Quantity, change: &Quantity) -> bool {
    change.unit.is_none() || (change.unit == value.unit && value.unit.as_deref() != Some("%"))
}

fn comparison(value: &Quantity, previous: &Quantity, name_end: usize, confidence: Confidence) -> Option<Comparison> {
    let unit = value.unit.clone().or_else(|| previous.unit.clone())?;
    // `(not 2031)` names a year and no amount.
    let is_year = |amount: &Quantity| amount.unit.is_none() && amount.value.scale() == 0 && (YEARS.contains(&amount.value));
    if is_year(previous) || is_year(value) {
        return None;
    }
    let previous = previous.value_in(Some(&unit))?;
    Some(Comparison { value: value.clone(), previous, unit, name_end, confidence })
}

fn is_arrow(between: &str) -> bool {
    let between = between.trim().trim_end_matches(['~', '≈']).trim_end();
    ["→", "->", "-->", "=>", "⇒", "➔", "➜", "➝", "⟶", "»"].contains(&between)
}

/// Where a verb of movement at the end of the text begins, and the verb: `coverage went down`, `latency dropped`.
fn moved(text: &str) -> Option<(usize, &'static str)> {
    const VERBS: [&str; 36] = [
        "fell",
        "dropped",
        "declined",
        "decreased",
        "sank",
        "rose",
        "grew",
        "climbed",
        "increased",
        "improved",
        "went",
        "went up",
        "went down",
        "came down",
        "was reduced",
        "was raised",
        "has fallen",
        "has dropped",
        "has declined",
        "has decreased",
        "has risen",
        "has grown",
        "has increased",
        "has improved",
        "is down",
        "is up",
        "moved",
        "changed",
        "has changed",
        "went back",
        "regressed",
        "has regressed",
        "shrank",
        "down",
        "up",
        "reduced",
    ];
    let lower = text.to_lowercase();
    let fits = |verb: &&&str| lower.strip_suffix(**verb).is_some_and(|before| before.ends_with(' '));
    let verb = VERBS.iter().filter(fits).max_by_key(|verb| verb.len())?;
    // Folding case may change the length of what stands before; then the sentence is left alone.
    (lower.len() == text.len()).then(|| (text.len() - verb.len(), *verb))
}

/// The name that the text before a value is, made fuller by the words above where it says too little: `Branches` below `Coverage:`.
fn name_of(before: &str, above: &[Option<&str>]) -> Option<String> {
    let text = without_symbols(before);
    let text = text.trim_end_matches(|c: char| matches!(c, ':' | '=' | '(' | '-' | '–' | '—' | '~' | '≈' | ',' | '|') || c.is_whitespace());
    let own = bare(text.rsplit(['.', ';']).next().unwrap_or(text));
    if !is_name(&own) {
        return None;
    }
    if guess(&own) == Direction::Unknown
        && let Some(context) = above.iter().flatten().map(|raw| bare(raw)).find(|context| is_context(context))
    {
        return Some(format!("{context}: {own}"));
    }
    Some(own)
}

fn is_context(context: &str) -> bool {
    is_name(context) && guess(context) != Direction::Unknown && words(context).split_whitespace().count() <= 3
}

/// A name without articles and words for today in front, and without links behind: `the current test coverage is at`.
fn bare(text: &str) -> String {
    let text = name(text);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.len() > 1
        && matches!(words[0].to_lowercase().as_str(), "the" | "our" | "current" | "currently" | "now" | "today" | "latest" | "new")
    {
        words.remove(0);
    }
    while words.len() > 1 && matches!(words[words.len() - 1], "is" | "at" | "of" | "to" | "now" | "are" | "from") {
        words.pop();
    }
    words.join(" ").trim_end_matches(':').to_owned()
}
