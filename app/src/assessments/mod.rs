//! Audits of a project: the list, each audit on its page, and the document it was read from.

mod finding;
mod findings;
mod freeze;
mod list;
mod page;
mod source;
mod workings;

use crate::frame::{AppState, form, leads_up, post_form, show};
use crate::records;
use axum::Router;
use axum::routing::get;

/// The pages of audits.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/assessments", show(list::page))
        .route("/projects/{slug}/assessments/{assessment}", show(page::page))
        .route("/projects/{slug}/assessments/{assessment}/source", show(source::page))
        .route("/projects/{slug}/assessments/{assessment}/freeze", form(freeze::page, freeze::act))
        .route("/projects/{slug}/assessments/{assessment}/snapshot", get(freeze::document))
        .route("/projects/{slug}/assessments/{assessment}/comments", leads_up().merge(post_form(page::page, records::add_comment)))
        .route("/projects/{slug}/findings/{finding}", show(finding::page))
        .route("/projects/{slug}/findings/{finding}/comments", leads_up().merge(post_form(finding::page, records::add_comment)))
}
