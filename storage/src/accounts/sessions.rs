//! Sessions. The id given here is a digest already.

use crate::values::{Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::accounts::Device;
use domain::ids::{SessionId, UserId};
use uuid::Uuid;

/// A session as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Keyed digest (HMAC-SHA-256) of what the cookie holds, in hexadecimal.
    pub id: String,
    /// Who is signed in with it; `None` before sign-in.
    pub user: Option<UserId>,
    /// With what, and how lists name it; `None` before sign-in.
    pub device: Option<Device>,
    /// What the session holds, opaque here.
    pub data: Vec<u8>,
    /// When it began: the absolute life counts from here.
    pub created_at: Timestamp,
    /// When it ends unless it is used before.
    pub expires_at: Timestamp,
    /// When it was used last, as far as that was noted.
    pub seen_at: Timestamp,
}

/// A session of a person, for the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// With what somebody signed in.
    pub device: Device,
    /// When.
    pub created_at: Timestamp,
    /// When it was used last, as far as that was noted.
    pub seen_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    user_id: Option<Uuid>,
    public_id: Option<Uuid>,
    address: Option<String>,
    agent: Option<String>,
    data: Vec<u8>,
    created_at: Moment,
    expires_at: Moment,
    seen_at: Moment,
}

/// A session that has not expired at `now`.
pub async fn get(tx: &mut Tx, id: &str, now: Timestamp) -> Result<Option<SessionRow>, StorageError> {
    let sql = "SELECT id, user_id, public_id, address, agent, data, created_at, expires_at, seen_at FROM sessions \
               WHERE id = $1 AND expires_at > $2";
    let Some(row) = maybe!(tx, Row, sql, id, now.to_utc())? else { return Ok(None) };
    Ok(Some(SessionRow {
        id: row.id,
        user: row.user_id.map(UserId),
        device: device(row.public_id, row.address.as_deref(), row.agent)?,
        data: row.data,
        created_at: row.created_at.into(),
        expires_at: row.expires_at.into(),
        seen_at: row.seen_at.into(),
    }))
}

fn device(id: Option<Uuid>, address: Option<&str>, agent: Option<String>) -> Result<Option<Device>, StorageError> {
    match (id, address, agent) {
        (Some(id), Some(address), Some(agent)) => {
            Ok(Some(Device { session: SessionId(id), address: parsed(address, "sessions.address")?, agent }))
        }
        (None, None, None) => Ok(None),
        _ => Err(StorageError::Corrupt("sessions.public_id, address, agent")),
    }
}

/// Adds a session. [`StorageError::Exists`] where the id is taken.
pub async fn insert(tx: &mut Tx, session: &SessionRow) -> Result<(), StorageError> {
    let sql = "INSERT INTO sessions (id, user_id, public_id, address, agent, data, created_at, expires_at, seen_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let (user, (id, address, agent)) = (session.user.map(|user| user.0), columns(session));
    let (created_at, expires_at, seen_at) = (session.created_at.to_utc(), session.expires_at.to_utc(), session.seen_at.to_utc());
    run!(tx, sql, &session.id, user, id, address, agent, &session.data, created_at, expires_at, seen_at).map(drop)
}

/// Sets what a session holds, when it expires and when it was used. A session that was ended meanwhile stays ended:
/// [`StorageError::NotFound`].
pub async fn update(tx: &mut Tx, session: &SessionRow) -> Result<(), StorageError> {
    let sql = "UPDATE sessions SET user_id = $2, public_id = $3, address = $4, agent = $5, data = $6, expires_at = $7, seen_at = $8 WHERE id = $1";
    let (user, (id, address, agent)) = (session.user.map(|user| user.0), columns(session));
    let (expires_at, seen_at) = (session.expires_at.to_utc(), session.seen_at.to_utc());
    match run!(tx, sql, &session.id, user, id, address, agent, &session.data, expires_at, seen_at)? {
        0 => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}

fn columns(session: &SessionRow) -> (Option<Uuid>, Option<String>, Option<&str>) {
    let device = session.device.as_ref();
    (device.map(|of| of.session.0), device.map(|of| of.address.to_string()), device.map(|of| of.agent.as_str()))
}

/// Sessions of a person that have not expired, those used last first.
pub async fn list_of_user(tx: &mut Tx, user: UserId, now: Timestamp, window: Window) -> Result<Vec<Seen>, StorageError> {
    let sql = "SELECT public_id, address, agent, created_at, seen_at FROM sessions \
               WHERE user_id = $1 AND public_id IS NOT NULL AND expires_at > $2 ORDER BY seen_at DESC, id LIMIT $3 OFFSET $4";
    let rows = all!(tx, (Uuid, String, String, Moment, Moment), sql, user.0, now.to_utc(), window.limit, window.offset)?;
    rows.into_iter()
        .map(|(id, address, agent, created_at, seen_at)| {
            let device = Device { session: SessionId(id), address: parsed(&address, "sessions.address")?, agent };
            Ok(Seen { device, created_at: created_at.into(), seen_at: seen_at.into() })
        })
        .collect()
}

/// How many sessions of a person have not expired.
pub async fn count_of_user(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM sessions WHERE user_id = $1 AND public_id IS NOT NULL AND expires_at > $2";
    Ok(one!(tx, (i64,), sql, user.0, now.to_utc())?.0)
}

/// Ends one session of a person; how many that were.
pub async fn delete_one_of_user(tx: &mut Tx, user: UserId, session: SessionId) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM sessions WHERE user_id = $1 AND public_id = $2", user.0, session.0)
}

/// Ends all sessions of a person but this one; how many that were.
pub async fn delete_others_of_user(tx: &mut Tx, user: UserId, kept: SessionId) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM sessions WHERE user_id = $1 AND (public_id IS NULL OR public_id <> $2)", user.0, kept.0)
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
