//! What keys such as `Verdict:`, `Overall score:` or `Location:` announce.

use super::inline::words;
use super::phrases::Lists;
use super::vocabulary::keys as foreign;
use std::sync::LazyLock;

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

/// What words of a key say, before it is weighed what that means for all of it.
#[derive(Clone, Copy)]
enum Said {
    OtherTime,
    Time,
    OfNow,
    Whole,
    Score,
    Counted,
    OverallAbroad,
    Date,
    OtherDate,
    DateAbroad,
    Verdict,
    OfDeciding,
    Asked,
}

#[rustfmt::skip]
const SAID: [(Said, &[&str]); 15] = [
    (Said::OtherTime, &["previous", "prior", "target", "next", "baseline", "expected", "required", "minimum"]),
    (Said::OtherTime, &foreign::OTHER_DATE),
    (Said::Time, &["last", "review"]),
    (Said::OfNow, &["last updated", "last refreshed", "last reviewed", "last modified", "last revised", "last update", "review date"]),
    (Said::Whole, &["overall", "total", "final", "weighted", "aggregate", "composite", "combined", "average", "global", "grand"]),
    (Said::Score, &SCORE),
    (Said::Counted, &[
        "status", "verdict", "date", "issues", "tests", "items", "effort", "time", "cost", "hours", "days", "risk", "findings", "checks",
    ]),
    (Said::OverallAbroad, &foreign::OVERALL),
    (Said::Date, &[
        "date", "generated", "updated", "refreshed", "assessed", "as of", "dated", "created", "modified", "revised", "last update",
        "prepared", "audited", "last reviewed",
    ]),
    (Said::OtherDate, &[
        "decision", "due", "target", "launch", "release", "go live", "deadline", "start", "end", "expiry", "expiration", "expires",
        "birth", "effective", "deployment", "resolution", "completion", "signed", "by",
    ]),
    (Said::DateAbroad, &foreign::DATE),
    (Said::Verdict, &["verdict", "decision", "go no go", "gonogo"]),
    (Said::Verdict, &foreign::VERDICT),
    (Said::OfDeciding, &[
        "date", "threshold", "makers", "maker", "owner", "owners", "criteria", "criterion", "log", "needed", "required", "meeting",
        "process", "point", "points", "deadline", "record", "matrix", "authority", "committee", "due", "options", "tree", "time",
    ]),
    (Said::Asked, &[
        "production ready", "launch ready", "ready for production", "ready for launch", "ready to launch", "ready to ship",
        "can we launch",
    ]),
];

static KEYS: LazyLock<Lists> = LazyLock::new(|| Lists::numbered(SAID.iter().map(|(said, phrases)| (*said as usize, *phrases))));

/// What a key announces.
pub(super) fn key(raw: &str) -> Option<Key> {
    key_of_words(&words(raw))
}

/// What a key announces, by its words.
pub(super) fn key_of_words(words: &str) -> Option<Key> {
    let found = KEYS.all_in(words);
    let says = |said: Said| found.has(said as usize);
    let whole = words.trim();
    // `Previous score`, `Next review date`, `Target status`
    if says(Said::OtherTime) || (says(Said::Time) && !says(Said::OfNow)) {
        return None;
    }
    if is_overall_score(words, says) || says(Said::OverallAbroad) {
        return Some(Key::OverallScore);
    }
    let dates = (says(Said::Date) && !says(Said::OtherDate)) || says(Said::DateAbroad) || whole == "data";
    if dates && count(words) <= 6 {
        return Some(Key::Date);
    }
    if is_verdict(whole, says) {
        return Some(Key::Verdict);
    }
    if RECOMMENDATION.contains(&whole) || foreign::RECOMMENDATION.contains(&whole) {
        return Some(Key::Recommendation);
    }
    if is_status(whole) || foreign::STATUS.contains(&whole) {
        return Some(Key::Status);
    }
    field(whole).map(Key::Field)
}

const RECOMMENDATION: [&str; 5] =
    ["recommendation", "final recommendation", "overall recommendation", "launch recommendation", "release recommendation"];

/// How many words there are; three signs of a script without spaces are taken for one.
fn count(words: &str) -> usize {
    let (signs, others): (Vec<&str>, Vec<&str>) =
        words.split_whitespace().partition(|word| !word.is_ascii() && word.chars().nth(1).is_none());
    others.len() + signs.len().div_ceil(3)
}

/// `Verdict`, `Launch decision`, `Go/No-Go`; not `Decision owner`.
fn is_verdict(words: &str, says: impl Fn(Said) -> bool) -> bool {
    let asked =
        says(Said::Asked) || matches!(words, "ready" | "go live" | "outcome" | "gate result" | "ready for release" | "ready to release");
    (says(Said::Verdict) && !says(Said::OfDeciding)) || asked
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
        words,
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
    let Some(of) = words.strip_suffix(" status") else { return false };
    let mut rest = format!(" {of} ");
    for phrase in OF {
        rest = rest.replace(&format!(" {phrase} "), " ");
    }
    // `ORR status`: the short name of the review.
    rest.trim().is_empty() || (rest.trim().len() <= 5 && !rest.trim().contains(' '))
}

/// `Overall score`, `Total`, `Production readiness`; not `Operational readiness score`, which is that of a part.
fn is_overall_score(words: &str, says: impl Fn(Said) -> bool) -> bool {
    const NEUTRAL: [&str; 11] = ["production", "launch", "release", "current", "project", "system", "the", "our", "index", "level", "go"];
    let whole = words.trim();
    if matches!(whole, "overall" | "total" | "grand total" | "average" | "weighted average") {
        return true;
    }
    if !says(Said::Score) || says(Said::Counted) {
        return false;
    }
    let about_all = says(Said::Whole) || words.split_whitespace().all(|word| NEUTRAL.contains(&word) || SCORE.contains(&word));
    let part = matches!(
        whole,
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
    about_all && !part && count(words) <= 6
}

const SCORE: [&str; 9] = ["score", "readiness", "rating", "grade", "total", "completion", "health", "maturity", "progress"];

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
