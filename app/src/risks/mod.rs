//! Risks: the register, and where each level is going.

mod acts;
mod edit;
mod heat;
mod list;
mod page;
mod table;

pub(crate) use table::table;

use crate::frame::{AppState, form, leads_up, post_form, show};
use crate::records;
use axum::Router;

/// The register, the page of a risk, and its forms.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/risks", show(list::page))
        .route("/projects/{slug}/risks/new", form(edit::blank, edit::create))
        .route("/projects/{slug}/risks/{risk}", show(page::one))
        .route("/projects/{slug}/risks/{risk}/edit", form(edit::page, edit::change))
        .route("/projects/{slug}/risks/{risk}/accept", leads_up().merge(post_form(page::one, acts::accept)))
        .route("/projects/{slug}/risks/{risk}/withdraw", leads_up().merge(post_form(page::one, acts::withdraw)))
        .route("/projects/{slug}/risks/{risk}/close", leads_up().merge(post_form(page::one, acts::close)))
        .route("/projects/{slug}/risks/{risk}/reopen", leads_up().merge(post_form(page::one, acts::reopen)))
        .route("/projects/{slug}/risks/{risk}/comments", leads_up().merge(post_form(page::one, records::add_comment)))
        .route("/projects/{slug}/risks/{risk}/delete", leads_up().merge(post_form(page::one, records::throw_away)))
}
