//! Accounts, made by administrators and by the operator.

use super::hashing::Hasher;
use super::proofs::Admin;
use crate::history::Line;
use crate::{Page, PageNumber, ServiceError, history, new_id};
use domain::accounts::{Email, Password, User};
use domain::history::EventKind;
use domain::records::Change;
use domain::{Timestamp, Version};
use storage::accounts::{sessions, users};
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
    pub(super) fn check(self, admin: bool, now: Timestamp) -> Result<(User, Password), ServiceError> {
        let email = self.email.parse().map_err(|error| ServiceError::invalid("email", "The e-mail address", error))?;
        let name = self.name.parse().map_err(|error| ServiceError::invalid("name", "The name", error))?;
        let password = usable(&self.password)?;
        Ok((User { id: new_id(), email, name, admin, deactivated_at: None, created_at: now, version: Version::FIRST }, password))
    }
}

pub(super) fn usable(password: &Password) -> Result<Password, ServiceError> {
    Password::new(password.secret().to_owned()).map_err(|error| ServiceError::invalid("password", "The password", error))
}

/// Adds an account.
///
/// # Errors
/// [`ServiceError::Invalid`] for unusable details or an address that is taken.
pub async fn add_user(db: &Db, hasher: &Hasher, by: &Admin, new: NewUser, admin: bool, now: Timestamp) -> Result<User, ServiceError> {
    let (user, password) = new.check(admin, now)?;
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
    users::insert(tx, user, hash).await.map_err(|error| match error {
        StorageError::Exists => ServiceError::invalid("email", "The e-mail address", "belongs to an account already"),
        other => other.into(),
    })
}

/// Accounts by e-mail address.
///
/// # Errors
/// Where the database fails.
pub async fn list_users(db: &Db, _: &Admin, page: PageNumber) -> Result<Page<User>, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = users::list(&mut tx, page.window(SIZE)).await?;
    Ok(Page::new(rows, users::count(&mut tx).await?, page, SIZE))
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
    let email: Email = email.parse().map_err(|error| ServiceError::invalid("email", "The e-mail address", error))?;
    let hash = hasher.hash(usable(&password)?).await?;
    let mut tx = db.begin().await?;
    let user = users::get_by_email(&mut tx, &email).await?;
    let user = user.ok_or_else(|| ServiceError::invalid("email", "The e-mail address", "belongs to no account"))?;
    users::set_password_hash(&mut tx, user.id, &hash).await?;
    sessions::delete_of_user(&mut tx, user.id).await?;
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
