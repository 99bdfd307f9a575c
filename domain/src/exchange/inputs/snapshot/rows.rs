//! Rows of a frozen assessment as records of a report.

use super::super::super::reading::{
    ActionReading, BlockerReading, BlockerReadingState, CategoryReading, Confidence, CriterionReading, FindingReading, ItemReading,
    LineRange, Met, RiskReading, VerificationReading,
};
use crate::assessments::{Category, Finding, Rating, Severity};
use crate::blockers::{Blocker, Tier};
use crate::checklists::Item;
use crate::criteria::{Criterion, CriterionState};
use crate::people::Assignee;
use crate::plans::Action;
use crate::risks::{Level, Matrix, Response, Risk};
use crate::text::Markdown;
use crate::verifications::Verification;
use rust_decimal::Decimal;

const SURE: Confidence = Confidence::STATED;

pub(super) fn category(row: &Category, lines: LineRange) -> CategoryReading {
    let (value, max) = match row.rating {
        Rating::Points(points) => (Some(points.value()), Some(points.max())),
        Rating::Level { reached, of } => (Some(Decimal::from(reached)), Some(Decimal::from(of))),
        Rating::Rag { .. } | Rating::Letter { .. } | Rating::NotApplicable { .. } | Rating::NotRated => (None, None),
    };
    let (status, reason) = match &row.rating {
        Rating::NotApplicable { reason } => (Some(row.rating.to_string()), Some(reason.as_str())),
        Rating::Points(_) | Rating::NotRated => (row.status.clone(), None),
        // The status as written may name no colour: the one that was set counts.
        Rating::Rag { .. } | Rating::Letter { .. } | Rating::Level { .. } => (Some(row.rating.to_string()), row.status.as_deref()),
    };
    let notes: Vec<&str> = [reason, markdown(&row.notes)].into_iter().flatten().collect();
    CategoryReading {
        name: row.name.as_str().to_owned(),
        value,
        max,
        weight: row.weight.map(Decimal::from),
        status,
        notes: (!notes.is_empty()).then(|| notes.join("\n\n")),
        previous: None,
        target: None,
        lines,
        confidence: SURE,
    }
}

pub(super) fn finding(row: &Finding, categories: &[Category], lines: LineRange) -> FindingReading {
    let category = row.category.and_then(|id| categories.iter().find(|category| category.id == id));
    FindingReading {
        category: category.map(|category| category.name.as_str().to_owned()),
        title: row.title.as_str().to_owned(),
        severity: row.severity.map(Severity::as_str).map(str::to_owned),
        kind: row.kind,
        location: row.location.clone(),
        current: row.current.clone(),
        required: row.required.clone(),
        impact: row.impact.clone(),
        recommendation: row.recommendation.clone(),
        body: markdown(&row.body).map(str::to_owned),
        lines,
        confidence: SURE,
    }
}

pub(super) fn blocker(row: &Blocker, lines: LineRange) -> BlockerReading {
    let label = row.tier_label.as_deref();
    // A label counts as it would in a report; where it would be another tier, the number is said first.
    let tier = match label {
        Some(label) if Tier::from_words(label).unwrap_or(Tier::FIRST) == row.tier => label.to_owned(),
        Some(label) => format!("{}: {label}", row.tier),
        None => row.tier.to_string(),
    };
    BlockerReading {
        title: row.title.as_str().to_owned(),
        tier: Some(tier),
        current: row.current.clone(),
        required: row.required.clone(),
        location: row.location.clone(),
        owner: named(row.owner.as_ref()),
        body: markdown(&row.body).map(str::to_owned),
        state: if row.state.is_open() { BlockerReadingState::Open } else { BlockerReadingState::Resolved },
        lines,
        confidence: SURE,
    }
}

pub(super) fn risk(row: &Risk, matrix: Matrix, lines: LineRange) -> RiskReading {
    let level = |level: Option<Level>| level.map(Level::as_str).map(str::to_owned);
    let closed = row.closure.as_ref().map(|closure| format!("closed: {}", closure.reason));
    RiskReading {
        title: row.title.as_str().to_owned(),
        level: level(row.residual.level(&matrix)),
        likelihood: level(row.residual.likelihood),
        impact: level(row.residual.impact),
        previous: level(row.previous),
        target: level(row.target.level(&matrix)),
        status: closed.or_else(|| row.status.clone()),
        mitigation: markdown(&row.mitigation).map(str::to_owned),
        response: row.response.map(Response::as_str).map(str::to_owned),
        owner: named(row.owner.as_ref()),
        description: markdown(&row.description).map(str::to_owned),
        lines,
        confidence: SURE,
    }
}

pub(super) fn item(row: &Item, lines: LineRange) -> ItemReading {
    ItemReading {
        text: row.text.as_str().to_owned(),
        done: row.done.is_some(),
        blocking: row.blocking,
        owner: named(row.assignee.as_ref()),
        detail: markdown(&row.detail).map(str::to_owned),
        confidence: None,
        lines,
    }
}

pub(super) fn criterion(row: &Criterion, lines: LineRange) -> CriterionReading {
    CriterionReading {
        letter: row.label.clone().unwrap_or_default(),
        text: row.text.as_str().to_owned(),
        met: match row.state {
            CriterionState::Unknown => None,
            CriterionState::Met => Some(Met::Met),
            CriterionState::Partly => Some(Met::Partly),
            CriterionState::NotMet => Some(Met::NotMet),
        },
        remark: markdown(&row.notes).map(str::to_owned),
        lines,
        confidence: SURE,
    }
}

pub(super) fn action(row: &Action, lines: LineRange) -> ActionReading {
    ActionReading {
        when: row.when.clone().or_else(|| row.date.map(|date| date.to_string())),
        focus: row.focus.as_str().to_owned(),
        deliverables: markdown(&row.deliverables).map(str::to_owned),
        group: None,
        lines,
        confidence: SURE,
    }
}

pub(super) fn verification(row: &Verification, lines: LineRange) -> VerificationReading {
    VerificationReading {
        command: row.command.as_str().to_owned(),
        expected: row.expected.clone(),
        claim: row.title.as_ref().map(|title| title.as_str().to_owned()),
        lines,
        confidence: SURE,
    }
}

fn markdown(text: &Markdown) -> Option<&str> {
    (!text.is_empty()).then(|| text.as_str())
}

fn named(person: Option<&Assignee>) -> Option<String> {
    person.map(|person| person.name.clone())
}
