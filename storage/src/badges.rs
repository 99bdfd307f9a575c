//! Projects whose badges anybody may look at.

use crate::values::{Moment, parsed};
use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::ids::ProjectId;
use domain::text::Title;

/// Since when, and by whom, it was allowed; `None` where it is not.
pub async fn get(tx: &mut Tx, project: ProjectId) -> Result<Option<(Timestamp, Title)>, StorageError> {
    let sql = "SELECT allowed_at, allowed_by_name FROM badges WHERE project_id = $1";
    let row = maybe!(tx, (Moment, String), sql, project.0)?;
    row.map(|(at, name)| Ok((at.into(), parsed(&name, "badges.allowed_by_name")?))).transpose()
}

/// Allows it; nothing happens where it is allowed already.
pub async fn allow(tx: &mut Tx, project: ProjectId, by_name: &Title, now: Timestamp) -> Result<u64, StorageError> {
    let sql = "INSERT INTO badges (project_id, allowed_at, allowed_by_name) VALUES ($1, $2, $3) ON CONFLICT (project_id) DO NOTHING";
    run!(tx, sql, project.0, now.to_utc(), by_name.as_str())
}

/// Forbids it again.
pub async fn forbid(tx: &mut Tx, project: ProjectId) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM badges WHERE project_id = $1", project.0)
}
