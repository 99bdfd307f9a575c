//! Who has an assessment open for writing.

use crate::values::parsed;
use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::ids::{AssessmentId, UserId};
use domain::text::Title;

/// A sign of life of somebody who has it open.
pub async fn seen(tx: &mut Tx, assessment: AssessmentId, user: UserId, now: Timestamp) -> Result<(), StorageError> {
    let sql = "INSERT INTO writers (assessment_id, user_id, seen_at) VALUES ($1, $2, $3) \
               ON CONFLICT (assessment_id, user_id) DO UPDATE SET seen_at = excluded.seen_at";
    run!(tx, sql, assessment.0, user.0, now.to_utc()).map(drop)
}

/// The names of the others who gave a sign of life since then, at most a few, the latest first.
pub async fn others(tx: &mut Tx, assessment: AssessmentId, user: UserId, since: Timestamp) -> Result<Vec<Title>, StorageError> {
    let sql = "SELECT u.name FROM writers w JOIN users u ON u.id = w.user_id WHERE w.assessment_id = $1 AND w.seen_at > $2 \
               AND w.user_id <> $3 ORDER BY w.seen_at DESC LIMIT 5";
    let rows = all!(tx, (String,), sql, assessment.0, since.to_utc(), user.0)?;
    rows.into_iter().map(|(name,)| parsed(&name, "users.name")).collect()
}
