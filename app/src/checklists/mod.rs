//! Checklists: things to tick. The rows are an island; the same forms work without scripts.

#[cfg(feature = "ssr")]
mod bulk;
mod door;
mod drag;
#[cfg(feature = "ssr")]
mod edit;
#[cfg(feature = "ssr")]
mod evidence;
#[cfg(feature = "ssr")]
mod group;
mod island;
#[cfg(feature = "ssr")]
mod item;
#[cfg(feature = "ssr")]
mod lists;
#[cfg(feature = "ssr")]
mod order;
#[cfg(feature = "ssr")]
mod paste;
mod row;
mod tick;

pub use door::{MoveItem, TickItem, move_item, tick_item};
pub use island::TickList;
pub use tick::{TickError, TickRow};

#[cfg(feature = "ssr")]
pub(crate) fn routes() -> axum::Router<crate::frame::AppState> {
    use crate::frame::{form, leads_up, post_form, show};
    use crate::records;
    use axum::routing::{get, post};

    axum::Router::new()
        .route("/projects/{slug}/checklists", form(lists::page, lists::tick))
        .route("/projects/{slug}/checklists/new", form(group::blank, group::create))
        .route("/projects/{slug}/checklists/paste", show(paste::page).post(paste::take))
        .route("/projects/{slug}/checklists/bulk", leads_up().merge(post_form(lists::page, bulk::act)))
        .route("/projects/{slug}/checklists/order", leads_up().merge(post_form(lists::page, order::step)))
        .route("/projects/{slug}/checklists/{checklist}", form(group::page, group::rename))
        .route("/projects/{slug}/checklists/{checklist}/order", leads_up().merge(post_form(group::page, order::list)))
        .route("/projects/{slug}/checklists/{checklist}/comments", leads_up().merge(post_form(group::page, records::add_comment)))
        .route("/projects/{slug}/checklists/{checklist}/delete", leads_up().merge(post_form(group::page, records::throw_away)))
        .route("/projects/{slug}/items/new", form(edit::blank, edit::create))
        .route("/projects/{slug}/items/{item}", show(item::page))
        .route("/projects/{slug}/items/{item}/edit", form(edit::page, edit::change))
        .route("/projects/{slug}/items/{item}/tick", leads_up().merge(post_form(item::page, item::tick)))
        .route("/projects/{slug}/items/{item}/applies", leads_up().merge(post_form(item::page, item::apply)))
        .route("/projects/{slug}/items/{item}/order", leads_up().merge(post_form(item::page, order::elsewhere)))
        .route("/projects/{slug}/items/{item}/evidence", leads_up().merge(post(evidence::take)))
        .route("/projects/{slug}/items/{item}/unprove", leads_up().merge(post_form(item::page, evidence::remove)))
        .route("/projects/{slug}/items/{item}/prove", leads_up().merge(post_form(item::page, evidence::restore)))
        .route("/projects/{slug}/items/{item}/comments", leads_up().merge(post_form(item::page, records::add_comment)))
        .route("/projects/{slug}/items/{item}/delete", leads_up().merge(post_form(item::page, records::throw_away)))
        .route("/projects/{slug}/evidence/{evidence}", get(evidence::file))
}
