//! A report on its own: no project, no registers but its own, nothing kept.

use super::input::{Audit, Input};
use super::issue::Issue;
use crate::assessments::{Assessment, AssessmentState, Finding, Registers};
use crate::exchange::rows::{self, Origin};
use crate::exchange::{ActionReading, Reading, read};
use crate::ids::{AssessmentId, ProjectId, UserId};
use crate::plans::Action;
use crate::risks::Matrix;
use crate::scoring::{ScoringRule, explain, score};
use crate::text::Title;
use crate::{Timestamp, Version};
use uuid::Uuid;

/// The issues of a report that is only read, by the usual scoring rule. Places name lines, not rows.
#[must_use]
pub fn document(source: &str, now: Timestamp, stale_after: u16) -> Vec<Issue> {
    let reading = read(source);
    let assessment = assessment(&reading, now);
    // Identities only have to differ: nobody ever sees them.
    let mut last = 0;
    let mut new_id = || {
        last += 1;
        Uuid::from_u128(last)
    };
    let categories: Vec<_> = (0..).zip(&reading.categories).map(|(at, row)| rows::category(new_id().into(), at, row)).collect();
    let findings: Vec<Finding> =
        (0..).zip(&reading.findings).map(|(at, row)| rows::finding(new_id().into(), at, row, &categories)).collect();
    let origin = Origin { project: assessment.project, assessment: assessment.id, by_name: &assessment.title, at: now };
    let kept = rows::registers(&reading, &origin, &mut new_id);
    let actions = (0..).zip(&reading.actions).map(|(at, row)| action(new_id(), at, row)).collect();
    let registers = Registers { actions, ..kept };
    let rule = ScoringRule::default();
    let score = score(&categories, &rule);
    let difference = assessment.stated.overall.as_ref().and_then(|stated| explain(stated, &categories, &score, &rule));
    let audit = Audit {
        assessment: &assessment,
        categories: &categories,
        findings: &findings,
        source: Some(source),
        score: &score,
        stated_at: reading.overall.as_ref().map(|stated| stated.lines),
        difference: difference.as_ref(),
    };
    super::check(&Input {
        audit: Some(audit),
        before: None,
        registers: &registers,
        matrix: &Matrix::default(),
        kept: false,
        today: now.today(),
        now,
        stale_after,
    })
}

fn assessment(reading: &Reading, now: Timestamp) -> Assessment {
    Assessment {
        id: AssessmentId(Uuid::nil()),
        project: ProjectId(Uuid::nil()),
        title: reading.title.as_ref().and_then(|title| Title::cut(&title.text)).map_or_else(Title::untitled, |cut| cut.0),
        date: reading.date.as_ref().map(|stated| stated.date),
        state: AssessmentState::Draft,
        stated: rows::stated(reading),
        source: None,
        supersedes: None,
        template: None,
        rule: None,
        author: UserId(Uuid::nil()),
        created_at: now,
        version: Version::FIRST,
    }
}

fn action(id: Uuid, position: i32, row: &ActionReading) -> Action {
    let (focus, deliverables) = rows::titled(&row.focus, row.deliverables.as_deref());
    let (when, date) = (row.when.clone(), row.when.as_deref().and_then(|when| when.parse().ok()));
    let (id, lines) = (id.into(), Some(row.lines));
    Action { id, position, when, date, focus, deliverables, owner: None, done: None, lines, version: Version::FIRST }
}
