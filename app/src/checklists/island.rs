//! The rows of a checklist: a tick shows at once, is saved behind, and can be undone.
#![allow(unreachable_pub, clippy::needless_pass_by_value, reason = "the macro makes an item of its own, and properties come by value")]

use super::door::tick_item;
use super::tick::{TickError, TickRow};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button that saves a tick where no script does it. As text: a browser with scripts keeps what is inside as text,
/// and the island must find what the server wrote.
const SAVE: &str = r#"<button class="button" data-size="small">Save</button>"#;

/// One checklist with its progress and the rows of this page.
#[island]
pub fn TickList(
    /// The project in addresses.
    slug: String,
    /// Name of the list.
    title: String,
    /// Items done in the whole list.
    done: u32,
    /// Items in the whole list.
    total: u32,
    /// The rows of this page.
    rows: Vec<TickRow>,
    /// The page of the list, to come back to.
    page: u32,
    /// Whether this person may tick.
    may_tick: bool,
) -> impl IntoView {
    let here = rows.iter().filter(|row| row.who.is_some()).count();
    let elsewhere = done.saturating_sub(u32::try_from(here).unwrap_or(u32::MAX));
    let rows: Vec<RwSignal<TickRow>> = rows.into_iter().map(RwSignal::new).collect();
    let signals = rows.clone();
    let done_now = Memo::new(move |_| {
        let here = signals.iter().filter(|row| row.with(|row| row.who.is_some())).count();
        elsewhere + u32::try_from(here).unwrap_or(u32::MAX)
    });
    let label = format!("Done in {title}");
    let lines = rows.into_iter().map(|row| view! { <Tick slug=slug.clone() row page may_tick/> }).collect_view();
    view! {
        <div class="checklist-head">
            <h2>{title}</h2>
            <div class="progress">
                <progress max=total.max(1) value=move || done_now.get() data-kind=move || (done_now.get() >= total).then_some("ok") aria-label=label></progress>
                <span class="progress-text">{move || format!("{} of {total} done", done_now.get())}</span>
            </div>
        </div>
        <ul class="ticks">{lines}</ul>
    }
}

#[component]
fn Tick(slug: String, row: RwSignal<TickRow>, page: u32, may_tick: bool) -> impl IntoView {
    // The state that was asked for, while the answer is under way.
    let wanted = RwSignal::new(None::<bool>);
    let problem = RwSignal::new(None::<String>);
    let heard = RwSignal::new(String::new());
    let may_undo = RwSignal::new(false);
    let shown = Memo::new(move |_| wanted.get().unwrap_or_else(|| row.with(|row| row.who.is_some())));
    let (id, text, blocking) = row.with_untracked(|row| (row.id, row.text.clone(), row.blocking));
    let action = format!("/projects/{slug}/checklists");
    let send = move |done: bool| {
        if wanted.get_untracked().is_some() {
            return;
        }
        wanted.set(Some(done));
        problem.set(None);
        let (slug, version) = (slug.clone(), row.with_untracked(|row| row.version));
        spawn_local(async move {
            match tick_item(slug, id, version, done).await {
                Ok(newer) => {
                    heard.set(if done { "Saved: done." } else { "Saved: open again." }.into());
                    may_undo.set(true);
                    row.set(newer);
                }
                Err(TickError::Stale(newer)) => {
                    problem.set(Some("Somebody changed this meanwhile. This is how it stands now; nothing of yours was saved.".into()));
                    may_undo.set(false);
                    row.set(newer);
                }
                Err(TickError::Refused(why)) => problem.set(Some(why.text)),
            }
            wanted.set(None);
        });
    };
    let (on_change, on_undo, on_submit) = (send.clone(), send.clone(), send);
    let state = move || if wanted.get().is_some() { Some("saving") } else { problem.get().map(|_| "refused") };
    let undo = move || {
        let on_undo = on_undo.clone();
        (may_undo.get() && wanted.get().is_none()).then(|| {
            let click = move |_| {
                on_undo(!shown.get_untracked());
                may_undo.set(false);
            };
            view! { <button type="button" class="button" data-kind="quiet" data-size="small" on:click=click>"Undo"</button> }
        })
    };
    view! {
        <li class="tick" id=format!("item-{id}") data-done=move || shown.get().to_string() data-state=state>
            <form method="post" action=action on:submit=move |event| { event.prevent_default(); on_submit(!shown.get_untracked()); }>
                <input type="hidden" name="item" value=id.to_string()/>
                <input type="hidden" name="version" value=move || row.with(|row| row.version.0.to_string())/>
                <input type="hidden" name="page" value=page/>
                <label class="tick-label">
                    <input class="box" type="checkbox" name="done" checked=shown.get_untracked() prop:checked=move || shown.get()
                        disabled=!may_tick on:change=move |event| on_change(event_target_checked(&event))/>
                    <span class="tick-text">{text}</span>
                </label>
                <span class="tick-end"><noscript inner_html=if may_tick { SAVE } else { "" }></noscript>{undo}</span>
                <p class="tick-meta">
                    {move || (blocking && !shown.get()).then(|| view! { <span class="status" data-kind="bad">"Blocking"</span> })}
                    {move || row.with(|row| row.who.clone()).map(|who| view! { <span class="tick-who">{who}</span> })}
                </p>
                {move || problem.get().map(|why| view! { <p class="error tick-error" role="alert">{why}</p> })}
                <span class="unseen" role="status">{move || heard.get()}</span>
            </form>
        </li>
    }
}
