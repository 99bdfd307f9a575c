//! One row of a checklist.
#![allow(unreachable_pub, clippy::needless_pass_by_value, reason = "the macro makes an item of its own, and properties come by value")]

use super::door::{move_item, tick_item};
use super::drag;
use super::tick::{TickError, TickRow};
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button that saves a tick where no script does it. As text: a browser with scripts keeps what is inside as text,
/// and the island must find what the server wrote.
const SAVE: &str = r#"<button class="button" data-size="small">Save</button>"#;

const STALE: &str = "Somebody changed this meanwhile. This is how it stands now; nothing of yours was saved.";

/// An item as it stands, and what is on its way.
#[derive(Clone, Copy)]
pub(super) struct RowState {
    row: RwSignal<TickRow>,
    /// The tick that was asked for, while the answer is under way.
    wanted: RwSignal<Option<bool>>,
    moving: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
    /// What a screen reader is told.
    heard: RwSignal<String>,
    may_undo: RwSignal<bool>,
}

impl RowState {
    pub(super) fn new(row: TickRow) -> Self {
        let problem = RwSignal::new(row.problem.clone());
        Self {
            row: RwSignal::new(row),
            wanted: RwSignal::new(None),
            moving: RwSignal::new(false),
            problem,
            heard: RwSignal::new(String::new()),
            may_undo: RwSignal::new(false),
        }
    }

    fn ticked(self) -> bool {
        self.wanted.get().unwrap_or_else(|| self.row.with(|row| row.who.is_some()))
    }

    pub(super) fn is_done(self) -> bool {
        let ticked = self.ticked();
        self.row.with(|row| row.is_done(ticked))
    }

    /// Takes the newer state; what was not asked for with it stays.
    fn keep(self, newer: TickRow) {
        self.row.update(|row| *row = TickRow { evidence: newer.evidence.or(row.evidence), ..newer });
    }

    fn fail(self, error: TickError) {
        match error {
            TickError::Stale(newer) => {
                self.problem.set(Some(STALE.into()));
                self.may_undo.set(false);
                self.keep(newer);
            }
            TickError::Refused(why) => self.problem.set(Some(why.text)),
        }
    }

    fn tick(self, slug: String, done: bool) {
        if self.wanted.get_untracked().is_some() {
            return;
        }
        self.wanted.set(Some(done));
        self.problem.set(None);
        let (id, version) = self.row.with_untracked(|row| (row.id, row.version));
        spawn_local(async move {
            match tick_item(slug, id, version, done).await {
                Ok(newer) => {
                    self.heard.set(if done { "Saved: done." } else { "Saved: open again." }.into());
                    self.may_undo.set(true);
                    self.keep(newer);
                }
                Err(error) => self.fail(error),
            }
            self.wanted.set(None);
        });
    }

    fn shift(self, slug: String, to: String) {
        if self.moving.get_untracked() {
            return;
        }
        self.moving.set(true);
        self.problem.set(None);
        let (id, version) = self.row.with_untracked(|row| (row.id, row.version));
        spawn_local(async move {
            match move_item(slug, id, version, to.clone()).await {
                Ok(newer) if newer.version == version => self.heard.set("It is at the end already.".into()),
                Ok(newer) => {
                    self.heard.set("Moved.".into());
                    self.keep(newer);
                    drag::settle(&id.to_string(), &to);
                }
                Err(error) => self.fail(error),
            }
            self.moving.set(false);
        });
    }
}

#[component]
pub(super) fn Tick(slug: String, row: RowState, page: u32, show: String, may_tick: bool) -> impl IntoView {
    let (id, applies) = row.row.with_untracked(|row| (row.id, row.aside.is_none()));
    let shown = Memo::new(move |_| row.ticked());
    let action = format!("/projects/{slug}/checklists");
    // What was ticked before this code was there: the box and the saved state differ.
    let early =
        drag::ticked(&id.to_string()).filter(|ticked| may_tick && applies && *ticked != row.row.with_untracked(|row| row.who.is_some()));
    if let Some(ticked) = early {
        let slug = slug.clone();
        spawn_local(async move { row.tick(slug, ticked) });
    }
    let (on_change, on_submit, on_key) = (slug.clone(), slug.clone(), slug.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        row.tick(on_submit.clone(), !shown.get_untracked());
    };
    let key = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowUp" => "up",
            "ArrowDown" => "down",
            _ => return,
        };
        if event.alt_key() && may_tick {
            event.prevent_default();
            row.shift(on_key.clone(), to.into());
        }
    };
    let state = move || {
        let busy = row.wanted.get().is_some() || row.moving.get();
        if busy { Some("saving") } else { row.problem.get().map(|_| "refused") }
    };
    let end = end(&slug, row, shown, may_tick);
    view! {
        <li class="tick" id=format!("item-{id}") data-done=move || row.is_done().to_string() data-state=state on:keydown=key>
            <form method="post" action=action on:submit=submit>
                <input type="hidden" name="item" value=id.to_string()/>
                <input type="hidden" name="version" value=move || row.row.with(|row| row.version.0.to_string())/>
                <input type="hidden" name="page" value=page/>
                <input type="hidden" name="show" value=show/>
                <label class="tick-label">
                    <input class="box" type="checkbox" name="done" autocomplete="off" checked=shown.get_untracked() prop:checked=move || shown.get()
                        disabled=!may_tick || !applies on:change=move |event| row.tick(on_change.clone(), event_target_checked(&event))/>
                    <span class="tick-text">{move || row.row.with(|row| row.text.clone())}</span>
                </label>
                {end}
                {meta(row, shown)}
                {move || row.problem.get().map(|why| view! { <p class="error tick-error" role="alert">{why}</p> })}
                <span class="unseen" role="status">{move || row.heard.get()}</span>
            </form>
        </li>
    }
}

/// Buttons and the box at the end of the line.
fn end(slug: &str, row: RowState, shown: Memo<bool>, may_tick: bool) -> impl IntoView + use<> {
    let (id, text) = row.row.with_untracked(|row| (row.id, row.text.clone()));
    let applies = row.row.with_untracked(|row| row.aside.is_none());
    let (on_undo, href) = (slug.to_owned(), format!("/projects/{slug}/items/{id}"));
    let undo = move || {
        let slug = on_undo.clone();
        (row.may_undo.get() && row.wanted.get().is_none()).then(|| {
            let click = move |_| {
                row.tick(slug.clone(), !shown.get_untracked());
                row.may_undo.set(false);
            };
            view! { <button type="button" class="button" data-kind="quiet" data-size="small" on:click=click>"Undo"</button> }
        })
    };
    let tools = may_tick.then(|| tools(slug, row));
    view! {
        <span class="tick-end">
            <noscript inner_html=if may_tick && applies { SAVE } else { "" }></noscript>
            {undo}
            <a class="tick-open" href=href aria-label=format!("Details of “{text}”")>"Details"</a>
            {tools}
        </span>
    }
}

/// What moves the row, and the box that chooses it. The forms they belong to stand at the end of the page.
fn tools(slug: &str, row: RowState) -> impl IntoView + use<> {
    let (id, text) = row.row.with_untracked(|row| (row.id, row.text.clone()));
    let version = move || row.row.with(|row| row.version.0);
    let step = |to: &'static str, sign: &'static str| {
        let slug = slug.to_owned();
        let click = move |event: MouseEvent| {
            event.prevent_default();
            row.shift(slug.clone(), to.into());
        };
        view! {
            <button class="tick-tool" form="order" name="move" value=move || format!("{to}.{id}.{}", version()) on:click=click
                aria-label=format!("Move “{text}” {to}") title=format!("Move {to} (Alt and arrow key)")>{sign}</button>
        }
    };
    let chosen = row.row.with_untracked(|row| row.chosen);
    let dropped = slug.to_owned();
    let down = move |event: PointerEvent| drag::begin(&event);
    let over = move |event: PointerEvent| drag::over(&event, &id.to_string());
    let up = move |event: PointerEvent| {
        if let Some(to) = drag::end(&event, &id.to_string()) {
            row.shift(dropped.clone(), to);
        }
    };
    view! {
        <span class="tick-handle" aria-hidden="true" title="Drag to another place" on:pointerdown=down on:pointermove=over on:pointerup=up
            on:pointercancel=move |_| drag::clear()>"⠿"</span>
        {step("up", "↑")}
        {step("down", "↓")}
        <input class="box tick-choose" type="checkbox" form="bulk" name="chosen" autocomplete="off" checked=chosen value=move || format!("{id}.{}", version())
            aria-label=format!("Choose “{text}”")/>
    }
}

/// What is known of the item besides its text.
fn meta(row: RowState, shown: Memo<bool>) -> impl IntoView {
    let word = move || {
        let (blocking, counts, apart) = row.row.with(|row| (row.blocking, row.counts, row.aside.is_some()));
        let done = row.is_done();
        let blocks = (blocking && !done && !apart).then(|| view! { <span class="status" data-kind="bad">"Blocking"</span> });
        let waits = (shown.get() && !counts && !apart)
            .then(|| view! { <span class="status" data-kind="warn">"Waits for a passing verification"</span> });
        view! { {blocks}{waits} }
    };
    let facts = move || {
        row.row.with(|row| {
            let aside = row.aside.clone().map(|why| view! { <span class="tick-aside">{why}</span> });
            let due = row.due.clone().map(|(due, late)| view! { <span class=if late { "overdue" } else { "" }>{due}</span> });
            let assignee = row.assignee.clone().map(|name| view! { <span>{name}</span> });
            let evidence = row.evidence.filter(|count| *count > 0).map(|count| {
                let words = if count == 1 { "1 piece of evidence".to_owned() } else { format!("{count} pieces of evidence") };
                view! { <span>{words}</span> }
            });
            let who = row.who.clone().map(|who| view! { <span class="tick-who">{who}</span> });
            view! { {aside}{due}{assignee}{evidence}{who} }
        })
    };
    view! { <p class="tick-meta">{word}{facts}</p> }
}
