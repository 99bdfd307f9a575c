//! How a project stands, written with whatever changes it, and by a job when the calendar does.

use crate::{ServiceError, gates};
use domain::Timestamp;
use domain::assessments::typed;
use domain::ids::{AssessmentId, ProjectId};
use domain::portfolio::{Audit, Audits, GoalVerdict, Standing, next_lapse};
use domain::projects::Project;
use domain::text::match_key;
use storage::portfolio::{self, CategoryRow};
use storage::{Db, Tx, Window, assessments, projects};

/// Writes how a project stands at this moment, in the transaction of what changed it.
pub(crate) async fn refresh(tx: &mut Tx, id: ProjectId, now: Timestamp) -> Result<(), ServiceError> {
    let project = projects::find(tx, id).await?;
    let audits = portfolio::list_audits(tx, id, AUDITS).await?;
    let standing = computed(tx, &project, &audits, now).await?;
    let mut known = portfolio::known(tx, id).await?;
    let of = scored(&audits).map(|(_, _, state)| format!("{state} {}", project.rule.version));
    if known.categories_of != of {
        let rows = match scored(&audits) {
            Some((audit, ..)) => categories(tx, &project, *audit).await?,
            None => Vec::new(),
        };
        portfolio::set_categories(tx, id, &rows).await?;
        known.categories_of = of;
    }
    if portfolio::list_verdicts(tx, id).await? != standing.verdicts {
        portfolio::set_verdicts(tx, id, &standing.verdicts).await?;
    }
    Ok(portfolio::write(tx, id, &standing, &known, now).await?)
}

/// More audits than that one after another without a score are not looked behind.
const AUDITS: Window = Window::first(24);

/// The audit that has the score that is shown; where none has one, the last.
fn scored(audits: &[(AssessmentId, Audit, String)]) -> Option<&(AssessmentId, Audit, String)> {
    audits.iter().find(|(_, audit, _)| audit.score.is_some() || audit.stated.is_some()).or_else(|| audits.first())
}

/// How a project stands, from its rows as they are.
async fn computed(
    tx: &mut Tx,
    project: &Project,
    audits: &[(AssessmentId, Audit, String)],
    now: Timestamp,
) -> Result<Standing, ServiceError> {
    let facts = portfolio::facts(tx, project.id, now).await?;
    let audits: Vec<Audit> = audits.iter().map(|(_, audit, _)| *audit).collect();
    Ok(Standing {
        audits: Audits::of(&audits),
        open: facts.open,
        overdue: facts.overdue,
        items_done: facts.items_done,
        items: facts.items_open + facts.items_done,
        verdicts: verdicts(tx, project, now).await?,
        lapses_at: next_lapse(now, facts.days, facts.moments),
    })
}

/// The verdict on each goal of a project.
async fn verdicts(tx: &mut Tx, project: &Project, now: Timestamp) -> Result<Vec<GoalVerdict>, ServiceError> {
    let found = gates::verdicts(tx, project, now).await?;
    Ok(found.into_iter().map(|(goal, name, verdict)| GoalVerdict { goal, name, verdict }).collect())
}

async fn categories(tx: &mut Tx, project: &Project, audit: AssessmentId) -> Result<Vec<CategoryRow>, ServiceError> {
    let summary = assessments::find(tx, project.id, audit).await?;
    let rule = summary.assessment.rule.as_ref().unwrap_or(&project.rule);
    let rows = assessments::list_categories(tx, audit).await?.into_iter().map(|row| {
        let key = match_key(row.name.as_str());
        CategoryRow {
            key: if key.is_empty() { row.name.as_str().to_lowercase() } else { key },
            share: rule.share(&row.rating).map(|share| share.basis_points().into()),
            rating: typed::AsTyped(&row.rating).to_string(),
            name: row.name,
        }
    });
    Ok(rows.collect())
}

/// What came of [`refresh_lapsed`].
#[derive(Debug, Default)]
pub struct Refreshed {
    /// Projects whose standing was written anew.
    pub done: usize,
    /// Why others could not be; they are tried again an hour later, so that they hold up nobody.
    pub failed: Vec<(ProjectId, ServiceError)>,
}

/// Writes anew how the projects stand for which the calendar has changed it, at most `most` of them. Each has a short transaction of its
/// own, so that nobody waits for all of them.
///
/// # Errors
/// Where the database fails.
pub async fn refresh_lapsed(db: &Db, now: Timestamp, most: usize) -> Result<Refreshed, ServiceError> {
    const LATER: i64 = 3_600;
    let lapsed = portfolio::list_lapsed(&mut db.read().await?, now, i64::try_from(most).unwrap_or(i64::MAX)).await?;
    let mut found = Refreshed::default();
    for project in lapsed {
        let mut tx = db.begin().await?;
        match refresh(&mut tx, project, now).await {
            Ok(()) => {
                tx.commit().await?;
                found.done += 1;
            }
            Err(error) => {
                drop(tx);
                let mut tx = db.begin().await?;
                portfolio::postpone(&mut tx, project, now.plus_seconds(LATER)).await?;
                tx.commit().await?;
                found.failed.push((project, error));
            }
        }
    }
    Ok(found)
}
