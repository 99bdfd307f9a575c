//! The score of the whole, now and the time before, as the report states it.

use super::super::draft::Draft;
use super::super::facts::Fact;
use super::super::inline::{plain, tail, words};
use super::super::keys::{Key, key};
use super::super::number::{Figure, Form, figures, has_scale};
use super::super::outline::{Line, text_lines};
use super::super::ratings::rated;
use super::super::reading::{Confidence, LineRange, StatedScore};
use super::super::vocabulary::has;
use super::Report;
use super::previous::previous;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let lines = lines(report);
    let scale = scale(draft);
    let mut found: Vec<StatedScore> = report.facts.iter().filter_map(|fact| from_fact(fact, scale)).collect();
    found.extend(lines.iter().filter_map(from_sentence));
    found.extend(from_boxes(report));
    found.append(&mut draft.total.scores);
    if found.is_empty() {
        found.extend(of_the_subject(report));
    }
    found.sort_by_key(|score| std::cmp::Reverse(score.confidence));
    let mut found = found.into_iter();
    let Some(overall) = found.next() else { return };
    let mut known = BTreeSet::from([(overall.value, overall.max)]);
    for other in found {
        if known.insert((other.value, other.max)) {
            draft.take(other.lines);
            draft.reading.other_overalls.push(other);
        }
    }
    let previous = previous(report, &lines, &overall, draft.total.previous.take());
    draft.take(overall.lines);
    if let Some(previous) = &previous {
        draft.take(previous.lines);
        let same = |score: &StatedScore| score.value == previous.value && score.max == previous.max;
        draft.reading.other_overalls.retain(|score| !same(score));
    }
    draft.reading.previous_overall = previous;
    draft.reading.overall = Some(overall);
}

/// Every heading and every line of text outside tables and code, in order.
fn lines<'a>(report: &Report<'_, 'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for section in &report.outline.sections {
        lines.extend(section.heading.iter().map(|heading| Line { number: heading.line, raw: heading.raw }));
        section.blocks.iter().for_each(|block| text_lines(block, &mut lines));
    }
    lines
}

pub(super) fn stated(figure: &Figure, as_written: &str, line: u32, confidence: Confidence) -> StatedScore {
    StatedScore {
        value: figure.value,
        max: figure.max.unwrap_or_else(|| if figure.value > Decimal::TEN { Decimal::ONE_HUNDRED } else { Decimal::TEN }),
        value_high: figure.high,
        as_written: as_written.trim().to_owned(),
        lines: LineRange::line(line),
        confidence,
    }
}

/// `Overall score: 72/100`. A key that says only "total" or "readiness" is less sure than one that says "overall".
fn from_fact(fact: &Fact, scale: Option<Decimal>) -> Option<StatedScore> {
    // `Score: 71/100` in the head of a report is that of the whole.
    let plainly = fact.at_top && fact.kind.is_none() && fact.words == " score " && has_scale(&fact.value);
    (fact.kind == Some(Key::OverallScore) || plainly).then_some(())?;
    let mut figure = rated(&fact.value)?.now;
    if figure.form == Form::Bare {
        figure.max = scale.filter(|max| figure.value <= *max);
    }
    if figure.relative || (figure.form != Form::Percent && counts_things(&fact.value)) {
        return None;
    }
    let (value_plain, key_words) = (plain(&fact.value), &fact.words);
    let too_much = figure.form == Form::Bare && figure.value > Decimal::ONE_HUNDRED;
    let named =
        has(key_words, &["overall"]) && has(key_words, &["score", "readiness", "rating", "completion", "health", "maturity", "progress"]);
    let confidence = if named { Confidence::STATED } else { Confidence(Confidence::PLACED.0 + 6) };
    let confidence = if figure.form == Form::Bare { Confidence::PLACED } else { confidence };
    (!too_much).then(|| stated(&figure, &format!("{}: {value_plain}", fact.key), fact.line, confidence))
}

/// The scale that all rated categories share: a bare number for the whole is on it.
fn scale(draft: &Draft) -> Option<Decimal> {
    let mut all = draft.reading.categories.iter().filter_map(|category| category.max);
    let first = all.next()?;
    all.all(|max| max == first).then_some(first)
}

/// `║ OVERALL SCORE   87/100 ║` in a box drawn of text.
fn from_boxes(report: &Report<'_, '_>) -> Vec<StatedScore> {
    let found = report.boxes.iter().filter_map(|(left, right, line)| {
        (key(left) == Some(Key::OverallScore)).then_some(())?;
        let now = rated(right)?.now;
        let scored = now.form != Form::Bare && now.is_score() && !counts_things(right);
        scored.then(|| stated(&now, &format!("{left}: {right}"), *line, Confidence(Confidence::PLACED.0 + 2)))
    });
    found.collect()
}

/// `Security score: 72/100` in the head of a report on security: the score of its subject is that of the whole.
fn of_the_subject(report: &Report<'_, '_>) -> Option<StatedScore> {
    const ANY: [&str; 5] = ["health", "audit", "quality", "assessment", "certification"];
    let title =
        report.outline.sections.iter().find_map(|section| section.heading.as_ref()).map(|heading| words(heading.raw)).unwrap_or_default();
    let mut scored = report.facts.iter().filter(|fact| fact.at_top && fact.kind.is_none()).filter_map(|fact| {
        let key = &fact.words;
        let subject = key.trim().strip_suffix(" score").or_else(|| key.trim().strip_suffix(" rating"))?;
        let named = ANY.contains(&subject) || title.contains(&format!(" {subject} "));
        let now = rated(&fact.value)?.now;
        (named && now.form != Form::Bare && now.is_score())
            .then(|| stated(&now, &format!("{}: {}", fact.key, plain(&fact.value)), fact.line, Confidence::GUESSED))
    });
    // Where several parts are scored, none of them is the whole.
    let only = scored.next()?;
    scored.next().is_none().then_some(only)
}

/// `8/10 passed` says how many, not how well.
fn counts_things(value: &str) -> bool {
    let words = words(value);
    let mut after = words.split_whitespace().skip_while(|word| word.bytes().all(|b| b.is_ascii_digit()));
    after.next().is_some_and(|word| {
        matches!(word, "passed" | "pass" | "passing" | "tests" | "checks" | "items" | "tasks" | "done" | "completed" | "fixed" | "stories")
    })
}

/// `… an overall readiness score of 87% …`, `… is 66% ready`.
fn from_sentence(line: &Line<'_>) -> Option<StatedScore> {
    has_scale(line.raw).then_some(())?;
    let text = plain(line.raw);
    if !names_a_score(&text) {
        return None;
    }
    let figures = figures(&text);
    let figure = figures.iter().find(|figure| figure.is_score() && introduces(tail(&text[..figure.start])))?;
    (!is_about_the_past(tail(&text[..figure.start]))).then(|| stated(figure, &text, line.number, Confidence(Confidence::PLACED.0 + 10)))
}

/// Whether one of the words that a sentence about a score has is in the text; sorts most lines out before their numbers are read.
fn names_a_score(text: &str) -> bool {
    let begins = |rest: &[u8], word: &str| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()));
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|at| {
        matches!(bytes[at], b's' | b'S' | b'r' | b'R') && ["score", "readiness", "rating"].iter().any(|word| begins(&bytes[at..], word))
    })
}

/// Whether the last words before a number name the score of the whole.
fn introduces(before: &str) -> bool {
    let words = words(before);
    let last: Vec<&str> = words.split_whitespace().rev().take(8).collect();
    let near = format!(" {} ", last.into_iter().rev().collect::<Vec<_>>().join(" "));
    let linked = [" of ", " is ", " at ", " score ", " to ", " from "].iter().any(|link| near.ends_with(link));
    linked
        && has(
            &near,
            &[
                "overall",
                "total score",
                "final score",
                "production score",
                "production readiness score",
                "weighted readiness score",
                "the readiness score",
                "a readiness score",
                "our readiness score",
            ],
        )
        && has(&near, &["score", "readiness", "rating"])
}

fn is_about_the_past(before: &str) -> bool {
    has(
        &words(before),
        &[
            "previous",
            "prior",
            "last audit",
            "from",
            "previously",
            "target",
            "threshold",
            "minimum",
            "goal",
            "would",
            "once",
            "claimed",
            "claims",
            "claim",
        ],
    )
}
