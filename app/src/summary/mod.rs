//! A project on one page: the verdict per goal, what blocks, what changed, what to do, and when it could be ready.

mod forecast;
mod page;
mod parts;

pub(crate) use forecast::words as forecast_words;

use crate::frame::{AppState, show};
use axum::Router;

/// The page.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/projects/{slug}/summary", show(page::page))
}
