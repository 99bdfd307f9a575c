//! Between a right password and a session: what is waited for, and what lets somebody in.

use super::passkeys::{self, Challenge, Passkeys};
use super::{MOST, recovery, totp};
use crate::accounts::proofs::Actor;
use crate::accounts::sign_in::{attempt, taken_back};
use crate::history::Line;
use crate::keys::Keys;
use crate::{ServiceError, history};
use domain::Timestamp;
use domain::accounts::{FactorKind, User};
use domain::history::{EventKind, Source};
use domain::ids::UserId;
use serde::{Deserialize, Serialize};
use std::fmt;
use storage::accounts::factors::{self, Kept};
use storage::accounts::{recovery as codes, users};
use storage::{Db, Tx, Window};

/// For so many seconds a right password waits.
const SECONDS: i64 = 600;
/// What the mark of a password is made for.
const PURPOSE: &str = "second factor";

/// Somebody whose password was right and who has a second factor: nobody yet. Waits in the session.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pending {
    user: UserId,
    /// A digest of the kept hash: who waits with a password that was changed meanwhile waits in vain.
    password: String,
    since: Timestamp,
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending(…)")
    }
}

/// By what somebody who waits can show who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ways {
    /// With a code of an app.
    pub app: bool,
    /// With a passkey.
    pub passkey: bool,
    /// With a recovery code.
    pub recovery: bool,
}

/// Whether somebody whose password was right has to show more; `None` where the person has no second factor.
///
/// # Errors
/// Where the database fails.
pub async fn begin(db: &Db, keys: &Keys, user: &User, now: Timestamp) -> Result<Option<Pending>, ServiceError> {
    let mut tx = db.read().await?;
    if factors::count(&mut tx, user.id).await? == 0 {
        return Ok(None);
    }
    let password = keys.sessions.digest(PURPOSE, &kept_hash(&mut tx, user.id).await?);
    Ok(Some(Pending { user: user.id, password, since: now }))
}

/// By what the person who waits can go on.
///
/// # Errors
/// [`ServiceError::SignInNeeded`] where it took too long, or the account, its password or its factors are others by now.
pub async fn ways(db: &Db, keys: &Keys, pending: &Pending, now: Timestamp) -> Result<Ways, ServiceError> {
    let mut tx = db.read().await?;
    let (user, kept) = look(&mut tx, keys, pending, now).await?;
    let has = |kind| kept.iter().any(|kept| kept.factor.kind == kind);
    Ok(Ways { app: has(FactorKind::Totp), passkey: has(FactorKind::Passkey), recovery: codes::count(&mut tx, user.id).await? > 0 })
}

/// Lets somebody in with a code of an app or a recovery code. The caller then gives the session a new id and writes the user on it.
///
/// # Errors
/// As [`ways`]; [`ServiceError::Invalid`] for a wrong code or one that was used before, [`ServiceError::SlowDown`] after too many.
pub async fn by_code(db: &Db, keys: &Keys, pending: &Pending, typed: &str, source: Source, now: Timestamp) -> Result<User, ServiceError> {
    let (user, _) = look(&mut db.read().await?, keys, pending, now).await?;
    let address = source.address.ok_or(ServiceError::Internal("a sign-in came from nowhere"))?;
    // A key of its own: whoever has the password could clear that of the account by typing it again.
    let counted = attempt(db, &format!("factor:{}", user.id), address, now).await?;
    let mut tx = db.begin().await?;
    let (user, kept) = look(&mut tx, keys, pending, now).await?;
    let actor = Actor::person(&user, source);
    let told = if totp::use_code(&mut tx, keys, &kept, &totp::digits(typed), now).await? {
        "signed in with a code of an app"
    } else if recovery::use_up(&mut tx, keys, user.id, typed).await? {
        let left = format!("used a recovery code; {} are left", codes::count(&mut tx, user.id).await?);
        history::append(&mut tx, &actor, None, Line::of(EventKind::RecoveryCodeUsed, user.id.0, left), now).await?;
        "signed in with a recovery code"
    } else {
        failed(&mut tx, &actor, "typed a wrong code after the right password", user.id, now).await?;
        tx.commit().await?;
        let message = "The code is wrong or was used before. Wait for the next one of your app, or type a recovery code.";
        return Err(ServiceError::Invalid { field: "code", message: message.into() });
    };
    history::append(&mut tx, &actor, None, Line::of(EventKind::SignedIn, user.id.0, told.into()), now).await?;
    tx.commit().await?;
    taken_back(db, &counted).await?;
    Ok(user)
}

/// Begins to ask for a passkey.
///
/// # Errors
/// As [`ways`]; [`ServiceError::Refused`] where the person has none.
pub async fn begin_passkey(
    db: &Db,
    keys: &Keys,
    passkeys: &Passkeys,
    pending: &Pending,
    now: Timestamp,
) -> Result<Challenge, ServiceError> {
    let (user, kept) = look(&mut db.read().await?, keys, pending, now).await?;
    passkeys::ask(passkeys, user.id, &kept, now)
}

/// Lets somebody in with a passkey. The caller then gives the session a new id and writes the user on it.
///
/// # Errors
/// As [`ways`]; [`ServiceError::Refused`] where the passkey is none of theirs or was not used as asked.
pub async fn by_passkey(
    db: &Db,
    (keys, passkeys): (&Keys, &Passkeys),
    pending: &Pending,
    (challenge, answer): (Challenge, &str),
    source: Source,
    now: Timestamp,
) -> Result<User, ServiceError> {
    let mut tx = db.begin().await?;
    let (user, _) = look(&mut tx, keys, pending, now).await?;
    let actor = Actor::person(&user, source);
    // Not counted: nobody guesses a signature.
    if let Err(error) = passkeys::check(&mut tx, passkeys, user.id, challenge, answer, now).await {
        drop(tx);
        let mut tx = db.begin().await?;
        failed(&mut tx, &actor, "showed a wrong passkey after the right password", user.id, now).await?;
        tx.commit().await?;
        return Err(error);
    }
    history::append(&mut tx, &actor, None, Line::of(EventKind::SignedIn, user.id.0, "signed in with a passkey".into()), now).await?;
    tx.commit().await?;
    Ok(user)
}

async fn failed(tx: &mut Tx, actor: &Actor, told: &str, user: UserId, now: Timestamp) -> Result<(), ServiceError> {
    history::append(tx, actor, None, Line::of(EventKind::SecondFactorFailed, user.0, told.into()), now).await
}

/// The person who waits, with their factors.
async fn look(tx: &mut Tx, keys: &Keys, pending: &Pending, now: Timestamp) -> Result<(User, Vec<Kept>), ServiceError> {
    let gone = || ServiceError::SignInNeeded;
    if !(0..SECONDS).contains(&now.seconds_since(pending.since)) {
        return Err(gone());
    }
    let user = users::get(tx, pending.user).await?.filter(|user| user.deactivated_at.is_none()).ok_or_else(gone)?;
    let hash = kept_hash(tx, user.id).await?;
    let kept = factors::list(tx, user.id, Window::first(MOST)).await?;
    let same = keys.sessions.digests(PURPOSE, &hash).any(|mark| mark == pending.password);
    if same && !kept.is_empty() { Ok((user, kept)) } else { Err(gone()) }
}

async fn kept_hash(tx: &mut Tx, user: UserId) -> Result<String, ServiceError> {
    Ok(users::password_hash(tx, user).await?.unwrap_or_default())
}
