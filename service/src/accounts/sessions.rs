//! Sessions as the server keeps them, and from a session to the person.

use super::proofs::{Person, SignedIn};
use crate::ServiceError;
use crate::keys::Keys;
use crate::new_id;
use domain::Timestamp;
use domain::accounts::Device;
use domain::history::Source;
use domain::ids::UserId;
use std::net::IpAddr;
use storage::Db;
use storage::accounts::{sessions, sign_in_rule, users};

pub use storage::accounts::sessions::{Seen, SessionRow};

/// The device of a session that begins now.
#[must_use]
pub fn device(address: IpAddr, agent: &str) -> Device {
    Device { session: new_id(), address, agent: Device::shortened(agent) }
}

/// What digests of session ids are made for.
const PURPOSE: &str = "session";

/// What the table holds of a new session instead of the id in the cookie: whoever reads the table signs in with none of it, and whoever
/// writes to it makes no session without the key.
#[must_use]
pub fn digest(keys: &Keys, id: &str) -> String {
    keys.sessions.digest(PURPOSE, id)
}

/// What the table may hold of a session that began earlier, that with the key in force first.
pub fn digests(keys: &Keys, id: &str) -> impl Iterator<Item = String> {
    keys.sessions.digests(PURPOSE, id)
}

/// The session with this id in the cookie, where it has not expired. One that began under a key that was taken out since is none.
///
/// # Errors
/// Where the database fails, as all below.
pub async fn find(db: &Db, keys: &Keys, id: &str, now: Timestamp) -> Result<Option<SessionRow>, ServiceError> {
    let mut tx = db.read().await?;
    for digest in digests(keys, id) {
        if let Some(row) = sessions::get(&mut tx, &digest, now).await? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// Ends the session with this id in the cookie, under whichever key it began.
pub async fn end(db: &Db, keys: &Keys, id: &str) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    for digest in digests(keys, id) {
        sessions::delete(&mut tx, &digest).await?;
    }
    Ok(tx.commit().await?)
}

/// The session with this digest, where it has not expired.
pub async fn load(db: &Db, id: &str, now: Timestamp) -> Result<Option<SessionRow>, ServiceError> {
    Ok(sessions::get(&mut db.read().await?, id, now).await?)
}

/// Adds a session; false where the id is taken.
pub async fn create(db: &Db, session: &SessionRow) -> Result<bool, ServiceError> {
    let mut tx = db.begin().await?;
    match sessions::insert(&mut tx, session).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(storage::StorageError::Exists) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Keeps a changed session. One that was ended meanwhile stays ended: [`ServiceError::NotFound`].
pub async fn save(db: &Db, session: &SessionRow) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    sessions::update(&mut tx, session).await?;
    Ok(tx.commit().await?)
}

/// Ends the session with this digest.
pub async fn delete(db: &Db, id: &str) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    sessions::delete(&mut tx, id).await?;
    Ok(tx.commit().await?)
}

/// Clears away expired sessions; how many there were.
pub async fn delete_expired(db: &Db, now: Timestamp) -> Result<u64, ServiceError> {
    let mut tx = db.begin().await?;
    let ended = sessions::delete_expired(&mut tx, now).await?;
    tx.commit().await?;
    Ok(ended)
}

/// The person that a session names, who came in so. The caller vouches that the id comes from the session.
///
/// # Errors
/// [`ServiceError::SignInNeeded`] where the account is gone or was put out of use.
pub async fn resume(db: &Db, user: UserId, source: Source) -> Result<SignedIn, ServiceError> {
    let user = users::get(&mut db.read().await?, user).await?.filter(|user| user.deactivated_at.is_none());
    user.map(|user| SignedIn::vouched(user, source)).ok_or(ServiceError::SignInNeeded)
}

/// The person that a session names, as far as the rules of sign-in let them go.
#[derive(Clone, Debug)]
pub enum Resumed {
    /// Who may do what their rights allow.
    Ready(SignedIn),
    /// Who has to add a second factor before anything else, and may do nothing but that.
    Lacking(Person),
}

/// As [`resume`], heeding what sign-in needs: the one place where it is heeded. `by_provider` says whether the session began with a provider.
///
/// # Errors
/// As [`resume`].
pub async fn resume_by_rule(db: &Db, user: UserId, source: Source, by_provider: bool) -> Result<Resumed, ServiceError> {
    let standing = sign_in_rule::standing(&mut db.read().await?, user).await?;
    let standing = standing.filter(|standing| standing.user.deactivated_at.is_none()).ok_or(ServiceError::SignInNeeded)?;
    let lacks = standing.rule.lacks(standing.user.admin, standing.has_factor, by_provider);
    let who = SignedIn::vouched(standing.user, source);
    if lacks { who.person().map(Resumed::Lacking) } else { Ok(Resumed::Ready(who)) }
}

/// Whether the rules take a sign-in by a provider for two factors.
///
/// # Errors
/// Where the database fails.
pub async fn providers_suffice(db: &Db) -> Result<bool, ServiceError> {
    let kept = sign_in_rule::get(&mut db.read().await?).await?;
    Ok(kept.map(|(rule, _)| rule).unwrap_or_default().trust_providers)
}
