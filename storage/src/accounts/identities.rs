//! Accounts at providers that are linked with accounts here.

use crate::error::changed_one;
use crate::values::{Moment, parsed};
use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::accounts::{Email, Identity};
use domain::ids::{IdentityId, UserId};
use domain::text::Slug;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    user_id: Uuid,
    provider: String,
    issuer: String,
    subject: String,
    email: Option<String>,
    linked_at: Moment,
    used_at: Option<Moment>,
}

impl Row {
    fn identity(self) -> Result<Identity, StorageError> {
        Ok(Identity {
            id: IdentityId(self.id),
            user: UserId(self.user_id),
            provider: parsed(&self.provider, "identities.provider")?,
            issuer: self.issuer,
            subject: self.subject,
            email: self.email.map(|email| parsed(&email, "identities.email")).transpose()?,
            linked_at: self.linked_at.into(),
            used_at: self.used_at.map(Into::into),
        })
    }
}

/// Links an account at a provider. [`StorageError::Exists`] where it is linked already, with whomever.
pub async fn insert(tx: &mut Tx, row: &Identity) -> Result<(), StorageError> {
    let sql = "INSERT INTO identities (id, user_id, provider, issuer, subject, email, linked_at, used_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (issuer, subject, email) = (row.issuer.as_str(), row.subject.as_str(), row.email.as_ref().map(Email::as_str));
    let (linked_at, used_at) = (row.linked_at.to_utc(), row.used_at.map(Timestamp::to_utc));
    run!(tx, sql, row.id.0, row.user.0, row.provider.as_str(), issuer, subject, email, linked_at, used_at).map(drop)
}

/// Whom a provider means by this word.
pub async fn get(tx: &mut Tx, provider: &Slug, issuer: &str, subject: &str) -> Result<Option<Identity>, StorageError> {
    let sql = "SELECT id, user_id, provider, issuer, subject, email, linked_at, used_at FROM identities \
               WHERE provider = $1 AND issuer = $2 AND subject = $3";
    maybe!(tx, Row, sql, provider.as_str(), issuer, subject)?.map(Row::identity).transpose()
}

/// What is linked with an account, in the order it was; at most `limit`.
pub async fn list(tx: &mut Tx, user: UserId, limit: i64) -> Result<Vec<Identity>, StorageError> {
    let sql = "SELECT id, user_id, provider, issuer, subject, email, linked_at, used_at FROM identities \
               WHERE user_id = $1 ORDER BY linked_at, id LIMIT $2";
    all!(tx, Row, sql, user.0, limit)?.into_iter().map(Row::identity).collect()
}

/// Notes that somebody came in, with the address the provider gave.
pub async fn note_use(tx: &mut Tx, id: IdentityId, email: Option<&Email>, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE identities SET used_at = $2, email = COALESCE($3, email) WHERE id = $1";
    changed_one(run!(tx, sql, id.0, now.to_utc(), email.map(Email::as_str))?)
}

/// Takes a link away from its account; [`StorageError::NotFound`] where the account has none of that identity.
pub async fn delete(tx: &mut Tx, user: UserId, id: IdentityId) -> Result<(), StorageError> {
    match run!(tx, "DELETE FROM identities WHERE id = $1 AND user_id = $2", id.0, user.0)? {
        0 => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}

/// Makes somebody an administrator of the installation, or takes that away.
pub async fn set_admin(tx: &mut Tx, user: UserId, admin: bool) -> Result<(), StorageError> {
    changed_one(run!(tx, "UPDATE users SET admin = $2, version = version + 1 WHERE id = $1", user.0, admin)?)
}

/// Whether anybody else administers the installation.
pub async fn another_admin(tx: &mut Tx, than: UserId) -> Result<bool, StorageError> {
    let sql = "SELECT id FROM users WHERE admin = $2 AND deactivated_at IS NULL AND id <> $1 LIMIT 1";
    Ok(maybe!(tx, (Uuid,), sql, than.0, true)?.is_some())
}

/// Whether any provider vouches for a person.
pub async fn is_known(tx: &mut Tx, user: UserId) -> Result<bool, StorageError> {
    let sql = "SELECT id FROM identities WHERE user_id = $1 LIMIT 1";
    Ok(maybe!(tx, (Uuid,), sql, user.0)?.is_some())
}
