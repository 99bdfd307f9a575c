//! Where a result was found.

use super::super::document::{Fields, items, value};
use super::super::written::{Allowance, cut};
use serde_json::Value;

/// Longest place, in characters.
const LONGEST: usize = 500;

/// How many places beside the first are named.
const OTHERS: usize = 20;

/// The files of a run, which results may name by number.
pub(super) struct Artifacts(Vec<String>);

impl Artifacts {
    pub(super) fn of(run: &Fields<'_>) -> Self {
        let uri = |artifact: Value| artifact["location"]["uri"].as_str().unwrap_or_default().to_owned();
        Self(items(run.get("artifacts")).into_iter().map(|part| uri(value(part))).collect())
    }
}

/// The first place as `file:line`, and the others.
pub(super) fn places(result: &Value, artifacts: &Artifacts, allowance: &mut Allowance) -> (Option<String>, Vec<String>) {
    let all = result["locations"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut places = all.iter().take(1 + OTHERS).filter_map(|location| place(location, artifacts, allowance));
    let first = places.next();
    let mut others: Vec<String> = places.collect();
    if all.len() > 1 + OTHERS {
        others.push(format!("{} more places", all.len() - 1 - OTHERS));
    }
    (first, others)
}

fn place(location: &Value, artifacts: &Artifacts, allowance: &mut Allowance) -> Option<String> {
    let physical = &location["physicalLocation"];
    let artifact = &physical["artifactLocation"];
    let own = artifact["uri"].as_str().filter(|uri| !uri.trim().is_empty()).map(|uri| cut(uri, LONGEST));
    let numbered = || artifact["index"].as_u64().and_then(|index| artifacts.0.get(usize::try_from(index).ok()?));
    let file = own.or_else(|| allowance.grant(numbered().map(String::as_str), LONGEST));
    match (file, physical["region"]["startLine"].as_u64()) {
        (Some(file), Some(line)) => Some(format!("{file}:{line}")),
        (Some(file), None) => Some(file),
        (None, _) => logical(location),
    }
}

/// The name of a function or a module, where no file is named.
fn logical(location: &Value) -> Option<String> {
    let first = location["logicalLocations"].get(0)?;
    let name = first["fullyQualifiedName"].as_str().or_else(|| first["name"].as_str())?;
    Some(cut(name, LONGEST)).filter(|name| !name.is_empty())
}
