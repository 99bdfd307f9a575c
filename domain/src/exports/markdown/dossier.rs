//! A dossier as a report: its records, and beside them what was computed.

use super::{Extras, Shares, write};
use crate::assessments::{Note as Passage, Registers};
use crate::decisions::Verdict;
use crate::exchange::draft::is_structure;
use crate::exchange::stored;
use crate::exchange::{
    ChecklistReading, Confidence, GoalDecision, ItemReading, LineRange, Note, NoteKind, Reading, Stated, StatedDate, StatedScore,
};
use crate::exports::{Audit, Dossier, Goal};
use crate::gates::State;
use crate::ids::ChecklistId;
use crate::scoring::{Difference, Share};
use std::collections::HashMap;

/// The dossier as Markdown, from which an import reads the same records.
#[must_use]
pub fn of_dossier(dossier: &Dossier) -> String {
    write(&reading(dossier), &extras(dossier))
}

/// The records of a dossier. They come from no text, so all of them stand on its first line.
#[must_use]
pub fn reading(dossier: &Dossier) -> Reading {
    let mut reading = dossier.audit.as_ref().map(audited).unwrap_or_default();
    if reading.title.is_none() {
        reading.title = Some(stated(dossier.project.name.as_str()));
    }
    let Registers { blockers, risks, criteria, actions, verifications, .. } = &dossier.registers;
    let matrix = *dossier.project.words.matrix();
    reading.blockers = blockers.iter().map(|row| stored::blocker(row, here())).collect();
    reading.risks = risks.iter().map(|row| stored::risk(row, matrix, here())).collect();
    reading.checklists = checklists(&dossier.registers);
    reading.criteria = criteria.iter().map(|row| stored::criterion(row, here())).collect();
    reading.actions = actions.iter().map(|row| stored::action(row, here())).collect();
    reading.verifications = verifications.iter().map(|row| stored::verification(row, here())).collect();
    reading
}

/// What is known of a dossier beside its records.
#[must_use]
pub fn extras(dossier: &Dossier) -> Extras {
    let mut summary = vec![format!("Project: {}", dossier.project.name)];
    if let Some(audit) = &dossier.audit {
        summary.push(score_words(audit));
        summary.extend(audit.difference.as_ref().and_then(difference));
        if let Some((frozen, sha256)) = &audit.seal {
            summary.push(format!("Frozen on {} by {}, SHA-256 {sha256}", frozen.at, frozen.by_name));
        }
    }
    summary.push(format!("As of {}", dossier.at));
    let percent = |share: &Option<Share>| share.as_ref().map(|share| format!("{share} %"));
    let rows = dossier.audit.iter().flat_map(|audit| &audit.score.rows);
    let shares = rows.map(|row| Shares { share: percent(&row.share), contribution: percent(&row.contribution) }).collect();
    Extras { summary, shares, gates: dossier.goals.iter().map(gate).collect() }
}

fn audited(audit: &Audit) -> Reading {
    let head = &audit.assessment;
    let goals = head.stated.per_goal.iter().map(|row| GoalDecision {
        goal: row.goal.clone(),
        answer: row.answer.clone(),
        reason: None,
        lines: here(),
        confidence: Confidence::STATED,
    });
    let score = |score: &crate::assessments::StatedScore| StatedScore {
        value: score.value,
        max: score.max,
        value_high: score.high,
        as_written: score.to_string(),
        lines: here(),
        confidence: Confidence::STATED,
    };
    Reading {
        title: Some(stated(head.title.as_str())),
        date: head.date.map(|date| StatedDate { date, as_written: date.to_string(), lines: here(), confidence: Confidence::STATED }),
        overall: head.stated.overall.as_ref().map(score),
        previous_overall: head.stated.previous.as_ref().map(score),
        status: head.stated.status.as_deref().map(stated),
        decision: head.stated.decision.as_deref().map(stated),
        goal_decisions: goals.collect(),
        categories: audit.categories.iter().map(|row| stored::category(row, here())).collect(),
        findings: audit.findings.iter().map(|row| stored::finding(row, &audit.categories, here())).collect(),
        notes: audit.notes.iter().map(note).collect(),
        ..Reading::default()
    }
}

fn checklists(registers: &Registers) -> Vec<ChecklistReading> {
    let mut items: HashMap<ChecklistId, Vec<ItemReading>> = HashMap::new();
    for item in &registers.items {
        items.entry(item.checklist).or_default().push(stored::item(item, here()));
    }
    let lists = registers.checklists.iter().map(|list| ChecklistReading {
        title: list.title.as_str().to_owned(),
        items: items.remove(&list.id).unwrap_or_default(),
        lines: here(),
        confidence: Confidence::STATED,
    });
    lists.collect()
}

/// A passage. What only held the records of its source together would hold nothing here.
fn note(passage: &Passage) -> Note {
    let kind = if passage.text.as_str().lines().all(is_structure) { NoteKind::Structure } else { NoteKind::Text };
    Note { kind, heading: None, text: passage.text.as_str().to_owned(), lines: here() }
}

fn stated(text: &str) -> Stated {
    Stated { text: text.to_owned(), lines: here(), confidence: Confidence::STATED }
}

fn here() -> LineRange {
    LineRange::line(1)
}

fn score_words(audit: &Audit) -> String {
    let score = &audit.score;
    score.overall.as_ref().map_or_else(
        || "Computed score: none, for nothing rated carries weight".to_owned(),
        |share| format!("Computed score: {share} %, {} of {} categories rated", score.rated, score.applicable),
    )
}

/// How far the stated score is from the computed one, and why.
fn difference(difference: &Difference) -> Option<String> {
    let side = if difference.stated_is_lower { "below" } else { "above" };
    let reasons: Vec<String> = difference.reasons.iter().map(ToString::to_string).collect();
    let why = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
    (!difference.points.is_zero())
        .then(|| format!("The stated score is {} points {side} the computed one{why}", difference.points.normalize()))
}

/// What the gate of a goal says, and what was signed.
fn gate(goal: &Goal) -> String {
    let word = |verdict: Option<Verdict>| verdict.map_or("undecided", Verdict::as_str);
    let missing: Vec<String> =
        goal.rules.iter().filter(|row| row.state != State::Holds).map(|row| format!("{} ({})", row.rule, row.found)).collect();
    let why = if missing.is_empty() { String::new() } else { format!("; not met: {}", missing.join(", ")) };
    let signed = goal.signed.as_ref().map(|(decision, moved)| {
        let moved = if *moved { ", the state has moved since" } else { "" };
        format!("; signed {} on {} by {}{moved}", decision.verdict.as_str(), decision.at, decision.by_name)
    });
    format!("Gate of {}: {}{why}{}", goal.name, word(goal.verdict), signed.unwrap_or_default())
}
