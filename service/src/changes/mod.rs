//! What changed between two audits of a project, and what got worse.

mod said;
mod sides;

pub use said::{Correction, correct, forget};
pub use storage::changes::Said;

use crate::ServiceError;
use crate::accounts::Viewer;
use crate::exchange::off_thread;
use domain::Timestamp;
use domain::assessments::AssessmentState;
use domain::changes::{Comparison, Entry, Part, Regression, Remembered, Side, candidates, regressions, told};
use domain::ids::AssessmentId;
pub(crate) use sides::{Standing, load as side};
use storage::assessments::{self, Summary};
use storage::{Db, Tx, Window, changes};

/// Most corrections of a project; nobody matches more names by hand.
pub(crate) const MOST_SAID: i64 = 2_000;

/// What changed between two audits.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The earlier side.
    pub from: Summary,
    /// The later side.
    pub to: Summary,
    /// What changed.
    pub comparison: Comparison,
    /// What people said about names, by kind and name.
    pub said: Vec<Said>,
    /// Audits that can be compared instead, newest first, at most [`Changes::OFFERED`].
    pub audits: Vec<Summary>,
}

impl Changes {
    /// Most audits that are offered.
    pub const OFFERED: i64 = 60;
}

/// What got worse since the last audit.
#[derive(Clone, Debug)]
pub enum Radar {
    /// No audit counts yet.
    Nothing,
    /// Only one audit counts: what it tells itself about the time before.
    Alone {
        /// The audit.
        audit: Box<Summary>,
        /// What got worse, the gravest first.
        worse: Vec<Regression>,
        /// What got worse since it was frozen; nothing where it was not.
        since: Option<Box<Since>>,
    },
    /// From the last audit but one to the last one.
    Step {
        /// What changed.
        changes: Box<Changes>,
        /// What got worse, the gravest first.
        worse: Vec<Regression>,
        /// What got worse since the last audit was frozen; nothing where it was not.
        since: Option<Box<Since>>,
    },
}

/// From a frozen audit to the registers as they are by now.
#[derive(Clone, Debug)]
pub struct Since {
    /// What changed.
    pub comparison: Comparison,
    /// What got worse, the gravest first.
    pub worse: Vec<Regression>,
}

/// A row that somebody wants to match otherwise.
#[derive(Clone, Debug)]
pub struct Doubted {
    /// What was made of it.
    pub entry: Entry,
    /// Whether it is a row of the later side.
    pub later: bool,
    /// Names on the other side that are not matched for certain, the most similar first, at most [`Doubted::OFFERED`].
    pub names: Vec<String>,
}

impl Doubted {
    /// Most names that are offered.
    pub const OFFERED: usize = 200;
}

/// Compares two audits. The number of queries does not depend on how much is in them.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn compare(db: &Db, viewer: &Viewer, from: AssessmentId, to: AssessmentId, now: Timestamp) -> Result<Changes, ServiceError> {
    Ok(compared(&mut db.read().await?, viewer, (from, to), now).await?.0)
}

/// What got worse from the last audit but one to the last one that counts.
///
/// # Errors
/// Where the database fails.
pub async fn radar(db: &Db, viewer: &Viewer, now: Timestamp) -> Result<Radar, ServiceError> {
    radar_in(&mut db.read().await?, viewer, now).await
}

pub(crate) async fn radar_in(tx: &mut Tx, viewer: &Viewer, now: Timestamp) -> Result<Radar, ServiceError> {
    let counting = assessments::list_counting(tx, viewer.id(), Window::first(2)).await?;
    let measured = crate::metrics::steps(tx, viewer.id()).await?;
    let metrics = domain::metrics::steps(&measured);
    match counting.as_slice() {
        [] => Ok(Radar::Nothing),
        [audit] => {
            let side = sides::load(tx, viewer, audit, Standing::Present, now).await?;
            let worse = told(&side, &metrics);
            let since = since(tx, viewer, audit, side, &[], now).await?;
            Ok(Radar::Alone { audit: Box::new(audit.clone()), worse, since })
        }
        [to, from, ..] => {
            let pair = (from.assessment.id, to.assessment.id);
            let (changes, (_, last)) = compared(tx, viewer, pair, now).await?;
            let worse = regressions(&changes.comparison, &metrics);
            let since = since(tx, viewer, to, last, &changes.said, now).await?;
            Ok(Radar::Step { changes: Box::new(changes), worse, since })
        }
    }
}

/// What got worse since the last audit was frozen: its sealed registers beside the present ones.
async fn since(
    tx: &mut Tx,
    viewer: &Viewer,
    audit: &Summary,
    frozen: Side,
    said: &[Said],
    now: Timestamp,
) -> Result<Option<Box<Since>>, ServiceError> {
    if audit.assessment.state != AssessmentState::Final {
        return Ok(None);
    }
    let present = sides::by_now(tx, viewer, &frozen, now).await?;
    let remembered: Vec<Remembered> = said.iter().map(|said| said.names.clone()).collect();
    let comparison = off_thread(move || domain::changes::compare(&frozen, &present, &remembered)).await?;
    let worse = regressions(&comparison, &[]);
    Ok(Some(Box::new(Since { comparison, worse })))
}

/// A row by its name, with the names that it could be matched with instead.
///
/// # Errors
/// [`ServiceError::NotFound`] where there is no such row.
pub async fn doubted(
    db: &Db,
    viewer: &Viewer,
    (from, to): (AssessmentId, AssessmentId),
    (part, name, later): (Part, &str, bool),
    now: Timestamp,
) -> Result<Doubted, ServiceError> {
    let (changes, (before, after)) = compared(&mut db.read().await?, viewer, (from, to), now).await?;
    let on = |entry: &Entry, later: bool| if later { entry.after.clone() } else { entry.before.clone() };
    let rows = || changes.comparison.entries.iter().filter(|entry| entry.part == part);
    let entry = rows().find(|entry| on(entry, later).is_some_and(|stand| stand.name == name)).ok_or(ServiceError::NotFound)?;
    let open: Vec<String> = rows()
        .filter(|row| row.matched.is_none_or(domain::changes::How::can_be_wrong))
        .filter_map(|row| on(row, !later).map(|stand| stand.name))
        .collect();
    let open: std::collections::HashSet<&str> = open.iter().map(String::as_str).collect();
    let other = if later { &before } else { &after };
    let names = candidates(part, name, other).into_iter().filter(|name| open.contains(name));
    let names = names.take(Doubted::OFFERED).map(str::to_owned).collect();
    Ok(Doubted { entry: entry.clone(), later, names })
}

/// What changed between two audits, for a report.
pub(crate) async fn between(
    tx: &mut Tx,
    viewer: &Viewer,
    pair: (AssessmentId, AssessmentId),
    now: Timestamp,
) -> Result<Comparison, ServiceError> {
    Ok(compared(tx, viewer, pair, now).await?.0.comparison)
}

async fn compared(
    tx: &mut Tx,
    viewer: &Viewer,
    (from, to): (AssessmentId, AssessmentId),
    now: Timestamp,
) -> Result<(Changes, (Side, Side)), ServiceError> {
    let project = viewer.id();
    let (from, to) = (assessments::find(tx, project, from).await?, assessments::find(tx, project, to).await?);
    let audits = assessments::list(tx, project, Window::first(Changes::OFFERED)).await?;
    let counting = assessments::list_counting(tx, project, Window::first(1)).await?;
    let present: Vec<AssessmentId> = audits.iter().take(1).chain(&counting).map(|summary| summary.assessment.id).collect();
    let standing = |summary: &Summary| if present.contains(&summary.assessment.id) { Standing::Present } else { Standing::Past };
    let said = changes::list(tx, project, Window::first(MOST_SAID)).await?;
    let before = sides::load(tx, viewer, &from, standing(&from), now).await?;
    let after = sides::load(tx, viewer, &to, standing(&to), now).await?;
    let remembered: Vec<Remembered> = said.iter().map(|said| said.names.clone()).collect();
    let (comparison, sides) = off_thread(move || {
        let (mut before, mut after) = (before, after);
        before.recognise(&after);
        after.recognise(&before);
        (domain::changes::compare(&before, &after, &remembered), (before, after))
    })
    .await?;
    Ok((Changes { from, to, comparison, said, audits }, sides))
}
