//! The history of a project: its audits one after another.

use super::Summary;
use crate::accounts::Viewer;
use crate::{Page, PageNumber, ServiceError};
use domain::assessments::{Rated, Series, Standing, Step, by_category, steps};
use domain::ids::AssessmentId;
use domain::scoring::ScoringRule;
use domain::text::Title;
use std::collections::HashMap;
use storage::{Db, Window, assessments};

/// One audit of the history.
#[derive(Clone, Debug)]
pub struct Audit {
    /// The audit.
    pub summary: Summary,
    /// Who wrote it or brought it in; `None` where that account is gone.
    pub author: Option<Title>,
    /// The rule that it is scored with: the one it was frozen with, else that of the project.
    pub rule: ScoringRule,
    /// Its score under that rule, and the share of each category.
    pub standing: Standing,
    /// From the audit before it.
    pub step: Step,
    /// The audit before it, where both count.
    pub before: Option<AssessmentId>,
}

/// The history of a project.
#[derive(Clone, Debug)]
pub struct History {
    /// The audits of this page, newest first.
    pub audits: Page<Audit>,
    /// Each category over the audits of this page, whose places count from the oldest.
    pub categories: Vec<Series>,
}

/// A page of the history of a project, newest first: three queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<History, ServiceError> {
    const SIZE: u32 = 24;
    let project = viewer.id();
    let mut tx = db.read().await?;
    // One more: the last one of the page has a step from the one before it.
    let window = page.window(SIZE);
    let window = Window { limit: window.limit + 1, ..window };
    let mut signed = assessments::list_signed(&mut tx, project, window).await?;
    let total = assessments::count(&mut tx, project).await?;
    let mut rated: HashMap<AssessmentId, Vec<Rated>> = HashMap::new();
    for (id, row) in assessments::list_series(&mut tx, project, window).await? {
        rated.entry(id).or_default().push(row);
    }
    signed.reverse();
    let of = |summary: &Summary| {
        let rule = summary.assessment.rule.as_ref().unwrap_or(&viewer.project().rule);
        let rows = rated.get(&summary.assessment.id).map_or(&[][..], Vec::as_slice);
        Standing::of(summary.ordered_on.parse().ok(), summary.counts(), rows, rule)
    };
    let standings: Vec<Standing> = signed.iter().map(|(summary, _)| of(summary)).collect();
    let steps = steps(&standings);
    let before = before(&signed.iter().map(|(summary, _)| (summary.assessment.id, summary.counts())).collect::<Vec<_>>());
    let beyond = standings.len().saturating_sub(SIZE as usize);
    let categories = by_category(standings.get(beyond..).unwrap_or_default());
    let audits = signed.into_iter().zip(standings).zip(steps).zip(before).skip(beyond);
    let audits = audits.map(|((((summary, author), standing), step), before)| {
        let rule = summary.assessment.rule.clone().unwrap_or_else(|| viewer.project().rule.clone());
        Audit { summary, author, rule, standing, step, before }
    });
    let mut rows: Vec<Audit> = audits.collect();
    rows.reverse();
    Ok(History { audits: Page::new(rows, total, page, SIZE), categories })
}

/// For each audit the last one before it that counts, where it counts itself. `audits` are oldest first, each with whether it counts.
fn before(audits: &[(AssessmentId, bool)]) -> Vec<Option<AssessmentId>> {
    let mut last = None;
    audits
        .iter()
        .map(|(id, counts)| {
            let before = last.filter(|_| *counts);
            last = if *counts { Some(*id) } else { last };
            before
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_that_does_not_count_comes_before_none_and_after_none() {
        let id = |number: u128| AssessmentId(uuid::Uuid::from_u128(number));
        let audits = [(id(1), false), (id(2), true), (id(3), false), (id(4), true)];
        assert_eq!(before(&audits), [None, None, None, Some(id(2))]);
    }
}
