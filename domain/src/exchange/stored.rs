//! Rows of the domain as records of a report.

use super::reading::{
    ActionKept, ActionReading, BlockerKept, BlockerReading, BlockerReadingState, CategoryKept, CategoryReading, Confidence, CriterionKept,
    CriterionReading, FindingReading, ItemKept, ItemReading, LineRange, Met, RiskKept, RiskReading, VerificationKept, VerificationReading,
};
use crate::assessments::{Category, Finding, Rating, Severity};
use crate::blockers::{Blocker, Tier};
use crate::checklists::Item;
use crate::criteria::{Criterion, CriterionState};
use crate::people::Assignee;
use crate::plans::Action;
use crate::risks::{Level, Matrix, Polarity, Response, Risk};
use crate::text::Markdown;
use crate::verifications::Verification;
use rust_decimal::Decimal;

const SURE: Confidence = Confidence::STATED;

pub(crate) fn category(row: &Category, lines: LineRange) -> CategoryReading {
    let (value, max) = match row.rating {
        Rating::Points(points) => (Some(points.value()), Some(points.max())),
        Rating::Level { reached, of } => (Some(Decimal::from(reached)), Some(Decimal::from(of))),
        Rating::Rag { .. } | Rating::Letter { .. } | Rating::NotApplicable { .. } | Rating::NotRated => (None, None),
    };
    let rating = match &row.rating {
        Rating::Points(_) | Rating::NotRated => None,
        other => Some(other.clone()),
    };
    CategoryReading {
        kept: CategoryKept { rating },
        name: row.name.as_str().to_owned(),
        value,
        max,
        weight: row.weight.map(Decimal::from),
        status: row.status.clone(),
        notes: markdown(&row.notes).map(str::to_owned),
        previous: None,
        target: None,
        lines,
        confidence: SURE,
    }
}

pub(crate) fn finding(row: &Finding, categories: &[Category], lines: LineRange) -> FindingReading {
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

pub(crate) fn blocker(row: &Blocker, lines: LineRange) -> BlockerReading {
    let tier = row.tier_label.clone().unwrap_or_else(|| row.tier.to_string());
    let kept = BlockerKept {
        // What the words say by themselves is not said twice.
        urgency: Some(row.tier).filter(|urgency| Tier::from_words(&tier).unwrap_or(Tier::FIRST) != *urgency),
        category: row.category.as_ref().map(|category| category.as_str().to_owned()),
        due: row.due,
        links: Some(row.links.clone()).filter(|links| !links.as_slice().is_empty()),
        evidence: row.resolution.as_ref().and_then(|done| done.evidence.as_ref()).and_then(markdown).map(str::to_owned),
        waiver: row.waiver.as_ref().map(|waiver| waiver.reason.as_str().to_owned()),
        waived_until: row.waiver.as_ref().map(|waiver| waiver.until),
    };
    BlockerReading {
        kept,
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

pub(crate) fn risk(row: &Risk, matrix: Matrix, lines: LineRange) -> RiskReading {
    let level = |level: Option<Level>| level.map(Level::as_str).map(str::to_owned);
    let now = row.residual.level(&matrix);
    let target = row.target.level(&matrix);
    let accepted = row.acceptance.as_ref();
    let kept = RiskKept {
        inherent: level(row.inherent.stated),
        inherent_likelihood: level(row.inherent.likelihood),
        inherent_impact: level(row.inherent.impact),
        target_likelihood: level(row.target.likelihood),
        target_impact: level(row.target.impact),
        // What the levels say by themselves is not said twice.
        polarity: Some(row.polarity).filter(|polarity| Polarity::inferred(row.previous, now, target) != *polarity),
        review: row.review,
        acceptance: accepted.map(|acceptance| acceptance.reason.as_str().to_owned()),
        accepted_by: accepted.map(|acceptance| acceptance.approver.as_str().to_owned()),
        accepted_until: accepted.map(|acceptance| acceptance.until),
        closing: row.closure.as_ref().map(|closure| closure.reason.as_str().to_owned()),
    };
    RiskReading {
        kept,
        title: row.title.as_str().to_owned(),
        level: level(now),
        likelihood: level(row.residual.likelihood),
        impact: level(row.residual.impact),
        previous: level(row.previous),
        target: level(target),
        status: row.status.clone(),
        mitigation: markdown(&row.mitigation).map(str::to_owned),
        response: row.response.map(Response::as_str).map(str::to_owned),
        owner: named(row.owner.as_ref()),
        description: markdown(&row.description).map(str::to_owned),
        lines,
        confidence: SURE,
    }
}

pub(crate) fn item(row: &Item, lines: LineRange) -> ItemReading {
    ItemReading {
        kept: ItemKept {
            due: row.due,
            not_applicable: row.set_aside.as_ref().map(|aside| aside.reason.as_str().to_owned()),
            needs_verification: row.needs_verification,
        },
        text: row.text.as_str().to_owned(),
        done: row.done.is_some(),
        blocking: row.blocking,
        owner: named(row.assignee.as_ref()),
        detail: markdown(&row.detail).map(str::to_owned),
        confidence: None,
        lines,
    }
}

pub(crate) fn criterion(row: &Criterion, lines: LineRange) -> CriterionReading {
    CriterionReading {
        kept: CriterionKept { owner: named(row.owner.as_ref()) },
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

pub(crate) fn action(row: &Action, lines: LineRange) -> ActionReading {
    ActionReading {
        kept: ActionKept { date: row.date, owner: named(row.owner.as_ref()), done: row.done.is_some() },
        when: row.when.clone(),
        focus: row.focus.as_str().to_owned(),
        deliverables: markdown(&row.deliverables).map(str::to_owned),
        group: None,
        lines,
        confidence: SURE,
    }
}

pub(crate) fn verification(row: &Verification, lines: LineRange) -> VerificationReading {
    VerificationReading {
        kept: VerificationKept { valid_days: row.valid_days },
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
