//! Failed sign-ins per account and per address.

use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::Timestamp;

/// Failures under a key since it was cleared, and when the last one was.
pub async fn get(tx: &mut Tx, key: &str) -> Result<Option<(i64, Timestamp)>, StorageError> {
    let row = maybe!(tx, (i64, Moment), "SELECT failures, last_at FROM attempts WHERE key = $1", key)?;
    Ok(row.map(|(failures, last_at)| (failures, last_at.into())))
}

/// Takes one failure back that was none.
pub async fn take_back(tx: &mut Tx, key: &str) -> Result<(), StorageError> {
    run!(tx, "UPDATE attempts SET failures = failures - 1 WHERE key = $1 AND failures > 0", key).map(drop)
}

/// Counts one more failure.
pub async fn add(tx: &mut Tx, key: &str, now: Timestamp) -> Result<(), StorageError> {
    let sql = "INSERT INTO attempts (key, failures, last_at) VALUES ($1, 1, $2) \
               ON CONFLICT (key) DO UPDATE SET failures = attempts.failures + 1, last_at = excluded.last_at";
    run!(tx, sql, key, now.to_utc()).map(drop)
}

/// Forgets the failures under a key.
pub async fn delete(tx: &mut Tx, key: &str) -> Result<(), StorageError> {
    run!(tx, "DELETE FROM attempts WHERE key = $1", key).map(drop)
}

/// Forgets failures older than `before`.
pub async fn delete_older(tx: &mut Tx, before: Timestamp) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM attempts WHERE last_at < $1", before.to_utc())
}
