//! Risks: the register, and where each level is going.

mod heat;
mod page;
mod table;

pub(crate) use table::table;

use crate::frame::{AppState, show};
use axum::Router;

/// The register.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/projects/{slug}/risks", show(page::list))
}
