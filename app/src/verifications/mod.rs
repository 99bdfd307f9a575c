//! Verifications: claims that can be checked, and what checking gave. Nothing here runs a command.

mod edit;
mod list;
mod page;
mod results;

use crate::frame::{AppState, form, leads_up, post_form, show};
use crate::records;
use crate::ui::Kind;
use axum::Router;
use domain::verifications::Freshness;

/// The list, the page of a verification, and its forms.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/verifications", show(list::page))
        .route("/projects/{slug}/verifications/new", form(edit::blank, edit::create))
        .route("/projects/{slug}/verifications/{verification}", show(page::one))
        .route("/projects/{slug}/verifications/{verification}/edit", form(edit::page, edit::change))
        .route("/projects/{slug}/verifications/{verification}/results", leads_up().merge(post_form(page::one, results::post)))
        .route("/projects/{slug}/verifications/{verification}/ties", leads_up().merge(post_form(page::one, page::tie)))
        .route("/projects/{slug}/verifications/{verification}/comments", leads_up().merge(post_form(page::one, records::add_comment)))
        .route("/projects/{slug}/verifications/{verification}/delete", leads_up().merge(post_form(page::one, records::throw_away)))
}

/// What a freshness looks like.
pub(crate) const fn freshness_kind(freshness: Freshness) -> Kind {
    match freshness {
        Freshness::Failing => Kind::Bad,
        Freshness::Expired => Kind::Warn,
        Freshness::Unknown => Kind::Neutral,
        Freshness::Fresh => Kind::Ok,
    }
}
