//! Steps of plans.

use crate::values::{columns, lines, parsed};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::ids::{ActionId, ProjectId};
use domain::plans::Action;
use domain::text::match_key;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    position: i32,
    planned_for: Option<String>,
    focus: String,
    deliverables: String,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

/// Adds a step.
pub async fn insert(tx: &mut Tx, project: ProjectId, row: &Action) -> Result<(), StorageError> {
    let sql = "INSERT INTO actions (id, project_id, position, planned_for, focus, match_key, deliverables, line_from, line_to, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (from, to) = columns(row.lines);
    let (focus, key, deliverables) = (row.focus.as_str(), match_key(row.focus.as_str()), row.deliverables.as_str());
    run!(tx, sql, row.id.0, project.0, row.position, &row.when, focus, key, deliverables, from, to, row.version.0).map(drop)
}

/// Steps of a project's plan in order.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Action>, StorageError> {
    let sql = "SELECT id, position, planned_for, focus, deliverables, line_from, line_to, version FROM actions \
               WHERE project_id = $1 ORDER BY position, id LIMIT $2 OFFSET $3";
    let rows = all!(tx, Row, sql, project.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            Ok(Action {
                id: ActionId(row.id),
                position: row.position,
                when: row.planned_for,
                focus: parsed(&row.focus, "actions.focus")?,
                deliverables: parsed(&row.deliverables, "actions.deliverables")?,
                lines: lines(row.line_from, row.line_to),
                version: Version(row.version),
            })
        })
        .collect()
}

/// The folded wording of all steps of a project, with when they are planned: what an import compares with.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<(Option<String>, String)>, StorageError> {
    all!(tx, (Option<String>, String), "SELECT planned_for, match_key FROM actions WHERE project_id = $1", project.0)
}
