//! Who showed a moment ago who they are: a session that was left open must not be a way to new keys of the door.

use super::passkeys::{self, Challenge, Passkeys};
use crate::ServiceError;
use crate::accounts::hashing::{Check, Hasher};
use crate::accounts::proofs::Person;
use crate::accounts::sign_in::{attempt, taken_back};
use domain::Timestamp;
use domain::accounts::Password;
use std::net::IpAddr;
use std::ops::Deref;
use storage::Db;
use storage::accounts::users;

/// For so many minutes it holds that somebody showed who they are.
pub const MINUTES: i64 = 10;

/// Proof of a person who showed a moment ago who they are: with a password, a passkey, or by signing in.
#[derive(Clone, Debug)]
pub struct Confirmed(Person);

impl Confirmed {
    /// The proof, where it was not too long ago. The caller vouches that the moment comes from the session.
    #[must_use]
    pub fn within(person: Person, at: Option<Timestamp>, now: Timestamp) -> Option<Self> {
        at.filter(|at| (0..MINUTES * 60).contains(&now.seconds_since(*at))).map(|_| Self(person))
    }
}

impl Deref for Confirmed {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

/// Checks the password of somebody who is signed in. The caller notes the moment in the session.
///
/// # Errors
/// [`ServiceError::Invalid`] where it is wrong, [`ServiceError::SlowDown`] after too many wrong ones.
pub async fn confirm_by_password(
    db: &Db,
    hasher: &Hasher,
    who: &Person,
    password: String,
    address: IpAddr,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let keys = attempt(db, &format!("account:{}", who.user().email), address, now).await?;
    let kept = users::password_hash(&mut db.read().await?, who.user().id).await?;
    // No password is longer; a hash of megabytes would keep the server busy.
    let fits = password.chars().count() <= Password::LONGEST;
    let check = hasher.check(Password::given(if fits { password } else { String::new() }), kept).await?;
    if !fits || matches!(check, Check::Wrong) {
        return Err(ServiceError::invalid("password", "The password", "is wrong"));
    }
    taken_back(db, &keys).await
}

/// Checks a passkey of somebody who is signed in. The caller notes the moment in the session.
///
/// # Errors
/// [`ServiceError::Refused`] where it is none of this person's, or was not used as asked.
pub async fn confirm_by_passkey(
    db: &Db,
    passkeys: &Passkeys,
    who: &Person,
    challenge: Challenge,
    answer: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    passkeys::check(&mut tx, passkeys, who.user().id, challenge, answer, now).await?;
    Ok(tx.commit().await?)
}
