//! A report on its own: no project, no registers but its own, nothing kept.

use super::input::{Audit, Input};
use super::issue::Issue;
use crate::assessments::{Assessment, AssessmentState, Finding, Registers};
use crate::checklists::{Checklist, Done, Item};
use crate::criteria::Criterion;
use crate::exchange::rows::{self, Origin};
use crate::exchange::{Reading, read};
use crate::ids::{AssessmentId, ChecklistId, ProjectId, UserId};
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
    let mut made = Made { next: 0, origin: origin(&reading, now) };
    let assessment = made.assessment(&reading, now);
    let categories: Vec<_> = (0..).zip(&reading.categories).map(|(at, row)| rows::category(made.id(), at, row)).collect();
    let findings: Vec<Finding> = (0..).zip(&reading.findings).map(|(at, row)| rows::finding(made.id(), at, row, &categories)).collect();
    let registers = made.registers(&reading, now);
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

fn origin(reading: &Reading, at: Timestamp) -> Origin {
    let by_name = reading.title.as_ref().and_then(|title| Title::cut(&title.text)).map_or_else(Title::untitled, |cut| cut.0);
    Origin { project: ProjectId(Uuid::nil()), assessment: AssessmentId(Uuid::nil()), by_name, at }
}

/// Makes rows. Their identities only have to differ: nobody ever sees them.
struct Made {
    next: u128,
    origin: Origin,
}

impl Made {
    fn id<T: From<Uuid>>(&mut self) -> T {
        self.next += 1;
        Uuid::from_u128(self.next).into()
    }

    fn assessment(&self, reading: &Reading, now: Timestamp) -> Assessment {
        Assessment {
            id: self.origin.assessment,
            project: self.origin.project,
            title: self.origin.by_name.clone(),
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

    fn registers(&mut self, reading: &Reading, now: Timestamp) -> Registers {
        let register = rows::register_polarity(&reading.risks);
        let origin = self.origin.clone();
        let (mut checklists, mut items) = (Vec::new(), Vec::new());
        for (at, list) in (0..).zip(&reading.checklists) {
            let id: ChecklistId = self.id();
            let title = Title::cut(&list.title).map_or_else(Title::untitled, |cut| cut.0);
            checklists.push(Checklist { id, position: at, title, version: Version::FIRST });
            for (at, row) in (0..).zip(&list.items) {
                items.push(self.item(id, at, row, now));
            }
        }
        Registers {
            blockers: (0..).zip(&reading.blockers).map(|(at, row)| rows::blocker(self.id(), at, row, &origin)).collect(),
            risks: (0..).zip(&reading.risks).map(|(at, row)| rows::risk(self.id(), at, row, register, &origin)).collect(),
            checklists,
            items,
            criteria: (0..).zip(&reading.criteria).map(|(at, row)| self.criterion(at, row)).collect(),
            actions: (0..).zip(&reading.actions).map(|(at, row)| self.action(at, row)).collect(),
            verifications: Vec::new(),
        }
    }

    fn item(&mut self, list: ChecklistId, at: i32, row: &crate::exchange::ItemReading, now: Timestamp) -> Item {
        let text = Title::cut(&row.text).unwrap_or_else(|| (Title::untitled(), None));
        let by_name = self.origin.by_name.clone();
        let done = row.done.then(|| Done { at: now, by: UserId(Uuid::nil()), by_name, imported: true });
        rows::item(self.id(), list, at, row, text, done)
    }

    fn criterion(&mut self, position: i32, row: &crate::exchange::CriterionReading) -> Criterion {
        let (text, notes) = rows::titled(&row.text, row.remark.as_deref());
        let state = rows::criterion_state(row.met);
        let (label, lines) = (Some(row.letter.clone()), Some(row.lines));
        Criterion { id: self.id(), position, label, text, state, notes, owner: None, lines, version: Version::FIRST }
    }

    fn action(&mut self, position: i32, row: &crate::exchange::ActionReading) -> Action {
        let (focus, deliverables) = rows::titled(&row.focus, row.deliverables.as_deref());
        let (when, date) = (row.when.clone(), row.when.as_deref().and_then(|when| when.parse().ok()));
        let lines = Some(row.lines);
        Action { id: self.id(), position, when, date, focus, deliverables, owner: None, done: None, lines, version: Version::FIRST }
    }
}
