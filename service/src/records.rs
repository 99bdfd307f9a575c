//! What all records have in common: the talk and the history around one, the bin.

use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError};
use domain::comments::Comment;
use domain::history::{Event, EventKind};
use domain::people::Mentionable;
use domain::records::{RecordKind, RecordRef};
use domain::{Timestamp, Version};

pub use storage::records::Named;
use storage::{Db, Tx, Window, comments, records, verifications};
use uuid::Uuid;

/// What stands around a record on its page.
#[derive(Clone, Debug)]
pub struct Around {
    /// What is said about it, oldest first.
    pub comments: Page<Comment>,
    /// What happened to it, newest first, at most [`Around::EVENTS`].
    pub events: Vec<Event>,
    /// Whom a comment can name.
    pub people: Vec<Mentionable>,
}

impl Around {
    /// So many lines of history stand on the page of a record.
    pub const EVENTS: i64 = 50;
}

/// What stands around a record: four queries.
///
/// # Errors
/// Where the database fails.
pub async fn around(db: &Db, viewer: &Viewer, record: impl Into<RecordRef>, page: PageNumber) -> Result<Around, ServiceError> {
    const SIZE: u32 = crate::comments::PAGE;
    let record = record.into();
    let mut tx = db.read().await?;
    let rows = comments::list(&mut tx, viewer.id(), record, page.window(SIZE)).await?;
    let total = comments::count(&mut tx, viewer.id(), record).await?;
    let events = storage::history::list_of(&mut tx, viewer.id(), record.id, Window::first(Around::EVENTS)).await?;
    let people = crate::people::known(&mut tx, viewer).await?;
    Ok(Around { comments: Page::new(rows, total, page, SIZE), events, people })
}

/// The record of a project with this identity, whatever its kind: one query.
///
/// # Errors
/// [`ServiceError::NotFound`], also for what is in the bin.
pub async fn find(db: &Db, viewer: &Viewer, id: Uuid) -> Result<RecordRef, ServiceError> {
    records::get(&mut db.read().await?, viewer.id(), id).await?.ok_or(ServiceError::NotFound)
}

/// What is in the bin of a project, thrown away last first.
///
/// # Errors
/// Where the database fails.
pub async fn bin(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<Page<Named>, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = records::list_deleted(&mut tx, viewer.id(), page.window(SIZE)).await?;
    let total = records::count_deleted(&mut tx, viewer.id()).await?;
    Ok(Page::new(rows, total, page, SIZE))
}

/// Puts a record into the bin, from where it can be fetched back whole. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`] for what does not exist or cannot be thrown away, [`ServiceError::Stale`].
pub async fn delete(
    db: &Db,
    editor: &Editor,
    record: impl Into<RecordRef>,
    version: Version,
    now: Timestamp,
) -> Result<Named, ServiceError> {
    let record = record.into();
    let kind = EventKind::deleted(record.kind).ok_or(ServiceError::NotFound)?;
    let mut tx = db.begin().await?;
    let named = records::find(&mut tx, editor.id(), record).await?;
    records::delete(&mut tx, editor.id(), record, version, now, editor.actor().name().as_str()).await?;
    vouch_anew(&mut tx, record).await?;
    let summary = format!("threw away the {} “{}”", record.kind.noun(), named.title);
    history::tell(&mut tx, editor, Line::new(kind, record, summary), now).await?;
    tx.commit().await?;
    Ok(named)
}

/// Takes a record out of the bin, with all that hangs on it.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`] where somebody has fetched it back already, [`ServiceError::Refused`]
/// for an item whose checklist is in the bin: it would stand nowhere.
pub async fn restore(db: &Db, editor: &Editor, record: RecordRef, now: Timestamp) -> Result<Named, ServiceError> {
    let kind = EventKind::restored(record.kind).ok_or(ServiceError::NotFound)?;
    let mut tx = db.begin().await?;
    let named = records::find(&mut tx, editor.id(), record).await?;
    if record.kind == RecordKind::Item && records::list_is_deleted(&mut tx, editor.id(), record.id).await? {
        return Err(ServiceError::Refused(
            "The checklist of this item is in the bin too. Restore the checklist first, then the item.".into(),
        ));
    }
    records::restore(&mut tx, editor.id(), record).await?;
    vouch_anew(&mut tx, record).await?;
    let summary = format!("fetched back the {} “{}”", record.kind.noun(), named.title);
    history::tell(&mut tx, editor, Line::new(kind, record, summary), now).await?;
    tx.commit().await?;
    Ok(named)
}

/// A verification vouches for items only while it is out of the bin.
async fn vouch_anew(tx: &mut Tx, record: RecordRef) -> Result<(), ServiceError> {
    if record.kind == RecordKind::Verification {
        verifications::refresh_items(tx, record.id).await?;
    }
    Ok(())
}
