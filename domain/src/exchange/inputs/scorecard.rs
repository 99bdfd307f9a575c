//! Scorecard of the Open Source Security Foundation: each check of a repository becomes a strength or a gap.

use super::super::dates::first_date;
use super::super::reading::{Confidence, FindingKind, FindingReading, LineRange, Note, NoteKind, Reading, Stated, StatedDate, StatedScore};
use super::detect::InputKind;
use super::document::{Document, Fields, fields, items, text as text_of};
use super::error::InputError;
use super::rest::noted;
use super::written::{listed, storable};
use crate::assessments::Severity;
use rust_decimal::Decimal;
use serde_json::value::RawValue;

/// The risk of each check as its documentation states it; a check that is not listed here is newer than this list.
const RISKS: [(&str, Severity); 20] = [
    ("binary-artifacts", Severity::High),
    ("branch-protection", Severity::High),
    ("ci-tests", Severity::Low),
    ("cii-best-practices", Severity::Low),
    ("code-review", Severity::High),
    ("contributors", Severity::Low),
    ("dangerous-workflow", Severity::Critical),
    ("dependency-update-tool", Severity::High),
    ("fuzzing", Severity::Medium),
    ("license", Severity::Low),
    ("maintained", Severity::High),
    ("packaging", Severity::Medium),
    ("pinned-dependencies", Severity::Medium),
    ("sast", Severity::Medium),
    ("sbom", Severity::Medium),
    ("security-policy", Severity::Medium),
    ("signed-releases", Severity::High),
    ("token-permissions", Severity::High),
    ("vulnerabilities", Severity::High),
    ("webhooks", Severity::Critical),
];

pub(super) fn read(text: &str) -> Result<Reading, InputError> {
    let document = Document::parse(text, InputKind::Scorecard)?;
    let all = document.fields();
    let checks = all.get("checks").filter(|checks| checks.get().starts_with('['));
    let Some(checks) = checks else {
        let problem = "there is no list of “checks”; export the result with the format json".to_owned();
        return Err(document.refuse(all.get("checks").copied(), problem));
    };
    let mut reading = Reading { title: title(&document, &all), date: date(&document, &all), ..Reading::default() };
    reading.overall = all.get("score").and_then(|part| {
        let value = number(part).filter(|score| *score >= Decimal::ZERO)?;
        let (as_written, lines) = (part.get().to_owned(), document.lines(part));
        Some(StatedScore { value, max: Decimal::TEN, value_high: None, as_written, lines, confidence: Confidence::STATED })
    });
    for part in items(Some(checks)) {
        check(&fields(part), document.lines(part), &mut reading);
    }
    Ok(noted(storable(reading, text), &document.source))
}

fn title(document: &Document<'_>, all: &Fields<'_>) -> Option<Stated> {
    let repository = all.get("repo").map(|part| fields(part)).unwrap_or_default();
    let name = text_of(repository.get("name"));
    let lines = repository.get("name").or_else(|| all.get("checks")).map_or(LineRange::line(1), |part| document.lines(part));
    name.map(|name| Stated { text: format!("OpenSSF Scorecard: {}", name.trim()), lines, confidence: Confidence::STATED })
}

fn date(document: &Document<'_>, all: &Fields<'_>) -> Option<StatedDate> {
    let part = all.get("date")?;
    let as_written = text_of(Some(part))?;
    Some(StatedDate { date: first_date(&as_written)?, as_written, lines: document.lines(part), confidence: Confidence::STATED })
}

/// A score from 0 to 10, or −1 where there is none, by its digits.
fn number(part: &RawValue) -> Option<Decimal> {
    let number: Decimal = part.get().parse().or_else(|_| Decimal::from_scientific(part.get())).ok()?;
    (Decimal::NEGATIVE_ONE..=Decimal::TEN).contains(&number).then_some(number)
}

fn check(parts: &Fields<'_>, lines: LineRange, reading: &mut Reading) {
    let Some(name) = text_of(parts.get("name")) else { return };
    let reason = text_of(parts.get("reason"));
    let Some(score) = parts.get("score").and_then(|part| number(part)).filter(|score| *score >= Decimal::ZERO) else {
        let reason = reason.map_or(String::new(), |reason| format!(" ({reason})"));
        let text = format!("{name}: not applicable{reason}{}", details(parts).map_or(String::new(), |all| format!("\n\n{all}")));
        reading.notes.push(Note { kind: NoteKind::Text, heading: None, text, lines });
        return;
    };
    let about = parts.get("documentation").map(|part| fields(part)).unwrap_or_default();
    let full = score == Decimal::TEN;
    let body: Vec<String> = text_of(about.get("short")).into_iter().chain(details(parts)).collect();
    reading.findings.push(FindingReading {
        category: None,
        severity: (!full).then(|| format!("{} ({} of 10)", severity(&name, score).as_str(), score.normalize())),
        kind: if full { FindingKind::Strength } else { FindingKind::Gap },
        location: None,
        current: reason,
        required: None,
        impact: None,
        recommendation: text_of(about.get("url")).filter(|_| !full).map(|url| format!("See {}", url.trim())),
        body: (!body.is_empty()).then(|| body.join("\n\n")),
        title: name,
        lines,
        confidence: Confidence::STATED,
    });
}

/// The risk of the check where less than half of it is reached, one step less from there on.
fn severity(check: &str, score: Decimal) -> Severity {
    let name = check.trim().to_lowercase();
    let risk = RISKS.iter().find(|(known, _)| *known == name).map_or(Severity::Medium, |(_, risk)| *risk);
    match risk {
        risk if score < Decimal::from(5) => risk,
        Severity::Critical => Severity::High,
        Severity::High => Severity::Medium,
        Severity::Medium | Severity::Low | Severity::Info => Severity::Low,
    }
}

/// The details of a check as a list.
fn details(parts: &Fields<'_>) -> Option<String> {
    let lines: Vec<String> = items(parts.get("details")).iter().filter_map(|part| text_of(Some(part))).collect();
    listed(&lines)
}
