//! What a frozen assessment says about the whole.

use super::super::super::reading::{Confidence, GoalDecision, LineRange, Reading, Stated, StatedDate, StatedScore};
use super::super::document::{Document, fields};
use crate::assessments::{Snapshot, StatedScore as Score};
use serde_json::value::RawValue;

/// Title, date, scores and verdicts; `part` is the head of the assessment in the document.
pub(super) fn head(frozen: &Snapshot, document: &Document<'_>, part: Option<&&RawValue>) -> Reading {
    let parts = part.map(|part| fields(part)).unwrap_or_default();
    let lines = |key: &str| parts.get(key).map_or(LineRange::line(1), |part| document.lines(part));
    let said = lines("stated");
    let stated = &frozen.assessment.stated;
    let text = |text: &str, lines: LineRange| Stated { text: text.to_owned(), lines, confidence: Confidence::STATED };
    let goals = stated.per_goal.iter().map(|row| GoalDecision {
        goal: row.goal.clone(),
        answer: row.answer.clone(),
        reason: None,
        lines: said,
        confidence: Confidence::STATED,
    });
    Reading {
        title: Some(text(frozen.assessment.title.as_str(), lines("title"))),
        date: frozen.assessment.date.map(|date| StatedDate {
            date,
            as_written: date.to_string(),
            lines: lines("date"),
            confidence: Confidence::STATED,
        }),
        overall: stated.overall.map(|overall| score(overall, said)),
        previous_overall: stated.previous.map(|previous| score(previous, said)),
        status: stated.status.as_deref().map(|status| text(status, said)),
        decision: stated.decision.as_deref().map(|decision| text(decision, said)),
        goal_decisions: goals.collect(),
        ..Reading::default()
    }
}

fn score(score: Score, lines: LineRange) -> StatedScore {
    StatedScore {
        value: score.value,
        max: score.max,
        value_high: score.high,
        as_written: score.to_string(),
        lines,
        confidence: Confidence::STATED,
    }
}
