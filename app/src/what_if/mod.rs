//! What would be if some open work were done: the verdicts then, the shortest way through each gate, and a plan of it.

mod page;
mod result;
mod way;

use crate::frame::{AppState, leads_up, post_form, show};
use axum::Router;

/// The page, and the form that makes a plan.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/what-if", show(page::page))
        .route("/projects/{slug}/what-if/plan", leads_up().merge(post_form(page::page, page::plan)))
}
