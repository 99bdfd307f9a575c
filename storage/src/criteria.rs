//! Acceptance criteria.

use crate::values::{columns, lines, parsed, variant, word};
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
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

/// Adds a criterion.
pub async fn insert(tx: &mut Tx, project: ProjectId, row: &Criterion) -> Result<(), StorageError> {
    let sql = "INSERT INTO criteria (id, project_id, position, label, text, match_key, state, line_from, line_to, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (from, to) = columns(row.lines);
    let (text, key, state) = (row.text.as_str(), match_key(row.text.as_str()), word(row.state)?);
    run!(tx, sql, row.id.0, project.0, row.position, &row.label, text, key, state, from, to, row.version.0).map(drop)
}

/// Criteria of a project in order.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Criterion>, StorageError> {
    let sql = "SELECT id, position, label, text, state, line_from, line_to, version FROM criteria \
               WHERE project_id = $1 ORDER BY position, id LIMIT $2 OFFSET $3";
    let rows = all!(tx, Row, sql, project.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            Ok(Criterion {
                id: CriterionId(row.id),
                position: row.position,
                label: row.label,
                text: parsed(&row.text, "criteria.text")?,
                state: variant(&row.state, "criteria.state")?,
                lines: lines(row.line_from, row.line_to),
                version: Version(row.version),
            })
        })
        .collect()
}

/// The folded texts of all criteria of a project: what an import compares with.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<String>, StorageError> {
    let rows = all!(tx, (String,), "SELECT match_key FROM criteria WHERE project_id = $1", project.0)?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
