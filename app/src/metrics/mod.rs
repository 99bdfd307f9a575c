//! Metrics: what reports measure again and again, which way it went, and what it should be.

mod chart;
mod edit;
mod list;
mod measurements;
mod page;
mod words;

use crate::frame::{AppState, form, leads_up, post_form, show};
use axum::Router;

/// The list, the page of a metric, and its forms.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/metrics", show(list::page))
        .route("/projects/{slug}/metrics/new", form(edit::blank, edit::create))
        .route("/projects/{slug}/metrics/{metric}", show(page::one))
        .route("/projects/{slug}/metrics/{metric}/edit", form(edit::page, edit::change))
        .route("/projects/{slug}/metrics/{metric}/aside", leads_up().merge(post_form(page::one, page::set_aside)))
        .route("/projects/{slug}/metrics/{metric}/measure", leads_up().merge(post_form(page::one, measurements::measure)))
        .route("/projects/{slug}/metrics/{metric}/unmeasure", leads_up().merge(post_form(page::one, measurements::unmeasure)))
}
