//! Issues of lint that people decided to live with. The issues themselves are kept nowhere.

use crate::values::{Moment, parsed, variant};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::ids::{ProjectId, UserId};
use domain::lint::{Fingerprint, RuleId};
use domain::text::{Markdown, Title};
use uuid::Uuid;

/// A decision to live with an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// The issue.
    pub fingerprint: Fingerprint,
    /// The rule that had found it.
    pub rule: RuleId,
    /// What it said then.
    pub message: String,
    /// Why it is meant so.
    pub reason: Markdown,
    /// Who decided; `None` for the operator at the command line.
    pub by: Option<UserId>,
    /// The name of that person at the time.
    pub by_name: Title,
    /// When.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    fingerprint: String,
    rule: String,
    message: String,
    reason: String,
    dismissed_by: Option<Uuid>,
    dismissed_by_name: String,
    dismissed_at: Moment,
}

impl Row {
    fn dismissal(self) -> Result<Dismissal, StorageError> {
        Ok(Dismissal {
            fingerprint: parsed(&self.fingerprint, "lint_dismissals.fingerprint")?,
            rule: variant(&self.rule, "lint_dismissals.rule")?,
            message: self.message,
            reason: parsed(&self.reason, "lint_dismissals.reason")?,
            by: self.dismissed_by.map(UserId),
            by_name: parsed(&self.dismissed_by_name, "lint_dismissals.dismissed_by_name")?,
            at: self.dismissed_at.into(),
        })
    }
}

/// Adds a dismissal; [`StorageError::Exists`] where the issue is dismissed already.
pub async fn dismiss(tx: &mut Tx, project: ProjectId, row: &Dismissal) -> Result<(), StorageError> {
    let sql = "INSERT INTO lint_dismissals (project_id, fingerprint, rule, message, reason, dismissed_by, dismissed_by_name, dismissed_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (print, rule, by) = (row.fingerprint.as_str(), row.rule.code(), row.by.map(|by| by.0));
    run!(tx, sql, project.0, print, rule, &row.message, row.reason.as_str(), by, row.by_name.as_str(), row.at.to_utc()).map(drop)
}

/// The dismissal of an issue.
pub async fn find(tx: &mut Tx, project: ProjectId, fingerprint: &Fingerprint) -> Result<Dismissal, StorageError> {
    let sql = "SELECT fingerprint, rule, message, reason, dismissed_by, dismissed_by_name, dismissed_at FROM lint_dismissals \
               WHERE project_id = $1 AND fingerprint = $2";
    one!(tx, Row, sql, project.0, fingerprint.as_str())?.dismissal()
}

/// Takes a dismissal back; [`StorageError::NotFound`] where somebody did already.
pub async fn reopen(tx: &mut Tx, project: ProjectId, fingerprint: &Fingerprint) -> Result<(), StorageError> {
    let sql = "DELETE FROM lint_dismissals WHERE project_id = $1 AND fingerprint = $2";
    if run!(tx, sql, project.0, fingerprint.as_str())? == 0 { Err(StorageError::NotFound) } else { Ok(()) }
}

/// Dismissals of a project, newest first.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Dismissal>, StorageError> {
    let sql = "SELECT fingerprint, rule, message, reason, dismissed_by, dismissed_by_name, dismissed_at FROM lint_dismissals \
               WHERE project_id = $1 ORDER BY dismissed_at DESC, fingerprint LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::dismissal).collect()
}
