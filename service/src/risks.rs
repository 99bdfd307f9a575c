//! What could go wrong.

mod form;

pub use form::{ExposureForm, RiskForm};
pub use storage::risks::{Accepted, Counts, Filter, LevelAsked, State};

use crate::accounts::{Auditor, Editor, Viewer};
use crate::history::Line;
use crate::{Page, PageNumber, ServiceError, history, input, new_id, people};
use domain::history::EventKind;
use domain::ids::RiskId;
use domain::records::{Change, changes, named};
use domain::risks::{Acceptance, Closure, Exposure, Level, Polarity, Risk, RiskError};
use domain::text::{Markdown, Title};
use domain::{Timestamp, Version};
use storage::{Db, Tx, risks};

/// Risks that were asked for, and how many there are of all.
#[derive(Clone, Debug)]
pub struct RiskList {
    /// The rows asked for.
    pub page: Page<Risk>,
    /// How many there are, whatever was asked for.
    pub counts: Counts,
    /// How many open risks stand in each cell of likelihood and impact.
    pub cells: Vec<(Level, Level, i64)>,
}

/// Risks of a project in the order of their entry. Four queries, however many there are.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, filter: &Filter, page: PageNumber, now: Timestamp) -> Result<RiskList, ServiceError> {
    const SIZE: u32 = 50;
    let (project, matrix, today) = (viewer.id(), viewer.project().words.matrix(), now.today());
    let mut tx = db.read().await?;
    let rows = risks::list(&mut tx, project, filter, matrix, today, page.window(SIZE)).await?;
    let total = risks::count_matching(&mut tx, project, filter, matrix, today).await?;
    let counts = risks::counts(&mut tx, project, matrix, today).await?;
    let cells = risks::count_cells(&mut tx, project).await?;
    Ok(RiskList { page: Page::new(rows, total, page, SIZE), counts, cells })
}

/// A risk of a project.
///
/// # Errors
/// [`ServiceError::NotFound`], also for what is in the bin.
pub async fn find(db: &Db, viewer: &Viewer, id: RiskId) -> Result<Risk, ServiceError> {
    Ok(risks::find(&mut db.read().await?, viewer.id(), id).await?)
}

/// Makes a risk by hand.
///
/// # Errors
/// [`ServiceError::Invalid`] for what cannot be used.
pub async fn create(db: &Db, editor: &Editor, form: &RiskForm, now: Timestamp) -> Result<Risk, ServiceError> {
    let mut tx = db.begin().await?;
    let known = people::known(&mut tx, editor).await?;
    let blank = Risk {
        id: new_id(),
        project: editor.id(),
        position: risks::next_position(&mut tx, editor.id()).await?,
        title: Title::untitled(),
        description: Markdown::default(),
        inherent: Exposure::default(),
        residual: Exposure::default(),
        target: Exposure::default(),
        previous: None,
        polarity: Polarity::default(),
        response: None,
        mitigation: Markdown::default(),
        owner: None,
        review: None,
        status: None,
        acceptance: None,
        closure: None,
        opened_in: None,
        lines: None,
        opened_at: now,
        version: Version::FIRST,
    };
    let risk = form.filled_in(&blank, &known)?;
    risks::insert(&mut tx, &risk).await?;
    let summary = format!("added the risk “{}”", risk.title);
    history::tell(&mut tx, editor, Line::new(EventKind::RiskCreated, risk.id, summary), now).await?;
    tx.commit().await?;
    Ok(risk)
}

/// Changes what people can change of a risk. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Invalid`] for what cannot be used.
pub async fn change(db: &Db, editor: &Editor, id: RiskId, version: Version, form: &RiskForm, now: Timestamp) -> Result<Risk, ServiceError> {
    let (mut tx, before) = seen(db, editor, id, version).await?;
    let known = people::known(&mut tx, editor).await?;
    let after = form.filled_in(&before, &known)?;
    let words = &editor.project().words;
    let changed = changes(&(&before, words), &(&after, words));
    if changed.is_empty() {
        return Ok(before);
    }
    let summary = format!("changed {} of the risk “{}”", named(&changed), after.title);
    store(tx, editor, after, Line::new(EventKind::RiskChanged, id, summary).with(changed), now).await
}

/// An acceptance as typed.
#[derive(Clone, Debug, Default)]
pub struct AcceptanceForm {
    /// Why the risk is bearable.
    pub reason: String,
    /// Who answers for it; empty: whoever accepts it.
    pub approver: String,
    /// The last day it holds.
    pub until: String,
}

/// Accepts a risk as it is now, until the end of a day. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Invalid`] without a reason or with an unusable end,
/// [`ServiceError::Refused`] where it is closed.
pub async fn accept(
    db: &Db,
    auditor: &Auditor,
    id: RiskId,
    version: Version,
    form: &AcceptanceForm,
    now: Timestamp,
) -> Result<Risk, ServiceError> {
    let (tx, before) = seen(db, auditor, id, version).await?;
    let reason = input::reason(&form.reason)?;
    let own = || auditor.actor().name().clone();
    let approver = input::title_if_any("approver", "The name", &form.approver)?.unwrap_or_else(own);
    let missing = || ServiceError::Invalid { field: "until", message: "Say until which day the risk is accepted.".into() };
    let until = input::day("until", &form.until)?.ok_or_else(missing)?;
    let earlier = before.acceptance.as_ref().map(|given| given.until.to_string()).unwrap_or_default();
    let (level, given) = (before.residual.level(auditor.project().words.matrix()), before.residual);
    let told = vec![
        Change { field: "Accepted until".into(), before: earlier, after: until.to_string() },
        Change { field: "Level".into(), before: String::new(), after: level.map_or("not known", Level::as_str).into() },
        Change { field: "Approver".into(), before: String::new(), after: approver.to_string() },
        Change { field: "Reason".into(), before: String::new(), after: reason.to_string() },
    ];
    let acceptance = Acceptance { reason, approver, at: now, until, level, likelihood: given.likelihood, impact: given.impact };
    let after = before.accept(acceptance, now.today()).map_err(|error| refused(&error))?;
    let summary = format!("accepted the risk “{}” until {until}", after.title);
    store(tx, auditor, after, Line::new(EventKind::RiskAccepted, id, summary).with(told), now).await
}

/// Withdraws an acceptance. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Refused`] where there is none.
pub async fn withdraw(db: &Db, auditor: &Auditor, id: RiskId, version: Version, now: Timestamp) -> Result<Risk, ServiceError> {
    let (tx, before) = seen(db, auditor, id, version).await?;
    let until = before.acceptance.as_ref().map(|given| given.until.to_string()).unwrap_or_default();
    let after = before.withdraw().map_err(|error| refused(&error))?;
    let told = vec![Change { field: "Accepted until".into(), before: until, after: String::new() }];
    let summary = format!("withdrew the acceptance of the risk “{}”", after.title);
    store(tx, auditor, after, Line::new(EventKind::RiskAcceptanceEnded, id, summary).with(told), now).await
}

/// Closes a risk that does not exist any more, for a reason. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Invalid`] without a reason, [`ServiceError::Refused`]
/// where it is closed.
pub async fn close(db: &Db, editor: &Editor, id: RiskId, version: Version, reason: &str, now: Timestamp) -> Result<Risk, ServiceError> {
    let (tx, before) = seen(db, editor, id, version).await?;
    let reason = input::reason(reason)?;
    let told = vec![Change { field: "Reason".into(), before: String::new(), after: reason.to_string() }];
    let closure = Closure { reason, by_name: editor.actor().name().clone(), at: now };
    let after = before.close(closure).map_err(|error| refused(&error))?;
    let summary = format!("closed the risk “{}”", after.title);
    store(tx, editor, after, Line::new(EventKind::RiskClosed, id, summary).with(told), now).await
}

/// Opens a closed risk again, for a reason. `version` is the one the caller saw.
///
/// # Errors
/// As [`close`], [`ServiceError::Refused`] where it is open.
pub async fn reopen(db: &Db, editor: &Editor, id: RiskId, version: Version, reason: &str, now: Timestamp) -> Result<Risk, ServiceError> {
    let (tx, before) = seen(db, editor, id, version).await?;
    let reason = input::reason(reason)?;
    let told = vec![Change { field: "Reason".into(), before: String::new(), after: reason.into() }];
    let after = before.reopen().map_err(|error| refused(&error))?;
    let summary = format!("reopened the risk “{}”", after.title);
    store(tx, editor, after, Line::new(EventKind::RiskReopened, id, summary).with(told), now).await
}

/// The risk as the caller saw it, in a transaction that can change it.
async fn seen(db: &Db, editor: &Editor, id: RiskId, version: Version) -> Result<(Tx, Risk), ServiceError> {
    let mut tx = db.begin().await?;
    let risk = risks::find(&mut tx, editor.id(), id).await?;
    if risk.version == version { Ok((tx, risk)) } else { Err(ServiceError::Stale) }
}

async fn store(mut tx: Tx, editor: &Editor, after: Risk, line: Line, now: Timestamp) -> Result<Risk, ServiceError> {
    let seen = after.version;
    let after = Risk { version: seen.next(), ..after };
    risks::update(&mut tx, &after, seen).await?;
    history::tell(&mut tx, editor, line, now).await?;
    tx.commit().await?;
    Ok(after)
}

/// A refusal of the domain: at its field where it is about one.
fn refused(error: &RiskError) -> ServiceError {
    let message = error.to_string();
    match error {
        RiskError::Until(_) => ServiceError::Invalid { field: "until", message },
        RiskError::Already(_) | RiskError::Closed | RiskError::NotAccepted => ServiceError::Refused(message),
    }
}
