//! What all records have in common: being named, thrown away and fetched back.

use crate::error::changed_one;
use crate::values::Moment;
use crate::{StorageError, Tx, Window};
use domain::ids::ProjectId;
use domain::records::{RecordKind, RecordRef, one_line};
use domain::{Timestamp, Version};
use uuid::Uuid;

/// The same statement for the table of each kind; the text stays a constant, as all SQL here.
macro_rules! delete_sql {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET deleted_at = $3, deleted_by_name = $4, version = version + 1 WHERE id = $1 AND version = $2 AND project_id = $5 AND deleted_at IS NULL"
        )
    };
}

macro_rules! restore_sql {
    ($table:literal) => {
        concat!(
            "UPDATE ",
            $table,
            " SET deleted_at = NULL, deleted_by_name = NULL, version = version + 1 WHERE id = $1 AND project_id = $2 AND deleted_at IS NOT NULL"
        )
    };
}

/// A record by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which one.
    pub record: RecordRef,
    /// Its title, text or command, in one line of bearable length.
    pub title: String,
    /// Since when it is in the bin, where it is.
    pub deleted_at: Option<Timestamp>,
    /// Who put it there.
    pub deleted_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    title: String,
    deleted_at: Option<Moment>,
    deleted_by_name: Option<String>,
}

impl Row {
    fn named(self) -> Result<Named, StorageError> {
        let kind = RecordKind::from_word(&self.kind).ok_or(StorageError::Corrupt("records.kind"))?;
        let record = RecordRef { kind, id: self.id };
        Ok(Named { record, title: one_line(&self.title), deleted_at: self.deleted_at.map(Into::into), deleted_by: self.deleted_by_name })
    }
}

/// A record of a project, also one in the bin.
pub async fn find(tx: &mut Tx, project: ProjectId, record: RecordRef) -> Result<Named, StorageError> {
    let sql = "SELECT id, kind, title, deleted_at, deleted_by_name FROM records WHERE id = $1 AND project_id = $2 AND kind = $3";
    one!(tx, Row, sql, record.id, project.0, record.kind.as_str())?.named()
}

/// What is in the bin of a project, thrown away last first.
pub async fn list_deleted(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Named>, StorageError> {
    let sql = "SELECT id, kind, title, deleted_at, deleted_by_name FROM bin WHERE project_id = $1 \
               ORDER BY deleted_at DESC, id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::named).collect()
}

/// How much is in the bin of a project.
pub async fn count_deleted(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM bin WHERE project_id = $1";
    one!(tx, (i64,), sql, project.0).map(|row| row.0)
}

/// Puts a record whose version is still `seen` into the bin, with what belongs to it.
pub async fn delete(
    tx: &mut Tx,
    project: ProjectId,
    record: RecordRef,
    seen: Version,
    now: Timestamp,
    by: &str,
) -> Result<(), StorageError> {
    let sql = match record.kind {
        RecordKind::Assessment | RecordKind::Finding => return Err(StorageError::NotFound),
        RecordKind::Blocker => delete_sql!("blockers"),
        RecordKind::Risk => delete_sql!("risks"),
        RecordKind::Checklist => delete_sql!("checklists"),
        RecordKind::Item => delete_sql!("items"),
        RecordKind::Criterion => delete_sql!("criteria"),
        RecordKind::Action => delete_sql!("actions"),
        RecordKind::Verification => delete_sql!("verifications"),
    };
    changed_one(run!(tx, sql, record.id, seen.0, now.to_utc(), by, project.0)?)?;
    if record.kind == RecordKind::Checklist {
        let sql = "UPDATE items SET deleted_at = $2, deleted_by_name = $3, deleted_with_list = TRUE \
                   WHERE checklist_id = $1 AND deleted_at IS NULL";
        run!(tx, sql, record.id, now.to_utc(), by)?;
    }
    Ok(())
}

/// Whether the checklist of an item is in the bin.
pub async fn list_is_deleted(tx: &mut Tx, project: ProjectId, item: Uuid) -> Result<bool, StorageError> {
    let sql = "SELECT COUNT(*) FROM items i JOIN checklists c ON c.id = i.checklist_id \
               WHERE i.id = $1 AND i.project_id = $2 AND c.deleted_at IS NOT NULL";
    one!(tx, (i64,), sql, item, project.0).map(|row| row.0 > 0)
}

/// The record of a project with this identity, whatever its kind; none in the bin.
pub async fn get(tx: &mut Tx, project: ProjectId, id: Uuid) -> Result<Option<RecordRef>, StorageError> {
    let sql = "SELECT kind FROM records WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    let kind = maybe!(tx, (String,), sql, id, project.0)?;
    Ok(kind.and_then(|(word,)| RecordKind::from_word(&word)).map(|kind| RecordRef { kind, id }))
}

/// Takes a record out of the bin, with what went with it. [`StorageError::Stale`] where it is in the bin no more.
pub async fn restore(tx: &mut Tx, project: ProjectId, record: RecordRef) -> Result<(), StorageError> {
    let sql = match record.kind {
        RecordKind::Assessment | RecordKind::Finding => return Err(StorageError::NotFound),
        RecordKind::Blocker => restore_sql!("blockers"),
        RecordKind::Risk => restore_sql!("risks"),
        RecordKind::Checklist => restore_sql!("checklists"),
        RecordKind::Item => restore_sql!("items"),
        RecordKind::Criterion => restore_sql!("criteria"),
        RecordKind::Action => restore_sql!("actions"),
        RecordKind::Verification => restore_sql!("verifications"),
    };
    changed_one(run!(tx, sql, record.id, project.0)?)?;
    if record.kind == RecordKind::Checklist {
        let sql = "UPDATE items SET deleted_at = NULL, deleted_by_name = NULL, deleted_with_list = FALSE \
                   WHERE checklist_id = $1 AND deleted_with_list";
        run!(tx, sql, record.id)?;
    }
    Ok(())
}
