//! Checklists: things to tick. The rows are an island; the same forms work without scripts.

mod island;
#[cfg(feature = "ssr")]
mod page;
mod tick;

pub use island::TickList;
pub use tick::{TickAnswer, TickItem, TickRow, tick_item};

#[cfg(feature = "ssr")]
pub(crate) fn routes() -> axum::Router<crate::frame::AppState> {
    axum::Router::new().route("/projects/{slug}/checklists", crate::frame::form(page::page, page::act))
}
