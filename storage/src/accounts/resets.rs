//! Links by which a person sets a new password: one for each person.

use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::ids::{LinkId, UserId};
use uuid::Uuid;

/// A link by which a person sets a new password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetLink {
    /// Identity.
    pub id: LinkId,
    /// Whose password.
    pub user: UserId,
    /// Digest of the token in the link.
    pub token_digest: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it leads nowhere.
    pub expires_at: Timestamp,
}

/// Adds a link; one that the person had ends.
pub async fn put(tx: &mut Tx, row: &ResetLink) -> Result<(), StorageError> {
    let sql = "INSERT INTO reset_links (user_id, id, token_digest, created_at, expires_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (user_id) DO UPDATE SET id = excluded.id, token_digest = excluded.token_digest, \
               created_at = excluded.created_at, expires_at = excluded.expires_at";
    run!(tx, sql, row.user.0, row.id.0, row.token_digest.as_str(), row.created_at.to_utc(), row.expires_at.to_utc()).map(drop)
}

/// The link with this digest, where its time is not over.
pub async fn get_by_token(tx: &mut Tx, token_digest: &str, now: Timestamp) -> Result<Option<ResetLink>, StorageError> {
    let sql = "SELECT user_id, id, created_at, expires_at FROM reset_links WHERE token_digest = $1 AND expires_at > $2";
    let row = maybe!(tx, (Uuid, Uuid, Moment, Moment), sql, token_digest, now.to_utc())?;
    Ok(row.map(|(user, id, created_at, expires_at)| ResetLink {
        id: LinkId(id),
        user: UserId(user),
        token_digest: token_digest.to_owned(),
        created_at: created_at.into(),
        expires_at: expires_at.into(),
    }))
}

/// Ends the link of a person, if there is one; how many that were.
pub async fn delete_of_user(tx: &mut Tx, user: UserId) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM reset_links WHERE user_id = $1", user.0)
}

/// Clears away what has expired.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, StorageError> {
    run!(tx, "DELETE FROM reset_links WHERE expires_at <= $1", now.to_utc())
}
