//! A text area that offers the members of the project while `@` is typed.
//!
//! The text area inside is the server's and works alone. The list below it is a listbox that the arrow keys walk through
//! while the caret stays in the text: `aria-activedescendant` says where they are.
#![allow(unreachable_pub, clippy::needless_pass_by_value, reason = "the macro makes an item of its own, and properties come by value")]

use super::typed::{asked, offered};
use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

const LIST: &str = "mention-list";

/// What is offered, and which of it would be taken.
#[derive(Clone, Copy)]
struct Offer {
    names: StoredValue<Vec<String>>,
    shown: RwSignal<Vec<String>>,
    active: RwSignal<usize>,
    around: NodeRef<Div>,
}

/// Wraps the field of a comment.
#[island]
pub fn MentionBox(
    /// Whom a comment can name, as they are written after the `@`.
    names: Vec<String>,
    /// The field.
    children: Children,
) -> impl IntoView {
    let around = NodeRef::new();
    let offer = Offer { names: StoredValue::new(names), shown: RwSignal::default(), active: RwSignal::new(0), around };
    let options = move || {
        let names = offer.shown.get();
        names.into_iter().enumerate().map(|(at, name)| option(offer, at, name)).collect_view()
    };
    let heard = move || match offer.shown.read().len() {
        0 => String::new(),
        1 => "1 member; Enter takes it.".to_owned(),
        many => format!("{many} members; arrow keys choose, Enter takes one."),
    };
    view! {
        <div class="mentionbox" node_ref=around on:focusin=move |_| offer.announce() on:focusout=move |_| offer.close() on:input=move |_| offer.look()
            on:keydown=move |event| offer.key(&event)>
            {children()}
            <ul class="mention-list" id=LIST role="listbox" aria-label="Members" hidden=move || offer.shown.read().is_empty()>{options}</ul>
            <span class="unseen" role="status">{heard}</span>
        </div>
    }
}

fn option(offer: Offer, at: usize, name: String) -> impl IntoView {
    let selected = move || (offer.active.get() == at).to_string();
    // Pressing, not clicking: the caret must not leave the text before the name is in it.
    let press = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        offer.take(at);
    };
    view! { <li role="option" id=format!("{LIST}-{at}") aria-selected=selected on:mousedown=press>{name}</li> }
}

impl Offer {
    fn field(self) -> Option<HtmlTextAreaElement> {
        self.around.get_untracked()?.query_selector("textarea").ok()??.dyn_into().ok()
    }

    /// Says that there is a list to choose from: only where scripts run.
    fn announce(self) {
        let Some(field) = self.field() else { return };
        for (name, value) in [("aria-autocomplete", "list"), ("aria-haspopup", "listbox"), ("aria-controls", LIST)] {
            // An attribute of this name cannot be refused.
            let _ = field.set_attribute(name, value);
        }
    }

    fn look(self) {
        let Some(field) = self.field() else { return };
        let caret = field.selection_end().ok().flatten().unwrap_or_default();
        let asked = asked(&field.value(), caret);
        self.shown.set(asked.map(|asked| self.names.with_value(|names| offered(names, &asked.word))).unwrap_or_default());
        self.go(0);
    }

    fn close(self) {
        self.shown.set(Vec::new());
        self.go(0);
    }

    fn go(self, at: usize) {
        self.active.set(at);
        let Some(field) = self.field() else { return };
        let _ = if self.shown.read_untracked().is_empty() {
            field.remove_attribute("aria-activedescendant")
        } else {
            field.set_attribute("aria-activedescendant", &format!("{LIST}-{at}"))
        };
    }

    fn key(self, event: &KeyboardEvent) {
        let (many, at) = (self.shown.read_untracked().len(), self.active.get_untracked());
        // While an input method composes a word, its keys are its own.
        if many == 0 || event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => self.go((at + 1) % many),
            "ArrowUp" => self.go((at + many - 1) % many),
            "Enter" | "Tab" => self.take(at),
            "Escape" => self.close(),
            "ArrowLeft" | "ArrowRight" | "Home" | "End" => return self.close(),
            _ => return,
        }
        event.prevent_default();
    }

    /// Puts a name in the place of what was typed of it.
    fn take(self, at: usize) {
        let name = self.shown.read_untracked().get(at).cloned();
        let (Some(name), Some(field)) = (name, self.field()) else { return };
        let caret = field.selection_end().ok().flatten().unwrap_or_default();
        if let Some(asked) = asked(&field.value(), caret) {
            let text = format!("@{name} ");
            let end = asked.from + u32::try_from(text.encode_utf16().count()).unwrap_or_default();
            // Neither fails on a text area.
            let _ = field.set_range_text_with_start_and_end(&text, asked.from, caret);
            let _ = field.set_selection_range(end, end);
        }
        self.close();
    }
}
