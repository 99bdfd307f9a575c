//! The overview of a project: is it ready, what blocks it, and how did it get here?

mod answer;
mod categories;
mod page;
mod parts;
mod place;
mod registers;
mod trend;

pub(crate) use answer::gauge;
pub(crate) use categories::{category_bars, rating_kind};
pub(crate) use parts::{criterion_kind, percent, prose, severity_kind, tier_kind, verdict_kind};
pub(crate) use place::Place;

use crate::frame::{AppState, show};
use axum::Router;

/// The overview.
pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/projects/{slug}", show(page::overview))
}
