//! Badges: pictures of how a project stands, and the page on which an owner allows them.

mod page;
mod picture;

use crate::frame::{AppState, form};
use axum::Router;
use axum::routing::get;

/// The owner's page, and the pictures, which anybody sees where they are allowed.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/badges", form(page::page, page::act))
        .route("/badges/{slug}/score.svg", get(picture::score))
        .route("/badges/{slug}/blockers.svg", get(picture::blockers))
        .route("/badges/{slug}/goals/{goal}", get(picture::goal))
}
