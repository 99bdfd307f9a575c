//! Recovery codes. What is given here is a digest already.

use crate::{StorageError, Tx};
use domain::ids::UserId;

/// Adds a code.
pub async fn insert(tx: &mut Tx, user: UserId, digest: &str) -> Result<(), StorageError> {
    run!(tx, "INSERT INTO recovery_codes (user_id, digest) VALUES ($1, $2)", user.0, digest).map(drop)
}

/// How many codes are left.
pub async fn count(tx: &mut Tx, user: UserId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1", user.0).map(|row| row.0)
}

/// Uses a code up; false where there is no such one.
pub async fn use_up(tx: &mut Tx, user: UserId, digest: &str) -> Result<bool, StorageError> {
    Ok(run!(tx, "DELETE FROM recovery_codes WHERE user_id = $1 AND digest = $2", user.0, digest)? == 1)
}

/// Ends all codes of a person.
pub async fn delete_all(tx: &mut Tx, user: UserId) -> Result<(), StorageError> {
    run!(tx, "DELETE FROM recovery_codes WHERE user_id = $1", user.0).map(drop)
}
