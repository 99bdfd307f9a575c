//! Decisions: signing a verdict on a goal, and what became of the state that it was signed on.

mod list;
mod page;
mod sign;

use crate::frame::{AppState, form, show};
use axum::Router;
use axum::routing::get;

/// The list, the page of a decision with its document, and the form to sign one.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/gates/{goal}/sign", form(sign::page, sign::act))
        .route("/projects/{slug}/decisions", show(list::page))
        .route("/projects/{slug}/decisions/{decision}", show(page::page))
        .route("/projects/{slug}/decisions/{decision}/state", get(page::document))
}
