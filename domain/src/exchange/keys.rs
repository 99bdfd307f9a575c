//! What keys such as `Verdict:`, `Overall score:` or `Location:` announce.

use super::inline::words;
use super::vocabulary::has;

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
    let count = words.split_whitespace().count();
    let whole = |phrases: &[&str]| phrases.contains(&words.trim());
    let date = has(&words, &["date", "generated", "updated", "refreshed", "stand", "datum", "assessed", "as of", "dated"]);
    if has(&words, &["previous", "prior", "last", "target", "next", "baseline", "review"])
        && !has(&words, &["last updated", "last refreshed", "last reviewed", "review date"])
    {
        return None;
    }
    if is_overall_score(&words, count) {
        return Some(Key::OverallScore);
    }
    if date && count <= 5 && !has(&words, &["decision", "due", "target", "launch", "release", "go live"]) {
        return Some(Key::Date);
    }
    if has(&words, &["verdict", "decision", "go no go", "entscheidung"]) && !has(&words, &["date", "threshold", "makers", "maker"]) {
        return Some(Key::Verdict);
    }
    if whole(&["recommendation", "final recommendation", "overall recommendation", "launch recommendation", "empfehlung"]) {
        return Some(Key::Recommendation);
    }
    if whole(&[
        "status",
        "overall status",
        "launch status",
        "readiness status",
        "launch readiness",
        "current status",
        "state",
        "production status",
        "project status",
    ]) {
        return Some(Key::Status);
    }
    field(words.trim()).map(Key::Field)
}

/// `Overall score`, `Total`, `Production readiness`; not `Operational readiness score`, which is that of a part.
fn is_overall_score(words: &str, count: usize) -> bool {
    const WHOLE: [&str; 8] = ["overall", "total", "final", "weighted", "aggregate", "composite", "combined", "average"];
    const SCORE: [&str; 5] = ["score", "readiness", "rating", "grade", "total"];
    const NEUTRAL: [&str; 9] = ["production", "launch", "release", "current", "project", "system", "the", "our", "index"];
    let alone = matches!(words.trim(), "overall" | "total" | "grand total");
    let about_all = has(words, &WHOLE) || words.split_whitespace().all(|word| NEUTRAL.contains(&word) || SCORE.contains(&word));
    alone || (about_all && has(words, &SCORE) && words.trim() != "score" && count <= 6 && !has(words, &["status", "verdict", "date"]))
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
        (&["owner", "responsible", "assignee", "assigned to", "verantwortlich"], Field::Owner),
        (&["mitigation", "mitigations", "mitigation strategy", "massnahme", "response", "contingency"], Field::Mitigation),
        (&["likelihood", "probability", "wahrscheinlichkeit"], Field::Likelihood),
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
