//! What a report says about the whole: its title and a list of facts.

use super::super::reading::{Confidence, LineRange, Reading, Stated, StatedDate, StatedScore};
use super::entry::labelled;
use super::inline::{escape, unescape};
use super::page::{Page, heading, range};
use super::value::decimal;
use crate::time::ReportDate;
use rust_decimal::Decimal;

/// Labels of the facts.
pub(crate) mod labels {
    pub(crate) const DATE: &str = "Date";
    pub(crate) const OVERALL: &str = "Overall score";
    pub(crate) const PREVIOUS: &str = "Score before";
    pub(crate) const OTHER_SCORE: &str = "Other score";
    pub(crate) const STATUS: &str = "Status";
    pub(crate) const VERDICT: &str = "Verdict";
    pub(crate) const OTHER_VERDICT: &str = "Other verdict";
}

/// Reads the lines above the first section.
pub(super) fn read(page: &mut Page<'_>, first: usize, limit: usize, reading: &mut Reading) {
    for at in first..limit {
        let line = page.line(at);
        if page.is_blank(at) || page.is_fenced(at) || page.take_computed(at) {
            continue;
        }
        let lines = range(at, at);
        let read = match (heading(line), labelled(line, "")) {
            (Some((1, words)), _) if reading.title.is_none() && !words.is_empty() => {
                reading.title = Some(stated(words, lines));
                true
            }
            (None, Some((label, value))) if !value.is_empty() => fact(label, value, lines, reading),
            _ => false,
        };
        if read {
            page.take(at..at + 1);
        }
    }
}

fn fact(label: &str, value: &str, lines: LineRange, reading: &mut Reading) -> bool {
    match label {
        labels::DATE => fill(&mut reading.date, || date(value, lines)),
        labels::OVERALL => fill(&mut reading.overall, || score(value, lines)),
        labels::PREVIOUS => fill(&mut reading.previous_overall, || score(value, lines)),
        labels::STATUS => fill(&mut reading.status, || Some(stated(value, lines))),
        labels::VERDICT => fill(&mut reading.decision, || Some(stated(value, lines))),
        labels::OTHER_SCORE => score(value, lines).is_some_and(|score| {
            reading.other_overalls.push(score);
            true
        }),
        labels::OTHER_VERDICT => {
            reading.decision_alternatives.push(stated(value, lines));
            true
        }
        _ => false,
    }
}

/// Gives a fact a value unless it has one.
fn fill<T>(fact: &mut Option<T>, value: impl FnOnce() -> Option<T>) -> bool {
    if fact.is_some() {
        return false;
    }
    *fact = value();
    fact.is_some()
}

fn stated(line: &str, lines: LineRange) -> Stated {
    Stated { text: unescape(line), lines, confidence: Confidence::STATED }
}

/// A date, with the words of its source where they are others: `2026-03-01 (“March 1st”)`.
pub(crate) fn date_words(stated: &StatedDate) -> String {
    with_source(stated.date.to_string(), &stated.as_written)
}

fn date(line: &str, lines: LineRange) -> Option<StatedDate> {
    let (shown, as_written) = source(line);
    let date: ReportDate = shown.parse().ok()?;
    Some(StatedDate { date, as_written, lines, confidence: Confidence::STATED })
}

/// A score, with the words of its source where they do not say it in one of our ways.
pub(crate) fn score_words(score: &StatedScore) -> String {
    let spelled =
        |(value, high, max): &(Decimal, Option<Decimal>, Decimal)| (value.to_string(), high.map(|high| high.to_string()), max.to_string());
    let own = (score.value, score.value_high, score.max);
    if figures(&score.as_written).is_some_and(|figures| spelled(&figures) == spelled(&own)) {
        return score.as_written.clone();
    }
    let high = score.value_high.map(|high| format!("–{high}")).unwrap_or_default();
    with_source(format!("{}{high}/{}", score.value, score.max), &score.as_written)
}

fn score(line: &str, lines: LineRange) -> Option<StatedScore> {
    let (shown, as_written) = source(line);
    let (value, value_high, max) = figures(shown)?;
    Some(StatedScore { value, max, value_high, as_written, lines, confidence: Confidence::STATED })
}

/// Value, upper end and the most there is: `71`, `71 %`, `7/10`, `7 of 10`, `70–75`.
fn figures(words: &str) -> Option<(Decimal, Option<Decimal>, Decimal)> {
    let percent = || words.strip_suffix('%').map(|value| (value.strip_suffix(' ').unwrap_or(value), "100"));
    let parted = [" of ", " / ", "/"].into_iter().find_map(|sign| words.split_once(sign));
    let (value, max) = parted.or_else(percent).unwrap_or((words, "100"));
    let (value, high) = value.split_once('–').map_or((value, None), |(value, high)| (value, Some(high)));
    let high = match high {
        Some(high) => Some(decimal(high)?),
        None => None,
    };
    let max = decimal(max).filter(|max| *max > Decimal::ZERO)?;
    Some((decimal(value)?, high, max))
}

fn with_source(shown: String, as_written: &str) -> String {
    if shown == as_written { shown } else { format!("{shown} (“{}”)", escape(as_written)) }
}

/// What is meant and the words of the source.
fn source(line: &str) -> (&str, String) {
    line.strip_suffix("”)")
        .and_then(|line| line.split_once(" (“"))
        .map_or_else(|| (line, line.to_owned()), |(shown, words)| (shown, unescape(words)))
}
