//! The rows of a checklist: a tick shows at once, is saved behind, and can be undone.
#![allow(unreachable_pub, clippy::needless_pass_by_value, reason = "the macro makes an item of its own, and properties come by value")]

use super::row::{RowState, Tick};
use super::tick::TickRow;
use leptos::prelude::*;

/// One checklist with its progress and the rows of this page.
#[island]
pub fn TickList(
    /// The project in addresses.
    slug: String,
    /// Name of the list.
    title: String,
    /// Its page.
    href: String,
    /// Items done in the whole list.
    done: u32,
    /// Items of the whole list that apply.
    total: u32,
    /// The rows of this page.
    rows: Vec<TickRow>,
    /// The page of the list, to come back to.
    page: u32,
    /// Which items are shown, to come back to.
    show: String,
    /// Whether this person may tick.
    may_tick: bool,
) -> impl IntoView {
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let elsewhere = done.saturating_sub(count(rows.iter().filter(|row| row.is_done(row.who.is_some())).count()));
    let rows: Vec<RowState> = rows.into_iter().map(RowState::new).collect();
    let states = rows.clone();
    // Follows a tick at once, before the server has answered.
    let done_now = Memo::new(move |_| elsewhere + count(states.iter().filter(|row| row.is_done()).count()));
    let label = format!("Done in {title}");
    let lines = rows.into_iter().map(|row| view! { <Tick slug=slug.clone() row page show=show.clone() may_tick/> }).collect_view();
    view! {
        <div class="checklist-head">
            <h2><a href=href>{title}</a></h2>
            <div class="progress">
                <progress max=total.max(1) value=move || done_now.get() data-kind=move || (total > 0 && done_now.get() >= total).then_some("ok") aria-label=label></progress>
                <span class="progress-text">{move || format!("{} of {total} done", done_now.get())}</span>
            </div>
        </div>
        <ul class="ticks">{lines}</ul>
    }
}
