//! Blockers: what stands between a project and its goal.

mod page;
mod row;

pub(crate) use row::rows;

use crate::frame::{AppState, post_form, show};
use axum::Router;

/// The list, and the form that resolves and reopens.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/blockers", show(page::list))
        .route("/projects/{slug}/blockers/{blocker}", show(page::one).merge(post_form(page::list, page::set)))
}
