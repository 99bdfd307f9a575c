//! Setting a new password by a link.

use super::hashing::{Hasher, words_about};
use super::links::{LinkToken, Purpose};
use super::proofs::{Actor, Admin};
use super::sign_in::{by_address, count, keys as attempt_keys};
use super::users::replace_password;
use crate::history::Line;
use crate::keys::Keys;
use crate::mail::{self, Mailer};
use crate::{ServiceError, history, new_id};
use domain::Timestamp;
use domain::accounts::{Email, Password, User};
use domain::history::{EventKind, Source, Via};
use domain::ids::UserId;
use std::net::IpAddr;
use std::sync::Arc;
use storage::accounts::resets::ResetLink;
use storage::accounts::{attempts, invitations, resets, users};
use storage::{Db, Tx};

/// For so many seconds a link opens: a day.
const LIFE: i64 = 24 * 3600;

/// A link that was made. The token is kept nowhere.
#[derive(Clone, Debug)]
pub struct ResetMade {
    /// Whose password it sets.
    pub user: User,
    /// The secret part of the link.
    pub token: LinkToken,
    /// From when on it leads nowhere.
    pub expires_at: Timestamp,
}

/// Makes a link by which somebody sets a new password; one that was open ends.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] for an account that is out of use.
pub async fn make_reset_link(db: &Db, keys: &Keys, by: &Admin, user: UserId, now: Timestamp) -> Result<ResetMade, ServiceError> {
    let mut tx = db.begin().await?;
    let user = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    if user.deactivated_at.is_some() {
        return Err(ServiceError::Refused("This account is out of use. Put it back into use first.".into()));
    }
    let made = put(&mut tx, keys, by.actor(), user, now).await?;
    tx.commit().await?;
    Ok(made)
}

async fn put(tx: &mut Tx, keys: &Keys, actor: &Actor, user: User, now: Timestamp) -> Result<ResetMade, ServiceError> {
    let token = LinkToken::generate(Purpose::Reset)?;
    let expires_at = now.plus_seconds(LIFE);
    let row = ResetLink { id: new_id(), user: user.id, token_digest: token.digest(&keys.tokens), created_at: now, expires_at };
    resets::put(tx, &row).await?;
    let summary = format!("made a link for a new password of {}", user.email);
    history::append(tx, actor, None, Line::of(EventKind::ResetLinkMade, user.id.0, summary), now).await?;
    Ok(ResetMade { user, token, expires_at })
}

/// Somebody says that they forgot their password: where the address is that of an account in use, a link goes there by mail. Looking for
/// the account, making the link and mailing it are done beside the request, so that neither answer nor time tells whether there is one.
///
/// # Errors
/// [`ServiceError::Invalid`] for what is no address, [`ServiceError::SlowDown`] where an address was given too often, or too much was asked
/// for from one place.
pub async fn forgot(
    db: &Db,
    keys: Arc<Keys>,
    mailer: &Mailer,
    public: &str,
    email: &str,
    address: IpAddr,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let email = super::users::address(email)?;
    // Kept apart from failed sign-ins: asking for links must not lock somebody out.
    count(db, &[format!("forgot:{email}"), format!("{}:forgot", by_address(address))], now).await?;
    let (db, mailer, public) = (db.clone(), mailer.clone(), public.to_owned());
    tokio::spawn(async move {
        match make_for(&db, &keys, &email, address, now).await {
            Ok(Some(made)) => mailer.post(mail::reset(&public, &made)),
            Ok(None) => (),
            Err(error) => tracing::warn!(%error, "a link for a forgotten password could not be made"),
        }
    });
    Ok(())
}

async fn make_for(db: &Db, keys: &Keys, email: &Email, address: IpAddr, now: Timestamp) -> Result<Option<ResetMade>, ServiceError> {
    let mut tx = db.begin().await?;
    let Some(user) = users::get_by_email(&mut tx, email).await?.filter(|user| user.deactivated_at.is_none()) else { return Ok(None) };
    // Whoever asks has not shown who they are.
    let actor = Actor::nobody("somebody at the sign-in page", Source::new(Via::Browser, address))?;
    let made = put(&mut tx, keys, &actor, user, now).await?;
    tx.commit().await?;
    Ok(Some(made))
}

/// Whose password a link sets.
///
/// # Errors
/// [`ServiceError::NotFound`] where it was used, has ended or never was.
pub async fn owner_of_reset_link(db: &Db, keys: &Keys, token: &LinkToken, now: Timestamp) -> Result<User, ServiceError> {
    find(&mut db.read().await?, keys, token, now).await
}

async fn find(tx: &mut Tx, keys: &Keys, token: &LinkToken, now: Timestamp) -> Result<User, ServiceError> {
    for digest in token.digests(&keys.tokens) {
        if let Some(link) = resets::get_by_token(tx, &digest, now).await? {
            let user = users::get(tx, link.user).await?.filter(|user| user.deactivated_at.is_none());
            return user.ok_or(ServiceError::NotFound);
        }
    }
    Err(ServiceError::NotFound)
}

/// Sets a new password by a link, which is used up by that; all sessions of the person end. It signs nobody in: a second factor is still
/// asked for.
///
/// # Errors
/// [`ServiceError::NotFound`] as [`owner_of_reset_link`], [`ServiceError::Invalid`] for a password that cannot be used.
pub async fn reset_by_link(
    db: &Db,
    hasher: &Hasher,
    keys: &Keys,
    token: &LinkToken,
    password: Password,
    address: IpAddr,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let user = owner_of_reset_link(db, keys, token, now).await?;
    let password = hasher.usable("password", "The password", password, words_about(user.name.as_str(), user.email.as_str())).await?;
    let hash = hasher.hash(password).await?;
    let mut tx = db.begin().await?;
    // Once more: it may have been used while the password was hashed.
    let user = find(&mut tx, keys, token, now).await?;
    if resets::delete_of_user(&mut tx, user.id).await? == 0 {
        return Err(ServiceError::NotFound);
    }
    replace_password(&mut tx, user.id, &hash).await?;
    // Who forgot a password has guessed at it.
    attempts::delete(&mut tx, &attempt_keys(Some(&user.email), address)[0]).await?;
    let actor = Actor::person(&user, Source::new(Via::Link, address));
    let line = Line::of(EventKind::PasswordChanged, user.id.0, "set a new password by a link".into());
    history::append(&mut tx, &actor, None, line, now).await?;
    Ok(tx.commit().await?)
}

/// Clears away links and invitations whose time is over; how many those were.
///
/// # Errors
/// Where the database fails.
pub async fn forget_old_links(db: &Db, now: Timestamp) -> Result<u64, ServiceError> {
    let mut tx = db.begin().await?;
    let cleared = resets::delete_expired(&mut tx, now).await? + invitations::delete_expired(&mut tx, now).await?;
    tx.commit().await?;
    Ok(cleared)
}
