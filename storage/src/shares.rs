//! Links by which anybody who has them reads one report.

use crate::error::changed_one;
use crate::values::{Json, Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::exports::Choice;
use domain::ids::{AssessmentId, ProjectId, ShareId, UserId};
use domain::text::Title;
use uuid::Uuid;

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Identity.
    pub id: ShareId,
    /// The project.
    pub project: ProjectId,
    /// Which frozen audit; `None` for the project as it stands.
    pub audit: Option<AssessmentId>,
    /// For whom it is, as its maker calls it.
    pub label: Title,
    /// Digest of the token in the link.
    pub token_sha256: String,
    /// What has to be known beside the link, as a PHC string.
    pub password_hash: Option<String>,
    /// What the report holds.
    pub sections: Choice,
    /// Whether the report can be taken along as a file.
    pub files: bool,
    /// How often it was looked at.
    pub views: i64,
    /// When it was looked at last.
    pub viewed_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it; `None` for the operator.
    pub created_by: Option<UserId>,
    /// The name of that person at the time.
    pub created_by_name: Title,
    /// From when on it leads nowhere.
    pub expires_at: Timestamp,
    /// When it was ended, and by whom.
    pub revoked: Option<(Timestamp, Title)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    assessment_id: Option<Uuid>,
    label: String,
    token_sha256: String,
    password_hash: Option<String>,
    sections: Json<Choice>,
    files: bool,
    views: i64,
    viewed_at: Option<Moment>,
    created_at: Moment,
    created_by: Option<Uuid>,
    created_by_name: String,
    expires_at: Moment,
    revoked_at: Option<Moment>,
    revoked_by_name: Option<String>,
}

impl Row {
    fn share(self) -> Result<Share, StorageError> {
        let revoked = match (self.revoked_at, &self.revoked_by_name) {
            (None, None) => None,
            (Some(at), Some(name)) => Some((at.into(), parsed(name, "shares.revoked_by_name")?)),
            _ => return Err(StorageError::Corrupt("shares.revoked_…")),
        };
        Ok(Share {
            id: ShareId(self.id),
            project: ProjectId(self.project_id),
            audit: self.assessment_id.map(AssessmentId),
            label: parsed(&self.label, "shares.label")?,
            token_sha256: self.token_sha256,
            password_hash: self.password_hash,
            sections: self.sections.0,
            files: self.files,
            views: self.views,
            viewed_at: self.viewed_at.map(Into::into),
            created_at: self.created_at.into(),
            created_by: self.created_by.map(UserId),
            created_by_name: parsed(&self.created_by_name, "shares.created_by_name")?,
            expires_at: self.expires_at.into(),
            revoked,
        })
    }
}

/// Adds a link.
pub async fn insert(tx: &mut Tx, row: &Share) -> Result<(), StorageError> {
    let sql = "INSERT INTO shares (id, project_id, assessment_id, label, token_sha256, password_hash, sections, files, views, created_at, \
               created_by, created_by_name, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    run!(
        tx,
        sql,
        row.id.0,
        row.project.0,
        row.audit.map(|id| id.0),
        row.label.as_str(),
        row.token_sha256.as_str(),
        row.password_hash.as_deref(),
        Json(&row.sections),
        row.files,
        row.views,
        row.created_at.to_utc(),
        row.created_by.map(|id| id.0),
        row.created_by_name.as_str(),
        row.expires_at.to_utc()
    )
    .map(drop)
}

/// The link with this digest, whatever became of it.
pub async fn get_by_token(tx: &mut Tx, token_sha256: &str) -> Result<Option<Share>, StorageError> {
    let sql = "SELECT id, project_id, assessment_id, label, token_sha256, password_hash, sections, files, views, viewed_at, created_at, \
               created_by, created_by_name, expires_at, revoked_at, revoked_by_name FROM shares WHERE token_sha256 = $1";
    maybe!(tx, Row, sql, token_sha256)?.map(Row::share).transpose()
}

/// A link of a project.
pub async fn find(tx: &mut Tx, project: ProjectId, id: ShareId) -> Result<Share, StorageError> {
    let sql = "SELECT id, project_id, assessment_id, label, token_sha256, password_hash, sections, files, views, viewed_at, created_at, \
               created_by, created_by_name, expires_at, revoked_at, revoked_by_name FROM shares WHERE id = $1 AND project_id = $2";
    one!(tx, Row, sql, id.0, project.0)?.share()
}

/// Links of a project, newest first.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Share>, StorageError> {
    let sql = "SELECT id, project_id, assessment_id, label, token_sha256, password_hash, sections, files, views, viewed_at, created_at, \
               created_by, created_by_name, expires_at, revoked_at, revoked_by_name FROM shares \
               WHERE project_id = $1 ORDER BY created_at DESC LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::share).collect()
}

/// How many links a project has or had.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM shares WHERE project_id = $1", project.0).map(|row| row.0)
}

/// Ends a link; [`StorageError::Stale`] where that was done already.
pub async fn revoke(tx: &mut Tx, project: ProjectId, id: ShareId, by_name: &Title, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE shares SET revoked_at = $3, revoked_by_name = $4 WHERE id = $1 AND project_id = $2 AND revoked_at IS NULL";
    changed_one(run!(tx, sql, id.0, project.0, now.to_utc(), by_name.as_str())?)
}

/// Counts that somebody looked.
pub async fn viewed(tx: &mut Tx, id: ShareId, now: Timestamp) -> Result<(), StorageError> {
    run!(tx, "UPDATE shares SET views = views + 1, viewed_at = $2 WHERE id = $1", id.0, now.to_utc()).map(drop)
}
