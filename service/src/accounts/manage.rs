//! What administrators do with accounts, and people with their own name.

use super::proofs::{Actor, Admin, Person};
use super::users::{address, named, taken};
use crate::history::Line;
use crate::{ServiceError, history};
use domain::accounts::User;
use domain::history::EventKind;
use domain::ids::UserId;
use domain::records::{changes, named as fields};
use domain::{Timestamp, Version};
use storage::accounts::{resets, sessions, tokens, users};
use storage::{Db, Tx};

/// An account as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The account.
    pub user: User,
    /// Whether there is a password to sign in with.
    pub has_password: bool,
    /// Sessions that have not ended.
    pub sessions: u64,
}

/// Name and address as typed.
#[derive(Clone, Debug, Default)]
pub struct PersonForm {
    /// As shown.
    pub name: String,
    /// Sign-in name.
    pub email: String,
}

/// An account: three queries.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn find_user(db: &Db, _: &Admin, user: UserId, now: Timestamp) -> Result<Profile, ServiceError> {
    let mut tx = db.read().await?;
    let found = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    let has_password = users::password_hash(&mut tx, user).await?.is_some();
    let sessions = sessions::count_of_user(&mut tx, user, now).await?;
    Ok(Profile { user: found, has_password, sessions: sessions.try_into().unwrap_or_default() })
}

/// Changes one's own name. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::Invalid`] for an unusable name, [`ServiceError::Stale`].
pub async fn change_name(db: &Db, who: &Person, version: Version, name: &str, now: Timestamp) -> Result<(), ServiceError> {
    let name = named(name)?;
    let mut tx = db.begin().await?;
    let before = users::get(&mut tx, who.user().id).await?.ok_or(ServiceError::SignInNeeded)?;
    let after = User { name, ..before.clone() };
    store(&mut tx, &who.actor(), (&before, &after), version, now).await?;
    Ok(tx.commit().await?)
}

/// Changes name and address of an account. `version` is the one the caller saw. With another address, a link for a new password that
/// went to the former one ends.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`] for unusable details or an address that is taken, [`ServiceError::Stale`].
pub async fn change_person(
    db: &Db,
    by: &Admin,
    user: UserId,
    version: Version,
    form: &PersonForm,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let (name, email) = (named(&form.name)?, address(&form.email)?);
    let mut tx = db.begin().await?;
    let before = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    let after = User { name, email, ..before.clone() };
    if after.email != before.email {
        resets::delete_of_user(&mut tx, user).await?;
    }
    store(&mut tx, by.actor(), (&before, &after), version, now).await?;
    Ok(tx.commit().await?)
}

/// Makes somebody an administrator, or takes that back.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Refused`] where nobody would administer the installation, or
/// the account is out of use.
pub async fn set_admin(db: &Db, by: &Admin, user: UserId, version: Version, admin: bool, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let before = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    if before.deactivated_at.is_some() {
        return Err(ServiceError::Refused("This account is out of use. Put it back into use first.".into()));
    }
    if before.admin && !admin {
        keep_an_admin(&mut tx).await?;
    }
    let after = User { admin, ..before.clone() };
    store(&mut tx, by.actor(), (&before, &after), version, now).await?;
    Ok(tx.commit().await?)
}

async fn store(tx: &mut Tx, actor: &Actor, (before, after): (&User, &User), version: Version, now: Timestamp) -> Result<(), ServiceError> {
    let told = changes(before, after);
    if told.is_empty() && before.version == version {
        return Ok(());
    }
    users::update(tx, after, version).await.map_err(taken)?;
    let whose = if actor.user() == Some(after.id) { "the own account".to_owned() } else { format!("the account {}", after.email) };
    let summary = format!("changed the {} of {whose}", fields(&told));
    history::append(tx, actor, None, Line::of(EventKind::UserChanged, after.id.0, summary).with(told), now).await
}

/// Puts an account out of use: what the person did stays, sessions and open links end, and sign-in answers as for a wrong password.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Refused`] for one's own account, or where nobody would administer
/// the installation.
pub async fn deactivate(db: &Db, by: &Admin, user: UserId, version: Version, now: Timestamp) -> Result<(), ServiceError> {
    if by.actor().user() == Some(user) {
        return Err(ServiceError::Refused("This is your own account. Ask another administrator to deactivate it.".into()));
    }
    let mut tx = db.begin().await?;
    let before = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    if before.deactivated_at.is_some() {
        return Err(ServiceError::Refused("This account is deactivated already.".into()));
    }
    if before.admin {
        keep_an_admin(&mut tx).await?;
    }
    users::update(&mut tx, &User { deactivated_at: Some(now), ..before.clone() }, version).await?;
    sessions::delete_of_user(&mut tx, user).await?;
    resets::delete_of_user(&mut tx, user).await?;
    let ended = tokens::revoke_of_user(&mut tx, user, by.actor().name(), now).await?;
    if ended > 0 {
        let line = Line::of(EventKind::TokenRevoked, user.0, format!("ended {ended} API tokens of {}", before.email));
        history::append(&mut tx, by.actor(), None, line, now).await?;
    }
    let line = Line::of(EventKind::UserDeactivated, user.0, format!("deactivated the account {}", before.email));
    history::append(&mut tx, by.actor(), None, line, now).await?;
    Ok(tx.commit().await?)
}

/// Puts an account back into use.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Refused`] where it is in use.
pub async fn reactivate(db: &Db, by: &Admin, user: UserId, version: Version, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let before = users::get(&mut tx, user).await?.ok_or(ServiceError::NotFound)?;
    if before.deactivated_at.is_none() {
        return Err(ServiceError::Refused("This account is in use.".into()));
    }
    users::update(&mut tx, &User { deactivated_at: None, ..before.clone() }, version).await?;
    let line = Line::of(EventKind::UserReactivated, user.0, format!("reactivated the account {}", before.email));
    history::append(&mut tx, by.actor(), None, line, now).await?;
    Ok(tx.commit().await?)
}

/// Refuses where there is no second administrator: nobody could put that right but at the command line.
async fn keep_an_admin(tx: &mut Tx) -> Result<(), ServiceError> {
    if users::hold_admins(tx).await? > 1 {
        return Ok(());
    }
    Err(ServiceError::Refused("This is the last administrator who can sign in. Make somebody else administrator first.".into()))
}
