//! Reports in: hand in, look at what was understood, save.

mod hand_in;
mod preview;
mod understood;

use crate::frame::{AppState, form, leads_up, post_form, show};
use axum::Router;
use axum::routing::post;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/import", show(hand_in::page).merge(post(hand_in::take)))
        .route("/projects/{slug}/import/{source}", form(preview::page, preview::save))
        .route("/projects/{slug}/import/{source}/discard", leads_up().merge(post_form(preview::page, preview::discard)))
}
