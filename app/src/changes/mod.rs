//! What changed between two audits: what got worse since the last one, any two side by side, and which name means which.

mod categories;
mod choose;
mod diff;
mod entry;
mod file;
mod names;
mod radar;
mod strip;

pub(crate) use radar::regression;

use crate::frame::{AppState, form, leads_up, post_form, show};
use axum::Router;
use axum::routing::get;

/// The pages of changes.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/changes", show(radar::page))
        .route("/projects/{slug}/changes/choose", show(choose::lead))
        .route("/projects/{slug}/changes/{from}/{to}", show(diff::page))
        .route("/projects/{slug}/changes/{from}/{to}/file", get(file::file))
        .route("/projects/{slug}/changes/{from}/{to}/match", form(names::page, names::act))
        .route("/projects/{slug}/changes/{from}/{to}/forget", leads_up().merge(post_form(diff::page, names::forget)))
}

/// The page of a pair of audits.
pub(crate) fn path(place: &crate::overview::Place, from: domain::ids::AssessmentId, to: domain::ids::AssessmentId) -> String {
    place.link(&format!("/changes/{from}/{to}"))
}
