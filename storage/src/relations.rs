//! How records hang together.
//!
//! What is tied is named from `searchable`, which has a row for every record that is not in the bin: joined with the view of all
//! records, `SQLite` would read all registers first.

mod candidates;
mod checked;
mod closing;

pub use candidates::list_candidates;
pub use checked::list_checked;
pub use closing::{Closed, Closing, Tied, count_closing, list_closing, list_tied};

use crate::records::Named;
use crate::values::word;
use crate::{StorageError, Tx, Window};
use domain::ids::ProjectId;
use domain::records::{RecordKind, RecordRef, one_line};
use domain::relations::{Relation, RelationKind};
use uuid::Uuid;

/// Ties two records; tying them again changes nothing.
pub async fn insert(tx: &mut Tx, project: ProjectId, relation: &Relation) -> Result<(), StorageError> {
    let sql = "INSERT INTO relations (project_id, kind, from_kind, from_id, to_kind, to_id) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (from_id, kind, to_id) DO NOTHING";
    let (from, to) = (relation.from, relation.to);
    run!(tx, sql, project.0, word(relation.kind)?, from.kind.as_str(), from.id, to.kind.as_str(), to.id).map(drop)
}

/// Unties two records; nothing where they are not tied.
pub async fn delete(tx: &mut Tx, project: ProjectId, relation: &Relation) -> Result<(), StorageError> {
    let sql = "DELETE FROM relations WHERE from_id = $1 AND kind = $2 AND to_id = $3 AND project_id = $4";
    run!(tx, sql, relation.from.id, word(relation.kind)?, relation.to.id, project.0).map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    near: Uuid,
    id: Uuid,
    kind: String,
    title: String,
}

impl Row {
    fn tie(self) -> Result<(Uuid, Named), StorageError> {
        let kind = RecordKind::from_word(&self.kind).ok_or(StorageError::Corrupt("relations.kind"))?;
        let record = RecordRef { kind, id: self.id };
        Ok((self.near, Named { record, title: one_line(&self.title), deleted_at: None, deleted_by: None }))
    }
}

/// What a record closes or checks, without what is in the bin.
pub async fn list_from(tx: &mut Tx, kind: RelationKind, from: RecordRef, window: Window) -> Result<Vec<Named>, StorageError> {
    let sql = "SELECT t.from_id AS near, r.record_id AS id, r.kind, r.title FROM relations t JOIN searchable r ON r.record_id = t.to_id \
               WHERE t.from_id = $1 AND t.kind = $2 ORDER BY r.record_id LIMIT $3 OFFSET $4";
    let rows = all!(tx, Row, sql, from.id, word(kind)?, window.limit, window.offset)?;
    rows.into_iter().map(|row| row.tie().map(|tie| tie.1)).collect()
}

/// What closes or checks a record, without what is in the bin.
pub async fn list_to(tx: &mut Tx, kind: RelationKind, to: RecordRef, window: Window) -> Result<Vec<Named>, StorageError> {
    let sql = "SELECT t.to_id AS near, r.record_id AS id, r.kind, r.title FROM relations t JOIN searchable r ON r.record_id = t.from_id \
               WHERE t.to_id = $1 AND t.kind = $2 ORDER BY r.record_id LIMIT $3 OFFSET $4";
    let rows = all!(tx, Row, sql, to.id, word(kind)?, window.limit, window.offset)?;
    rows.into_iter().map(|row| row.tie().map(|tie| tie.1)).collect()
}

/// What the steps of a plan that are not done will close.
pub async fn list_planned(tx: &mut Tx, project: ProjectId) -> Result<Vec<Uuid>, StorageError> {
    let sql = "SELECT DISTINCT t.to_id FROM relations t JOIN actions a ON a.id = t.from_id \
               WHERE t.project_id = $1 AND t.kind = $2 AND a.done_at IS NULL AND a.deleted_at IS NULL";
    let rows = all!(tx, (Uuid,), sql, project.0, word(RelationKind::Closes)?)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Everything in a project that closes or checks something: the identity of the one that does, and what it is tied to.
pub async fn list_of_project(
    tx: &mut Tx,
    project: ProjectId,
    kind: RelationKind,
    window: Window,
) -> Result<Vec<(Uuid, Named)>, StorageError> {
    let sql = "SELECT t.from_id AS near, r.record_id AS id, r.kind, r.title FROM relations t JOIN searchable r ON r.record_id = t.to_id \
               WHERE t.project_id = $1 AND t.kind = $2 ORDER BY t.from_id, t.to_id LIMIT $3 OFFSET $4";
    all!(tx, Row, sql, project.0, word(kind)?, window.limit, window.offset)?.into_iter().map(Row::tie).collect()
}
