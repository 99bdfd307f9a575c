//! The verdict, its other wordings, and verdicts on single goals.

use super::super::columns::{Column, Columns, cell};
use super::super::draft::Draft;
use super::super::facts::Fact;
use super::super::inline::{plain, value, words};
use super::super::keys::Key;
use super::super::outline::{Item, Kind, Place};
use super::super::reading::{Confidence, GoalDecision, LineRange, Stated};
use super::super::vocabulary::{Topic, has, is_verdict};
use super::Report;

pub(super) fn read(report: &Report<'_, '_>, draft: &mut Draft) {
    let mut found = Vec::new();
    let status = report.facts.iter().find(|fact| fact.at_top && fact.kind == Some(Key::Status));
    draft.reading.status = status.and_then(|fact| stated(fact, Confidence::STATED));
    found.extend(report.facts.iter().filter_map(from_fact));
    found.extend(draft.total.status.take().filter(|status| is_verdict(&status.text)));
    for place in &report.places {
        match &place.block.kind {
            Kind::List(items) if is_about_deciding(report, place) => found.extend(items.iter().filter_map(from_question)),
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
    let text = value(&fact.value)?.replace("**", "");
    Some(Stated { text: text.trim_end_matches(':').to_owned(), lines: fact.lines(), confidence })
}

/// A verdict by its key; a status or recommendation only where its words decide something.
fn from_fact(fact: &Fact) -> Option<Stated> {
    let decides = || is_verdict(&fact.value);
    let advises = || {
        has(
            &words(&fact.value),
            &["deploy", "launch", "proceed", "ship", "release", "go live", "delay", "postpone", "approve", "go", "no go", "hold"],
        )
    };
    let confidence = match fact.kind? {
        Key::Verdict if words(&fact.value).len() > 1 && !fact.value.trim_end_matches(['*', ' ']).ends_with('?') => Confidence::STATED,
        Key::Status if fact.at_top && decides() => Confidence(Confidence::PLACED.0 + 8),
        Key::Recommendation if advises() => Confidence(Confidence::PLACED.0 + 4),
        Key::OverallScore => return behind_score(fact),
        _ => return None,
    };
    stated(fact, confidence)
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

fn goal(columns: &Columns, row: &super::super::outline::Row<'_>) -> Option<GoalDecision> {
    Some(GoalDecision {
        goal: cell(columns, row, &[Column::Goal])?,
        answer: cell(columns, row, &[Column::Answer, Column::Status])?,
        reason: cell(columns, row, &[Column::Reason, Column::Notes]),
        lines: LineRange::line(row.line),
        confidence: Confidence::STATED,
    })
}
