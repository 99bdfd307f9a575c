//! Reports in: hand in, look at what was understood and put it right, look at what changes, save.

#[cfg(feature = "ssr")]
mod batch;
#[cfg(feature = "ssr")]
mod file;
#[cfg(feature = "ssr")]
mod hand_in;
#[cfg(feature = "ssr")]
mod registers;
mod reload;
#[cfg(feature = "ssr")]
mod review;
mod sight;
#[cfg(feature = "ssr")]
mod steps;
#[cfg(feature = "ssr")]
mod words;

pub use reload::ReloadSoon;
pub use sight::SideBySide;

#[cfg(feature = "ssr")]
pub(crate) fn routes() -> axum::Router<crate::frame::AppState> {
    use crate::frame::{form, leads_up, post_form, show};
    use axum::routing::{get, post};

    axum::Router::new()
        .route("/projects/{slug}/import", show(hand_in::page).merge(post(hand_in::take)))
        .route("/projects/{slug}/import/{source}", form(review::page, review::save))
        .route("/projects/{slug}/import/{source}/correct", leads_up().merge(post_form(review::page, review::correct)))
        .route("/projects/{slug}/import/{source}/reading.json", get(file::reading))
        .route("/projects/{slug}/import/{source}/words", form(words::page, words::learn))
        .route("/projects/{slug}/import/{source}/registers", form(registers::page, registers::save))
        .route("/projects/{slug}/import/{source}/discard", leads_up().merge(post_form(review::page, review::discard)))
        .route("/projects/{slug}/import-batches/{batch}", form(batch::page, batch::save))
        .route("/projects/{slug}/import-profile", form(words::profile, words::add_words))
        .route("/projects/{slug}/import-profile/forget", leads_up().merge(post_form(words::profile, words::forget)))
}
