//! The words reports use: what headings announce, what verdicts and states are called.
//!
//! English, with the German words of common table heads. Words of general use only: nothing here may come from
//! one report alone. All functions take words as [`super::inline::words`] makes them.

use super::inline::words;

/// What a heading or label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// What stands in the way.
    Blockers,
    /// The risk register.
    Risks,
    /// What is done well, or done at last.
    Strengths,
    /// What is missing or wrong.
    Gaps,
    /// What is to be done, and when.
    Plan,
    /// Acceptance criteria.
    Criteria,
    /// Commands that check claims.
    Verification,
    /// The verdict.
    Decision,
    /// Scores.
    Scores,
}

/// Whether one of the phrases occurs, as whole words.
pub(super) fn has(words: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| words.match_indices(phrase).any(|(at, _)| is_whole(words, at, phrase.len())))
}

fn is_whole(words: &str, at: usize, length: usize) -> bool {
    words[..at].ends_with(' ') && words[at + length..].starts_with(' ')
}

const BLOCKERS: [&str; 8] =
    ["blocker", "blockers", "showstopper", "showstoppers", "show stoppers", "must fix", "blockierende", "blocking issues"];
const BLOCKING_KIND: [&str; 3] = ["blocking", "critical", "p0"];
const BLOCKING_NOUN: [&str; 12] =
    ["issue", "issues", "problem", "problems", "defect", "defects", "bug", "bugs", "findings", "vulnerabilities", "missing", "probleme"];
const RISKS: [&str; 13] = [
    "risks",
    "risk register",
    "risk assessment",
    "risk analysis",
    "risk matrix",
    "risk exposure",
    "risk summary",
    "risk overview",
    "risk log",
    "risk table",
    "risiken",
    "risikoregister",
    "threats",
];
const DONE: [&str; 9] = ["fixed", "resolved", "completed", "closed", "done", "implemented", "addressed", "cleared", "mitigated"];
const UNDONE: [&str; 4] = ["not done", "not completed", "not implemented", "to be done"];
const STRENGTHS: [&str; 14] = [
    "strength",
    "strengths",
    "strong points",
    "whats done",
    "what works",
    "working well",
    "went well",
    "achievement",
    "achievements",
    "accomplishments",
    "improvements since",
    "recent improvements",
    "positive",
    "positives",
];
const GAPS: [&str; 20] = [
    "gap",
    "gaps",
    "weakness",
    "weaknesses",
    "missing",
    "needs work",
    "issue",
    "issues",
    "concern",
    "concerns",
    "vulnerabilities",
    "limitations",
    "findings",
    "deficiency",
    "deficiencies",
    "shortcomings",
    "technical debt",
    "not done",
    "problems",
    "open points",
];
const PLAN: [&str; 23] = [
    "plan",
    "roadmap",
    "timeline",
    "next steps",
    "recommendations",
    "action items",
    "actions",
    "priority order",
    "schedule",
    "sequence",
    "milestones",
    "remaining work",
    "remaining tasks",
    "enhancements",
    "extensions",
    "backlog",
    "to do",
    "todo",
    "estimated effort",
    "follow up",
    "follow ups",
    "massnahmen",
    "what to add",
];
const CRITERIA: [&str; 8] = [
    "acceptance criteria",
    "exit criteria",
    "success criteria",
    "entry criteria",
    "go criteria",
    "release criteria",
    "definition of done",
    "definition of ready",
];
const VERIFICATION: [&str; 9] = [
    "verify",
    "verification",
    "verification commands",
    "verification steps",
    "validation commands",
    "smoke test",
    "smoke tests",
    "how to check",
    "checks to run",
];
const DECISION: [&str; 10] = [
    "decision",
    "verdict",
    "go no go",
    "can we go",
    "ready to launch",
    "sign off",
    "final recommendation",
    "entscheidung",
    "gate decision",
    "is it ready",
];
const SCORES: [&str; 13] = [
    "score",
    "scores",
    "scorecard",
    "scoring",
    "rating",
    "ratings",
    "readiness matrix",
    "readiness summary",
    "readiness by",
    "maturity",
    "assessment summary",
    "executive summary",
    "grades",
];

/// What the heading announces; `None` where its words say nothing in particular.
pub(super) fn topic(heading: &str) -> Option<Topic> {
    let words = words(heading);
    let done = is_done(&words);
    if has(&words, &CRITERIA) {
        return Some(Topic::Criteria);
    }
    if announces_blockers(&words) {
        return Some(if done { Topic::Strengths } else { Topic::Blockers });
    }
    if has(&words, &["mitigations", "risk mitigation", "mitigation plan", "mitigation steps"]) {
        return Some(Topic::Plan);
    }
    if has(&words, &RISKS) || words.trim() == "risk" {
        return Some(Topic::Risks);
    }
    if has(&words, &STRENGTHS) || done {
        return Some(Topic::Strengths);
    }
    let rest: [(&[&str], Topic); 6] = [
        (&VERIFICATION, Topic::Verification),
        (&DECISION, Topic::Decision),
        (&PLAN, Topic::Plan),
        (&GAPS, Topic::Gaps),
        (&SCORES, Topic::Scores),
        (&["needed", "todo"], Topic::Gaps),
    ];
    rest.iter().find(|(phrases, _)| has(&words, phrases)).map(|(_, topic)| *topic)
}

fn announces_blockers(words: &str) -> bool {
    let outright = has(words, &BLOCKERS) && !has(words, &["no blockers", "non blocking"]);
    // `Critical issues`, `Critical security issues`; not `Zero failed calls (critical)`.
    let tokens: Vec<&str> = words.split_whitespace().collect();
    let critical = tokens.windows(2).any(|pair| BLOCKING_KIND.contains(&pair[0]) && BLOCKING_NOUN.contains(&pair[1]))
        || tokens.windows(3).any(|three| BLOCKING_KIND.contains(&three[0]) && BLOCKING_NOUN.contains(&three[2]));
    let top_tier = words.starts_with(" p0 ") && has(words, &["fix", "fixes", "must", "before"]);
    outright || critical || top_tier
}

/// Whether the words say that something is over and done.
pub(super) fn is_done(words: &str) -> bool {
    has(words, &DONE) && !has(words, &UNDONE) && !has(words, &["not", "partially", "to be"])
}

/// Words for the sum of all rows.
pub(super) fn is_total(raw: &str) -> bool {
    let words = words(raw);
    let named = has(&words, &["total", "subtotal", "overall", "average", "gesamt", "sum", "composite", "aggregate"]);
    named && words.split_whitespace().count() <= 5
}

/// Words that make a status a verdict on the whole.
const VERDICT: [&str; 26] = [
    "ready",
    "go",
    "no go",
    "pass",
    "passed",
    "fail",
    "failed",
    "conditional",
    "conditionally",
    "approved",
    "rejected",
    "not approved",
    "launch",
    "deploy",
    "deployment",
    "ship",
    "release",
    "proceed",
    "hold",
    "blocked",
    "attention",
    "production",
    "delay",
    "postpone",
    "yes",
    "no",
];

/// Whether the words could be a verdict on whether something may go ahead.
pub(super) fn is_verdict(raw: &str) -> bool {
    has(&words(raw), &VERDICT)
}

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

/// Whether a text says that there is nothing to list: `None`, `None identified.`, `n/a`, `-`.
pub(super) fn says_none(raw: &str) -> bool {
    let words = words(raw);
    let trimmed = words.trim();
    trimmed.is_empty()
        || matches!(trimmed, "none" | "n a" | "na" | "nothing" | "no blockers" | "keine" | "none identified" | "none found" | "none known")
        || trimmed.starts_with("none identified ")
        || trimmed.starts_with("none currently")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_words_not_by_parts_of_words() {
        for (heading, expected) in [
            ("Launch Blockers (Must Fix)", Some(Topic::Blockers)),
            ("P0 — Fix before release", Some(Topic::Blockers)),
            ("Critical issues", Some(Topic::Blockers)),
            ("Critical issues fixed ✅", Some(Topic::Strengths)),
            ("Completed blockers", Some(Topic::Strengths)),
            ("Critical gaps", Some(Topic::Gaps)),
            ("What's not done", Some(Topic::Gaps)),
            ("What's done", Some(Topic::Strengths)),
            ("Risk register", Some(Topic::Risks)),
            ("Risk mitigation steps", Some(Topic::Plan)),
            ("Next steps", Some(Topic::Plan)),
            ("Acceptance criteria", Some(Topic::Criteria)),
            ("Commands to verify", Some(Topic::Verification)),
            ("Brisk walking", None),
        ] {
            assert_eq!(topic(heading), expected, "{heading}");
        }
    }

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
