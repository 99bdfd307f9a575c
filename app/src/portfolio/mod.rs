//! All projects beside each other: the list with its filters and views, by tag, as a table for spreadsheets, and on one category.

mod asked;
mod cells;
mod compare;
mod export;
mod filter;
mod groups;
mod list;
mod table;
mod views;

use crate::frame::{AppState, form, leads_up, post_form, show};
use axum::Router;
use axum::routing::get;

/// The pages of the portfolio.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/projects", show(list::page))
        .route("/projects.csv", get(export::csv))
        .route("/projects/compare", show(compare::page))
        .route("/projects/views", form(views::page, views::act))
        .route("/projects/views/delete", leads_up().merge(post_form(views::page, views::delete)))
}
