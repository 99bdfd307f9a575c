//! Search: everything a person may see, by its words.

mod page;

use crate::frame::{AppState, show};
use axum::Router;

/// The results; the box stands in the top bar of every page.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/search", show(page::page))
}
