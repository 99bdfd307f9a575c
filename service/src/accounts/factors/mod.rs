//! What a person shows beside or instead of a password: apps with one-time passwords, passkeys, recovery codes.
//!
//! Factors are added and removed by somebody who showed a moment ago who they are ([`Confirmed`]). Whoever has one is asked for it after
//! the password ([`second`]); a passkey alone is enough too ([`passkeys::enter`]), for it has asked its owner for a PIN or a finger.

mod confirmed;
pub mod passkeys;
pub mod recovery;
pub mod second;
pub mod totp;

pub use confirmed::{Confirmed, MINUTES, confirm_by_passkey, confirm_by_password};
pub use recovery::Codes;

use super::proofs::{Admin, Person};
use crate::history::Line;
use crate::keys::Keys;
use crate::{ServiceError, history, input};
use domain::accounts::{Email, Factor, FactorKind, User};
use domain::history::EventKind;
use domain::ids::{FactorId, UserId};
use domain::{Timestamp, Version};
use storage::accounts::factors::Kept;
use storage::accounts::{factors, recovery as codes, sessions, sign_in_rule, users};
use storage::{Db, StorageError, Tx, Window};

/// So many factors a person can have.
pub const MOST: i64 = 10;

/// The factors of a person, and what is left for the day when they are lost.
#[derive(Clone, Debug)]
pub struct Own {
    /// Oldest first.
    pub factors: Vec<Factor>,
    /// Recovery codes that were not used.
    pub codes: i64,
}

/// A factor that was added.
#[derive(Clone, Debug)]
pub struct Added {
    /// The factor.
    pub factor: Factor,
    /// Recovery codes, where there were none before: shown this once.
    pub codes: Option<Codes>,
}

/// One's own factors.
///
/// # Errors
/// Where the database fails.
pub async fn own(db: &Db, who: &Person) -> Result<Own, ServiceError> {
    let (mut tx, user) = (db.read().await?, who.user().id);
    let factors = factors::list(&mut tx, user, Window::first(MOST)).await?.into_iter().map(|kept| kept.factor).collect();
    Ok(Own { factors, codes: codes::count(&mut tx, user).await? })
}

/// Gives a factor another name. `seen` is the version that the caller saw.
///
/// # Errors
/// [`ServiceError::Invalid`] for a name that cannot be used, [`ServiceError::Stale`].
pub async fn rename(db: &Db, who: &Person, id: FactorId, seen: Version, name: &str) -> Result<(), ServiceError> {
    let name = input::title("name", "The name", name)?;
    let mut tx = db.begin().await?;
    // A label that only its owner sees: no line of history.
    factors::rename(&mut tx, who.user().id, id, &name, seen).await?;
    Ok(tx.commit().await?)
}

/// Removes a factor and ends all sessions of the person; the caller goes on with a new one. With the last factor the recovery codes go.
///
/// # Errors
/// [`ServiceError::Refused`] where the rules ask for a second factor and this is the only one, [`ServiceError::Stale`].
pub async fn remove(db: &Db, who: &Confirmed, id: FactorId, seen: Version, now: Timestamp) -> Result<(), ServiceError> {
    let (mut tx, user) = (db.begin().await?, who.user().id);
    let kept = factors::find(&mut tx, user, id).await?;
    let only = factors::count(&mut tx, user).await? == 1;
    let standing = sign_in_rule::standing(&mut tx, user).await?.ok_or(ServiceError::SignInNeeded)?;
    if only && standing.rule.lacks(standing.user.admin, false, false) {
        return Err(ServiceError::Refused(
            "This installation asks you for a second factor. Add another one before you remove this one.".into(),
        ));
    }
    factors::delete(&mut tx, user, id, seen).await?;
    if only {
        codes::delete_all(&mut tx, user).await?;
    }
    sessions::delete_of_user(&mut tx, user).await?;
    let told = format!("removed the {} “{}”", kept.factor.kind.words(), kept.factor.name);
    history::append(&mut tx, &who.actor(), None, Line::of(EventKind::FactorRemoved, user.0, told), now).await?;
    Ok(tx.commit().await?)
}

/// Removes all factors and recovery codes of a person who has lost them, and ends all their sessions.
///
/// # Errors
/// [`ServiceError::NotFound`] where there is no such account, [`ServiceError::Refused`] where the person has no second factor.
pub async fn remove_all(db: &Db, by: &Admin, user: UserId, now: Timestamp) -> Result<User, ServiceError> {
    let mut tx = db.begin().await?;
    let user = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    if factors::delete_all(&mut tx, user.id).await? == 0 {
        return Err(ServiceError::Refused(format!("{} has no second factor.", user.email)));
    }
    codes::delete_all(&mut tx, user.id).await?;
    sessions::delete_of_user(&mut tx, user.id).await?;
    let told = format!("removed all second factors of {}", user.email);
    history::append(&mut tx, by.actor(), None, Line::of(EventKind::FactorRemoved, user.id.0, told), now).await?;
    tx.commit().await?;
    Ok(user)
}

/// As [`remove_all`], of the person with this address.
///
/// # Errors
/// As [`remove_all`]; [`ServiceError::Invalid`] where the address belongs to no account.
pub async fn remove_all_of(db: &Db, by: &Admin, email: &str, now: Timestamp) -> Result<User, ServiceError> {
    let email: Email = email.parse().map_err(|error| ServiceError::invalid("email", "The e-mail address", error))?;
    let user = users::get_by_email(&mut db.read().await?, &email).await?;
    let user = user.ok_or_else(|| ServiceError::invalid("email", "The e-mail address", "belongs to no account"))?;
    remove_all(db, by, user.id, now).await
}

/// Writes a factor that was confirmed; with the first one, recovery codes are made.
async fn add(tx: &mut Tx, keys: &Keys, who: &Confirmed, kept: Kept, now: Timestamp) -> Result<Added, ServiceError> {
    let user = who.user().id;
    if factors::count(tx, user).await? >= MOST {
        return Err(ServiceError::Refused(format!("A person can have {MOST} second factors. Remove one that you do not use any more.")));
    }
    factors::insert(tx, &kept).await.map_err(|error| match error {
        StorageError::Exists => ServiceError::Refused("This passkey is on the list already.".into()),
        other => other.into(),
    })?;
    let told = format!("added the {} “{}”", kept.factor.kind.words(), kept.factor.name);
    history::append(tx, &who.actor(), None, Line::of(EventKind::FactorAdded, user.0, told), now).await?;
    let codes = if codes::count(tx, user).await? == 0 { Some(recovery::write(tx, keys, who, now).await?) } else { None };
    Ok(Added { factor: kept.factor, codes })
}

/// A new factor with this name, or with what it is where nobody gave it one.
fn named(who: &Confirmed, kind: FactorKind, name: &str, now: Timestamp) -> Result<Factor, ServiceError> {
    let (user, unnamed) = (who.user().id, if kind == FactorKind::Totp { "Authenticator app" } else { "Passkey" });
    let name = input::title("name", "The name", if name.trim().is_empty() { unnamed } else { name })?;
    Ok(Factor { id: crate::new_id(), user, kind, name, created_at: now, used_at: None, version: Version::FIRST })
}
