//! Audits of a project: the list, each audit on its page, and the document it was read from.

mod findings;
mod list;
mod page;
mod source;

use crate::frame::{AppState, show};
use axum::Router;

/// The pages of audits.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/assessments", show(list::page))
        .route("/projects/{slug}/assessments/{assessment}", show(page::page))
        .route("/projects/{slug}/assessments/{assessment}/source", show(source::page))
}
