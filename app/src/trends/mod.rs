//! How the open work of a project changed, week by week.

mod page;

use crate::frame::{AppState, show};
use axum::Router;

/// The page of trends.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/projects/{slug}/trends", show(page::page))
}
