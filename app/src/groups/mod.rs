//! Groups of the installation: making them, and who is in each.

mod list;
mod page;

use crate::frame::{AppState, form, leads_up, post_form};
use axum::Router;

/// What administrators do; owners give groups roles on the members page of their project.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/groups", form(list::page, list::make))
        .route("/groups/{group}", form(page::page, page::change))
        .route("/groups/{group}/add", leads_up().merge(post_form(page::page, page::add)))
        .route("/groups/{group}/remove", leads_up().merge(post_form(page::page, page::remove)))
        .route("/groups/{group}/delete", leads_up().merge(post_form(page::page, page::delete)))
}
