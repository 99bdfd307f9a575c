//! The documents of frozen assessments.

use crate::values::{Moment, parsed};
use crate::{StorageError, Tx};
use domain::assessments::Frozen;
use domain::ids::{AssessmentId, ProjectId, UserId};
use uuid::Uuid;

/// What is known of a snapshot without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// SHA-256 of the document, as hexadecimal digits.
    pub sha256: String,
    /// Length of the document in bytes.
    pub bytes: i64,
    /// Who froze it and when.
    pub frozen: Frozen,
}

#[derive(sqlx::FromRow)]
struct Row {
    sha256: String,
    bytes: i64,
    frozen_at: Moment,
    frozen_by: Option<Uuid>,
    frozen_by_name: String,
}

/// Keeps the document of an assessment that is being frozen.
pub async fn insert(tx: &mut Tx, project: ProjectId, of: AssessmentId, seal: &Seal, document: &str) -> Result<(), StorageError> {
    let sql = "INSERT INTO snapshots (assessment_id, project_id, sha256, bytes, document, frozen_at, frozen_by, frozen_by_name) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let Seal { sha256, bytes, frozen } = seal;
    let (at, by, name) = (frozen.at.to_utc(), frozen.by.map(|by| by.0), frozen.by_name.as_str());
    run!(tx, sql, of.0, project.0, sha256, *bytes, document, at, by, name).map(drop)
}

/// The seal of an assessment; `None` while it is not frozen.
pub async fn find(tx: &mut Tx, project: ProjectId, of: AssessmentId) -> Result<Option<Seal>, StorageError> {
    let sql = "SELECT sha256, bytes, frozen_at, frozen_by, frozen_by_name FROM snapshots WHERE assessment_id = $1 AND project_id = $2";
    let row = maybe!(tx, Row, sql, of.0, project.0)?;
    row.map(|row| {
        let by_name = parsed(&row.frozen_by_name, "snapshots.frozen_by_name")?;
        let frozen = Frozen { at: row.frozen_at.into(), by: row.frozen_by.map(UserId), by_name };
        Ok(Seal { sha256: row.sha256, bytes: row.bytes, frozen })
    })
    .transpose()
}

/// The document of a frozen assessment.
pub async fn document(tx: &mut Tx, project: ProjectId, of: AssessmentId) -> Result<String, StorageError> {
    let sql = "SELECT document FROM snapshots WHERE assessment_id = $1 AND project_id = $2";
    one!(tx, (String,), sql, of.0, project.0).map(|row| row.0)
}
