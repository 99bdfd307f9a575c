//! Go or no-go: what each goal demands, whether it holds, and the rows that keep it from holding.

mod edit;
mod goal;
mod page;
mod take;
mod versions;

pub(crate) use goal::{rule_table, verdict_word};

use crate::frame::{AppState, form, leads_up, post_form, show};
use axum::Router;

/// The verdicts of all goals, and the forms in which an owner writes what they demand.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/gates", show(page::page))
        .route("/projects/{slug}/gates/new", form(edit::blank, edit::create))
        .route("/projects/{slug}/gates/take", form(take::page, take::take))
        .route("/projects/{slug}/gates/versions", show(versions::page))
        .route("/projects/{slug}/gates/{goal}/edit", form(edit::page, edit::change))
        .route("/projects/{slug}/gates/{goal}/remove", leads_up().merge(post_form(page::page, edit::remove)))
}
