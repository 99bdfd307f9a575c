//! Acceptance criteria: what has to hold, and whether it does.

mod edit;
mod list;
mod page;

use crate::frame::{AppState, form, leads_up, post_form, show};
use crate::records;
use axum::Router;

/// The list, the page of a criterion, and its forms.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/criteria", show(list::page))
        .route("/projects/{slug}/criteria/new", form(edit::blank, edit::create))
        .route("/projects/{slug}/criteria/{criterion}", show(page::one))
        .route("/projects/{slug}/criteria/{criterion}/edit", form(edit::page, edit::change))
        .route("/projects/{slug}/criteria/{criterion}/state", leads_up().merge(post_form(page::one, page::set_state)))
        .route("/projects/{slug}/criteria/{criterion}/move", leads_up().merge(post_form(page::one, list::shift)))
        .route("/projects/{slug}/criteria/{criterion}/comments", leads_up().merge(post_form(page::one, records::add_comment)))
        .route("/projects/{slug}/criteria/{criterion}/delete", leads_up().merge(post_form(page::one, records::throw_away)))
}
