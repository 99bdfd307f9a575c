//! Views of the portfolio that a person keeps. They are nobody else's business, so they leave no line of history.

use crate::accounts::Person;
use crate::{ServiceError, new_id};
use domain::ids::ViewId;
use domain::portfolio::{SavedView, ViewQuery};
use domain::text::{TextError, Title};
use domain::{Timestamp, Version};
use storage::{Db, StorageError, portfolio};

/// A view as typed.
#[derive(Clone, Debug, Default)]
pub struct ViewForm {
    /// As shown.
    pub name: String,
    /// What it asks for, as in an address.
    pub query: String,
}

impl ViewForm {
    fn check(&self) -> Result<(Title, ViewQuery), ServiceError> {
        let name: Title = self.name.parse().map_err(|error| ServiceError::invalid("name", "The name", error))?;
        let (length, limit) = (name.as_str().chars().count(), SavedView::LONGEST);
        if length > limit {
            return Err(ServiceError::invalid("name", "The name", TextError::TooLong { length, limit }));
        }
        let query = self.query.trim().trim_start_matches('?').parse();
        Ok((name, query.map_err(|error| ServiceError::invalid("query", "What is asked for", error))?))
    }
}

/// The views of this person by name.
///
/// # Errors
/// Where the database fails.
pub async fn views(db: &Db, who: &Person) -> Result<Vec<SavedView>, ServiceError> {
    Ok(portfolio::list_views(&mut db.read().await?, who.user().id).await?)
}

/// Keeps a view.
///
/// # Errors
/// [`ServiceError::Invalid`] for a name that cannot be used or is taken, [`ServiceError::Refused`] where there are too many.
pub async fn save_view(db: &Db, who: &Person, form: &ViewForm, now: Timestamp) -> Result<SavedView, ServiceError> {
    let (name, query) = form.check()?;
    let (user, view) = (who.user().id, SavedView { id: new_id(), name, query, version: Version::FIRST });
    let mut tx = db.begin().await?;
    if portfolio::count_views(&mut tx, user).await? >= SavedView::MOST {
        return Err(ServiceError::Refused(format!(
            "You keep {} views already. Delete one that you do not need any more.",
            SavedView::MOST
        )));
    }
    portfolio::insert_view(&mut tx, user, &view, now).await.map_err(|error| taken(error, &view))?;
    tx.commit().await?;
    Ok(view)
}

/// Gives a view another name, and what it asks for where that is not empty. `version` is the one the caller saw.
///
/// # Errors
/// As [`save_view`]; [`ServiceError::NotFound`], [`ServiceError::Stale`].
pub async fn change_view(db: &Db, who: &Person, id: ViewId, version: Version, form: &ViewForm) -> Result<SavedView, ServiceError> {
    let (name, query) = form.check()?;
    let mut tx = db.begin().await?;
    let before = portfolio::find_view(&mut tx, who.user().id, id).await?;
    let query = if form.query.trim().is_empty() { before.query } else { query };
    let view = SavedView { id, name, query, version: version.next() };
    portfolio::update_view(&mut tx, who.user().id, &view, version).await.map_err(|error| taken(error, &view))?;
    tx.commit().await?;
    Ok(view)
}

/// Takes a view away.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn delete_view(db: &Db, who: &Person, id: ViewId) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    portfolio::delete_view(&mut tx, who.user().id, id).await?;
    Ok(tx.commit().await?)
}

fn taken(error: StorageError, view: &SavedView) -> ServiceError {
    match error {
        StorageError::Exists => {
            ServiceError::invalid("name", "The name", format!("“{}” is that of another view of yours; please type another one", view.name))
        }
        other => other.into(),
    }
}
