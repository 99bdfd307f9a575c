//! Documents that were brought in.

use crate::error::changed_one;
use crate::values::{Json, Moment, moment};
use crate::{StorageError, Tx};
use domain::exchange::profile::Profile;
use domain::exchange::review::Correction;
use domain::ids::{AssessmentId, ProjectId, SourceId, UserId};
use domain::{Timestamp, Version};
use uuid::Uuid;

/// A document as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Identity.
    pub id: SourceId,
    /// The project it was brought into.
    pub project: ProjectId,
    /// Its name as sent.
    pub filename: String,
    /// What its bytes were.
    pub encoding: String,
    /// Whether double-encoded text was repaired.
    pub repaired: bool,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: i64,
    /// Its text.
    pub text: String,
    /// Who brought it in.
    pub created_by: UserId,
    /// When.
    pub created_at: Timestamp,
    /// When it was saved as an assessment; `None` while it is only looked at.
    pub saved_at: Option<Timestamp>,
    /// What people corrected of what was understood, in the order in which they did.
    pub corrections: Vec<Correction>,
    /// The import profile it was saved with; empty while it is only looked at.
    pub profile: Profile,
    /// Optimistic lock of the corrections.
    pub version: Version,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    filename: String,
    encoding: String,
    repaired: bool,
    sha256: String,
    bytes: i64,
    text: String,
    created_by: Uuid,
    created_at: Moment,
    saved_at: Option<Moment>,
    corrections: Json<Vec<Correction>>,
    profile: Json<Profile>,
    version: i64,
}

impl From<Row> for Source {
    fn from(row: Row) -> Self {
        Self {
            id: SourceId(row.id),
            project: ProjectId(row.project_id),
            filename: row.filename,
            encoding: row.encoding,
            repaired: row.repaired,
            sha256: row.sha256,
            bytes: row.bytes,
            text: row.text,
            created_by: UserId(row.created_by),
            created_at: row.created_at.into(),
            saved_at: row.saved_at.map(Into::into),
            corrections: row.corrections.0,
            profile: row.profile.0,
            version: Version(row.version),
        }
    }
}

/// Adds a document.
pub async fn insert(tx: &mut Tx, source: &Source) -> Result<(), StorageError> {
    let sql = "INSERT INTO sources (id, project_id, filename, encoding, repaired, sha256, bytes, text, created_by, created_at, saved_at, \
               corrections, profile, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let (by, at, saved) = (source.created_by.0, source.created_at.to_utc(), moment(source.saved_at));
    let (filename, encoding, sha256, text) = (&source.filename, &source.encoding, &source.sha256, &source.text);
    let (corrections, profile) = (Json(&source.corrections), Json(&source.profile));
    run!(
        tx,
        sql,
        source.id.0,
        source.project.0,
        filename,
        encoding,
        source.repaired,
        sha256,
        source.bytes,
        text,
        by,
        at,
        saved,
        corrections,
        profile,
        source.version.0
    )
    .map(drop)
}

/// A document of a project.
pub async fn find(tx: &mut Tx, project: ProjectId, id: SourceId) -> Result<Source, StorageError> {
    let sql = "SELECT id, project_id, filename, encoding, repaired, sha256, bytes, text, created_by, created_at, saved_at, \
               corrections, profile, version FROM sources WHERE id = $1 AND project_id = $2";
    one!(tx, Row, sql, id.0, project.0).map(Into::into)
}

/// The assessment that was saved from a document with these bytes.
pub async fn saved(tx: &mut Tx, project: ProjectId, sha256: &str) -> Result<Option<AssessmentId>, StorageError> {
    let sql = "SELECT a.id FROM sources s JOIN assessments a ON a.source_id = s.id \
               WHERE s.project_id = $1 AND s.sha256 = $2 AND s.saved_at IS NOT NULL";
    Ok(maybe!(tx, (Uuid,), sql, project.0, sha256)?.map(|(id,)| AssessmentId(id)))
}

/// Marks a document as saved as it was read with a profile; [`StorageError::Exists`] where the same bytes were saved meanwhile,
/// [`StorageError::Stale`] where somebody corrected it since `seen`.
pub async fn set_saved(tx: &mut Tx, id: SourceId, profile: &Profile, seen: Version, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE sources SET saved_at = $2, profile = $3, version = version + 1 WHERE id = $1 AND version = $4";
    changed_one(run!(tx, sql, id.0, now.to_utc(), Json(profile), seen.0)?)
}

/// Keeps what people corrected of a document that is not saved yet and whose version is still `seen`.
pub async fn set_corrections(tx: &mut Tx, id: SourceId, corrections: &[Correction], seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE sources SET corrections = $2, version = version + 1 WHERE id = $1 AND version = $3 AND saved_at IS NULL";
    changed_one(run!(tx, sql, id.0, Json(corrections), seen.0)?)
}

/// Removes a document that was only looked at.
pub async fn delete_unsaved(tx: &mut Tx, project: ProjectId, id: SourceId) -> Result<(), StorageError> {
    run!(tx, "DELETE FROM sources WHERE id = $1 AND project_id = $2 AND saved_at IS NULL", id.0, project.0).map(drop)
}

/// Clears away what was only looked at before `before`.
pub async fn delete_forgotten(tx: &mut Tx, before: Timestamp) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM import_batches WHERE created_at < $1", before.to_utc())?;
    run!(tx, "DELETE FROM sources WHERE created_at < $1 AND saved_at IS NULL", before.to_utc())
}
