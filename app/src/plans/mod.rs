//! The plan: what is to be done when, and what that closes.

mod edit;
mod list;
mod page;
mod parts;

pub(crate) use parts::{move_buttons, standing_kind, views};

use crate::frame::{AppState, form, leads_up, post_form, show};
use crate::records;
use axum::Router;

/// The plan, the page of a step, and its forms.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/plan", show(list::page))
        .route("/projects/{slug}/plan/new", form(edit::blank, edit::create))
        .route("/projects/{slug}/plan/{step}", show(page::one))
        .route("/projects/{slug}/plan/{step}/edit", form(edit::page, edit::change))
        .route("/projects/{slug}/plan/{step}/done", leads_up().merge(post_form(page::one, list::set_done)))
        .route("/projects/{slug}/plan/{step}/move", leads_up().merge(post_form(page::one, list::shift)))
        .route("/projects/{slug}/plan/{step}/ties", leads_up().merge(post_form(page::one, page::tie)))
        .route("/projects/{slug}/plan/{step}/comments", leads_up().merge(post_form(page::one, records::add_comment)))
        .route("/projects/{slug}/plan/{step}/delete", leads_up().merge(post_form(page::one, records::throw_away)))
}
