//! Scoring rules that a project had before.

use crate::values::{Json, Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::ids::ProjectId;
use domain::scoring::ScoringRule;
use domain::text::Title;

/// A rule that holds no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The rule.
    pub rule: ScoringRule,
    /// Until when it held.
    pub changed_at: Timestamp,
    /// Who put another one in its place, by the name at the time.
    pub changed_by_name: Title,
}

#[derive(sqlx::FromRow)]
struct Row {
    rule: Json<ScoringRule>,
    changed_at: Moment,
    changed_by_name: String,
}

/// Keeps a rule that another one takes the place of.
pub async fn insert(tx: &mut Tx, project: ProjectId, former: &Former) -> Result<(), StorageError> {
    let sql = "INSERT INTO rules (project_id, version, rule, changed_at, changed_by_name) VALUES ($1, $2, $3, $4, $5)";
    let (version, at) = (i64::from(former.rule.version), former.changed_at.to_utc());
    run!(tx, sql, project.0, version, Json(&former.rule), at, former.changed_by_name.as_str()).map(drop)
}

/// The rules that a project had before, newest first.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Former>, StorageError> {
    let sql = "SELECT rule, changed_at, changed_by_name FROM rules WHERE project_id = $1 ORDER BY version DESC LIMIT $2 OFFSET $3";
    let rows = all!(tx, Row, sql, project.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            let changed_by_name = parsed(&row.changed_by_name, "rules.changed_by_name")?;
            Ok(Former { rule: row.rule.0, changed_at: row.changed_at.into(), changed_by_name })
        })
        .collect()
}
