//! Goals and gates that a project had before.

use crate::values::{Json, Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::gates::Gates;
use domain::ids::ProjectId;
use domain::text::Title;

/// Gates that hold no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The gates.
    pub gates: Gates,
    /// Until when they held.
    pub changed_at: Timestamp,
    /// Who put others in their place, by the name at the time.
    pub changed_by_name: Title,
}

#[derive(sqlx::FromRow)]
struct Row {
    gates: Json<Gates>,
    changed_at: Moment,
    changed_by_name: String,
}

/// Keeps gates that others take the place of.
pub async fn insert(tx: &mut Tx, project: ProjectId, former: &Former) -> Result<(), StorageError> {
    let sql = "INSERT INTO gate_sets (project_id, version, gates, changed_at, changed_by_name) VALUES ($1, $2, $3, $4, $5)";
    let (version, at) = (i64::from(former.gates.version), former.changed_at.to_utc());
    run!(tx, sql, project.0, version, Json(&former.gates), at, former.changed_by_name.as_str()).map(drop)
}

/// The gates that a project had before, newest first.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Former>, StorageError> {
    let sql = "SELECT gates, changed_at, changed_by_name FROM gate_sets WHERE project_id = $1 ORDER BY version DESC LIMIT $2 OFFSET $3";
    let rows = all!(tx, Row, sql, project.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            let changed_by_name = parsed(&row.changed_by_name, "gate_sets.changed_by_name")?;
            Ok(Former { gates: row.gates.0, changed_at: row.changed_at.into(), changed_by_name })
        })
        .collect()
}

/// How many there are.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM gate_sets WHERE project_id = $1", project.0).map(|row| row.0)
}
