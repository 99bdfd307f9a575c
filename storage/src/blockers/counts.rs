//! How many there are.

use crate::{StorageError, Tx};
use domain::Day;
use domain::ids::ProjectId;

/// How many blockers a project has on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Those that block.
    pub open: i64,
    /// Those that do not for now.
    pub waived: i64,
    /// Those that are done.
    pub resolved: i64,
    /// Those among the open ones that are late.
    pub overdue: i64,
}

/// How many blockers a project has, by where they stand.
pub async fn count(tx: &mut Tx, project: ProjectId, today: Day) -> Result<Counts, StorageError> {
    let sql = "SELECT \
        CAST(COALESCE(SUM(CASE WHEN state <> 'resolved' AND (waived_until IS NULL OR waived_until < $2) THEN 1 ELSE 0 END), 0) AS BIGINT) AS open, \
        CAST(COALESCE(SUM(CASE WHEN state <> 'resolved' AND waived_until >= $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS waived, \
        CAST(COALESCE(SUM(CASE WHEN state = 'resolved' THEN 1 ELSE 0 END), 0) AS BIGINT) AS resolved, \
        CAST(COALESCE(SUM(CASE WHEN state <> 'resolved' AND (waived_until IS NULL OR waived_until < $2) AND due < $2 THEN 1 ELSE 0 END), 0) AS BIGINT) \
        AS overdue FROM blockers WHERE project_id = $1 AND deleted_at IS NULL";
    one!(tx, Counts, sql, project.0, today.to_string())
}

/// How many blockers of each tier block on a day, most urgent first.
pub async fn count_by_tier(tx: &mut Tx, project: ProjectId, today: Day) -> Result<Vec<(i32, i64)>, StorageError> {
    let sql = "SELECT tier, COUNT(*) FROM blockers WHERE project_id = $1 AND deleted_at IS NULL AND state <> 'resolved' \
               AND (waived_until IS NULL OR waived_until < $2) GROUP BY tier ORDER BY tier";
    all!(tx, (i32, i64), sql, project.0, today.to_string())
}
