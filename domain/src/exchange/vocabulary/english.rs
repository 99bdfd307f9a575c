//! The English words of headings, states and verdicts, by what they announce.

/// What stands in the way, outright.
#[rustfmt::skip]
pub(super) const BLOCKERS: [&str; 11] = [
    "blocker", "blockers", "showstopper", "showstoppers", "show stoppers", "must fix", "blocking issues",
    "go live blockers", "what blocks", "whats blocking", "what is blocking",
];

/// What makes an issue one that blocks.
#[rustfmt::skip]
pub(super) const BLOCKING_KIND: [&str; 3] = [
    "blocking", "critical", "p0",
];

/// What may be blocking.
#[rustfmt::skip]
pub(super) const BLOCKING_NOUN: [&str; 12] = [
    "issue", "issues", "problem", "problems", "defect", "defects", "bug", "bugs", "findings", "vulnerabilities", "missing", "errors",
];

/// Risks.
#[rustfmt::skip]
pub(super) const RISKS: [&str; 11] = [
    "risks", "risk register", "risk assessment", "risk analysis", "risk matrix", "risk exposure", "risk summary", "risk overview",
    "risk log", "risk table", "threats",
];

/// Over and done.
#[rustfmt::skip]
pub(super) const DONE: [&str; 9] = [
    "fixed", "resolved", "completed", "closed", "done", "implemented", "addressed", "cleared", "mitigated",
];

/// Not done.
#[rustfmt::skip]
pub(super) const UNDONE: [&str; 4] = [
    "not done", "not completed", "not implemented", "to be done",
];

/// What is done well.
#[rustfmt::skip]
pub(super) const STRENGTHS: [&str; 13] = [
    "strength", "strengths", "strong points", "whats done", "what works", "working well", "went well", "achievement", "achievements",
    "accomplishments", "improvements", "positive", "positives",
];

/// What is missing.
#[rustfmt::skip]
pub(super) const GAPS: [&str; 20] = [
    "gap", "gaps", "weakness", "weaknesses", "missing", "needs work", "issue", "issues", "concern", "concerns", "vulnerabilities",
    "limitations", "findings", "deficiency", "deficiencies", "shortcomings", "technical debt", "not done", "problems", "open points",
];

/// What is to be done.
#[rustfmt::skip]
pub(super) const PLAN: [&str; 20] = [
    "plan", "roadmap", "timeline", "next steps", "recommendations", "action items", "actions", "priority order", "schedule", "sequence",
    "milestones", "remaining work", "remaining tasks", "enhancements", "extensions", "backlog", "to do", "todo", "follow up",
    "follow ups",
];

/// What has to hold.
#[rustfmt::skip]
pub(super) const CRITERIA: [&str; 8] = [
    "acceptance criteria", "exit criteria", "success criteria", "entry criteria", "go criteria", "release criteria",
    "definition of done", "definition of ready",
];

/// What checks.
#[rustfmt::skip]
pub(super) const VERIFICATION: [&str; 9] = [
    "verify", "verification", "verification commands", "verification steps", "validation commands", "smoke test", "smoke tests",
    "how to check", "checks to run",
];

/// What decides.
#[rustfmt::skip]
pub(super) const DECISION: [&str; 9] = [
    "decision", "verdict", "go no go", "can we go", "ready to launch", "sign off", "final recommendation", "gate decision",
    "is it ready",
];

/// What rates.
#[rustfmt::skip]
pub(super) const SCORES: [&str; 13] = [
    "score", "scores", "scorecard", "scoring", "rating", "ratings", "readiness matrix", "readiness summary", "readiness by", "maturity",
    "assessment summary", "executive summary", "grades",
];

/// What `overall` may be said of where it means the whole.
#[rustfmt::skip]
pub(super) const OVERALL_OF: [&str; 16] = [
    "score", "scores", "rating", "readiness", "grade", "result", "health", "weighted", "total", "average", "status", "assessment",
    "maturity", "progress", "completion", "production",
];

/// Words that make a status a verdict on the whole.
#[rustfmt::skip]
pub(super) const VERDICT: [&str; 40] = [
    "ready", "go", "no go", "pass", "passed", "fail", "failed", "conditional", "conditionally", "approved", "approve", "rejected",
    "reject", "not approved", "launch", "deploy", "deployment", "ship", "release", "released", "proceed", "hold", "blocked", "blocking",
    "attention", "production", "delay", "postpone", "postponed", "deferred", "certified", "not certified", "cleared", "accepted",
    "do not", "stop", "greenlit", "green light", "yes", "no",
];

/// What a most urgent group may hold, behind `critical`.
#[rustfmt::skip]
pub(super) const CRITICAL_WHAT: [&str; 15] = [
    "items", "item", "tasks", "actions", "requirements", "checks", "must", "priority", "fixes", "before", "for", "p0", "blocking", "todo", "severity",
];

/// Beginnings of headings over what has to be.
#[rustfmt::skip]
pub(super) const MUST: [&str; 12] = [
    "must have", "must haves", "must do", "must complete", "launch critical", "required before launch", "required for launch", "mandatory", "kritisch",
    "critique", "crítico", "критично",
];
