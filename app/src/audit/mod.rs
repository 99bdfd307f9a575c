//! The audit log, for administrators.

mod asked;
mod export;
mod lines;
mod page;
mod retention;
mod verify;

use crate::frame::{AppState, form, leads_up, show};
use axum::Router;

/// The log, taking it along, verifying it, and how long it is kept.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/audit", show(page::page))
        .route("/audit/export", leads_up().post(export::file))
        .route("/audit/verify", show(verify::page).post(verify::run))
        .route("/audit/retention", form(retention::page, retention::act))
}
