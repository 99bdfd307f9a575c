//! Projects: making one, its settings, its members.

mod invited;
mod members;
mod new;
mod scoring;
mod settings;
mod tabs;
mod words;

pub(crate) use tabs::{Tab, pager, pager_of, tabs};

use crate::frame::{AppState, PageError, PageResult, Visit, form, leads_up, post_form, show};
use axum::Router;

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/", show(start))
        .route("/projects/new", form(new::page, new::act))
        .route("/projects/{slug}/settings", form(settings::page, settings::act))
        .route("/projects/{slug}/settings/words", form(words::page, words::act))
        .route("/projects/{slug}/settings/scoring", form(scoring::page, scoring::act))
        .route("/projects/{slug}/settings/archive", leads_up().merge(post_form(settings::page, settings::archive)))
        .route("/projects/{slug}/members", show(members::page).post(members::save))
        .route("/projects/{slug}/members/invited", form(invited::page, invited::take_back))
        .route("/projects/{slug}/members/groups", leads_up().merge(post_form(members::page, members::set_group)))
        .route("/projects/{slug}/members/ungroup", leads_up().merge(post_form(members::page, members::remove_group)))
        .route("/projects/{slug}/members/remove", leads_up().merge(post_form(members::page, members::remove)))
}

async fn start(visit: Visit) -> PageResult {
    visit.signed_in().await?;
    Err(PageError::Elsewhere("/projects".into()))
}
