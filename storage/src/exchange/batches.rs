//! Several reports brought in at once.

use crate::error::changed_one;
use crate::values::{Moment, moment, variant, word};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::ids::{AssessmentId, BatchId, ProjectId, SourceId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Several reports brought in at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Identity.
    pub id: BatchId,
    /// The project.
    pub project: ProjectId,
    /// Who brought them in.
    pub created_by: UserId,
    /// When.
    pub created_at: Timestamp,
    /// Since when they are being saved; `None` while nobody saves them.
    pub running_since: Option<Timestamp>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// It can be looked at and saved.
    Waiting,
    /// It is an assessment now.
    Saved,
    /// It was an assessment of the project already.
    Known,
    /// It cannot be read or saved; the message says why.
    Refused,
}

/// One file of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFile {
    /// Its place in the batch, from 0: the order in which they are saved.
    pub place: i32,
    /// Its name as sent, with its folders.
    pub filename: String,
    /// The document; `None` where it was refused, or thrown away since.
    pub source: Option<SourceId>,
    /// The assessment it became, or is already.
    pub assessment: Option<AssessmentId>,
    /// What became of it.
    pub state: FileState,
    /// What there is to say about that.
    pub message: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    created_by: Uuid,
    created_at: Moment,
    running_since: Option<Moment>,
}

impl From<Row> for Batch {
    fn from(row: Row) -> Self {
        Self {
            id: BatchId(row.id),
            project: ProjectId(row.project_id),
            created_by: UserId(row.created_by),
            created_at: row.created_at.into(),
            running_since: row.running_since.map(Into::into),
        }
    }
}

#[derive(sqlx::FromRow)]
struct FileRow {
    place: i32,
    filename: String,
    source_id: Option<Uuid>,
    assessment_id: Option<Uuid>,
    state: String,
    message: String,
}

impl FileRow {
    fn file(self) -> Result<BatchFile, StorageError> {
        Ok(BatchFile {
            place: self.place,
            filename: self.filename,
            source: self.source_id.map(SourceId),
            assessment: self.assessment_id.map(AssessmentId),
            state: variant(&self.state, "import_batch_files.state")?,
            message: self.message,
        })
    }
}

/// Adds a batch with its files.
pub async fn insert_batch(tx: &mut Tx, batch: &Batch, files: &[BatchFile]) -> Result<(), StorageError> {
    let sql = "INSERT INTO import_batches (id, project_id, created_by, created_at, running_since) VALUES ($1, $2, $3, $4, $5)";
    let (at, since) = (batch.created_at.to_utc(), moment(batch.running_since));
    run!(tx, sql, batch.id.0, batch.project.0, batch.created_by.0, at, since)?;
    for file in files {
        let sql = "INSERT INTO import_batch_files (batch_id, place, filename, source_id, assessment_id, state, message) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let (source, assessment) = (file.source.map(|id| id.0), file.assessment.map(|id| id.0));
        run!(tx, sql, batch.id.0, file.place, file.filename.as_str(), source, assessment, word(file.state)?, file.message.as_str())?;
    }
    Ok(())
}

/// A batch of a project.
pub async fn batch(tx: &mut Tx, project: ProjectId, id: BatchId) -> Result<Batch, StorageError> {
    let sql = "SELECT id, project_id, created_by, created_at, running_since FROM import_batches WHERE id = $1 AND project_id = $2";
    one!(tx, Row, sql, id.0, project.0).map(Into::into)
}

/// Batches of a project, newest first.
pub async fn list_batches(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Batch>, StorageError> {
    let sql = "SELECT id, project_id, created_by, created_at, running_since FROM import_batches WHERE project_id = $1 \
               ORDER BY created_at DESC LIMIT $2 OFFSET $3";
    Ok(all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Into::into).collect())
}

/// The files of a batch in their order; a batch has few.
pub async fn batch_files(tx: &mut Tx, id: BatchId) -> Result<Vec<BatchFile>, StorageError> {
    let sql = "SELECT place, filename, source_id, assessment_id, state, message FROM import_batch_files WHERE batch_id = $1 ORDER BY place";
    all!(tx, FileRow, sql, id.0)?.into_iter().map(FileRow::file).collect()
}

/// Writes what became of a file.
pub async fn set_batch_file(tx: &mut Tx, id: BatchId, file: &BatchFile) -> Result<(), StorageError> {
    let sql =
        "UPDATE import_batch_files SET source_id = $3, assessment_id = $4, state = $5, message = $6 WHERE batch_id = $1 AND place = $2";
    let (source, assessment) = (file.source.map(|id| id.0), file.assessment.map(|id| id.0));
    changed_one(run!(tx, sql, id.0, file.place, source, assessment, word(file.state)?, file.message.as_str())?)
}

/// Marks a batch as being saved since `now`, or as not being saved; [`StorageError::Stale`] where somebody began after `stalled` already.
pub async fn set_batch_running(tx: &mut Tx, id: BatchId, now: Option<Timestamp>, stalled: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE import_batches SET running_since = $2 WHERE id = $1 AND ($4 OR running_since IS NULL OR running_since < $3)";
    changed_one(run!(tx, sql, id.0, moment(now), stalled.to_utc(), now.is_none())?)
}
