//! Signing in and out, and changing one's password.

use super::hashing::{Check, Hasher, words_about};
use super::proofs::{Actor, Person, SignedIn};
use super::users::replace_password;
use crate::history::Line;
use crate::{ServiceError, history};
use domain::Timestamp;
use domain::accounts::{Email, Password, User};
use domain::history::{EventKind, Source, Via};
use std::net::IpAddr;
use storage::accounts::{attempts, factors, users};
use storage::{Db, Tx};

/// Failures that are free; people mistype.
const FREE: i64 = 5;
/// The longest wait in seconds.
const LONGEST: i64 = 900;

/// Checks e-mail address and password. The caller then gives the session a new id and writes the user on it.
///
/// # Errors
/// [`ServiceError::SlowDown`] after too many failures for the account or from the address, [`ServiceError::Refused`] with
/// one text for all failures: it must not tell which accounts exist.
pub async fn sign_in(
    db: &Db,
    hasher: &Hasher,
    email: &str,
    password: String,
    address: IpAddr,
    now: Timestamp,
) -> Result<User, ServiceError> {
    let wrong = || ServiceError::Refused("E-mail address or password is wrong.".into());
    let email: Option<Email> = email.parse().ok();
    let keys = keys(email.as_ref(), address);
    count(db, &keys, now).await?;
    let mut tx = db.read().await?;
    let known = match &email {
        Some(email) => users::get_by_email(&mut tx, email).await?,
        None => None,
    };
    let user = known.clone().filter(|user| user.deactivated_at.is_none());
    let kept = match &user {
        Some(user) => users::password_hash(&mut tx, user.id).await?,
        None => None,
    };
    drop(tx);
    // No new password is longer; a hash of megabytes would keep the server busy.
    let fits = password.chars().count() <= Password::LONGEST;
    let check = hasher.check(Password::given(if fits { password } else { String::new() }), kept.clone()).await?;
    let mut tx = db.begin().await?;
    let same = still_so(&mut tx, user.as_ref(), kept).await?;
    let (user, renewed) = match (user, check) {
        (Some(user), Check::Right) if fits && same => (user, None),
        (Some(user), Check::Outdated(hash)) if fits && same => (user, Some(hash)),
        _ => {
            failed(&mut tx, known.as_ref(), Source::new(Via::Browser, address), now).await?;
            tx.commit().await?;
            return Err(wrong());
        }
    };
    if let Some(hash) = renewed {
        users::set_password_hash(&mut tx, user.id, &hash).await?;
    }
    // The address keeps its other failures: whoever has one good account must not clear it for guessing at others.
    attempts::delete(&mut tx, &keys[0]).await?;
    attempts::take_back(&mut tx, &keys[1]).await?;
    // Whoever has a second factor is in when that was shown, and not before.
    if factors::count(&mut tx, user.id).await? == 0 {
        let actor = Actor::person(&user, Source::new(Via::Browser, address));
        history::append(&mut tx, &actor, None, Line::of(EventKind::SignedIn, user.id.0, "signed in".into()), now).await?;
    }
    tx.commit().await?;
    Ok(user)
}

/// Whether account and password are as they were when comparing began. That takes long enough for somebody to change the password or put
/// the account out of use meanwhile, and what ends all sessions must not be followed by one more.
async fn still_so(tx: &mut Tx, user: Option<&User>, kept: Option<String>) -> Result<bool, ServiceError> {
    let Some(user) = user else { return Ok(false) };
    let now = users::get(tx, user.id).await?.filter(|user| user.deactivated_at.is_none());
    Ok(now.is_some() && users::password_hash(tx, user.id).await? == kept)
}

/// Notes that somebody could not sign in. Not what was typed: people type their password in the wrong place.
async fn failed(tx: &mut Tx, account: Option<&User>, source: Source, now: Timestamp) -> Result<(), ServiceError> {
    let (subject, told) = match account {
        Some(account) => (account.id.0, format!("failed to sign in as {}", account.name)),
        None => (uuid::Uuid::nil(), "failed to sign in: there is no account with the address that was typed".to_owned()),
    };
    history::append(tx, &Actor::somebody(source)?, None, Line::of(EventKind::SignInFailed, subject, told), now).await
}

/// Counts the attempt as a failure before it is looked at: of many that come at once, none is free that comes after the last free one.
pub(super) async fn count(db: &Db, keys: &[String], now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    for key in keys {
        wait(&mut tx, key, now).await?;
        attempts::add(&mut tx, key, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Counts an attempt at what is guarded by a password of its own, by its key and by address. Gives the keys for [`taken_back`].
///
/// # Errors
/// [`ServiceError::SlowDown`] after too many failures.
pub(crate) async fn attempt(db: &Db, key: &str, address: IpAddr, now: Timestamp) -> Result<[String; 2], ServiceError> {
    let keys = [key.to_owned(), by_address(address)];
    count(db, &keys, now).await?;
    Ok(keys)
}

/// Counts a token that let nobody in. Apart from failed sign-ins: a job with a mistyped token must not keep the people of its office out.
///
/// # Errors
/// [`ServiceError::SlowDown`] after too many.
pub(super) async fn wrong_token(db: &Db, address: IpAddr, now: Timestamp) -> Result<(), ServiceError> {
    count(db, &[format!("{}:token", by_address(address))], now).await
}

/// Says that an attempt was none that failed.
pub(crate) async fn taken_back(db: &Db, keys: &[String; 2]) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    attempts::delete(&mut tx, &keys[0]).await?;
    attempts::take_back(&mut tx, &keys[1]).await?;
    Ok(tx.commit().await?)
}

pub(super) fn keys(email: Option<&Email>, address: IpAddr) -> [String; 2] {
    [format!("account:{}", email.map_or("", Email::as_str)), by_address(address)]
}

pub(super) fn by_address(address: IpAddr) -> String {
    let address = match address {
        // One customer usually has a whole /64: each of its addresses would count afresh.
        IpAddr::V6(address) => address.segments()[..4].iter().map(|part| format!("{part:x}")).collect::<Vec<_>>().join(":"),
        IpAddr::V4(address) => address.to_string(),
    };
    format!("address:{address}")
}

/// Doubles with each failure after the free ones, up to a quarter of an hour; an address gets ten times as many, for offices share one.
async fn wait(tx: &mut Tx, key: &str, now: Timestamp) -> Result<(), ServiceError> {
    let Some((failures, last)) = attempts::get(tx, key).await? else { return Ok(()) };
    let free = if key.starts_with("address:") { FREE * 10 } else { FREE };
    let over = failures - free;
    if over < 0 {
        return Ok(());
    }
    let pause = 1_i64.checked_shl(u32::try_from(over.min(20)).unwrap_or(20)).unwrap_or(LONGEST).min(LONGEST);
    let left = pause - now.seconds_since(last);
    if left > 0 { Err(ServiceError::SlowDown { seconds: left }) } else { Ok(()) }
}

/// Notes that somebody signed out; the server ends the session.
///
/// # Errors
/// Where the database fails.
pub async fn sign_out(db: &Db, who: &Person, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    history::append(&mut tx, &who.actor(), None, Line::of(EventKind::SignedOut, who.user().id.0, "signed out".into()), now).await?;
    Ok(tx.commit().await?)
}

/// Changes one's own password and ends all one's sessions; the caller then begins a new one.
///
/// # Errors
/// [`ServiceError::Invalid`] where the old password is wrong or the new one cannot be used, [`ServiceError::SlowDown`] after
/// too many wrong ones: a session left open must not be a place to guess.
pub async fn change_password(
    db: &Db,
    hasher: &Hasher,
    who: &Person,
    old: Password,
    new: Password,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let id = who.user().id;
    let about = words_about(who.user().name.as_str(), who.user().email.as_str());
    let new = hasher.usable("new", "The new password", new, about).await?;
    let key = account_key(who);
    count(db, std::slice::from_ref(&key), now).await?;
    let kept = users::password_hash(&mut db.read().await?, id).await?;
    if matches!(hasher.check(old, kept).await?, Check::Wrong) {
        return Err(ServiceError::invalid("old", "The present password", "is wrong"));
    }
    let hash = hasher.hash(new).await?;
    let mut tx = db.begin().await?;
    attempts::take_back(&mut tx, &key).await?;
    replace_password(&mut tx, id, &hash).await?;
    history::append(&mut tx, &who.actor(), None, Line::of(EventKind::PasswordChanged, id.0, "changed the own password".into()), now)
        .await?;
    Ok(tx.commit().await?)
}

fn account_key(who: &SignedIn) -> String {
    format!("account:{}", who.user().email)
}

/// Asks the person for the password once more, before something that cannot be taken back.
///
/// # Errors
/// [`ServiceError::Invalid`] where it is wrong, [`ServiceError::SlowDown`] after too many wrong ones.
pub(crate) async fn confirm_password(
    db: &Db,
    hasher: &Hasher,
    who: &Person,
    password: Password,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let key = account_key(who);
    count(db, std::slice::from_ref(&key), now).await?;
    let kept = users::password_hash(&mut db.read().await?, who.user().id).await?;
    if matches!(hasher.check(password, kept).await?, Check::Wrong) {
        return Err(ServiceError::invalid("password", "The password", "is wrong"));
    }
    let mut tx = db.begin().await?;
    attempts::take_back(&mut tx, &key).await?;
    Ok(tx.commit().await?)
}

/// Clears away failures that no longer matter.
///
/// # Errors
/// Where the database fails.
pub async fn forget_old_attempts(db: &Db, now: Timestamp) -> Result<u64, ServiceError> {
    let mut tx = db.begin().await?;
    let forgotten = attempts::delete_older(&mut tx, now.plus_seconds(-24 * 3600)).await?;
    tx.commit().await?;
    Ok(forgotten)
}
