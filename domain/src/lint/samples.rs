//! Rows for the tests of rules: whole, dated and quiet, so that a test says only what is odd about them.

use super::input::{Audit, Before, Input, STALE_AFTER};
use super::issue::Issue;
use super::rule::RuleId;
use crate::assessments::{
    Assessment, AssessmentState, Category, Finding, FindingKind, Points, Rating, Registers, Stated, StatedScore, Weight,
};
use crate::blockers::{Blocker, BlockerState, Tier};
use crate::checklists::{Checklist, Done, Item};
use crate::criteria::{Criterion, CriterionState};
use crate::ids::{AssessmentId, CategoryId, ChecklistId, ProjectId, UserId};
use crate::links::Links;
use crate::people::Assignee;
use crate::plans::Action;
use crate::risks::{Exposure, Matrix, Polarity, Risk};
use crate::scoring::{Score, ScoringRule, Share, explain, score};
use crate::text::Markdown;
use crate::verifications::Verification;
use crate::{Timestamp, Version};
use uuid::Uuid;

pub(super) fn at(text: &str) -> Timestamp {
    text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
}

/// The moment at which the samples are looked at.
pub(super) fn now() -> Timestamp {
    at("2031-06-15T12:00:00Z")
}

/// An audit of the day before, its registers, and the audit before it.
pub(super) struct World {
    pub(super) assessment: Assessment,
    pub(super) categories: Vec<Category>,
    pub(super) findings: Vec<Finding>,
    pub(super) registers: Registers,
    pub(super) before: Option<(Assessment, Share)>,
    pub(super) kept: bool,
}

pub(super) fn world() -> World {
    let registers = Registers {
        blockers: Vec::new(),
        risks: Vec::new(),
        checklists: Vec::new(),
        items: Vec::new(),
        criteria: Vec::new(),
        actions: Vec::new(),
        verifications: Vec::new(),
    };
    World { assessment: assessment(2), categories: Vec::new(), findings: Vec::new(), registers, before: None, kept: true }
}

impl World {
    pub(super) fn issues(&self) -> Vec<Issue> {
        let rule = ScoringRule::default();
        let score: Score = score(&self.categories, &rule);
        let difference = self.assessment.stated.overall.as_ref().and_then(|stated| explain(stated, &self.categories, &score, &rule));
        let audit = Audit {
            assessment: &self.assessment,
            categories: &self.categories,
            findings: &self.findings,
            source: None,
            score: &score,
            stated_at: None,
            difference: difference.as_ref(),
        };
        let before = self.before.as_ref().map(|(assessment, share)| Before { assessment, computed: Some(share) });
        super::check(&Input {
            audit: Some(audit),
            before,
            registers: &self.registers,
            matrix: &Matrix::default(),
            kept: self.kept,
            today: now().today(),
            now: now(),
            stale_after: STALE_AFTER,
        })
    }

    /// Messages of one rule.
    pub(super) fn told(&self, rule: RuleId) -> Vec<String> {
        self.issues().into_iter().filter(|issue| issue.rule == rule).map(|issue| issue.message).collect()
    }
}

/// What one rule says of a report on its own, with the first line of each place.
pub(super) fn of_report(source: &str, rule: RuleId) -> Vec<(String, Vec<u32>)> {
    let found = super::document(source, now(), STALE_AFTER).into_iter().filter(|issue| issue.rule == rule);
    found.map(|issue| (issue.message, issue.places.iter().filter_map(|place| place.lines).map(|lines| lines.first).collect())).collect()
}

pub(super) fn assessment(number: u128) -> Assessment {
    Assessment {
        id: AssessmentId(Uuid::from_u128(number)),
        project: ProjectId(Uuid::nil()),
        title: "Kiln".parse().unwrap(),
        date: Some("2031-06-14".parse().unwrap()),
        state: AssessmentState::Draft,
        stated: Stated::default(),
        source: None,
        supersedes: None,
        template: None,
        rule: None,
        author: UserId(Uuid::nil()),
        created_at: now(),
        version: Version::FIRST,
    }
}

pub(super) fn stated(value: &str) -> StatedScore {
    StatedScore::new(value.parse().unwrap(), 100.into())
}

pub(super) fn percent(value: i64) -> Rating {
    Rating::Points(Points::new(value.into(), 100.into()).unwrap())
}

pub(super) fn category(number: u128, name: &str, weight: Option<i64>, rating: Rating) -> Category {
    Category {
        id: CategoryId(Uuid::from_u128(number)),
        position: 0,
        name: name.parse().unwrap(),
        weight: weight.map(|weight| Weight::try_from(rust_decimal::Decimal::from(weight)).unwrap()),
        rating,
        status: None,
        notes: Markdown::default(),
        lines: None,
        version: Version::FIRST,
    }
}

pub(super) fn finding(kind: FindingKind, title: &str) -> Finding {
    Finding {
        id: Uuid::from_u128(9).into(),
        category: None,
        position: 0,
        kind,
        title: title.parse().unwrap(),
        severity: None,
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

/// Open, of tier 1, with an owner.
pub(super) fn blocker(title: &str) -> Blocker {
    Blocker {
        id: Uuid::from_u128(5).into(),
        project: ProjectId(Uuid::nil()),
        position: 0,
        tier: Tier::FIRST,
        tier_label: None,
        title: title.parse().unwrap(),
        category: None,
        current: None,
        required: None,
        location: None,
        owner: Some(Assignee::named("Ada")),
        due: None,
        links: Links::default(),
        body: Markdown::default(),
        state: BlockerState::Open,
        resolution: None,
        waiver: None,
        opened_in: None,
        lines: None,
        opened_at: now(),
        version: Version::FIRST,
    }
}

pub(super) fn risk(title: &str) -> Risk {
    Risk {
        id: Uuid::from_u128(6).into(),
        project: ProjectId(Uuid::nil()),
        position: 0,
        title: title.parse().unwrap(),
        description: Markdown::default(),
        inherent: Exposure::default(),
        residual: Exposure::default(),
        target: Exposure::default(),
        previous: None,
        polarity: Polarity::LowerIsBetter,
        response: None,
        mitigation: Markdown::default(),
        owner: None,
        review: None,
        status: None,
        acceptance: None,
        closure: None,
        opened_in: None,
        lines: None,
        opened_at: now(),
        version: Version::FIRST,
    }
}

pub(super) fn list(number: u128, title: &str) -> Checklist {
    Checklist { id: ChecklistId(Uuid::from_u128(number)), position: 0, title: title.parse().unwrap(), version: Version::FIRST }
}

pub(super) fn item(list: u128, text: &str, done: bool) -> Item {
    let tick = Done { at: now(), by: UserId(Uuid::nil()), by_name: "Ana".parse().unwrap(), imported: false };
    Item {
        id: Uuid::from_u128(7).into(),
        checklist: ChecklistId(Uuid::from_u128(list)),
        position: 0,
        text: text.parse().unwrap(),
        detail: Markdown::default(),
        assignee: None,
        due: None,
        blocking: false,
        needs_verification: false,
        verified_until: None,
        done: done.then_some(tick),
        set_aside: None,
        lines: None,
        version: Version::FIRST,
    }
}

pub(super) fn criterion(text: &str, state: CriterionState) -> Criterion {
    Criterion {
        id: Uuid::from_u128(8).into(),
        position: 0,
        label: None,
        text: text.parse().unwrap(),
        state,
        notes: Markdown::default(),
        owner: None,
        lines: None,
        version: Version::FIRST,
    }
}

pub(super) fn step(focus: &str, date: &str) -> Action {
    Action {
        id: Uuid::from_u128(4).into(),
        position: 0,
        when: None,
        date: Some(date.parse().unwrap()),
        focus: focus.parse().unwrap(),
        deliverables: Markdown::default(),
        owner: None,
        done: None,
        lines: None,
        version: Version::FIRST,
    }
}

/// Nothing was posted for it yet.
pub(super) fn verification(number: u128, command: &str) -> Verification {
    Verification {
        id: Uuid::from_u128(number).into(),
        position: 0,
        title: None,
        command: command.parse().unwrap(),
        expected: None,
        valid_days: None,
        last: None,
        lines: None,
        version: Version::FIRST,
    }
}
