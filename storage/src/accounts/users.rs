//! Accounts.

use crate::error::changed_one;
use crate::values::{Moment, moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::accounts::{Email, User};
use domain::ids::UserId;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    email: String,
    name: String,
    admin: bool,
    deactivated_at: Option<Moment>,
    created_at: Moment,
    version: i64,
}

impl Row {
    pub(super) fn user(self) -> Result<User, StorageError> {
        Ok(User {
            id: UserId(self.id),
            email: parsed(&self.email, "users.email")?,
            name: parsed(&self.name, "users.name")?,
            admin: self.admin,
            deactivated_at: self.deactivated_at.map(Into::into),
            created_at: self.created_at.into(),
            version: Version(self.version),
        })
    }
}

/// How many accounts there are.
pub async fn count(tx: &mut Tx) -> Result<i64, StorageError> {
    Ok(one!(tx, (i64,), "SELECT COUNT(*) FROM users")?.0)
}

/// Adds an account. [`StorageError::Exists`] where the e-mail address is taken.
pub async fn insert(tx: &mut Tx, user: &User, password_hash: &str) -> Result<(), StorageError> {
    let sql = "INSERT INTO users (id, email, name, password_hash, admin, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (email, name) = (user.email.as_str(), user.name.as_str());
    run!(tx, sql, user.id.0, email, name, password_hash, user.admin, user.created_at.to_utc(), user.version.0).map(drop)
}

/// The account with this identity.
pub async fn get(tx: &mut Tx, id: UserId) -> Result<Option<User>, StorageError> {
    maybe!(tx, Row, "SELECT id, email, name, admin, deactivated_at, created_at, version FROM users WHERE id = $1", id.0)?
        .map(Row::user)
        .transpose()
}

/// The account with this e-mail address.
pub async fn get_by_email(tx: &mut Tx, email: &Email) -> Result<Option<User>, StorageError> {
    let sql = "SELECT id, email, name, admin, deactivated_at, created_at, version FROM users WHERE email = $1";
    maybe!(tx, Row, sql, email.as_str())?.map(Row::user).transpose()
}

/// Stands for the hash of an account that has no password yet: no password hashes to it.
pub const NO_PASSWORD: &str = "!";

/// The password hash of an account (a PHC string); `None` where it has no password yet.
pub async fn password_hash(tx: &mut Tx, id: UserId) -> Result<Option<String>, StorageError> {
    let hash = one!(tx, (String,), "SELECT password_hash FROM users WHERE id = $1", id.0)?.0;
    Ok((hash != NO_PASSWORD).then_some(hash))
}

/// Whether anybody has a password: an account alone lets nobody in.
pub async fn any_with_password(tx: &mut Tx) -> Result<bool, StorageError> {
    Ok(maybe!(tx, (Uuid,), "SELECT id FROM users WHERE password_hash <> $1 LIMIT 1", NO_PASSWORD)?.is_some())
}

/// Sets the password hash of an account.
pub async fn set_password_hash(tx: &mut Tx, id: UserId, hash: &str) -> Result<(), StorageError> {
    changed_one(run!(tx, "UPDATE users SET password_hash = $2, version = version + 1 WHERE id = $1", id.0, hash)?)
}

/// Writes name, address, rights and whether the account is in use; `version` is the one the caller saw. [`StorageError::Exists`] where
/// the address is taken.
pub async fn update(tx: &mut Tx, user: &User, version: Version) -> Result<(), StorageError> {
    let sql =
        "UPDATE users SET email = $3, name = $4, admin = $5, deactivated_at = $6, version = version + 1 WHERE id = $1 AND version = $2";
    let (email, name, deactivated_at) = (user.email.as_str(), user.name.as_str(), moment(user.deactivated_at));
    changed_one(run!(tx, sql, user.id.0, version.0, email, name, user.admin, deactivated_at)?)
}

/// How many administrators can sign in. Until the end of the transaction nobody else makes them fewer: their rows are held.
pub async fn hold_admins(tx: &mut Tx) -> Result<u64, StorageError> {
    run!(tx, "UPDATE users SET admin = admin WHERE admin = $1 AND deactivated_at IS NULL", true)
}

/// Which accounts are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of the name or address; empty for all.
    pub text: String,
    /// Whether they are out of use; `None` for all.
    pub deactivated: Option<bool>,
}

/// For LIKE, with its own signs taken literally (`!` escapes).
pub(super) fn pattern(text: &str) -> String {
    format!("%{}%", text.trim().to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// Accounts by e-mail address.
pub async fn list(tx: &mut Tx, filter: &Filter, window: Window) -> Result<Vec<User>, StorageError> {
    let sql = "SELECT id, email, name, admin, deactivated_at, created_at, version FROM users \
               WHERE (LOWER(name) LIKE $1 ESCAPE '!' OR email LIKE $1 ESCAPE '!') AND ($2 OR (deactivated_at IS NOT NULL) = $3) \
               ORDER BY email LIMIT $4 OFFSET $5";
    let (all, out) = (filter.deactivated.is_none(), filter.deactivated.unwrap_or_default());
    all!(tx, Row, sql, pattern(&filter.text), all, out, window.limit, window.offset)?.into_iter().map(Row::user).collect()
}

/// How many accounts there are of those asked for.
pub async fn count_matching(tx: &mut Tx, filter: &Filter) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM users \
               WHERE (LOWER(name) LIKE $1 ESCAPE '!' OR email LIKE $1 ESCAPE '!') AND ($2 OR (deactivated_at IS NOT NULL) = $3)";
    let (all, out) = (filter.deactivated.is_none(), filter.deactivated.unwrap_or_default());
    Ok(one!(tx, (i64,), sql, pattern(&filter.text), all, out)?.0)
}
