//! What keys such as `Verdict:`, `Overall score:` or `Location:` announce.

use super::inline::words;
use super::vocabulary::{has, keys as foreign};

/// The kind of a key such as `Verdict:` or `Overall score:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The score of the whole.
    OverallScore,
    /// The date of the report.
    Date,
    /// The verdict.
    Verdict,
    /// What the author advises.
    Recommendation,
    /// How things stand.
    Status,
    /// What is or has to be.
    Field(Field),
}

/// A part of a finding, blocker or risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Location,
    Current,
    Required,
    Impact,
    Recommendation,
    Severity,
    Owner,
    Mitigation,
    Likelihood,
    Level,
}

/// What a key announces.
pub(super) fn key(raw: &str) -> Option<Key> {
    let words = words(raw);
    let count = count(&words);
    let whole = |phrases: &[&str]| phrases.contains(&words.trim());
    if is_of_another_time(&words) {
        return None;
    }
    if is_overall_score(&words, count) || has(&words, &foreign::OVERALL) {
        return Some(Key::OverallScore);
    }
    if is_date(&words, count) {
        return Some(Key::Date);
    }
    if is_verdict(&words) {
        return Some(Key::Verdict);
    }
    if whole(&["recommendation", "final recommendation", "overall recommendation", "launch recommendation", "release recommendation"])
        || whole(&foreign::RECOMMENDATION)
    {
        return Some(Key::Recommendation);
    }
    if is_status(&words) || whole(&foreign::STATUS) {
        return Some(Key::Status);
    }
    field(words.trim()).map(Key::Field)
}

/// How many words there are; three signs of a script without spaces are taken for one.
fn count(words: &str) -> usize {
    let (signs, others): (Vec<&str>, Vec<&str>) =
        words.split_whitespace().partition(|word| !word.is_ascii() && word.chars().nth(1).is_none());
    others.len() + signs.len().div_ceil(3)
}

/// `Previous score`, `Next review date`, `Target status`.
fn is_of_another_time(words: &str) -> bool {
    const OF_NOW: [&str; 7] =
        ["last updated", "last refreshed", "last reviewed", "last modified", "last revised", "last update", "review date"];
    let other = has(words, &["previous", "prior", "target", "next", "baseline", "expected", "required", "minimum"])
        || (has(words, &["last", "review"]) && !has(words, &OF_NOW));
    other || has(words, &foreign::OTHER_DATE)
}

fn is_date(words: &str, count: usize) -> bool {
    const DATE: [&str; 14] = [
        "date",
        "generated",
        "updated",
        "refreshed",
        "assessed",
        "as of",
        "dated",
        "created",
        "modified",
        "revised",
        "last update",
        "prepared",
        "audited",
        "last reviewed",
    ];
    const OTHER: [&str; 19] = [
        "decision",
        "due",
        "target",
        "launch",
        "release",
        "go live",
        "deadline",
        "start",
        "end",
        "expiry",
        "expiration",
        "expires",
        "birth",
        "effective",
        "deployment",
        "resolution",
        "completion",
        "signed",
        "by",
    ];
    let named = has(words, &DATE) && !has(words, &OTHER);
    let foreign_name = has(words, &foreign::DATE) || words.trim() == "data";
    (named || foreign_name) && count <= 6
}

/// `Verdict`, `Launch decision`, `Go/No-Go`; not `Decision owner`.
fn is_verdict(words: &str) -> bool {
    const OF_DECIDING: [&str; 24] = [
        "date",
        "threshold",
        "makers",
        "maker",
        "owner",
        "owners",
        "criteria",
        "criterion",
        "log",
        "needed",
        "required",
        "meeting",
        "process",
        "point",
        "points",
        "deadline",
        "record",
        "matrix",
        "authority",
        "committee",
        "due",
        "options",
        "tree",
        "time",
    ];
    let named = has(words, &["verdict", "decision", "go no go", "gonogo"]) || has(words, &foreign::VERDICT);
    let asked = has(
        words,
        &[
            "production ready",
            "launch ready",
            "ready for production",
            "ready for launch",
            "ready to launch",
            "ready to ship",
            "can we launch",
        ],
    ) || matches!(words.trim(), "ready" | "go live" | "outcome" | "gate result" | "ready for release" | "ready to release");
    (named && !has(words, &OF_DECIDING)) || asked
}

/// `Status`, `Launch status`, `Certification status`: how the whole stands.
fn is_status(words: &str) -> bool {
    const OF: [&str; 22] = [
        "overall",
        "launch",
        "readiness",
        "current",
        "production",
        "project",
        "certification",
        "approval",
        "release",
        "deployment",
        "final",
        "go live",
        "system",
        "audit",
        "assessment",
        "report",
        "gate",
        "sign off",
        "health",
        "rag",
        "general",
        "document",
    ];
    if matches!(
        words.trim(),
        "status"
            | "state"
            | "launch readiness"
            | "production readiness"
            | "release readiness"
            | "overall health"
            | "rag"
            | "classification"
    ) {
        return true;
    }
    let Some(of) = words.trim().strip_suffix(" status") else { return false };
    let mut rest = format!(" {of} ");
    for phrase in OF {
        rest = rest.replace(&format!(" {phrase} "), " ");
    }
    // `ORR status`: the short name of the review.
    rest.trim().is_empty() || (rest.trim().len() <= 5 && !rest.trim().contains(' '))
}

/// `Overall score`, `Total`, `Production readiness`; not `Operational readiness score`, which is that of a part.
fn is_overall_score(words: &str, count: usize) -> bool {
    const WHOLE: [&str; 10] = ["overall", "total", "final", "weighted", "aggregate", "composite", "combined", "average", "global", "grand"];
    const SCORE: [&str; 9] = ["score", "readiness", "rating", "grade", "total", "completion", "health", "maturity", "progress"];
    const NEUTRAL: [&str; 11] = ["production", "launch", "release", "current", "project", "system", "the", "our", "index", "level", "go"];
    let alone = matches!(words.trim(), "overall" | "total" | "grand total" | "average" | "weighted average");
    let about_all = has(words, &WHOLE) || words.split_whitespace().all(|word| NEUTRAL.contains(&word) || SCORE.contains(&word));
    let part = matches!(
        words.trim(),
        "score"
            | "health"
            | "maturity"
            | "progress"
            | "completion"
            | "rating"
            | "grade"
            | "health score"
            | "level"
            | "total readiness items"
    );
    let counts = has(
        words,
        &["status", "verdict", "date", "issues", "tests", "items", "effort", "time", "cost", "hours", "days", "risk", "findings", "checks"],
    );
    alone || (about_all && has(words, &SCORE) && !part && count <= 6 && !counts)
}

fn field(words: &str) -> Option<Field> {
    let fields: [(&[&str], Field); 10] = [
        (&["location", "locations", "file", "files", "where", "path", "found in", "component"], Field::Location),
        (&["current", "current state", "currently", "actual", "evidence", "issue", "problem", "current implementation"], Field::Current),
        (&["required", "required state", "expected", "target state", "needed"], Field::Required),
        (&["impact", "risk", "consequence", "blocking", "blocks", "why it matters"], Field::Impact),
        (
            &["fix", "action", "actions", "remediation", "solution", "resolution", "recommended fix", "required action", "how to fix"],
            Field::Recommendation,
        ),
        (&["severity", "priority", "tier"], Field::Severity),
        (&["owner", "responsible", "assignee", "assigned to"], Field::Owner),
        (&["mitigation", "mitigations", "mitigation strategy", "response", "contingency"], Field::Mitigation),
        (&["likelihood", "probability"], Field::Likelihood),
        (&["level", "risk level", "rating"], Field::Level),
    ];
    fields.iter().find(|(names, _)| names.contains(&words)).map(|(_, field)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_say_what_follows() {
        assert_eq!(key("Overall readiness score"), Some(Key::OverallScore));
        assert_eq!(key("Previous overall score"), None);
        assert_eq!(key("Audit date"), Some(Key::Date));
        assert_eq!(key("Last updated"), Some(Key::Date));
        assert_eq!(key("Due date"), None);
        assert_eq!(key("Final verdict"), Some(Key::Verdict));
        assert_eq!(key("Location"), Some(Key::Field(Field::Location)));
        assert_eq!(key("Purpose"), None);
    }
}
