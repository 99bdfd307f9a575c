//! Acceptance criteria.

use crate::error::changed_one;
use crate::values::{assignee, columns, lines, parsed, person, variant, word};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::criteria::Criterion;
use domain::ids::{CriterionId, ProjectId};
use domain::text::match_key;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    position: i32,
    label: Option<String>,
    text: String,
    state: String,
    notes: String,
    owner: Option<String>,
    owner_id: Option<Uuid>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

impl Row {
    fn criterion(self) -> Result<Criterion, StorageError> {
        Ok(Criterion {
            id: CriterionId(self.id),
            position: self.position,
            label: self.label,
            text: parsed(&self.text, "criteria.text")?,
            state: variant(&self.state, "criteria.state")?,
            notes: parsed(&self.notes, "criteria.notes")?,
            owner: assignee(self.owner, self.owner_id),
            lines: lines(self.line_from, self.line_to),
            version: Version(self.version),
        })
    }
}

/// Adds a criterion.
pub async fn insert(tx: &mut Tx, project: ProjectId, row: &Criterion) -> Result<(), StorageError> {
    let sql = "INSERT INTO criteria (id, project_id, position, label, text, match_key, state, notes, owner, owner_id, line_from, line_to, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let ((from, to), (owner, owner_id)) = (columns(row.lines), person(row.owner.as_ref()));
    let (text, key, state, notes) = (row.text.as_str(), match_key(row.text.as_str()), word(row.state)?, row.notes.as_str());
    let (id, version) = (row.id.0, row.version.0);
    run!(tx, sql, id, project.0, row.position, &row.label, text, key, state, notes, owner, owner_id, from, to, version).map(drop)
}

/// Writes all fields that people can change of a criterion whose version is still `seen`.
pub async fn update(tx: &mut Tx, row: &Criterion, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE criteria SET label = $3, text = $4, match_key = $5, state = $6, notes = $7, owner = $8, owner_id = $9, version = $10 \
               WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let (owner, owner_id) = person(row.owner.as_ref());
    let (text, key, state, notes) = (row.text.as_str(), match_key(row.text.as_str()), word(row.state)?, row.notes.as_str());
    changed_one(run!(tx, sql, row.id.0, seen.0, &row.label, text, key, state, notes, owner, owner_id, row.version.0)?)
}

/// A criterion of a project that is not in the bin.
pub async fn find(tx: &mut Tx, project: ProjectId, id: CriterionId) -> Result<Criterion, StorageError> {
    let sql = "SELECT id, position, label, text, state, notes, owner, owner_id, line_from, line_to, version FROM criteria \
               WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.criterion()
}

/// Criteria of a project in order.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Criterion>, StorageError> {
    let sql = "SELECT id, position, label, text, state, notes, owner, owner_id, line_from, line_to, version FROM criteria \
               WHERE project_id = $1 AND deleted_at IS NULL ORDER BY position, id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::criterion).collect()
}

/// How many criteria a project has, and how many of them are met.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<(i64, i64), StorageError> {
    let sql = "SELECT COUNT(*), COUNT(CASE WHEN state = 'met' THEN 1 END) FROM criteria WHERE project_id = $1 AND deleted_at IS NULL";
    one!(tx, (i64, i64), sql, project.0)
}

/// The folded texts of all criteria of a project: what an import compares with.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<String>, StorageError> {
    let rows = all!(tx, (String,), "SELECT match_key FROM criteria WHERE project_id = $1 AND deleted_at IS NULL", project.0)?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}

/// All criteria of a project in order, each with its place.
pub async fn places(tx: &mut Tx, project: ProjectId) -> Result<Vec<(CriterionId, i32)>, StorageError> {
    let sql = "SELECT id, position FROM criteria WHERE project_id = $1 AND deleted_at IS NULL ORDER BY position, id";
    let rows = all!(tx, (Uuid, i32), sql, project.0)?;
    Ok(rows.into_iter().map(|(id, place)| (CriterionId(id), place)).collect())
}

/// Gives a criterion another place. Its version stays: where it stands is no part of what a form holds.
pub async fn set_place(tx: &mut Tx, id: CriterionId, place: i32) -> Result<(), StorageError> {
    run!(tx, "UPDATE criteria SET position = $2 WHERE id = $1", id.0, place).map(drop)
}

/// The place behind the last criterion, also behind those in the bin, which keep theirs.
pub async fn next_place(tx: &mut Tx, project: ProjectId) -> Result<i32, StorageError> {
    one!(tx, (i32,), "SELECT COALESCE(MAX(position), -1) + 1 FROM criteria WHERE project_id = $1", project.0).map(|row| row.0)
}
