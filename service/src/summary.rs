//! A project on one page: the verdict per goal, what blocks, what changed, what to do, and when it could be ready.

use crate::accounts::Viewer;
use crate::changes::{self, Radar};
use crate::gates::Readiness;
use crate::what_if::{self, Open};
use crate::{ServiceError, trends};
use domain::Timestamp;
use domain::blockers::Blocker;
use domain::decisions::Verdict;
use domain::portfolio::Standing;
use domain::what_if::{Forecast, Left, Step};
use storage::{Db, Window, blockers, portfolio};

/// A project on one page.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Its goals and what their gates find.
    pub readiness: Readiness,
    /// When each goal could open at the pace of the last weeks, in the order of the goals.
    pub forecasts: Vec<Forecast>,
    /// The place among the goals of the first one that is not open, with the shortest way to it.
    pub next: Option<(usize, Vec<Step>)>,
    /// Blockers that block, the most urgent first, at most [`Summary::ROWS`].
    pub blockers: Vec<Blocker>,
    /// The figures of the portfolio.
    pub standing: Standing,
    /// What changed with the last audit.
    pub radar: Radar,
}

impl Summary {
    /// So many blockers are named; one page holds no more.
    pub const ROWS: i64 = 4;
}

/// Sums a project up. The number of queries does not depend on how much is in it.
///
/// # Errors
/// Where the database fails.
pub async fn show(db: &Db, viewer: &Viewer, now: Timestamp) -> Result<Summary, ServiceError> {
    let (mut tx, project, today) = (db.read().await?, viewer.project(), now.today());
    let open = what_if::load(&mut tx, viewer, now).await?;
    let paces = trends::paces(&mut tx, viewer, now).await?;
    let (facts, caps) = (&open.readiness.stands.facts, &project.rule.caps);
    let forecasts = project.gates.gates.iter().map(|gate| Left::of(gate, facts, caps).forecast(paces.weeks(), today)).collect();
    let first = open.readiness.goals.iter().position(|goal| goal.outcome.verdict != Some(Verdict::Go));
    let next = first.and_then(|at| Some((at, open.way(project, project.gates.gates.get(at)?))));
    let blockers = blockers::list_standing(&mut tx, project.id, today, Window::first(Summary::ROWS)).await?;
    let standing = portfolio::find(&mut tx, project.id).await?;
    let radar = changes::radar_in(&mut tx, viewer, now).await?;
    let Open { readiness, .. } = open;
    Ok(Summary { readiness, forecasts, next, blockers, standing, radar })
}
