//! Views that somebody keeps.

use crate::error::changed_one;
use crate::values::parsed;
use crate::{StorageError, Tx};
use domain::ids::{UserId, ViewId};
use domain::portfolio::SavedView;
use domain::{Timestamp, Version};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    query: String,
    version: i64,
}

impl Row {
    fn view(self) -> Result<SavedView, StorageError> {
        Ok(SavedView {
            id: ViewId(self.id),
            name: parsed(&self.name, "portfolio_views.name")?,
            query: parsed(&self.query, "portfolio_views.query")?,
            version: Version(self.version),
        })
    }
}

/// The views of a person by name, at most [`SavedView::MOST`].
pub async fn list_views(tx: &mut Tx, user: UserId) -> Result<Vec<SavedView>, StorageError> {
    let sql = "SELECT id, name, query, version FROM portfolio_views WHERE user_id = $1 ORDER BY name_key LIMIT $2";
    all!(tx, Row, sql, user.0, SavedView::MOST)?.into_iter().map(Row::view).collect()
}

/// How many views a person has.
pub async fn count_views(tx: &mut Tx, user: UserId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM portfolio_views WHERE user_id = $1", user.0).map(|row| row.0)
}

/// A view of a person.
pub async fn find_view(tx: &mut Tx, user: UserId, id: ViewId) -> Result<SavedView, StorageError> {
    let sql = "SELECT id, name, query, version FROM portfolio_views WHERE id = $1 AND user_id = $2";
    one!(tx, Row, sql, id.0, user.0)?.view()
}

/// Adds a view. [`StorageError::Exists`] where the person has one of that name.
pub async fn insert_view(tx: &mut Tx, user: UserId, view: &SavedView, now: Timestamp) -> Result<(), StorageError> {
    let sql = "INSERT INTO portfolio_views (id, user_id, name, name_key, query, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (name, key) = (view.name.as_str(), view.name.as_str().to_lowercase());
    run!(tx, sql, view.id.0, user.0, name, key, view.query.as_str(), now.to_utc(), view.version.0).map(drop)
}

/// Replaces name and query of a view whose version is still `seen`.
pub async fn update_view(tx: &mut Tx, user: UserId, view: &SavedView, seen: Version) -> Result<(), StorageError> {
    let sql =
        "UPDATE portfolio_views SET name = $4, name_key = $5, query = $6, version = $7 WHERE id = $1 AND user_id = $2 AND version = $3";
    let (name, key) = (view.name.as_str(), view.name.as_str().to_lowercase());
    changed_one(run!(tx, sql, view.id.0, user.0, seen.0, name, key, view.query.as_str(), view.version.0)?)
}

/// Takes a view away. [`StorageError::NotFound`] where it is gone already.
pub async fn delete_view(tx: &mut Tx, user: UserId, id: ViewId) -> Result<(), StorageError> {
    let gone = run!(tx, "DELETE FROM portfolio_views WHERE id = $1 AND user_id = $2", id.0, user.0)?;
    if gone == 0 { Err(StorageError::NotFound) } else { Ok(()) }
}
