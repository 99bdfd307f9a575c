//! The sections of a report and what their records say, in the order in which they stand.

use super::kind::{Field, Form, Group, Kind, Layout};
use crate::verifications::ValidDays;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// All kinds of records but items of checklists, in the order of their sections.
pub(crate) const KINDS: [&Kind; 9] = [&GOALS, &CATEGORIES, &FINDINGS, &BLOCKERS, &RISKS, &CRITERIA, &PLAN, &VERIFICATIONS, &METRICS];

/// The heads of the columns that are computed for the score table.
pub(crate) const SHARE: &str = "Share";
/// What a category adds to the score.
pub(crate) const CONTRIBUTION: &str = "Contribution";

/// Verdicts on single goals.
pub(crate) const GOALS: Kind = Kind {
    list: "goal_decisions",
    heading: "Verdict per goal",
    title: "goal",
    untitled: None,
    group: None,
    layout: Layout::Table(&[words("goal", "Goal"), words("answer", "Verdict"), text("reason", "Reason")]),
    fields: &[text("reason", "Reason")],
    code: None,
    body: None,
    add: |reading, value| push(&mut reading.goal_decisions, value),
};

/// The score table.
pub(crate) const CATEGORIES: Kind = Kind {
    list: "categories",
    heading: "Scores",
    title: "name",
    untitled: None,
    group: None,
    layout: Layout::Table(&[
        words("name", "Category"),
        Field::new("weight", "Weight", Form::Percent),
        Field::new("value", "Rating", Form::Points),
        Field::new("rating", "Rated as", Form::Rating),
        words("status", "Status"),
        Field::new("previous", "Before", Form::Number),
        Field::new("target", "Target", Form::Number),
        Field::new("", SHARE, Form::Computed),
        Field::new("", CONTRIBUTION, Form::Computed),
        text("notes", "Notes"),
    ]),
    fields: &[],
    code: None,
    body: Some("notes"),
    add: |reading, value| push(&mut reading.categories, value),
};

/// Strengths and gaps.
pub(crate) const FINDINGS: Kind = Kind {
    list: "findings",
    heading: "Findings",
    title: "title",
    untitled: None,
    group: Some(Group { key: "category", none: "*Without a category*" }),
    layout: Layout::Entries(Some(Field::new("kind", "Kind", Form::Word(&[("strength", "Strength"), ("gap", "Gap")])))),
    fields: &[
        words("severity", "Severity"),
        words("location", "Location"),
        text("current", "Current"),
        text("required", "Required"),
        text("impact", "Impact"),
        text("recommendation", "Recommendation"),
    ],
    code: None,
    body: Some("body"),
    add: |reading, value| push(&mut reading.findings, value),
};

/// What stands in the way.
pub(crate) const BLOCKERS: Kind = Kind {
    list: "blockers",
    heading: "Blockers",
    title: "title",
    untitled: None,
    group: Some(Group { key: "tier", none: "*Without a tier*" }),
    layout: Layout::Entries(Some(Field::new("state", "State", Form::Word(&[("open", "Open"), ("resolved", "Resolved")])))),
    fields: &[
        Field::new("urgency", "Tier", Form::Count(9)),
        words("category", "Category"),
        words("owner", "Owner"),
        day("due", "Due"),
        words("location", "Location"),
        text("current", "Current"),
        text("required", "Required"),
        text("evidence", "Evidence"),
        text("waiver", "Waived"),
        day("waived_until", "Waived until"),
        Field::new("links", "Links", Form::Links),
    ],
    code: None,
    body: Some("body"),
    add: |reading, value| push(&mut reading.blockers, value),
};

/// The risk register.
pub(crate) const RISKS: Kind = Kind {
    list: "risks",
    heading: "Risks",
    title: "title",
    untitled: None,
    group: None,
    layout: Layout::Table(&[
        words("title", "Risk"),
        words("level", "Level"),
        words("likelihood", "Likelihood"),
        words("impact", "Impact"),
        words("previous", "Before"),
        words("target", "Target"),
        words("status", "Status"),
        words("response", "Response"),
        words("owner", "Owner"),
        day("review", "Review"),
    ]),
    fields: &[
        words("inherent", "Inherent level"),
        words("inherent_likelihood", "Inherent likelihood"),
        words("inherent_impact", "Inherent impact"),
        words("target_likelihood", "Target likelihood"),
        words("target_impact", "Target impact"),
        Field::new(
            "polarity",
            "Direction",
            Form::Word(&[("lower_is_better", "lower is better"), ("higher_is_better", "higher is better")]),
        ),
        text("mitigation", "Mitigation"),
        text("acceptance", "Accepted"),
        words("accepted_by", "Accepted by"),
        day("accepted_until", "Accepted until"),
        text("closing", "Closed"),
    ],
    code: None,
    body: Some("description"),
    add: |reading, value| push(&mut reading.risks, value),
};

/// Acceptance criteria.
pub(crate) const CRITERIA: Kind = Kind {
    list: "criteria",
    heading: "Acceptance criteria",
    title: "text",
    untitled: None,
    group: None,
    layout: Layout::Table(&[
        words("letter", "Letter"),
        words("text", "Criterion"),
        Field::new("met", "State", Form::Word(&[("met", "Met"), ("partly", "Partly met"), ("not_met", "Not met")])),
        words("owner", "Owner"),
        text("remark", "Remark"),
    ]),
    fields: &[],
    code: None,
    body: Some("remark"),
    add: |reading, value| push(&mut reading.criteria, value),
};

/// The plan.
pub(crate) const PLAN: Kind = Kind {
    list: "actions",
    heading: "Plan",
    title: "focus",
    untitled: None,
    group: Some(Group { key: "group", none: super::NO_HEADING }),
    layout: Layout::Table(&[
        words("when", "When"),
        day("date", "Date"),
        words("focus", "Focus"),
        words("owner", "Owner"),
        Field::new("done", "Done", Form::Flag),
        text("deliverables", "Deliverables"),
    ]),
    fields: &[],
    code: None,
    body: Some("deliverables"),
    add: |reading, value| push(&mut reading.actions, value),
};

/// Commands that check claims.
pub(crate) const VERIFICATIONS: Kind = Kind {
    list: "verifications",
    heading: "Verifications",
    title: "claim",
    untitled: Some("*Without a claim*"),
    group: None,
    layout: Layout::Entries(None),
    fields: &[text("expected", "Expected"), Field::new("valid_days", "Valid days", Form::Count(ValidDays::LIMIT))],
    code: Some("command"),
    body: None,
    add: |reading, value| push(&mut reading.verifications, value),
};

/// Figures that are measured again and again.
pub(crate) const METRICS: Kind = Kind {
    list: "metrics",
    heading: "Metrics",
    title: "name",
    untitled: None,
    group: None,
    layout: Layout::Table(&[
        words("name", "Metric"),
        Field::new("value", "Value", Form::Number),
        words("unit", "Unit"),
        Field::new("previous", "Before", Form::Number),
        Field::new("target", "Target", Form::Target),
        Field::new("direction", "Better", Form::Word(&[("higher", "higher"), ("lower", "lower"), ("unknown", "not known")])),
        words("as_written", "As written"),
    ]),
    fields: &[],
    code: None,
    body: None,
    add: |reading, value| push(&mut reading.metrics, value),
};

/// What may be said below an item of a checklist.
pub(crate) const ITEM_FIELDS: [Field; 4] = [
    words("owner", "Owner"),
    day("due", "Due"),
    words("not_applicable", "Does not apply"),
    Field::new("needs_verification", "Needs verification", Form::Flag),
];

const fn day(key: &'static str, label: &'static str) -> Field {
    Field::new(key, label, Form::Day)
}

const fn words(key: &'static str, label: &'static str) -> Field {
    Field::new(key, label, Form::Words)
}

const fn text(key: &'static str, label: &'static str) -> Field {
    Field::new(key, label, Form::Text)
}

fn push<T: DeserializeOwned>(list: &mut Vec<T>, value: Value) -> bool {
    serde_json::from_value(value).is_ok_and(|record| {
        list.push(record);
        true
    })
}

/// The records of a kind in a reading that was made data, in order.
pub(crate) fn records<'r>(reading: &'r Value, kind: &Kind) -> &'r [Value] {
    reading.get(kind.list).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
