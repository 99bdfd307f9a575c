//! The results of a run: what fails is a gap, what passes a strength, and the rest is noted with the reason why it is neither.

use super::super::super::reading::{Confidence, FindingKind, FindingReading, LineRange, Note, NoteKind, Reading};
use super::super::document::{Document, Fields, items, value};
use super::super::written::{Allowance, cut, first_line, listed};
use super::location::{Artifacts, places};
use super::message::{about, advice, message};
use super::rules::{Rules, category, id};
use super::severity::severity;
use serde_json::Value;

/// Longest part of a rule that is repeated in its results, in characters: a title, an id, an advice.
const TITLE: usize = 200;
const ADVICE: usize = 2000;

/// What the results of a run refer to.
pub(super) struct Run<'r> {
    rules: Rules,
    artifacts: Artifacts,
    tool: Option<&'r str>,
    allowance: &'r mut Allowance,
}

impl<'r> Run<'r> {
    pub(super) fn new(parts: &Fields<'_>, tool: Option<&'r str>, allowance: &'r mut Allowance) -> Self {
        Self { rules: Rules::of(parts), artifacts: Artifacts::of(parts), tool, allowance }
    }

    /// Adds the results to the reading.
    pub(super) fn read(mut self, document: &Document<'_>, parts: &Fields<'_>, reading: &mut Reading) {
        for part in items(parts.get("results")) {
            let result = value(part);
            if !result.is_object() {
                continue;
            }
            let finding = self.finding(&result, document.lines(part));
            match aside(&result) {
                Some(why) => reading.notes.push(note(&finding, &why)),
                None => reading.findings.push(finding),
            }
        }
    }

    fn finding(&mut self, result: &Value, lines: LineRange) -> FindingReading {
        let rule = self.rules.of_result(result);
        let passes = result["kind"] == "pass";
        let words = message(result, rule, self.allowance).map(|words| first_line(&words)).filter(|(first, _)| !first.is_empty());
        let rule_id = id(result).or_else(|| rule.and_then(|rule| rule["id"].as_str())).map(|id| cut(id, TITLE));
        let short = || rule.and_then(about);
        let (title, rest) = match words {
            Some(words) => words,
            None => (self.allowance.grant(short(), TITLE).or_else(|| rule_id.clone()).unwrap_or_else(|| "Result".to_owned()), None),
        };
        let (location, others) = places(result, &self.artifacts, self.allowance);
        let advice = rule.filter(|_| !passes).and_then(|rule| advice(rule, ADVICE));
        FindingReading {
            category: rule.and_then(category).or(self.tool).map(|name| cut(name, super::NAME)),
            title,
            severity: (!passes).then(|| severity(result, rule)),
            kind: if passes { FindingKind::Strength } else { FindingKind::Gap },
            location,
            current: None,
            required: None,
            impact: None,
            recommendation: self.allowance.grant(advice.as_deref(), 2 * ADVICE),
            body: body(rest, &others, rule_id),
            lines,
            confidence: Confidence::STATED,
        }
    }
}

/// The rest of the message, the other places and the rule, as Markdown.
fn body(rest: Option<String>, others: &[String], rule: Option<String>) -> Option<String> {
    let others = listed(others).map(|places| {
        format!(
            "Also in:

{places}"
        )
    });
    let rule = rule.map(|id| format!("Rule: `{id}`"));
    let parts: Vec<String> = [rest, others, rule].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// Why a result is no finding of today: it does not apply, only tells something, was accepted, or is not there any more.
fn aside(result: &Value) -> Option<String> {
    let suppressions = result["suppressions"].as_array().map(Vec::as_slice).unwrap_or_default();
    // Under review or rejected means that it still counts (section 3.35.3).
    let counts = |suppression: &Value| matches!(suppression["status"].as_str(), Some("underReview" | "rejected"));
    if !suppressions.is_empty() && !suppressions.iter().any(counts) {
        let why = suppressions.iter().find_map(|suppression| suppression["justification"].as_str());
        return Some(why.map_or_else(|| "Suppressed".to_owned(), |why| format!("Suppressed ({})", why.trim())));
    }
    match (result["baselineState"].as_str(), result["kind"].as_str()) {
        (Some("absent"), _) => Some("Not there any more".to_owned()),
        (_, Some("notApplicable")) => Some("Not applicable".to_owned()),
        (_, Some("informational")) => Some("For information".to_owned()),
        _ => None,
    }
}

fn note(finding: &FindingReading, why: &str) -> Note {
    let place = finding.location.as_ref().map_or(String::new(), |place| format!(" ({place})"));
    let body = finding.body.as_ref().map_or(String::new(), |body| format!("\n\n{body}"));
    Note { kind: NoteKind::Text, heading: None, text: format!("{why}: {}{place}{body}", finding.title), lines: finding.lines }
}
