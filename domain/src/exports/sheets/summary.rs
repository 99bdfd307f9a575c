//! What is known of the project and its audit as a whole, one fact a row.

use super::{Cell, Sheet};
use crate::assessments::AssessmentState;
use crate::exports::{Audit, Dossier};
use crate::time::ReportDate;

pub(super) fn summary(of: &Dossier) -> Sheet {
    let mut facts = vec![
        ("Organisation", of.organisation.as_ref().into()),
        ("Project", (&of.project.name).into()),
        ("Address of the project", Cell::text(&of.project.slug)),
        ("Description", (&of.description).into()),
        ("As of (UTC)", of.at.into()),
    ];
    match &of.audit {
        Some(audit) => facts.extend(about(audit)),
        None => facts.push(("Audit", "none".into())),
    }
    facts.push(("Project ID", Cell::text(of.project.id)));
    // What is unknown is left out: a row without a value would say nothing.
    let rows = facts.into_iter().filter(|(_, value)| *value != Cell::Empty).map(|(name, value)| vec![name.into(), value]);
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    let answers = of.audit.iter().flat_map(|audit| &audit.assessment.stated.per_goal);
    rows.extend(answers.map(|row| vec![Cell::text(format_args!("Stated for {}", row.goal)), (&row.answer).into()]));
    Sheet { name: "summary", title: "Summary", columns: vec!["Fact", "Value"], rows }
}

fn about(audit: &Audit) -> Vec<(&'static str, Cell)> {
    let (head, score) = (&audit.assessment, &audit.score);
    let seal = audit.seal.as_ref();
    let reasons = audit.difference.as_ref().map(|difference| {
        let reasons: Vec<String> = difference.reasons.iter().map(ToString::to_string).collect();
        reasons.join("; ")
    });
    let state = match head.state {
        AssessmentState::Draft => "draft",
        AssessmentState::Final => "frozen",
    };
    vec![
        ("Audit", (&head.title).into()),
        ("Date of the audit", head.date.map(day).into()),
        ("State of the audit", state.into()),
        ("Score in percent", score.overall.as_ref().map(|share| share.percent(2)).into()),
        ("Score as a fraction", score.overall.as_ref().map(crate::scoring::Share::fraction).into()),
        ("Target in percent", audit.rule.target.into()),
        ("Categories rated", score.rated.into()),
        ("Categories that apply", score.applicable.into()),
        ("Sum of weights", score.weight_sum.into()),
        ("Stated score", head.stated.overall.map(|stated| stated.to_string()).into()),
        ("Stated and computed differ by points", audit.difference.as_ref().map(|difference| difference.points).into()),
        ("Why they differ", reasons.into()),
        ("Stated score before", head.stated.previous.map(|stated| stated.to_string()).into()),
        ("Stated decision", head.stated.decision.as_ref().into()),
        ("Stated status", head.stated.status.as_ref().into()),
        ("Template", head.template.as_ref().map(ToString::to_string).into()),
        ("Brought in (UTC)", head.created_at.into()),
        ("Frozen (UTC)", seal.map(|(frozen, _)| frozen.at).into()),
        ("Frozen by", seal.map(|(frozen, _)| &frozen.by_name).into()),
        ("SHA-256 of what was frozen", seal.map(|(_, digest)| digest).into()),
        ("Passages kept as notes", audit.notes.len().into()),
        ("Corrects audit", head.supersedes.map(|id| id.to_string()).into()),
        ("Audit ID", Cell::text(head.id)),
    ]
}

/// A day where one is known; a month alone is text, since it is no day.
fn day(date: ReportDate) -> Cell {
    date.to_string().parse().map_or_else(|_| Cell::text(date), Cell::Day)
}
