//! Sessions. The id given here is a digest already.

use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::ids::UserId;
use uuid::Uuid;

/// A session as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Keyed digest (HMAC-SHA-256) of what the cookie holds, in hexadecimal.
    pub id: String,
    /// Who is signed in with it; `None` before sign-in.
    pub user: Option<UserId>,
    /// What the session holds, opaque here.
    pub data: Vec<u8>,
    /// When it began: the absolute life counts from here.
    pub created_at: Timestamp,
    /// When it ends unless it is used before.
    pub expires_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    user_id: Option<Uuid>,
    data: Vec<u8>,
    created_at: Moment,
    expires_at: Moment,
}

/// A session that has not expired at `now`.
pub async fn get(tx: &mut Tx, id: &str, now: Timestamp) -> Result<Option<SessionRow>, StorageError> {
    let sql = "SELECT id, user_id, data, created_at, expires_at FROM sessions WHERE id = $1 AND expires_at > $2";
    let row = maybe!(tx, Row, sql, id, now.to_utc())?;
    Ok(row.map(|row| SessionRow {
        id: row.id,
        user: row.user_id.map(UserId),
        data: row.data,
        created_at: row.created_at.into(),
        expires_at: row.expires_at.into(),
    }))
}

/// Adds a session. [`StorageError::Exists`] where the id is taken.
pub async fn insert(tx: &mut Tx, session: &SessionRow) -> Result<(), StorageError> {
    let sql = "INSERT INTO sessions (id, user_id, data, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    let (created_at, expires_at) = (session.created_at.to_utc(), session.expires_at.to_utc());
    run!(tx, sql, &session.id, session.user.map(|user| user.0), &session.data, created_at, expires_at).map(drop)
}

/// Sets what a session holds and when it expires. A session that was ended meanwhile stays ended: [`StorageError::NotFound`].
pub async fn update(tx: &mut Tx, session: &SessionRow) -> Result<(), StorageError> {
    let sql = "UPDATE sessions SET user_id = $2, data = $3, expires_at = $4 WHERE id = $1";
    match run!(tx, sql, &session.id, session.user.map(|user| user.0), &session.data, session.expires_at.to_utc())? {
        0 => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}

/// Ends a session, if it is there.
pub async fn delete(tx: &mut Tx, id: &str) -> Result<(), StorageError> {
    run!(tx, "DELETE FROM sessions WHERE id = $1", id).map(drop)
}

/// Ends all sessions of a person.
pub async fn delete_of_user(tx: &mut Tx, user: UserId) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM sessions WHERE user_id = $1", user.0)
}

/// Clears away what has expired.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM sessions WHERE expires_at <= $1", now.to_utc())
}
