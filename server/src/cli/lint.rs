//! `holdpoint lint`: what is at odds in a report, without a project and without a database.

use std::fmt::Write as _;
use std::path::Path;

use domain::lint::{Issue, Severity};
use serde_json::json;

use super::{FailOn, Format, Lint, import};

/// The report has issues that are as grave as was asked for, or graver.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Found(String);

/// Prints what is at odds in a report; an error where that is as grave as was asked for.
pub(super) fn lint(asked: &Lint) -> anyhow::Result<()> {
    let issues = service::lint::of_file(&import::bytes(&asked.file)?, asked.max_age, service::now())?;
    match asked.format {
        Format::Text => print!("{}", text(&asked.file, &issues)),
        Format::Json => println!("{}", serde_json::to_string_pretty(&document(&issues))?),
    }
    let least = match asked.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
        FailOn::Never => return Ok(()),
    };
    match issues.iter().filter(|issue| issue.severity >= least).count() {
        0 => Ok(()),
        1 => Err(Found(format!("one issue of severity {} or graver", least.as_str())).into()),
        count => Err(Found(format!("{count} issues of severity {} or graver", least.as_str())).into()),
    }
}

/// One line for each issue, as compilers write them, and one for each place behind the first.
fn text(file: &Path, issues: &[Issue]) -> String {
    let mut out = String::new();
    for issue in issues {
        let at = issue.places.iter().find_map(|place| place.lines).map_or_else(String::new, |lines| format!(":{}", lines.first));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}{at}: {} {}: {}", file.display(), issue.severity.as_str(), issue.rule, issue.message);
        for place in &issue.places {
            let line = place.lines.map_or_else(String::new, |lines| format!("line {}: ", lines.first));
            let _ = writeln!(out, "    {line}{}", place.title);
        }
    }
    out
}

fn document(issues: &[Issue]) -> serde_json::Value {
    let issue = |issue: &Issue| {
        json!({
            "rule": issue.rule.code(),
            "name": issue.rule.slug(),
            "severity": issue.severity.as_str(),
            "message": issue.message,
            "places": issue.places,
            "fingerprint": issue.fingerprint,
        })
    };
    json!({ "issues": issues.iter().map(issue).collect::<Vec<_>>() })
}
