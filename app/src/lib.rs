//! What a person sees: pages, forms, islands and the parts they are made of.
//!
//! A page is an async function: it takes the [`frame::Visit`], asks the service floor for all it needs, and answers with a
//! [`frame::Page`] that is rendered in one go. A form posts to its own page and leads on with a redirect; what was refused
//! comes back in the same page. Only islands are compiled for the browser.

#[cfg(feature = "ssr")]
mod accounts;
pub mod assessments;
#[cfg(feature = "ssr")]
mod audit;
#[cfg(feature = "ssr")]
mod badges;
#[cfg(feature = "ssr")]
mod blockers;
#[cfg(feature = "ssr")]
mod changes;
pub mod checklists;
pub mod comments;
#[cfg(feature = "ssr")]
mod criteria;
#[cfg(feature = "ssr")]
mod decisions;
pub mod exchange;
#[cfg(feature = "ssr")]
mod exports;
#[cfg(feature = "ssr")]
pub mod frame;
#[cfg(feature = "ssr")]
mod gates;
#[cfg(feature = "ssr")]
mod groups;
#[cfg(feature = "ssr")]
mod history;
#[cfg(feature = "ssr")]
mod lint;
#[cfg(feature = "ssr")]
mod metrics;
#[cfg(feature = "ssr")]
mod organisation;
#[cfg(feature = "ssr")]
mod overview;
#[cfg(feature = "ssr")]
mod plans;
#[cfg(feature = "ssr")]
mod portfolio;
#[cfg(feature = "ssr")]
mod projects;
#[cfg(feature = "ssr")]
mod records;
pub mod refusal;
#[cfg(feature = "ssr")]
mod relations;
#[cfg(feature = "ssr")]
mod risks;
#[cfg(feature = "ssr")]
mod router;
#[cfg(feature = "ssr")]
mod search;
#[cfg(feature = "ssr")]
mod shares;
#[cfg(feature = "ssr")]
mod summary;
#[cfg(feature = "ssr")]
mod templates;
#[cfg(feature = "ssr")]
mod trends;
#[cfg(feature = "ssr")]
pub mod ui;
#[cfg(feature = "ssr")]
mod verifications;
#[cfg(feature = "ssr")]
mod what_if;
#[cfg(feature = "ssr")]
mod work;

#[cfg(feature = "ssr")]
pub use frame::AppState;
#[cfg(feature = "ssr")]
pub use router::router;

/// Wakes the islands of a page that was rendered by the server; called by the loader in the page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
