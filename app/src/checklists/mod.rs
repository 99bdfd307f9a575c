//! Checklists: things to tick. The rows are an island; the same forms work without scripts.

mod door;
mod island;
#[cfg(feature = "ssr")]
mod page;
mod tick;

pub use door::{TickItem, tick_item};
pub use island::TickList;
pub use tick::{TickError, TickRow};

#[cfg(feature = "ssr")]
pub(crate) fn routes() -> axum::Router<crate::frame::AppState> {
    axum::Router::new().route("/projects/{slug}/checklists", crate::frame::form(page::page, page::act))
}
