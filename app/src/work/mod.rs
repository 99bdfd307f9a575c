//! My work: what one person has in hand, over all projects.

mod page;
mod row;

use crate::frame::{AppState, leads_up, post_form, show};
use axum::Router;

/// The list, and the form that ticks an item where it stands.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/work", show(page::page)).route("/work/tick", leads_up().merge(post_form(page::page, page::tick)))
}
