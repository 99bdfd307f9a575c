//! Templates: the list, what is in one and how its versions differ, publishing, and what a newer version offers to an audit.

mod acts;
mod differ;
mod edit;
mod files;
mod list;
mod new;
mod offer;
mod offers;
mod page;
mod parts;

use crate::frame::{AppState, form, leads_up, post_form, show};
use axum::Router;
use axum::routing::get;

/// The pages of templates, and those of audits that are about their template.
pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/templates", show(list::page))
        .route("/templates/new", show(new::page).post(new::take))
        .route("/templates/schema", get(files::schema))
        .route("/templates/{key}", show(page::page))
        .route("/templates/{key}/file", get(files::file))
        .route("/templates/{key}/edit", show(edit::page).post(edit::take))
        .route("/templates/{key}/withdraw", leads_up().merge(post_form(page::page, acts::withdraw)))
        .route("/templates/{key}/restore", leads_up().merge(post_form(page::page, acts::restore)))
        .route("/projects/{slug}/assessments/{assessment}/template", show(new::of_assessment))
        .route("/projects/{slug}/assessments/{assessment}/offer", form(offer::page, offer::act))
}
