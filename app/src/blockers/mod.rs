//! Blockers: what stands between a project and its goal.

mod acts;
mod edit;
mod list;
mod page;
mod row;

pub(crate) use list::owned_by;
pub(crate) use row::{Shown, rows};

use crate::frame::{AppState, form, leads_up, post_form, show};
use crate::records;
use axum::Router;

/// The list, the page of a blocker, and its forms.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/blockers", show(list::page))
        .route("/projects/{slug}/blockers/new", form(edit::blank, edit::create))
        .route("/projects/{slug}/blockers/{blocker}", show(page::one))
        .route("/projects/{slug}/blockers/{blocker}/edit", form(edit::page, edit::change))
        .route("/projects/{slug}/blockers/{blocker}/resolve", leads_up().merge(post_form(page::one, acts::resolve)))
        .route("/projects/{slug}/blockers/{blocker}/reopen", leads_up().merge(post_form(page::one, acts::reopen)))
        .route("/projects/{slug}/blockers/{blocker}/waive", leads_up().merge(post_form(page::one, acts::waive)))
        .route("/projects/{slug}/blockers/{blocker}/waive-end", leads_up().merge(post_form(page::one, acts::end_waiver)))
        .route("/projects/{slug}/blockers/{blocker}/comments", leads_up().merge(post_form(page::one, records::add_comment)))
        .route("/projects/{slug}/blockers/{blocker}/delete", leads_up().merge(post_form(page::one, records::throw_away)))
}
