//! What the pages of all records have in common: the talk and the history around one, comparing, the bin.

mod around;
mod bin;
mod comment;
mod compare;
mod link;
mod stored;
mod throw;
mod words;

pub(crate) use around::around;
pub(crate) use comment::add as add_comment;
pub(crate) use compare::{newer, since, version};
pub(crate) use link::{home, path};
pub(crate) use stored::Stored;
pub(crate) use throw::{named, record, throw_away, throw_button, undo};

use crate::frame::{AppState, form, leads_up, post_form, show};
use axum::Router;

/// The bin, the forms of a comment, and addresses that lead to records.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/bin", show(bin::page))
        .route("/projects/{slug}/bin/restore", leads_up().merge(post_form(bin::page, bin::restore)))
        .route("/projects/{slug}/records/{record}", show(link::one))
        .route("/projects/{slug}/comments/{comment}", show(comment::one))
        .route("/projects/{slug}/comments/{comment}/edit", form(comment::page, comment::change))
        .route("/projects/{slug}/comments/{comment}/delete", leads_up().merge(post_form(comment::page, comment::delete)))
        .route("/projects/{slug}/comments/{comment}/restore", leads_up().merge(post_form(comment::page, comment::restore)))
}
