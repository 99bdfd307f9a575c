//! API tokens. The digest given here is already made.

use crate::error::changed_one;
use crate::values::{Moment, parsed};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::accounts::{Email, Scopes};
use domain::ids::{ProjectId, TokenId, UserId};
use domain::text::Title;
use uuid::Uuid;

/// Whose a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A person's.
    Person(UserId),
    /// A project's.
    Project(ProjectId),
}

/// A token as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Identity.
    pub id: TokenId,
    /// Digest of its text.
    pub digest: String,
    /// The first characters of its text.
    pub prefix: String,
    /// As its maker calls it.
    pub name: Title,
    /// What it may be used for.
    pub scopes: Scopes,
    /// Whose it is.
    pub holder: Holder,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it.
    pub created_by: Option<UserId>,
    /// The name of that person at the time.
    pub created_by_name: Title,
    /// From when on it lets nobody in.
    pub expires_at: Timestamp,
    /// When it was used last, within some minutes.
    pub used_at: Option<Timestamp>,
    /// When it was ended, and by whom.
    pub revoked: Option<(Timestamp, Title)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    digest: String,
    prefix: String,
    name: String,
    scopes: String,
    user_id: Option<Uuid>,
    project_id: Option<Uuid>,
    created_at: Moment,
    created_by: Option<Uuid>,
    created_by_name: String,
    expires_at: Moment,
    used_at: Option<Moment>,
    revoked_at: Option<Moment>,
    revoked_by_name: Option<String>,
}

#[derive(sqlx::FromRow)]
struct OfSomebody {
    #[sqlx(flatten)]
    row: Row,
    email: String,
}

impl Row {
    fn token(self) -> Result<Token, StorageError> {
        let holder = match (self.user_id, self.project_id) {
            (Some(user), None) => Holder::Person(UserId(user)),
            (None, Some(project)) => Holder::Project(ProjectId(project)),
            _ => return Err(StorageError::Corrupt("tokens.user_id")),
        };
        let revoked = match (self.revoked_at, &self.revoked_by_name) {
            (None, None) => None,
            (Some(at), Some(name)) => Some((at.into(), parsed(name, "tokens.revoked_by_name")?)),
            _ => return Err(StorageError::Corrupt("tokens.revoked_…")),
        };
        Ok(Token {
            id: TokenId(self.id),
            digest: self.digest,
            prefix: self.prefix,
            name: parsed(&self.name, "tokens.name")?,
            scopes: parsed(&self.scopes, "tokens.scopes")?,
            holder,
            created_at: self.created_at.into(),
            created_by: self.created_by.map(UserId),
            created_by_name: parsed(&self.created_by_name, "tokens.created_by_name")?,
            expires_at: self.expires_at.into(),
            used_at: self.used_at.map(Into::into),
            revoked,
        })
    }
}

/// Adds a token.
pub async fn insert(tx: &mut Tx, row: &Token) -> Result<(), StorageError> {
    let sql = "INSERT INTO tokens (id, digest, prefix, name, scopes, user_id, project_id, created_at, created_by, created_by_name, \
               expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (user, project) = match row.holder {
        Holder::Person(user) => (Some(user.0), None),
        Holder::Project(project) => (None, Some(project.0)),
    };
    run!(
        tx,
        sql,
        row.id.0,
        row.digest.as_str(),
        row.prefix.as_str(),
        row.name.as_str(),
        row.scopes.to_string(),
        user,
        project,
        row.created_at.to_utc(),
        row.created_by.map(|id| id.0),
        row.created_by_name.as_str(),
        row.expires_at.to_utc()
    )
    .map(drop)
}

/// The token with this digest, whatever became of it.
pub async fn get_by_digest(tx: &mut Tx, digest: &str) -> Result<Option<Token>, StorageError> {
    let sql = "SELECT id, digest, prefix, name, scopes, user_id, project_id, created_at, created_by, created_by_name, expires_at, used_at, \
               revoked_at, revoked_by_name FROM tokens WHERE digest = $1";
    maybe!(tx, Row, sql, digest)?.map(Row::token).transpose()
}

/// A token.
pub async fn find(tx: &mut Tx, id: TokenId) -> Result<Token, StorageError> {
    let sql = "SELECT id, digest, prefix, name, scopes, user_id, project_id, created_at, created_by, created_by_name, expires_at, used_at, \
               revoked_at, revoked_by_name FROM tokens WHERE id = $1";
    one!(tx, Row, sql, id.0)?.token()
}

/// Tokens of one holder, newest first.
pub async fn list(tx: &mut Tx, holder: Holder, window: Window) -> Result<Vec<Token>, StorageError> {
    let rows = match holder {
        Holder::Person(user) => {
            let sql = "SELECT id, digest, prefix, name, scopes, user_id, project_id, created_at, created_by, created_by_name, expires_at, \
                       used_at, revoked_at, revoked_by_name FROM tokens WHERE user_id = $1 ORDER BY created_at DESC LIMIT $2 OFFSET $3";
            all!(tx, Row, sql, user.0, window.limit, window.offset)?
        }
        Holder::Project(project) => {
            let sql = "SELECT id, digest, prefix, name, scopes, user_id, project_id, created_at, created_by, created_by_name, expires_at, \
                       used_at, revoked_at, revoked_by_name FROM tokens WHERE project_id = $1 ORDER BY created_at DESC LIMIT $2 OFFSET $3";
            all!(tx, Row, sql, project.0, window.limit, window.offset)?
        }
    };
    rows.into_iter().map(Row::token).collect()
}

/// How many tokens a holder has or had, and how many of them hold at `now`.
pub async fn count(tx: &mut Tx, holder: Holder, now: Timestamp) -> Result<(i64, i64), StorageError> {
    let now = now.to_utc();
    match holder {
        Holder::Person(user) => {
            let sql = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN revoked_at IS NULL AND expires_at > $2 THEN 1 ELSE 0 END), 0) AS BIGINT) \
                       FROM tokens WHERE user_id = $1";
            one!(tx, (i64, i64), sql, user.0, now)
        }
        Holder::Project(project) => {
            let sql = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN revoked_at IS NULL AND expires_at > $2 THEN 1 ELSE 0 END), 0) AS BIGINT) \
                       FROM tokens WHERE project_id = $1";
            one!(tx, (i64, i64), sql, project.0, now)
        }
    }
}

/// Tokens of all persons with their addresses, newest first.
pub async fn list_of_persons(tx: &mut Tx, window: Window) -> Result<Vec<(Token, Email)>, StorageError> {
    let sql = "SELECT t.id, t.digest, t.prefix, t.name, t.scopes, t.user_id, t.project_id, t.created_at, t.created_by, t.created_by_name, \
               t.expires_at, t.used_at, t.revoked_at, t.revoked_by_name, u.email FROM tokens t JOIN users u ON u.id = t.user_id \
               WHERE t.user_id IS NOT NULL ORDER BY t.created_at DESC LIMIT $1 OFFSET $2";
    let rows = all!(tx, OfSomebody, sql, window.limit, window.offset)?;
    rows.into_iter().map(|of| Ok((of.row.token()?, parsed(&of.email, "users.email")?))).collect()
}

/// How many tokens persons have or had.
pub async fn count_of_persons(tx: &mut Tx) -> Result<i64, StorageError> {
    Ok(one!(tx, (i64,), "SELECT COUNT(*) FROM tokens WHERE user_id IS NOT NULL")?.0)
}

/// Ends a token; [`StorageError::Stale`] where that was done already.
pub async fn revoke(tx: &mut Tx, id: TokenId, by_name: &Title, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE tokens SET revoked_at = $2, revoked_by_name = $3 WHERE id = $1 AND revoked_at IS NULL";
    changed_one(run!(tx, sql, id.0, now.to_utc(), by_name.as_str())?)
}

/// Ends all tokens of a person; how many there were.
pub async fn revoke_of_user(tx: &mut Tx, user: UserId, by_name: &Title, now: Timestamp) -> Result<u64, StorageError> {
    let sql = "UPDATE tokens SET revoked_at = $2, revoked_by_name = $3 WHERE user_id = $1 AND revoked_at IS NULL";
    run!(tx, sql, user.0, now.to_utc(), by_name.as_str())
}

/// Notes that a token was used, and keeps its digest as made with the key that is in force.
pub async fn used(tx: &mut Tx, id: TokenId, digest: &str, now: Timestamp) -> Result<(), StorageError> {
    run!(tx, "UPDATE tokens SET used_at = $2, digest = $3 WHERE id = $1", id.0, now.to_utc(), digest).map(drop)
}
