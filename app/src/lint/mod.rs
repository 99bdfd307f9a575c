//! Lint: what is at odds in the newest audit and in the registers, and what people decided to live with.

mod acts;
mod issue;
mod page;

use crate::frame::{AppState, leads_up, post_form, show};
use axum::Router;

/// The list of issues, and the forms that dismiss one or bring it back.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/lint", show(page::page))
        .route("/projects/{slug}/lint/dismiss", leads_up().merge(post_form(page::page, acts::dismiss)))
        .route("/projects/{slug}/lint/reopen", leads_up().merge(post_form(page::page, acts::reopen)))
}
