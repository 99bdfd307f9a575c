//! Share links: making and ending them, and what is behind one.

mod door;
mod list;

use crate::frame::{AppState, leads_up, post_form, show};
use axum::Router;
use axum::routing::get;

/// What owners do under `/projects`, and the link itself under `/s`.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/shares", show(list::page).post(list::make))
        .route("/projects/{slug}/shares/revoke", leads_up().merge(post_form(list::page, list::revoke)))
        .route("/s/{token}", get(door::report).post(door::unlock))
        .route("/s/{token}/report.pdf", get(door::file))
        .route("/s/{token}/logo", get(door::logo))
}
