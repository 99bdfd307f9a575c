//! The people of an archive, and who they are in another installation.

use super::ArchiveError;
use super::kinds::{Column, Kind};
use crate::Tx;
use crate::accounts::users;
use domain::accounts::{Email, User};
use domain::ids::UserId;
use domain::text::Title;
use domain::{Timestamp, Version};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What is said of each person.
pub(super) static COLUMNS: [Column; 3] = [
    Column::new("email", Kind::Text).says("Sign-in name."),
    Column::new("id", Kind::Id).says("As in the columns that name a person."),
    Column::new("name", Kind::Text),
];

/// A person of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) id: Uuid,
    pub(super) email: Email,
    pub(super) name: Title,
}

/// Who the people of a file are here.
#[derive(Debug, Default)]
pub(super) struct Known {
    ids: HashMap<Uuid, Uuid>,
    /// Accounts that were made.
    pub(super) made: Vec<User>,
}

impl Known {
    /// Who a person of the file is here; everything else stays what it is.
    pub(super) fn here(&self, id: Uuid) -> Uuid {
        self.ids.get(&id).copied().unwrap_or(id)
    }
}

/// Finds everybody by identity, else by e-mail address, and makes accounts for the others. Nobody can sign in with such an account
/// until an administrator sets a password, and none is an administrator's: a file gives no rights over the installation.
pub(super) async fn settle(tx: &mut Tx, people: &[Person], now: Timestamp) -> Result<Known, ArchiveError> {
    let (mut known, mut taken) = (Known::default(), HashSet::new());
    for person in people {
        let found = match users::get(tx, UserId(person.id)).await? {
            Some(user) => Some(user),
            None => users::get_by_email(tx, &person.email).await?,
        };
        let user = if let Some(user) = found {
            user
        } else {
            let Person { id, email, name } = person.clone();
            let user = User { id: UserId(id), email, name, admin: false, deactivated_at: None, created_at: now, version: Version::FIRST };
            users::insert(tx, &user, users::NO_PASSWORD).await?;
            known.made.push(user.clone());
            user
        };
        if !taken.insert(user.id) {
            let text = format!(
                "Two people of the file would be {} here, one by identity and one by e-mail address: {} is one of them. Change that address in the file.",
                user.email, person.email
            );
            return Err(ArchiveError::People(text));
        }
        known.ids.insert(person.id, user.id.0);
    }
    Ok(known)
}
