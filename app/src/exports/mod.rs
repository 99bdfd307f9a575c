//! Reports out: what is in them, which file, and fetching it.

mod asked;
mod charts;
mod draw;
mod file;
mod job;
mod page;
mod print;
mod restore;

pub(crate) use asked::sections_of;
pub(crate) use draw::drawn;
pub(crate) use page::section_boxes;

use crate::frame::{AppState, form, show};
use axum::Router;
use axum::routing::get;

/// The page on which a file is asked for, the files themselves, and the report to be read.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects/{slug}/exports", form(page::page, page::ask))
        .route("/projects/{slug}/exports/{export}", show(job::page))
        .route("/projects/{slug}/exports/{export}/file", get(file::file))
        .route("/projects/{slug}/report", show(print::page))
        .route("/restore", show(restore::page).post(restore::take))
}
