//! Lists: made by hand, renamed, put in order.

use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use crate::{ServiceError, new_id};
use domain::checklists::{Checklist, Progress};
use domain::history::EventKind;
use domain::ids::{ChecklistId, ProjectId};
use domain::order::Direction;
use domain::records::changes;
use domain::text::Title;
use domain::{Timestamp, Version};
use storage::checklists::{self, Clock};
use storage::{Db, Tx};

/// A list with its progress; one query.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn find(db: &Db, viewer: &Viewer, id: ChecklistId, now: Timestamp) -> Result<(Checklist, Progress), ServiceError> {
    let mut tx = db.read().await?;
    let lists = checklists::list(&mut tx, viewer.id(), Clock::at(now)).await?;
    lists.into_iter().find(|(list, _)| list.id == id).ok_or(ServiceError::NotFound)
}

/// Makes a list at the end of the others.
///
/// # Errors
/// [`ServiceError::Invalid`] for an unusable name.
pub async fn create(db: &Db, editor: &Editor, title: &str, now: Timestamp) -> Result<Checklist, ServiceError> {
    let title = named(title)?;
    let mut tx = db.begin().await?;
    let list = insert(&mut tx, editor, title, now).await?;
    tx.commit().await?;
    Ok(list)
}

/// Makes a list, inside of a transaction.
pub(super) async fn insert(tx: &mut Tx, editor: &Editor, title: Title, now: Timestamp) -> Result<Checklist, ServiceError> {
    let position = checklists::last_position(tx, editor.id()).await?.saturating_add(1);
    let list = Checklist { id: new_id(), position, title, version: Version::FIRST };
    checklists::insert(tx, editor.id(), &list).await?;
    let summary = format!("made the checklist “{}”", list.title);
    history::tell(tx, editor, Line::new(EventKind::ChecklistCreated, list.id, summary), now).await?;
    Ok(list)
}

pub(super) fn named(typed: &str) -> Result<Title, ServiceError> {
    typed.parse().map_err(|error| ServiceError::invalid("title", "The name", error))
}

/// Gives a list another name. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`].
pub async fn rename(
    db: &Db,
    editor: &Editor,
    id: ChecklistId,
    version: Version,
    title: &str,
    now: Timestamp,
) -> Result<Checklist, ServiceError> {
    let mut tx = db.begin().await?;
    let list = seen(&mut tx, editor.id(), id, version).await?;
    let changed = Checklist { title: named(title)?, version: version.next(), ..list.clone() };
    let differences = changes(&list, &changed);
    if differences.is_empty() {
        return Ok(list);
    }
    checklists::update(&mut tx, &changed, version).await?;
    let summary = format!("renamed the checklist “{}” to “{}”", list.title, changed.title);
    history::tell(&mut tx, editor, Line::new(EventKind::ChecklistChanged, id, summary).with(differences), now).await?;
    tx.commit().await?;
    Ok(changed)
}

async fn seen(tx: &mut Tx, project: ProjectId, id: ChecklistId, version: Version) -> Result<Checklist, ServiceError> {
    let list = checklists::find(tx, project, id).await?;
    if list.version == version { Ok(list) } else { Err(ServiceError::Stale) }
}

/// Moves a list one place; nothing happens at the end. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`].
pub async fn step(db: &Db, editor: &Editor, id: ChecklistId, version: Version, way: Direction, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let list = seen(&mut tx, editor.id(), id, version).await?;
    let lists = checklists::list(&mut tx, editor.id(), Clock::at(now)).await?;
    let at = lists.iter().position(|(other, _)| other.id == id).ok_or(ServiceError::NotFound)?;
    // One place down is the next one going one place up, past this one.
    let (mover, before) = match way {
        Direction::Up => (Some(at), at.checked_sub(1)),
        Direction::Down => (at.checked_add(1).filter(|next| *next < lists.len()), Some(at)),
    };
    let (Some((mover, _)), Some((before, _))) = (mover.and_then(|at| lists.get(at)), before.and_then(|at| lists.get(at))) else {
        return Ok(());
    };
    let placed = Checklist { version: mover.version.next(), ..mover.clone() };
    checklists::place(&mut tx, editor.id(), &placed, before, mover.version).await?;
    let word = way.as_str();
    let summary = format!("moved the checklist “{}” {word}", list.title);
    history::tell(&mut tx, editor, Line::new(EventKind::ChecklistChanged, id, summary), now).await?;
    Ok(tx.commit().await?)
}
