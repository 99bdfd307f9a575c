//! What runs elsewhere gave, and what that means for items that wait for it.

use crate::values::{Moment, moment, parsed, variant, word};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::ids::{ResultId, UserId, VerificationId};
use domain::verifications::RunResult;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    verification_id: Uuid,
    outcome: String,
    output: String,
    at: Moment,
    by_id: Option<Uuid>,
    by_name: String,
    source: Option<String>,
    expires_at: Option<Moment>,
}

impl Row {
    fn result(self) -> Result<RunResult, StorageError> {
        Ok(RunResult {
            id: ResultId(self.id),
            verification: VerificationId(self.verification_id),
            outcome: variant(&self.outcome, "verification_results.outcome")?,
            output: self.output,
            at: self.at.into(),
            by: self.by_id.map(UserId),
            by_name: parsed(&self.by_name, "verification_results.by_name")?,
            source: self.source,
            expires_at: self.expires_at.map(Into::into),
        })
    }
}

/// Adds a result, which is the last one of its verification from now on.
pub async fn insert_result(tx: &mut Tx, row: &RunResult) -> Result<(), StorageError> {
    let sql = "INSERT INTO verification_results (id, verification_id, outcome, output, at, by_id, by_name, source, expires_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let (outcome, at, by, ends) = (word(row.outcome)?, row.at.to_utc(), row.by.map(|by| by.0), moment(row.expires_at));
    let (id, of, name) = (row.id.0, row.verification.0, row.by_name.as_str());
    run!(tx, sql, id, of, &outcome, &row.output, at, by, name, &row.source, ends)?;
    let sql = "UPDATE verifications SET last_outcome = $2, last_at = $3, last_by = $4, last_expires_at = $5 WHERE id = $1";
    run!(tx, sql, of, &outcome, at, row.in_short().by, ends).map(drop)
}

/// The results of a verification, newest first.
pub async fn list_results(tx: &mut Tx, of: VerificationId, window: Window) -> Result<Vec<RunResult>, StorageError> {
    let sql = "SELECT id, verification_id, outcome, output, at, by_id, by_name, source, expires_at FROM verification_results \
               WHERE verification_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, of.0, window.limit, window.offset)?.into_iter().map(Row::result).collect()
}

/// How many results a verification has.
pub async fn count_results(tx: &mut Tx, of: VerificationId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM verification_results WHERE verification_id = $1", of.0).map(|row| row.0)
}

/// Writes anew until when items are vouched for: all items that the verification `changed` checks, or the one item `changed`.
/// To be called with whatever changes a last result, a tie, or whether a verification is in the bin.
///
/// Every verification of an item has to pass, so the one that lapses first decides, and one that does not pass means never.
pub async fn refresh_items(tx: &mut Tx, changed: Uuid) -> Result<(), StorageError> {
    let sql = "UPDATE items SET verified_until = (\
               SELECT CASE WHEN COUNT(*) = COUNT(CASE WHEN v.last_outcome = 'pass' THEN 1 END) THEN MIN(COALESCE(v.last_expires_at, $2)) END \
               FROM relations t JOIN verifications v ON v.id = t.from_id \
               WHERE t.to_id = items.id AND t.kind = 'checks' AND v.deleted_at IS NULL) \
               WHERE id IN (SELECT t.to_id FROM relations t WHERE t.from_id = $1 AND t.kind = 'checks' UNION SELECT $1)";
    run!(tx, sql, changed, Timestamp::for_ever().to_utc()).map(drop)
}
