//! Acceptance criteria.

use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError, input, new_id, people};
use domain::criteria::{Criterion, CriterionState};
use domain::history::EventKind;
use domain::ids::CriterionId;
use domain::order::{Direction, moved};
use domain::records::{changes, named};
use domain::{Timestamp, Version};
use storage::{Db, Tx, criteria};

/// A criterion as a form sends it.
#[derive(Clone, Debug, Default)]
pub struct CriterionForm {
    /// Its letter or number; may be empty.
    pub label: String,
    /// What has to hold.
    pub text: String,
    /// The words of a state.
    pub state: String,
    /// Name or address of who sees to it; may be empty.
    pub owner: String,
    /// Markdown; may be empty.
    pub notes: String,
}

/// A page of the criteria of a project.
#[derive(Clone, Debug)]
pub struct CriterionList {
    /// The rows in order.
    pub page: Page<Criterion>,
    /// How many of all are met.
    pub met: i64,
}

/// Criteria of a project in order.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<CriterionList, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = criteria::list(&mut tx, viewer.id(), page.window(SIZE)).await?;
    let (total, met) = criteria::count(&mut tx, viewer.id()).await?;
    Ok(CriterionList { page: Page::new(rows, total, page, SIZE), met })
}

/// A criterion.
///
/// # Errors
/// [`ServiceError::NotFound`], also for one in the bin.
pub async fn find(db: &Db, viewer: &Viewer, id: CriterionId) -> Result<Criterion, ServiceError> {
    Ok(criteria::find(&mut db.read().await?, viewer.id(), id).await?)
}

/// Makes a criterion, behind all others.
///
/// # Errors
/// [`ServiceError::Invalid`].
pub async fn create(db: &Db, editor: &Editor, form: &CriterionForm, now: Timestamp) -> Result<Criterion, ServiceError> {
    let mut tx = db.begin().await?;
    let empty = Criterion {
        id: new_id(),
        position: criteria::next_place(&mut tx, editor.id()).await?,
        label: None,
        text: input::title("text", "What has to hold", &form.text)?,
        state: CriterionState::Unknown,
        notes: domain::text::Markdown::default(),
        owner: None,
        lines: None,
        version: Version::FIRST,
    };
    let criterion = read(&mut tx, editor, form, empty).await?;
    criteria::insert(&mut tx, editor.id(), &criterion).await?;
    let summary = format!("added the criterion “{}”", criterion.text);
    history::tell(&mut tx, editor, Line::new(EventKind::CriterionCreated, criterion.id, summary), now).await?;
    tx.commit().await?;
    Ok(criterion)
}

/// Changes a criterion. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`].
pub async fn change(
    db: &Db,
    editor: &Editor,
    id: CriterionId,
    version: Version,
    form: &CriterionForm,
    now: Timestamp,
) -> Result<Criterion, ServiceError> {
    let mut tx = db.begin().await?;
    let before = criteria::find(&mut tx, editor.id(), id).await?;
    let after = read(&mut tx, editor, form, before.clone()).await?;
    save(tx, editor, &before, after, version, now).await
}

/// Says whether a criterion holds. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`].
pub async fn set_state(
    db: &Db,
    editor: &Editor,
    id: CriterionId,
    version: Version,
    state: CriterionState,
    now: Timestamp,
) -> Result<Criterion, ServiceError> {
    let mut tx = db.begin().await?;
    let before = criteria::find(&mut tx, editor.id(), id).await?;
    let after = Criterion { state, ..before.clone() };
    save(tx, editor, &before, after, version, now).await
}

/// Moves a criterion one place up or down; nothing where it is at the end already.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn shift(db: &Db, editor: &Editor, id: CriterionId, way: Direction, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let criterion = criteria::find(&mut tx, editor.id(), id).await?;
    let places = moved(&criteria::places(&mut tx, editor.id()).await?, id, way);
    if places.is_empty() {
        return Ok(());
    }
    for (id, place) in places {
        criteria::set_place(&mut tx, id, place).await?;
    }
    let summary = format!("moved the criterion “{}” {}", criterion.text, way.as_str());
    history::tell(&mut tx, editor, Line::new(EventKind::CriterionChanged, id, summary), now).await?;
    Ok(tx.commit().await?)
}

async fn save(
    mut tx: Tx,
    editor: &Editor,
    before: &Criterion,
    after: Criterion,
    version: Version,
    now: Timestamp,
) -> Result<Criterion, ServiceError> {
    if before.version != version {
        return Err(ServiceError::Stale);
    }
    let changes = changes(before, &after);
    if changes.is_empty() {
        return Ok(after);
    }
    let after = Criterion { version: version.next(), ..after };
    criteria::update(&mut tx, &after, version).await?;
    let summary = format!("changed {} of the criterion “{}”", named(&changes), after.text);
    history::tell(&mut tx, editor, Line::new(EventKind::CriterionChanged, after.id, summary).with(changes), now).await?;
    tx.commit().await?;
    Ok(after)
}

/// The criterion with the fields as the form has them.
async fn read(tx: &mut Tx, editor: &Editor, form: &CriterionForm, of: Criterion) -> Result<Criterion, ServiceError> {
    const LABEL: usize = 20;
    let unknown = || ServiceError::invalid("state", "The state", "is none that is known; choose one of the list");
    let members = people::known(tx, editor).await?;
    Ok(Criterion {
        label: input::line("label", "The letter or number", &form.label, LABEL)?,
        text: input::title("text", "What has to hold", &form.text)?,
        state: CriterionState::from_words(&form.state).ok_or_else(unknown)?,
        notes: input::markdown("notes", "The text of the notes", &form.notes)?,
        owner: people::assignee(&members, "owner", &form.owner)?,
        ..of
    })
}
