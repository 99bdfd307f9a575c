//! Sides for tests: a small workshop with a kiln.

use crate::assessments::{Category, Finding, FindingKind, Points, Rating, Registers, Severity, Stated, Weight};
use crate::blockers::{Blocker, BlockerState, Resolution, Tier};
use crate::changes::{Basis, Comparison, Entry, Group, Part, Side, compare};
use crate::checklists::{Checklist, Done, Item};
use crate::criteria::{Criterion, CriterionState};
use crate::ids::{
    AssessmentId, BlockerId, CategoryId, ChecklistId, CriterionId, FindingId, ItemId, ProjectId, RiskId, UserId, VerificationId,
};
use crate::links::Links;
use crate::projects::Words;
use crate::risks::{Exposure, Level, Polarity, Risk};
use crate::scoring::ScoringRule;
use crate::text::{Markdown, Title};
use crate::verifications::{LastResult, Outcome, Verification};
use crate::{Timestamp, Version};
use rust_decimal::Decimal;
use uuid::Uuid;

pub(super) fn at() -> Timestamp {
    "2031-05-01T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
}

pub(super) fn side(id: u128) -> Side {
    Side {
        id: AssessmentId(Uuid::from_u128(id << 64)),
        title: title("Kiln audit"),
        date: Some("2031-05-01".parse().unwrap()),
        basis: Basis::Frozen,
        at: at(),
        rule: ScoringRule::default(),
        words: Words::default(),
        stated: Stated::default(),
        categories: Vec::new(),
        findings: Vec::new(),
        registers: Registers::default(),
    }
}

/// The entry of that name.
pub(super) fn entry(comparison: &Comparison, part: Part, name: &str) -> Entry {
    let mut named = comparison.entries.iter().filter(|entry| entry.part == part && entry.name == name);
    let found = named.next().unwrap_or_else(|| panic!("no {} “{name}” in {:#?}", part.as_str(), comparison.entries)).clone();
    assert!(named.next().is_none(), "“{name}” stands twice");
    found
}

/// What became of the only row on either side.
#[allow(clippy::needless_pass_by_value, reason = "sides are made where they are compared")]
pub(super) fn became(before: Side, after: Side) -> (Group, Entry) {
    let found = compare(&before, &after, &[]);
    assert_eq!(found.entries.len(), 1, "{:#?}", found.entries);
    (found.entries[0].group, found.entries[0].clone())
}

pub(super) fn title(text: &str) -> Title {
    text.parse().unwrap()
}

pub(super) fn percent(value: i64) -> Rating {
    Rating::Points(Points::new(value.into(), Decimal::ONE_HUNDRED).unwrap())
}

pub(super) fn category(id: u128, name: &str, weight: Option<i64>, rating: Rating) -> Category {
    Category {
        id: CategoryId(Uuid::from_u128(id)),
        position: 0,
        name: title(name),
        weight: weight.map(|amount| Weight::try_from(Decimal::from(amount)).unwrap()),
        rating,
        status: None,
        notes: Markdown::default(),
        lines: None,
        version: Version::FIRST,
    }
}

pub(super) fn finding(id: u128, name: &str, kind: FindingKind, severity: Option<Severity>) -> Finding {
    Finding {
        id: FindingId(Uuid::from_u128(id)),
        category: None,
        position: 0,
        kind,
        title: title(name),
        severity,
        location: None,
        current: None,
        required: None,
        impact: None,
        recommendation: None,
        body: Markdown::default(),
        lines: None,
        version: Version::FIRST,
    }
}

pub(super) fn blocker(id: u128, name: &str, tier: u8, state: BlockerState) -> Blocker {
    let resolution = Resolution { at: at(), by_name: title("Ana"), evidence: None };
    Blocker {
        id: BlockerId(Uuid::from_u128(id)),
        project: ProjectId(Uuid::nil()),
        position: 0,
        tier: Tier::try_from(tier).unwrap(),
        tier_label: None,
        title: title(name),
        category: None,
        current: None,
        required: None,
        location: None,
        owner: None,
        due: None,
        links: Links::default(),
        body: Markdown::default(),
        state,
        resolution: (state == BlockerState::Resolved).then_some(resolution),
        waiver: None,
        opened_in: None,
        lines: None,
        opened_at: at(),
        version: Version::FIRST,
    }
}

pub(super) fn risk(id: u128, name: &str, level: Option<Level>, polarity: Polarity) -> Risk {
    Risk {
        id: RiskId(Uuid::from_u128(id)),
        project: ProjectId(Uuid::nil()),
        position: 0,
        title: title(name),
        description: Markdown::default(),
        inherent: Exposure::default(),
        residual: Exposure::stated(level),
        target: Exposure::default(),
        previous: None,
        polarity,
        response: None,
        mitigation: Markdown::default(),
        owner: None,
        review: None,
        status: None,
        acceptance: None,
        closure: None,
        opened_in: None,
        lines: None,
        opened_at: at(),
        version: Version::FIRST,
    }
}

pub(super) fn checklist(id: u128, name: &str) -> Checklist {
    Checklist { id: ChecklistId(Uuid::from_u128(id)), position: 0, title: title(name), version: Version::FIRST }
}

pub(super) fn item(id: u128, list: u128, text: &str, blocking: bool, done: bool) -> Item {
    let tick = Done { at: at(), by: UserId(Uuid::nil()), by_name: title("Ana"), imported: false };
    Item {
        id: ItemId(Uuid::from_u128(id)),
        checklist: ChecklistId(Uuid::from_u128(list)),
        position: 0,
        text: title(text),
        detail: Markdown::default(),
        assignee: None,
        due: None,
        blocking,
        needs_verification: false,
        verified_until: None,
        done: done.then_some(tick),
        set_aside: None,
        lines: None,
        version: Version::FIRST,
    }
}

pub(super) fn criterion(id: u128, text: &str, state: CriterionState) -> Criterion {
    Criterion {
        id: CriterionId(Uuid::from_u128(id)),
        position: 0,
        label: None,
        text: title(text),
        state,
        notes: Markdown::default(),
        owner: None,
        lines: None,
        version: Version::FIRST,
    }
}

/// A check that gave this last, an hour before the sides; a pass counts for a day.
pub(super) fn verification(id: u128, command: &str, outcome: Option<Outcome>) -> Verification {
    let ran = at().plus_seconds(-3600);
    let expires = |outcome| (outcome == Outcome::Pass).then(|| ran.plus_seconds(24 * 3600));
    Verification {
        id: VerificationId(Uuid::from_u128(id)),
        position: 0,
        title: None,
        command: command.parse().unwrap(),
        expected: None,
        valid_days: None,
        last: outcome.map(|outcome| LastResult { outcome, at: ran, by: "nightly".into(), expires_at: expires(outcome) }),
        lines: None,
        version: Version::FIRST,
    }
}

/// A side with the same rows as another one, all with other identities: as a second report names them.
pub(super) fn anew(mut side: Side, by: u128) -> Side {
    let shift = |id: Uuid| Uuid::from_u128(id.as_u128() + by);
    side.id = AssessmentId(shift(side.id.0));
    side.categories.iter_mut().for_each(|row| row.id = CategoryId(shift(row.id.0)));
    side.findings.iter_mut().for_each(|row| {
        row.id = FindingId(shift(row.id.0));
        row.category = row.category.map(|id| CategoryId(shift(id.0)));
    });
    side.registers.blockers.iter_mut().for_each(|row| row.id = BlockerId(shift(row.id.0)));
    side.registers.risks.iter_mut().for_each(|row| row.id = RiskId(shift(row.id.0)));
    side.registers.checklists.iter_mut().for_each(|row| row.id = ChecklistId(shift(row.id.0)));
    side.registers.items.iter_mut().for_each(|row| {
        row.id = ItemId(shift(row.id.0));
        row.checklist = ChecklistId(shift(row.checklist.0));
    });
    side.registers.criteria.iter_mut().for_each(|row| row.id = CriterionId(shift(row.id.0)));
    side.registers.verifications.iter_mut().for_each(|row| row.id = VerificationId(shift(row.id.0)));
    side
}
