//! SARIF 2.1.0 (OASIS standard of 27 March 2020): results of tools that analyse code become findings.

mod location;
mod message;
mod results;
mod rules;
mod severity;

use super::super::dates::first_date;
use super::super::reading::{Confidence, LineRange, Reading, Stated, StatedDate};
use super::detect::InputKind;
use super::document::{Document, Fields, fields, items, text as text_of};
use super::error::InputError;
use super::rest::noted;
use super::written::{Allowance, cut, storable};
use results::Run;
use serde_json::value::RawValue;

/// Longest name of a tool, in characters: it stands in every finding.
const NAME: usize = 100;

pub(super) fn read(text: &str) -> Result<Reading, InputError> {
    let document = Document::parse(text, InputKind::Sarif)?;
    let all = document.fields();
    check_version(&document, &all)?;
    let runs = all.get("runs").filter(|runs| runs.get().starts_with('['));
    let runs = items(Some(runs.ok_or_else(|| document.refuse(None, "SARIF has a list of “runs”; export it again".to_owned()))?));
    let mut reading = Reading::default();
    let mut allowance = Allowance::new();
    let mut tools = Vec::new();
    let mut ends = Vec::new();
    for run in runs {
        let parts = fields(run);
        let tool = Tool::of(&document, &parts);
        Run::new(&parts, tool.name.as_deref(), &mut allowance).read(&document, &parts, &mut reading);
        ends.extend(ended(&document, &parts));
        tools.push(tool);
    }
    reading.title = title(&tools);
    reading.date = ends.into_iter().max_by_key(|end| end.date);
    Ok(noted(storable(reading, text), &document.source))
}

/// Other versions have other names for the same things: reading them would lose results without a word.
fn check_version(document: &Document<'_>, all: &Fields<'_>) -> Result<(), InputError> {
    let Some(part) = all.get("version") else { return Ok(()) };
    match text_of(Some(part)) {
        Some(version) if version.starts_with("2.1") => Ok(()),
        other => {
            let version = cut(&other.unwrap_or_default(), 20);
            Err(document.refuse(Some(part), format!("this is SARIF “{version}”, but only 2.1.0 is read; let the tool export that")))
        }
    }
}

/// The tool of a run.
struct Tool {
    name: Option<String>,
    version: Option<String>,
    lines: LineRange,
}

impl Tool {
    fn of(document: &Document<'_>, run: &Fields<'_>) -> Self {
        let driver = run.get("tool").and_then(|tool| fields(tool).get("driver").copied()).map(fields).unwrap_or_default();
        let text = |key: &str| text_of(driver.get(key)).map(|text| cut(&text, NAME));
        let lines = driver.get("name").or_else(|| run.get("tool")).map_or(LineRange::line(1), |part| document.lines(part));
        Self { name: text("name"), version: text("semanticVersion").or_else(|| text("version")), lines }
    }
}

/// The tools with their versions, each once; the line is that of the first.
fn title(tools: &[Tool]) -> Option<Stated> {
    let mut names: Vec<String> = Vec::new();
    for tool in tools {
        let name = [&tool.name, &tool.version].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        if tool.name.is_some() && !names.contains(&name) && names.len() < 10 {
            names.push(name);
        }
    }
    let lines = tools.iter().find(|tool| tool.name.is_some())?.lines;
    Some(Stated { text: names.join(", "), lines, confidence: Confidence::STATED })
}

/// When the tool was done, in each of its invocations.
fn ended(document: &Document<'_>, run: &Fields<'_>) -> Vec<StatedDate> {
    let end = |part: &RawValue| {
        let parts = fields(part);
        let part = parts.get("endTimeUtc").or_else(|| parts.get("startTimeUtc"))?;
        let as_written = text_of(Some(part))?;
        Some(StatedDate { date: first_date(&as_written)?, as_written, lines: document.lines(part), confidence: Confidence::STATED })
    };
    items(run.get("invocations")).into_iter().filter_map(end).collect()
}
