//! Claims that can be checked.

use crate::values::{columns, lines, parsed};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::ids::{ProjectId, VerificationId};
use domain::text::match_key;
use domain::verifications::Verification;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    position: i32,
    command: String,
    expected: Option<String>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

/// Adds a verification.
pub async fn insert(tx: &mut Tx, project: ProjectId, row: &Verification) -> Result<(), StorageError> {
    let sql = "INSERT INTO verifications (id, project_id, position, command, match_key, expected, line_from, line_to, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let (from, to) = columns(row.lines);
    let (command, key) = (row.command.as_str(), match_key(row.command.as_str()));
    run!(tx, sql, row.id.0, project.0, row.position, command, key, &row.expected, from, to, row.version.0).map(drop)
}

/// Verifications of a project in order.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Verification>, StorageError> {
    let sql = "SELECT id, position, command, expected, line_from, line_to, version FROM verifications \
               WHERE project_id = $1 ORDER BY position, id LIMIT $2 OFFSET $3";
    let rows = all!(tx, Row, sql, project.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            Ok(Verification {
                id: VerificationId(row.id),
                position: row.position,
                command: parsed(&row.command, "verifications.command")?,
                expected: row.expected,
                lines: lines(row.line_from, row.line_to),
                version: Version(row.version),
            })
        })
        .collect()
}

/// The folded commands of all verifications of a project: what an import compares with.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<String>, StorageError> {
    let rows = all!(tx, (String,), "SELECT match_key FROM verifications WHERE project_id = $1", project.0)?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
