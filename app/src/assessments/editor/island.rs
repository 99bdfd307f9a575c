//! Saves the forms of a draft while somebody types, and says who else is there.
//!
//! The forms are the server's; the island only listens. A form with `data-autosave` is saved a moment after the last key; until then,
//! and while there is no connection, what it holds is kept in the browser. One with `data-keep` is only kept.
#![allow(unreachable_pub, clippy::needless_pass_by_value, reason = "the macro makes an item of its own, and properties come by value")]

use super::door::{DraftError, Saved, Theirs, preview_markdown, save_draft, stay_at_draft};
use super::keep;
use super::sheet::{clear, mark, note, offer, show, state, state_of, version};
use domain::ids::AssessmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, Event, HtmlElement, HtmlFormElement, MouseEvent, SubmitEvent};
use std::collections::HashMap;
use std::time::Duration;

/// A form is saved so long after the last key.
const PAUSE: Duration = Duration::from_millis(500);
/// So often the island says that somebody is still there, and tries again what could not be saved.
const SIGN: Duration = Duration::from_secs(15);

const OFFLINE: &str = "No connection. What you typed is kept in this browser and saved as soon as the server answers.";

/// What the island knows.
#[derive(Clone, Copy)]
struct Desk {
    slug: StoredValue<String>,
    user: StoredValue<String>,
    assessment: AssessmentId,
    others: RwSignal<Vec<String>>,
    /// The last key of each form, counted: a save waits until no newer one comes.
    keys: StoredValue<HashMap<String, u32>>,
    /// What somebody else saved of a form, until it is decided whose counts.
    theirs: StoredValue<HashMap<String, (i64, Vec<Theirs>)>>,
    /// Where the reader goes as soon as all is saved.
    leaving: StoredValue<Option<String>>,
}

/// Saves the forms of the page while they are typed into.
#[island]
pub fn AutoSave(
    /// The project in addresses.
    slug: String,
    /// The assessment that is being written.
    assessment: AssessmentId,
    /// Whose drafts are kept.
    user: String,
    /// Who else has it open.
    others: Vec<String>,
) -> impl IntoView {
    let desk = Desk {
        slug: StoredValue::new(slug),
        user: StoredValue::new(user),
        assessment,
        others: RwSignal::new(others),
        keys: StoredValue::new(HashMap::new()),
        theirs: StoredValue::new(HashMap::new()),
        leaving: StoredValue::new(None),
    };
    Effect::new(move |_| desk.begin());
    let who = move || match desk.others.read().as_slice() {
        [] => String::new(),
        [one] => format!("{one} has this assessment open too. What you both change is shown before anything is replaced."),
        [head @ .., last] => format!("{} and {last} have this assessment open too.", head.join(", ")),
    };
    view! { <p class="presence" role="status" hidden=move || desk.others.read().is_empty()>{who}</p> }
}

impl Desk {
    fn begin(self) {
        window_event_listener_untyped("input", move |event| self.typed(&event));
        window_event_listener_untyped("change", move |event| self.left(&event));
        window_event_listener_untyped("submit", move |event| self.submitted(&event));
        window_event_listener_untyped("click", move |event| self.decided(&event));
        window_event_listener_untyped("click", move |event| self.followed(&event));
        window_event_listener_untyped("online", move |_| self.again());
        keep::arrived(&self.user());
        for form in forms("form[data-autosave], form[data-keep]") {
            self.restore(&form);
        }
        // Without a timer the others are told on the next save.
        let _ = set_interval_with_handle(move || self.stay(), SIGN);
        self.stay();
        mark("awake");
    }

    fn user(self) -> String {
        self.user.get_value()
    }

    /// What was kept is typed again, where the form still is what it was typed into; else it is decided whose counts.
    fn restore(self, form: &HtmlFormElement) {
        let Some(kept) = keep::get(&self.user(), form) else { return };
        let now = keep::fields(form);
        let value =
            |fields: &[(String, String)], name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
        if value(&kept, "version") == value(&now, "version") {
            for (name, value) in &kept {
                keep::fill(form, name, value);
            }
            note(form, "What you had typed is back.");
            if form.has_attribute("data-autosave") {
                self.save(form.clone());
            }
            return;
        }
        let saved = now.iter().filter(|(name, _)| name != "version").map(|(name, value)| Theirs {
            name: name.clone(),
            label: label(name),
            value: value.clone(),
        });
        let version = value(&now, "version").and_then(|version| version.parse().ok()).unwrap_or_default();
        let saved: Vec<Theirs> = saved.collect();
        for (name, value) in kept.iter().filter(|(name, _)| name != "version") {
            keep::fill(form, name, value);
        }
        self.differ(form, version, saved);
    }

    fn typed(self, event: &Event) {
        let Some(form) = form_of(event, "form[data-autosave], form[data-keep]") else { return };
        keep::put(&self.user(), &form);
        if !form.has_attribute("data-autosave") {
            return note(&form, "Kept in this browser until you save it.");
        }
        if state_of(&form).as_deref() != Some("saving") {
            state(&form, "dirty");
        }
        let id = form.id();
        let count = self.keys.try_update_value(|keys| {
            let count = keys.entry(id.clone()).or_default();
            *count += 1;
            *count
        });
        let last = move || count == self.keys.with_value(|keys| keys.get(&id).copied());
        set_timeout(
            move || {
                if last() {
                    self.save(form);
                }
            },
            PAUSE,
        );
    }

    /// A field was left: there is nothing to wait for.
    fn left(self, event: &Event) {
        if let Some(form) = form_of(event, "form[data-autosave]").filter(|form| state_of(form).as_deref() == Some("dirty")) {
            self.save(form);
        }
    }

    fn submitted(self, event: &Event) {
        let Some(form) = form_of(event, "form[data-autosave], form[data-keep]") else { return };
        let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        let word = |name: &str| button.as_ref().is_some_and(|button| button.get_attribute("name").as_deref() == Some(name));
        if word("then") {
            event.prevent_default();
            return preview(&form);
        }
        if form.has_attribute("data-keep") || word("move") || has_commands(&form) {
            // The page that the form leads to has what was typed, saved or not.
            keep::put(&self.user(), &form);
            return keep::sent(&self.user(), &form);
        }
        event.prevent_default();
        self.save(form);
    }

    fn save(self, form: HtmlFormElement) {
        if state_of(&form).as_deref() == Some("saving") {
            return;
        }
        let (what, row) = (form.get_attribute("data-autosave").unwrap_or_default(), form.get_attribute("data-row").unwrap_or_default());
        let sent = keep::fields(&form);
        state(&form, "saving");
        note(&form, "Saving …");
        let slug = self.slug.get_value();
        spawn_local(async move {
            let answer = save_draft(slug, what, row, sent.clone()).await;
            let newer = keep::fields(&form) != sent;
            state(&form, "dirty");
            match answer {
                Ok(Saved { version: saved, live }) => {
                    version(&form, saved);
                    clear(&form);
                    if let Some(live) = live {
                        show(&live);
                    }
                    if newer {
                        keep::put(&self.user(), &form);
                        return self.save(form);
                    }
                    state(&form, "saved");
                    if has_commands(&form) {
                        keep::put(&self.user(), &form);
                        note(&form, "Saved but for the commands: they are added when you press Save.");
                    } else {
                        keep::forget(&self.user(), &form);
                        note(&form, "Saved");
                    }
                    self.go_on();
                }
                Err(DraftError::Stale(version, theirs)) => self.differ(&form, version, theirs),
                Err(DraftError::Refused(_, why)) if matches!(why.status, 0 | 401 | 408 | 429 | 500..) => {
                    state(&form, "offline");
                    note(&form, if why.status == 0 { OFFLINE } else { &why.text });
                    self.leaving.set_value(None);
                }
                Err(DraftError::Refused(field, why)) => {
                    self.leaving.set_value(None);
                    clear(&form);
                    state(&form, "refused");
                    note(&form, &why.text);
                    super::sheet::wrong(&form, &field);
                }
            }
        });
    }

    /// Somebody else saved it meanwhile: both are shown, and nothing is replaced before it is decided whose counts.
    fn differ(self, form: &HtmlFormElement, newer: i64, theirs: Vec<Theirs>) {
        let mine = keep::fields(form);
        let differs = |theirs: &&Theirs| mine.iter().any(|(name, value)| *name == theirs.name && value.trim() != theirs.value.trim());
        let differing: Vec<&Theirs> = theirs.iter().filter(differs).collect();
        if differing.is_empty() {
            version(form, newer);
            keep::forget(&self.user(), form);
            state(form, "saved");
            return note(form, "Saved");
        }
        self.leaving.set_value(None);
        let words = differing
            .iter()
            .map(|row| if row.value.is_empty() { format!("{}: nothing", row.label) } else { format!("{}: {}", row.label, row.value) });
        let words = words.collect::<Vec<_>>().join(" · ");
        state(form, "stale");
        offer(form, &format!("Somebody else saved this meanwhile. Theirs is {words}. Yours is in the fields, not saved yet."));
        self.theirs.update_value(|kept| drop(kept.insert(form.id(), (newer, theirs))));
    }

    fn decided(self, event: &Event) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(word) = target.as_ref().and_then(|target| target.get_attribute("data-take")) else { return };
        let Some(form) = form_of(event, "form[data-autosave], form[data-keep]") else { return };
        let Some((newer, theirs)) = self.theirs.try_update_value(|kept| kept.remove(&form.id())).flatten() else { return };
        version(&form, newer);
        if word == "mine" {
            return self.save(form);
        }
        for row in &theirs {
            keep::fill(&form, &row.name, &row.value);
        }
        keep::forget(&self.user(), &form);
        clear(&form);
        state(&form, "saved");
        note(&form, "Theirs is taken over.");
        if let Some(field) =
            form.query_selector("input.control, textarea").ok().flatten().and_then(|field| field.dyn_into::<HtmlElement>().ok())
        {
            // The button is gone; the keyboard goes on from the form.
            let _ = field.focus();
        }
    }

    /// A link waits until what was typed is saved; where that is refused, the reader stays and sees why.
    fn followed(self, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let link = target.closest("a[href]:not([target]):not([download])").ok().flatten();
        let href = link.and_then(|link| link.get_attribute("href")).filter(|href| href.starts_with('/'));
        let elsewhere = event.dyn_ref::<MouseEvent>().is_some_and(|mouse| mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key());
        let (Some(href), false, false) = (href, elsewhere, waiting().is_empty()) else { return };
        event.prevent_default();
        self.leaving.set_value(Some(href));
        for form in waiting() {
            self.save(form);
        }
    }

    fn go_on(self) {
        if let Some(href) = self.leaving.get_value().filter(|_| waiting().is_empty()) {
            self.leaving.set_value(None);
            // An address of ours is never refused.
            let _ = window().location().set_href(&href);
        }
    }

    fn again(self) {
        for form in forms("form[data-autosave][data-state=offline]") {
            self.save(form);
        }
    }

    fn stay(self) {
        let (slug, assessment) = (self.slug.get_value(), self.assessment);
        spawn_local(async move {
            if let Ok(others) = stay_at_draft(slug, assessment).await {
                self.others.set(others);
                self.again();
            }
        });
    }
}

/// Whether commands are typed in: those are added once, where the button is pressed.
fn has_commands(form: &HtmlFormElement) -> bool {
    keep::fields(form).iter().any(|(name, value)| name == "verify" && !value.trim().is_empty())
}

fn preview(form: &HtmlFormElement) {
    let Some(place) = form.query_selector("[data-preview]").ok().flatten() else { return };
    let field = place.get_attribute("data-preview").unwrap_or_default();
    let text = keep::fields(form).into_iter().find(|(name, _)| *name == field).map(|(_, value)| value).unwrap_or_default();
    spawn_local(async move {
        match preview_markdown(text).await {
            // The server has taken all raw HTML out.
            Ok(html) => place.set_inner_html(&format!("<div class=\"prose\">{html}</div>")),
            Err(why) => place.set_text_content(Some(&why.text)),
        }
    });
}

/// The name of a field as people read it.
fn label(field: &str) -> String {
    let mut rest = field.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

fn form_of(event: &Event, kinds: &str) -> Option<HtmlFormElement> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(kinds).ok()??.dyn_into().ok()
}

/// Forms that are not saved yet.
fn waiting() -> Vec<HtmlFormElement> {
    forms("form[data-state=dirty], form[data-state=saving]")
}

fn forms(kinds: &str) -> Vec<HtmlFormElement> {
    let Ok(found) = document().query_selector_all(kinds) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
