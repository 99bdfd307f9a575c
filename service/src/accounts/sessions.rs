//! Sessions as the server keeps them, and from a session to the person.

use super::proofs::SignedIn;
use crate::ServiceError;
use crate::new_id;
use domain::Timestamp;
use domain::accounts::Device;
use domain::digest::sha256;
use domain::history::Source;
use domain::ids::UserId;
use std::net::IpAddr;
use storage::Db;
use storage::accounts::{sessions, users};

pub use storage::accounts::sessions::{Seen, SessionRow};

/// The device of a session that begins now.
#[must_use]
pub fn device(address: IpAddr, agent: &str) -> Device {
    Device { session: new_id(), address, agent: Device::shortened(agent) }
}

/// What the table holds instead of the id in the cookie.
#[must_use]
pub fn hashed(id: &str) -> String {
    sha256(id.as_bytes())
}

/// The session with this hashed id, where it has not expired.
///
/// # Errors
/// Where the database fails, as all below.
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

/// Ends a session.
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
