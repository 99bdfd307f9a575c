//! Audits of a project: the list, each audit on its page, and the document it was read from.

pub mod editor;
#[cfg(feature = "ssr")]
mod finding;
#[cfg(feature = "ssr")]
mod findings;
#[cfg(feature = "ssr")]
mod freeze;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod source;
#[cfg(feature = "ssr")]
mod start;
#[cfg(feature = "ssr")]
mod workings;

#[cfg(feature = "ssr")]
pub(crate) use list::category_lines;

/// The pages of audits.
#[cfg(feature = "ssr")]
pub(crate) fn routes() -> axum::Router<crate::frame::AppState> {
    use crate::frame::{form, leads_up, post_form, show};
    use crate::records;
    use axum::routing::get;

    axum::Router::new()
        .merge(editor::routes())
        .route("/projects/{slug}/assessments/new", form(start::page, start::act))
        .route("/projects/{slug}/assessments", show(list::page))
        .route("/projects/{slug}/assessments/{assessment}", show(page::page))
        .route("/projects/{slug}/assessments/{assessment}/source", show(source::page))
        .route("/projects/{slug}/assessments/{assessment}/freeze", form(freeze::page, freeze::act))
        .route("/projects/{slug}/assessments/{assessment}/snapshot", get(freeze::document))
        .route("/projects/{slug}/assessments/{assessment}/comments", leads_up().merge(post_form(page::page, records::add_comment)))
        .route("/projects/{slug}/findings/{finding}", show(finding::page))
        .route("/projects/{slug}/findings/{finding}/comments", leads_up().merge(post_form(finding::page, records::add_comment)))
}
