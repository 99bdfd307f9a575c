//! Plans: what is to be done when, and what it closes.

use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError, input, new_id, people};
use domain::history::EventKind;
use domain::ids::ActionId;
use domain::order::{Direction, moved};
use domain::plans::{Action, ActionDone};
use domain::records::{changes, named};
use domain::text::Markdown;
use domain::{Timestamp, Version};
use std::collections::HashMap;
use storage::{Db, Tx, Window, plans, relations};

pub use storage::plans::Counts;
pub use storage::relations::{Closed, Closing};

/// A step as a form sends it.
#[derive(Clone, Debug, Default)]
pub struct ActionForm {
    /// Day or phase as written; may be empty.
    pub when: String,
    /// The last day on which it is in time, `2026-03-01`; may be empty.
    pub date: String,
    /// What it is about.
    pub focus: String,
    /// Markdown; may be empty.
    pub deliverables: String,
    /// Name or address of who sees to it; may be empty.
    pub owner: String,
}

/// A page of a plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The steps in order.
    pub page: Page<Action>,
    /// How many steps there are in all, done and late.
    pub counts: Counts,
    /// How far each step is with what it closes; steps that close nothing are not in it.
    pub closed: HashMap<ActionId, Closed>,
}

/// A step on a page of its own.
#[derive(Clone, Debug)]
pub struct Step {
    /// The step.
    pub action: Action,
    /// What it closes, at most [`Step::TIES`].
    pub closing: Vec<Closing>,
}

impl Step {
    /// So many records that a step closes are shown.
    pub const TIES: i64 = 200;
}

/// The plan of a project in order.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, page: PageNumber, now: Timestamp) -> Result<Plan, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = plans::list(&mut tx, viewer.id(), page.window(SIZE)).await?;
    let counts = plans::count(&mut tx, viewer.id(), now.today()).await?;
    let closed = relations::count_closing(&mut tx, viewer.id(), now).await?;
    Ok(Plan { page: Page::new(rows, counts.total, page, SIZE), counts, closed })
}

/// A step with what it closes.
///
/// # Errors
/// [`ServiceError::NotFound`], also for one in the bin.
pub async fn show(db: &Db, viewer: &Viewer, id: ActionId, now: Timestamp) -> Result<Step, ServiceError> {
    let mut tx = db.read().await?;
    let action = plans::find(&mut tx, viewer.id(), id).await?;
    let closing = relations::list_closing(&mut tx, id, now, Window::first(Step::TIES)).await?;
    Ok(Step { action, closing })
}

/// A step, for its form.
///
/// # Errors
/// As [`show`].
pub async fn find(db: &Db, viewer: &Viewer, id: ActionId) -> Result<Action, ServiceError> {
    Ok(plans::find(&mut db.read().await?, viewer.id(), id).await?)
}

/// Makes a step, behind all others.
///
/// # Errors
/// [`ServiceError::Invalid`].
pub async fn create(db: &Db, editor: &Editor, form: &ActionForm, now: Timestamp) -> Result<Action, ServiceError> {
    let mut tx = db.begin().await?;
    let empty = Action {
        id: new_id(),
        position: plans::next_place(&mut tx, editor.id()).await?,
        when: None,
        date: None,
        focus: input::title("focus", "The focus", &form.focus)?,
        deliverables: Markdown::default(),
        owner: None,
        done: None,
        lines: None,
        version: Version::FIRST,
    };
    let action = read(&mut tx, editor, form, empty).await?;
    plans::insert(&mut tx, editor.id(), &action).await?;
    let summary = format!("added the step “{}” to the plan", action.focus);
    history::tell(&mut tx, editor, Line::new(EventKind::ActionCreated, action.id, summary), now).await?;
    tx.commit().await?;
    Ok(action)
}

/// Changes a step. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`].
pub async fn change(
    db: &Db,
    editor: &Editor,
    id: ActionId,
    version: Version,
    form: &ActionForm,
    now: Timestamp,
) -> Result<Action, ServiceError> {
    let mut tx = db.begin().await?;
    let before = plans::find(&mut tx, editor.id(), id).await?;
    let after = read(&mut tx, editor, form, before.clone()).await?;
    if before.version != version {
        return Err(ServiceError::Stale);
    }
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return Ok(before);
    }
    let after = Action { version: version.next(), ..after };
    plans::update(&mut tx, &after, version).await?;
    let summary = format!("changed {} of the step “{}”", named(&changes), after.focus);
    history::tell(&mut tx, editor, Line::new(EventKind::ActionChanged, id, summary).with(changes), now).await?;
    tx.commit().await?;
    Ok(after)
}

/// Says that a step is done, or that it is open again. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`].
pub async fn set_done(
    db: &Db,
    editor: &Editor,
    id: ActionId,
    version: Version,
    done: bool,
    now: Timestamp,
) -> Result<Action, ServiceError> {
    let mut tx = db.begin().await?;
    let before = plans::find(&mut tx, editor.id(), id).await?;
    if before.version != version {
        return Err(ServiceError::Stale);
    }
    if before.done.is_some() == done {
        return Ok(before);
    }
    let (kind, verb) = if done { (EventKind::ActionDone, "finished") } else { (EventKind::ActionReopened, "reopened") };
    let (by, by_name) = (editor.actor().user(), editor.actor().name().clone());
    let after = Action { done: done.then_some(ActionDone { at: now, by, by_name }), version: version.next(), ..before };
    plans::update(&mut tx, &after, version).await?;
    let summary = format!("{verb} the step “{}”", after.focus);
    history::tell(&mut tx, editor, Line::new(kind, id, summary), now).await?;
    tx.commit().await?;
    Ok(after)
}

/// Moves a step one place up or down; nothing where it is at the end already.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn shift(db: &Db, editor: &Editor, id: ActionId, way: Direction, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let action = plans::find(&mut tx, editor.id(), id).await?;
    let places = moved(&plans::places(&mut tx, editor.id()).await?, id, way);
    if places.is_empty() {
        return Ok(());
    }
    for (id, place) in places {
        plans::set_place(&mut tx, id, place).await?;
    }
    let summary = format!("moved the step “{}” {}", action.focus, way.as_str());
    history::tell(&mut tx, editor, Line::new(EventKind::ActionChanged, id, summary), now).await?;
    Ok(tx.commit().await?)
}

/// The step with the fields as the form has them.
async fn read(tx: &mut Tx, editor: &Editor, form: &ActionForm, of: Action) -> Result<Action, ServiceError> {
    const WHEN: usize = 100;
    let members = people::known(tx, editor).await?;
    Ok(Action {
        when: input::line("when", "The day or phase", &form.when, WHEN)?,
        date: input::day("date", &form.date)?,
        focus: input::title("focus", "The focus", &form.focus)?,
        deliverables: input::markdown("deliverables", "The text of the deliverables", &form.deliverables)?,
        owner: people::assignee(&members, "owner", &form.owner)?,
        ..of
    })
}
