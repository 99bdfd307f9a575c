//! History: who did what, before → after.

mod lines;
mod page;

use lines::days;
pub(crate) use lines::{change, lines};

use crate::frame::{AppState, show};
use axum::Router;

/// The activity of a project.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/projects/{slug}/activity", show(page::page))
}
