//! Second factors, with their secrets.

use crate::error::changed_one;
use crate::values::{Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::accounts::Factor;
use domain::ids::{FactorId, UserId};
use domain::text::Title;
use domain::{Timestamp, Version};
use std::fmt;
use uuid::Uuid;

/// A factor with what it is checked by.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// What may be shown of it.
    pub factor: Factor,
    /// The sealed secret of an app, or the credential of a passkey.
    pub data: Vec<u8>,
    /// The id of a passkey; `None` for an app.
    pub credential: Option<String>,
    /// The last step of an app, or the count of a passkey.
    pub counter: i64,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept").field("factor", &self.factor).finish_non_exhaustive()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    user_id: Uuid,
    kind: String,
    name: String,
    data: Vec<u8>,
    credential: Option<String>,
    counter: i64,
    created_at: Moment,
    used_at: Option<Moment>,
    version: i64,
}

impl Row {
    fn kept(self) -> Result<Kept, StorageError> {
        let factor = Factor {
            id: FactorId(self.id),
            user: UserId(self.user_id),
            kind: parsed(&self.kind, "factors.kind")?,
            name: parsed(&self.name, "factors.name")?,
            created_at: self.created_at.into(),
            used_at: self.used_at.map(Into::into),
            version: Version(self.version),
        };
        Ok(Kept { factor, data: self.data, credential: self.credential, counter: self.counter })
    }
}

/// Adds a factor. [`StorageError::Exists`] where the passkey is somebody's already.
pub async fn insert(tx: &mut Tx, row: &Kept) -> Result<(), StorageError> {
    let sql = "INSERT INTO factors (id, user_id, kind, name, data, credential, counter, created_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let Factor { id, user, kind, name, created_at, version, .. } = &row.factor;
    let (kind, credential) = (kind.as_str(), row.credential.as_deref());
    run!(tx, sql, id.0, user.0, kind, name.as_str(), &row.data, credential, row.counter, created_at.to_utc(), version.0).map(drop)
}

/// The factors of a person, oldest first.
pub async fn list(tx: &mut Tx, user: UserId, window: Window) -> Result<Vec<Kept>, StorageError> {
    let sql = "SELECT id, user_id, kind, name, data, credential, counter, created_at, used_at, version FROM factors \
               WHERE user_id = $1 ORDER BY created_at, id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, user.0, window.limit, window.offset)?.into_iter().map(Row::kept).collect()
}

/// How many factors a person has.
pub async fn count(tx: &mut Tx, user: UserId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM factors WHERE user_id = $1", user.0).map(|row| row.0)
}

/// A factor of a person.
pub async fn find(tx: &mut Tx, user: UserId, id: FactorId) -> Result<Kept, StorageError> {
    let sql = "SELECT id, user_id, kind, name, data, credential, counter, created_at, used_at, version FROM factors \
               WHERE id = $1 AND user_id = $2";
    one!(tx, Row, sql, id.0, user.0)?.kept()
}

/// The passkey with this id, whoever has it.
pub async fn get_by_credential(tx: &mut Tx, credential: &str) -> Result<Option<Kept>, StorageError> {
    let sql = "SELECT id, user_id, kind, name, data, credential, counter, created_at, used_at, version FROM factors WHERE credential = $1";
    maybe!(tx, Row, sql, credential)?.map(Row::kept).transpose()
}

/// Says that a step of an app was used; false where it, or a later one, was used before.
pub async fn use_step(tx: &mut Tx, id: FactorId, step: i64, now: Timestamp) -> Result<bool, StorageError> {
    let sql = "UPDATE factors SET counter = $2, used_at = $3 WHERE id = $1 AND counter < $2";
    Ok(run!(tx, sql, id.0, step, now.to_utc())? == 1)
}

/// Says that a passkey was used. Many count nothing and stay at 0; of one that counts, a use that does not count on is none: false.
pub async fn use_passkey(tx: &mut Tx, id: FactorId, data: &[u8], count: i64, now: Timestamp) -> Result<bool, StorageError> {
    let sql = "UPDATE factors SET data = $2, counter = $3, used_at = $4 WHERE id = $1 AND (counter < $3 OR (counter = 0 AND $3 = 0))";
    Ok(run!(tx, sql, id.0, data, count, now.to_utc())? == 1)
}

/// Gives a factor another name. [`StorageError::Stale`] where it was changed or removed meanwhile.
pub async fn rename(tx: &mut Tx, user: UserId, id: FactorId, name: &Title, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE factors SET name = $3, version = version + 1 WHERE id = $1 AND user_id = $2 AND version = $4";
    changed_one(run!(tx, sql, id.0, user.0, name.as_str(), seen.0)?)
}

/// Removes a factor. [`StorageError::Stale`] where it was changed or removed meanwhile.
pub async fn delete(tx: &mut Tx, user: UserId, id: FactorId, seen: Version) -> Result<(), StorageError> {
    changed_one(run!(tx, "DELETE FROM factors WHERE id = $1 AND user_id = $2 AND version = $3", id.0, user.0, seen.0)?)
}

/// Removes all factors of a person; how many there were.
pub async fn delete_all(tx: &mut Tx, user: UserId) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM factors WHERE user_id = $1", user.0)
}
