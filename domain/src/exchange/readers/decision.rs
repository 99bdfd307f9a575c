//! The verdict, its other wordings, and verdicts on single goals.

use super::super::columns::{Column, Columns, cell};
use super::super::draft::Draft;
use super::super::facts::Fact;
use super::super::inline::{bold_lead, plain, value, words};
use super::super::keys::{Field, Key, key};
use super::super::outline::{Item, Kind, Place};
use super::super::reading::{Confidence, GoalDecision, LineRange, Stated};
use super::super::verdicts::{is_blank, is_decisive, ticked_option};
use super::super::vocabulary::{Topic, has, is_verdict};
use super::Report;

/// How ready the whole is, in words, counts only so near the top, in lines.
const TOP: u32 = 40;

/// A verdict that stands alone has no more words than this.
const LONGEST_ALONE: usize = 14;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let mut found = Vec::new();
    let status = report.facts.iter().find(|fact| fact.at_top && fact.kind == Some(Key::Status));
    draft.reading.status = status.and_then(|fact| stated(fact, Confidence::STATED));
    found.extend(report.facts.iter().filter_map(from_fact));
    found.extend(draft.total.status.take().filter(|status| is_verdict(&status.text) && !is_blank(&status.text)));
    found.extend(from_boxes(report));
    found.extend(from_conclusion(report));
    for place in &report.places {
        match &place.block.kind {
            Kind::List(items) if is_about_deciding(report, place) => {
                found.extend(items.iter().filter_map(from_question));
                found.extend(from_options(items));
            }
            Kind::Paragraph(_) if is_about_deciding(report, place) => found.extend(from_paragraph(place)),
            Kind::Table(table) => {
                let columns = Columns::of(table);
                if columns.has(&[Column::Goal]) && columns.has(&[Column::Answer, Column::Status]) {
                    let rows = table.rows.iter().filter_map(|row| goal(&columns, row));
                    draft.reading.goal_decisions.extend(rows);
                }
            }
            _ => {}
        }
    }
    let goals: Vec<LineRange> = draft.reading.goal_decisions.iter().map(|goal| goal.lines).collect();
    draft.take_all(goals);
    found.sort_by_key(|stated| (std::cmp::Reverse(stated.confidence), stated.lines));
    let status = draft.reading.status.as_ref().map(|status| status.lines);
    draft.take_all(found.iter().map(|stated| stated.lines).chain(status));
    let mut found = found.into_iter();
    draft.reading.decision = found.next();
    let decision = draft.reading.decision.as_ref().map(|decision| decision.text.clone());
    draft.reading.decision_alternatives = found.filter(|other| Some(&other.text) != decision.as_ref()).collect();
}

fn stated(fact: &Fact, confidence: Confidence) -> Option<Stated> {
    let text = ticked_option(&fact.value).or_else(|| value(&fact.value))?.replace("**", "");
    Some(Stated { text: text.trim_end_matches(':').to_owned(), lines: fact.lines(), confidence })
}

/// A verdict by its key; a status or recommendation only where its words decide something.
fn from_fact(fact: &Fact) -> Option<Stated> {
    if matches!(fact.kind?, Key::Date) || matches!(fact.kind, Some(Key::Field(field)) if field != Field::Severity) || is_blank(&fact.value)
    {
        return None;
    }
    let text = words(&fact.value);
    let raw = fact.value.trim_end_matches(['*', ' ']);
    let decides = is_verdict(&fact.value);
    let advises =
        has(&text, &["deploy", "launch", "proceed", "ship", "release", "go live", "delay", "postpone", "approve", "go", "no go", "hold"]);
    let confidence = match fact.kind? {
        Key::Verdict if text.len() > 1 && !fact.task && !raw.ends_with('?') && !is_amount(&text) => {
            if is_decisive(&fact.value) {
                Confidence::STATED
            } else {
                Confidence(Confidence::PLACED.0 + 3)
            }
        }
        Key::Status if fact.at_top && decides => Confidence(Confidence::PLACED.0 + 8),
        Key::Recommendation if advises || decides => Confidence(Confidence::PLACED.0 + 4),
        // `Overall readiness: good foundation` says how ready it is, in words.
        Key::OverallScore if fact.line <= TOP && !text.contains(|c: char| c.is_ascii_digit()) && text.trim().contains(' ') => {
            Confidence(Confidence::PLACED.0 + 5)
        }
        Key::OverallScore => return behind_score(fact),
        Key::Field(Field::Severity) if fact.at_top && has(&text, &["cannot proceed", "do not deploy", "no go"]) => Confidence::PLACED,
        _ => return None,
    };
    stated(fact, confidence)
}

/// `3.5 days (28 hours)`: an amount decides nothing.
fn is_amount(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit()) && has(text, &["days", "hours", "weeks", "minutes", "day", "week", "hour"])
}

/// `Total: 100/100 - READY`: the verdict behind the score.
fn behind_score(fact: &Fact) -> Option<Stated> {
    let text = plain(&fact.value).replace("**", "");
    let figure = super::super::number::leading_score(&text)?;
    let rest = super::super::inline::without_symbols(&text).get(figure.end..)?.trim().to_owned();
    let rest = rest.strip_prefix(['-', '–', '—'])?.trim();
    let decides = has(&words(rest), &["ready", "not ready", "go", "no go", "pass", "fail", "approved", "conditional"]);
    decides.then(|| Stated { text: rest.to_owned(), lines: fact.lines(), confidence: Confidence(Confidence::PLACED.0 + 2) })
}

/// `║ DECISION   ✓ GO ║` in a box drawn of text.
fn from_boxes(report: &Report<'_, '_>) -> Vec<Stated> {
    let found = report.boxes.iter().filter(|(left, right, _)| key(left) == Some(Key::Verdict) && is_decisive(right) && !is_blank(right));
    let confidence = Confidence(Confidence::PLACED.0 + 6);
    found.map(|(_, text, line)| Stated { text: text.clone(), lines: LineRange::line(*line), confidence }).collect()
}

fn is_about_deciding(report: &Report<'_, '_>, place: &Place<'_, '_>) -> bool {
    let heading = report.outline.headings(place.section).next().and_then(|heading| heading.topic);
    place.depth == 0 && heading == Some(Topic::Decision)
}

/// A question and its answer in one item: `**Is it ready today?** **YES (conditional)**. Because …`
fn from_question(item: &Item<'_>) -> Option<Stated> {
    let raw = item.raw();
    let (question, answer) = raw.split_once('?')?;
    let asks = has(&words(question), &["ready", "go live", "launch", "deploy", "ship", "release"]);
    let answer = plain(answer.trim_start_matches(['*', '_', ' ', '"']));
    let first = answer.split(". ").next().unwrap_or_default().trim_end_matches('.').trim().to_owned();
    let decides = has(&words(&first), &["yes", "no", "go", "no go", "conditional", "conditionally", "not yet"]);
    (asks && decides).then(|| Stated { text: first, lines: item.own_lines(), confidence: Confidence::PLACED })
}

/// `- [x] GO`, `- [ ] NO-GO`: the one option that is ticked.
fn from_options(items: &[Item<'_>]) -> Option<Stated> {
    let mut ticked = items.iter().filter(|item| item.task == Some(true));
    let only = ticked.next().filter(|_| ticked.next().is_none() && items.iter().all(|item| item.task.is_some()))?;
    let text = plain(&only.raw());
    let short = words(&text).split_whitespace().count() <= LONGEST_ALONE;
    (short && is_decisive(&text)).then(|| Stated { text, lines: only.own_lines(), confidence: Confidence(Confidence::PLACED.0 + 7) })
}

/// A verdict that stands alone under a heading about deciding: `## Verdict`, below it `**NOT READY**`.
fn from_paragraph(place: &Place<'_, '_>) -> Option<Stated> {
    let Kind::Paragraph(lines) = &place.block.kind else { return None };
    let line = lines.first()?;
    let bold = bold_lead(line.raw).map(|(lead, _)| plain(lead));
    let text = bold.clone().unwrap_or_else(|| plain(line.raw));
    let alone = words(&text).split_whitespace().count() <= LONGEST_ALONE;
    let keyed = super::super::inline::key_value(line.raw).is_some_and(|(name, _)| key(&name).is_some());
    let decides = alone && is_decisive(&text) && !is_blank(line.raw) && !keyed && (bold.is_some() || lines.len() == 1);
    decides.then(|| Stated { text, lines: LineRange::line(line.number), confidence: Confidence(Confidence::PLACED.0 + 6) })
}

/// `The system **is not ready for production**.` where the report comes to its end or sums itself up.
fn from_conclusion(report: &Report<'_, '_>) -> Option<Stated> {
    const ENDS: [&str; 14] = [
        "conclusion",
        "conclusions",
        "bottom line",
        "final assessment",
        "final thoughts",
        "final status",
        "tl dr",
        "tldr",
        "closing",
        "fazit",
        "conclusão",
        "conclusión",
        "заключение",
        "executive summary",
    ];
    let outline = report.outline;
    let ends = outline.sections.iter().enumerate().rev().filter(|(at, _)| {
        let heading = outline.headings(*at).next();
        heading.is_some_and(|heading| has(&words(heading.raw), &ENDS))
    });
    let lines = ends.flat_map(|(_, section)| section.blocks.iter().rev()).filter_map(|block| match &block.kind {
        Kind::Paragraph(lines) => Some(lines),
        _ => None,
    });
    lines.flatten().find_map(|line| {
        let sentence = plain(line.raw).split(". ").find(|sentence| judges(sentence))?.trim_end_matches('.').to_owned();
        Some(Stated { text: sentence, lines: LineRange::line(line.number), confidence: Confidence::GUESSED })
    })
}

/// `… is ready for production`, `… are not ready to launch`: the whole is judged, and now.
fn judges(sentence: &str) -> bool {
    const READY: [&str; 12] = [
        "is ready for production",
        "is ready for release",
        "is ready for launch",
        "is ready to launch",
        "is ready to ship",
        "is ready to deploy",
        "is production ready",
        "are ready for production",
        "are ready to launch",
        "is launch ready",
        "is approved for",
        "is cleared for",
    ];
    const NOT: [&str; 10] = [
        "is not ready for",
        "is not ready to",
        "is not production ready",
        "are not ready for",
        "are not ready to",
        "is not yet ready",
        "isnt ready",
        "not yet production ready",
        "should not be deployed",
        "must not be deployed",
    ];
    const IF: [&str; 8] = ["will be", "would be", "once", "if", "when", "until", "after", "almost"];
    let text = words(sentence);
    has(&text, &NOT) || (has(&text, &READY) && !has(&text, &IF))
}

fn goal(columns: &Columns, row: &super::super::outline::Row<'_>) -> Option<GoalDecision> {
    Some(GoalDecision {
        goal: cell(columns, row, &[Column::Goal])?,
        answer: cell(columns, row, &[Column::Answer, Column::Status])?,
        reason: cell(columns, row, &[Column::Reason, Column::Notes]),
        lines: LineRange::line(row.line),
        confidence: Confidence::STATED,
    })
}
