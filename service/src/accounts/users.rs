//! Accounts, made by administrators and by the operator.

use super::hashing::{Hasher, Usable, words_about};
use super::proofs::Admin;
use crate::history::Line;
use crate::{Page, PageNumber, ServiceError, history, new_id};
use domain::accounts::{Email, Password, User};
use domain::history::EventKind;
use domain::ids::UserId;
use domain::records::Change;
use domain::text::Title;
use domain::{Timestamp, Version};
pub use storage::accounts::users::Filter;
use storage::accounts::{resets, sessions, users};
use storage::{Db, StorageError, Tx};

/// The details of a new account, as typed.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Sign-in name.
    pub email: String,
    /// As shown.
    pub name: String,
    /// As typed; checked here.
    pub password: Password,
}

impl NewUser {
    pub(super) async fn check(self, hasher: &Hasher, admin: bool, now: Timestamp) -> Result<(User, Usable), ServiceError> {
        let (email, name) = (address(&self.email)?, named(&self.name)?);
        let password = hasher.usable("password", "The password", self.password, words_about(name.as_str(), email.as_str())).await?;
        Ok((User { id: new_id(), email, name, admin, deactivated_at: None, created_at: now, version: Version::FIRST }, password))
    }
}

/// An address as typed.
pub(super) fn address(typed: &str) -> Result<Email, ServiceError> {
    typed.parse().map_err(|error| ServiceError::invalid("email", "The e-mail address", error))
}

/// A name as typed.
pub(super) fn named(typed: &str) -> Result<Title, ServiceError> {
    typed.parse().map_err(|error| ServiceError::invalid("name", "The name", error))
}

/// The address is another account's.
pub(super) fn taken(error: StorageError) -> ServiceError {
    match error {
        StorageError::Exists => ServiceError::invalid("email", "The e-mail address", "belongs to an account already"),
        other => other.into(),
    }
}

/// Adds an account.
///
/// # Errors
/// [`ServiceError::Invalid`] for unusable details or an address that is taken.
pub async fn add_user(db: &Db, hasher: &Hasher, by: &Admin, new: NewUser, admin: bool, now: Timestamp) -> Result<User, ServiceError> {
    let (user, password) = new.check(hasher, admin, now).await?;
    let hash = hasher.hash(password).await?;
    let mut tx = db.begin().await?;
    insert(&mut tx, &user, &hash).await?;
    let rights = if admin { "administrator" } else { "none" };
    let line = Line::of(EventKind::UserAdded, user.id.0, format!("added the account {}", user.email)).with(vec![
        Change { field: "Name".into(), before: String::new(), after: user.name.to_string() },
        Change { field: "Rights".into(), before: String::new(), after: rights.into() },
    ]);
    history::append(&mut tx, by.actor(), None, line, now).await?;
    tx.commit().await?;
    Ok(user)
}

/// Adds the row of an account.
pub(super) async fn insert(tx: &mut Tx, user: &User, hash: &str) -> Result<(), ServiceError> {
    users::insert(tx, user, hash).await.map_err(taken)
}

/// Accounts by e-mail address.
///
/// # Errors
/// Where the database fails.
pub async fn list_users(db: &Db, _: &Admin, filter: &Filter, page: PageNumber) -> Result<Page<User>, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = users::list(&mut tx, filter, page.window(SIZE)).await?;
    Ok(Page::new(rows, users::count_matching(&mut tx, filter).await?, page, SIZE))
}

/// Writes another password, and ends what the former one opened: all sessions, and a link that is open.
pub(super) async fn replace_password(tx: &mut Tx, user: UserId, hash: &str) -> Result<(), ServiceError> {
    users::set_password_hash(tx, user, hash).await?;
    sessions::delete_of_user(tx, user).await?;
    resets::delete_of_user(tx, user).await?;
    Ok(())
}

/// Sets the password of somebody else and ends all sessions of that person.
///
/// # Errors
/// [`ServiceError::Invalid`] where there is no such account or the password cannot be used.
pub async fn reset_password(
    db: &Db,
    hasher: &Hasher,
    by: &Admin,
    email: &str,
    password: Password,
    now: Timestamp,
) -> Result<User, ServiceError> {
    let email = address(email)?;
    let nobody = || ServiceError::invalid("email", "The e-mail address", "belongs to no account");
    let user = users::get_by_email(&mut db.read().await?, &email).await?.ok_or_else(nobody)?;
    let password = hasher.usable("password", "The password", password, words_about(user.name.as_str(), email.as_str())).await?;
    let hash = hasher.hash(password).await?;
    let mut tx = db.begin().await?;
    replace_password(&mut tx, user.id, &hash).await?;
    history::append(
        &mut tx,
        by.actor(),
        None,
        Line::of(EventKind::PasswordChanged, user.id.0, format!("reset the password of {email}")),
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(user)
}
