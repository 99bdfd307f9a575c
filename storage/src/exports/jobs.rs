//! Files that were asked for, while they are made and for some days after.

use crate::error::changed_one;
use crate::values::{Json, Moment, variant, word};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::exports::Request;
use domain::ids::{ExportId, ProjectId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How far a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is being made, or waits for its turn.
    Running,
    /// It can be fetched.
    Done,
    /// It could not be made; the message says why.
    Failed,
}

/// A file that somebody asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Identity.
    pub id: ExportId,
    /// The project.
    pub project: ProjectId,
    /// Who asked; `None` for the operator.
    pub user: Option<UserId>,
    /// What was asked for.
    pub request: Request,
    /// How far it is.
    pub state: State,
    /// How much of it is done, 0 to 100.
    pub percent: i32,
    /// What is being done, or why it failed.
    pub message: String,
    /// The name of the file.
    pub filename: String,
    /// Its length, once it is there.
    pub bytes: Option<i64>,
    /// Its digest, once it is there.
    pub sha256: Option<String>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// The last sign of life of whoever makes it.
    pub alive_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    user_id: Option<Uuid>,
    request: Json<Request>,
    state: String,
    percent: i32,
    message: String,
    filename: String,
    bytes: Option<i64>,
    sha256: Option<String>,
    created_at: Moment,
    alive_at: Moment,
}

impl Row {
    fn export(self) -> Result<Export, StorageError> {
        Ok(Export {
            id: ExportId(self.id),
            project: ProjectId(self.project_id),
            user: self.user_id.map(UserId),
            request: self.request.0,
            state: variant(&self.state, "exports.state")?,
            percent: self.percent,
            message: self.message,
            filename: self.filename,
            bytes: self.bytes,
            sha256: self.sha256,
            created_at: self.created_at.into(),
            alive_at: self.alive_at.into(),
        })
    }
}

/// Adds one.
pub async fn insert(tx: &mut Tx, row: &Export) -> Result<(), StorageError> {
    let sql = "INSERT INTO exports (id, project_id, user_id, request, state, percent, message, filename, created_at, alive_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (user, state) = (row.user.map(|user| user.0), word(row.state)?);
    let (created, alive) = (row.created_at.to_utc(), row.alive_at.to_utc());
    let (message, filename) = (row.message.as_str(), row.filename.as_str());
    run!(tx, sql, row.id.0, row.project.0, user, Json(&row.request), state, row.percent, message, filename, created, alive).map(drop)
}

/// A file that this person asked for.
pub async fn find(tx: &mut Tx, project: ProjectId, user: Option<UserId>, id: ExportId) -> Result<Export, StorageError> {
    let sql = "SELECT id, project_id, user_id, request, state, percent, message, filename, bytes, sha256, created_at, alive_at \
               FROM exports WHERE id = $1 AND project_id = $2 AND (user_id = $3 OR (user_id IS NULL AND $3 IS NULL))";
    one!(tx, Row, sql, id.0, project.0, user.map(|user| user.0))?.export()
}

/// What a person asked for in a project, newest first.
pub async fn list(tx: &mut Tx, project: ProjectId, user: UserId, window: Window) -> Result<Vec<Export>, StorageError> {
    let sql = "SELECT id, project_id, user_id, request, state, percent, message, filename, bytes, sha256, created_at, alive_at \
               FROM exports WHERE project_id = $1 AND user_id = $2 ORDER BY created_at DESC LIMIT $3 OFFSET $4";
    all!(tx, Row, sql, project.0, user.0, window.limit, window.offset)?.into_iter().map(Row::export).collect()
}

/// How many files a person waits for, in all projects: those whose makers gave a sign of life since.
pub async fn count_open(tx: &mut Tx, user: UserId, since: Timestamp) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM exports WHERE user_id = $1 AND state = 'running' AND alive_at >= $2";
    one!(tx, (i64,), sql, user.0, since.to_utc()).map(|row| row.0)
}

/// Says how far it is; [`StorageError::Stale`] where it is no longer being made.
pub async fn set_progress(
    tx: &mut Tx,
    id: ExportId,
    (state, percent, message): (State, i32, &str),
    now: Timestamp,
) -> Result<(), StorageError> {
    let sql = "UPDATE exports SET state = $2, percent = $3, message = $4, alive_at = $5 WHERE id = $1 AND state = 'running'";
    changed_one(run!(tx, sql, id.0, word(state)?, percent, message, now.to_utc())?)
}

/// Gives a sign of life.
pub async fn beat(tx: &mut Tx, id: ExportId, now: Timestamp) -> Result<(), StorageError> {
    run!(tx, "UPDATE exports SET alive_at = $2 WHERE id = $1 AND state = 'running'", id.0, now.to_utc()).map(drop)
}

/// Keeps the file and says that it is there.
pub async fn finish(tx: &mut Tx, id: ExportId, content: &[u8], sha256: &str, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE exports SET state = $2, percent = 100, message = '', bytes = $3, sha256 = $4, alive_at = $5 \
               WHERE id = $1 AND state = 'running'";
    let bytes = i64::try_from(content.len()).unwrap_or(i64::MAX);
    changed_one(run!(tx, sql, id.0, word(State::Done)?, bytes, sha256, now.to_utc())?)?;
    run!(tx, "INSERT INTO export_files (export_id, content) VALUES ($1, $2)", id.0, content).map(drop)
}

/// How many files of a project are being made for those without an account, counting those that showed life since then.
pub async fn count_open_of_nobody(tx: &mut Tx, project: ProjectId, since: Timestamp) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM exports WHERE project_id = $1 AND user_id IS NULL AND state = 'running' AND alive_at >= $2";
    one!(tx, (i64,), sql, project.0, since.to_utc()).map(|row| row.0)
}

/// The file itself.
pub async fn content(tx: &mut Tx, id: ExportId) -> Result<Vec<u8>, StorageError> {
    one!(tx, (Vec<u8>,), "SELECT content FROM export_files WHERE export_id = $1", id.0).map(|row| row.0)
}

/// Clears away all but the newest files of a person in a project.
pub async fn delete_beyond(tx: &mut Tx, project: ProjectId, user: UserId, newest: i64) -> Result<u64, StorageError> {
    // Nobody is ever further beyond: this runs with every file.
    let sql = "DELETE FROM exports WHERE id IN (SELECT id FROM exports WHERE project_id = $1 AND user_id = $2 \
               ORDER BY created_at DESC LIMIT 1000 OFFSET $3)";
    run!(tx, sql, project.0, user.0, newest)
}

/// Clears away all but the newest files of a project that those without an account asked for.
pub async fn delete_of_nobody_beyond(tx: &mut Tx, project: ProjectId, newest: i64) -> Result<u64, StorageError> {
    let sql = "DELETE FROM exports WHERE id IN (SELECT id FROM exports WHERE project_id = $1 AND user_id IS NULL \
               ORDER BY created_at DESC LIMIT 1000 OFFSET $2)";
    run!(tx, sql, project.0, newest)
}

/// Clears away what was asked for before.
pub async fn delete_old(tx: &mut Tx, before: Timestamp) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM exports WHERE created_at < $1", before.to_utc())
}
