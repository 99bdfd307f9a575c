//! What people said about which names in audits mean the same.

use crate::error::changed_one;
use crate::values::{Moment, parsed, variant, word};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::changes::{Part, Remembered};
use domain::ids::ProjectId;
use domain::text::Title;
use uuid::Uuid;

/// What somebody said about two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Identity.
    pub id: Uuid,
    /// What holds for matching.
    pub names: Remembered,
    /// The first name as it was shown.
    pub one_name: String,
    /// The second name as it was shown.
    pub other_name: String,
    /// When.
    pub at: Timestamp,
    /// By whom, as the name was then.
    pub by_name: Title,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    part: String,
    one: String,
    other: String,
    one_name: String,
    other_name: String,
    same: bool,
    said_at: Moment,
    said_by_name: String,
}

impl Row {
    fn said(self) -> Result<Said, StorageError> {
        let part: Part = variant(&self.part, "matches.part")?;
        Ok(Said {
            id: self.id,
            names: Remembered { part, one: self.one, other: self.other, same: self.same },
            one_name: self.one_name,
            other_name: self.other_name,
            at: self.said_at.into(),
            by_name: parsed(&self.said_by_name, "matches.said_by_name")?,
        })
    }
}

/// Keeps what somebody said, in the place of what was said about these names before.
pub async fn set(tx: &mut Tx, project: ProjectId, said: &Said) -> Result<(), StorageError> {
    let sql = "INSERT INTO matches (id, project_id, part, one, other, one_name, other_name, same, said_at, said_by_name) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
               ON CONFLICT (project_id, part, one, other) DO UPDATE SET id = excluded.id, one_name = excluded.one_name, \
               other_name = excluded.other_name, same = excluded.same, said_at = excluded.said_at, said_by_name = excluded.said_by_name";
    let (part, names, by) = (word(said.names.part)?, &said.names, said.by_name.as_str());
    let (one, other, at) = (&said.one_name, &said.other_name, said.at.to_utc());
    run!(tx, sql, said.id, project.0, part, &names.one, &names.other, one, other, names.same, at, by).map(drop)
}

/// What was said in a project, by kind and name.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Said>, StorageError> {
    let sql = "SELECT id, part, one, other, one_name, other_name, same, said_at, said_by_name FROM matches WHERE project_id = $1 \
               ORDER BY part, one, other LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::said).collect()
}

/// How many corrections a project has.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM matches WHERE project_id = $1", project.0).map(|row| row.0)
}

/// What was said under this identity.
pub async fn find(tx: &mut Tx, project: ProjectId, id: Uuid) -> Result<Said, StorageError> {
    let sql =
        "SELECT id, part, one, other, one_name, other_name, same, said_at, said_by_name FROM matches WHERE id = $1 AND project_id = $2";
    one!(tx, Row, sql, id, project.0)?.said()
}

/// Takes it back.
pub async fn delete(tx: &mut Tx, project: ProjectId, id: Uuid) -> Result<(), StorageError> {
    changed_one(run!(tx, "DELETE FROM matches WHERE id = $1 AND project_id = $2", id, project.0)?)
}

/// Takes back that a name is the same as any other one.
pub async fn delete_same(tx: &mut Tx, project: ProjectId, part: Part, name: &str) -> Result<(), StorageError> {
    let sql = "DELETE FROM matches WHERE project_id = $1 AND part = $2 AND (one = $3 OR other = $3) AND same = $4";
    run!(tx, sql, project.0, word(part)?, name, true).map(drop)
}
