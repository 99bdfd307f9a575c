//! The one place that knows the application floor.

use std::sync::Arc;

use axum::Router;
use service::Db;
use service::accounts::{Hasher, SetupCode};

/// All pages, forms and server functions.
pub fn router(_db: Db, _hasher: Hasher, _setup: Option<Arc<SetupCode>>) -> Router {
    Router::new()
}

/// Fills the database with invented projects.
pub async fn fill_with_demo(_db: &Db, _hasher: &Hasher) -> anyhow::Result<String> {
    anyhow::bail!("not yet")
}
