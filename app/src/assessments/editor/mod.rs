//! Writing an assessment. Each form works alone; the island saves what is typed while it is typed.

#[cfg(feature = "ssr")]
mod category;
mod door;
#[cfg(feature = "ssr")]
mod finding;
#[cfg(feature = "ssr")]
mod forms;
mod island;
mod keep;
mod live;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod saving;
mod sheet;

pub use door::{DraftError, PreviewMarkdown, SaveDraft, Saved, StayAtDraft, Theirs, preview_markdown, save_draft, stay_at_draft};
pub use island::AutoSave;
pub use live::{LiveRow, LiveText};

#[cfg(feature = "ssr")]
pub(super) fn routes() -> axum::Router<crate::frame::AppState> {
    use crate::frame::{form, show};

    axum::Router::new()
        .route("/projects/{slug}/assessments/{assessment}/edit", form(page::page, page::act))
        .route("/projects/{slug}/assessments/{assessment}/findings/new", form(finding::blank, finding::create))
        .route("/projects/{slug}/categories/{category}/edit", show(category::page).post(category::take))
        .route("/projects/{slug}/findings/{finding}/edit", form(finding::page, finding::act))
}
