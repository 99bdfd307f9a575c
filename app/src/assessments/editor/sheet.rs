//! What the island writes into the page: states and notes of forms, the sums.

use super::live::LiveText;
use leptos::prelude::document;
use leptos::web_sys::{Element, HtmlFormElement};

/// Says that the island listens, for those who wait for it.
pub(super) fn mark(state: &str) {
    if let Some(body) = document().body() {
        // An attribute of this name cannot be refused; the same holds below.
        let _ = body.set_attribute("data-editor", state);
    }
}

/// Where a form is on its way: `dirty`, `saving`, `saved`, `offline`, `refused`, `stale`.
pub(super) fn state(form: &HtmlFormElement, word: &str) {
    let _ = form.set_attribute("data-state", word);
}

pub(super) fn state_of(form: &HtmlFormElement) -> Option<String> {
    form.get_attribute("data-state")
}

/// The version that the next save is made on.
pub(super) fn version(form: &HtmlFormElement, version: i64) {
    super::keep::fill(form, "version", &version.to_string());
}

/// Says something about a form, where its reader hears it.
pub(super) fn note(form: &HtmlFormElement, words: &str) {
    if let Some(place) = find(form, "[data-note]") {
        place.set_text_content(Some(words));
    }
}

/// Says something, and asks whose version counts.
pub(super) fn offer(form: &HtmlFormElement, words: &str) {
    note(form, words);
    let Some(place) = find(form, "[data-note]") else { return };
    for (take, label) in [("theirs", "Take theirs"), ("mine", "Save mine")] {
        let Ok(button) = document().create_element("button") else { return };
        for (name, value) in [("type", "button"), ("class", "button"), ("data-size", "small"), ("data-take", take)] {
            let _ = button.set_attribute(name, value);
        }
        button.set_text_content(Some(label));
        let _ = place.append_child(&button);
    }
}

/// Takes back what was said of the fields of a form.
pub(super) fn clear(form: &HtmlFormElement) {
    while let Some(field) = find(form, "[aria-invalid]") {
        let _ = field.remove_attribute("aria-invalid");
    }
}

/// Says which field was refused.
pub(super) fn wrong(form: &HtmlFormElement, field: &str) {
    if let Some(field) = find(form, &format!("[name=\"{field}\"]")) {
        let _ = field.set_attribute("aria-invalid", "true");
    }
}

/// Writes the sums where they stand.
pub(super) fn show(live: &LiveText) {
    let facts = [
        ("overall", &live.overall),
        ("rated", &live.rated),
        ("weights", &live.weights),
        ("target", &live.target),
        ("stated", &live.stated),
    ];
    for (name, text) in facts {
        if let Some(place) = document().query_selector(&format!("[data-live=\"{name}\"]")).ok().flatten() {
            let _ = if text.is_empty() { place.set_attribute("hidden", "") } else { place.remove_attribute("hidden") };
            write(&place, text);
        }
    }
    for row in &live.rows {
        for (name, text) in [("adds", &row.adds), ("effect", &row.effect)] {
            if let Some(place) = document().query_selector(&format!("[data-{name}=\"{}\"]", row.id)).ok().flatten() {
                write(&place, text);
            }
        }
    }
}

/// Only what differs is written: the page is not laid out anew for the rest.
fn write(place: &Element, text: &str) {
    if place.text_content().as_deref() != Some(text) {
        place.set_text_content(Some(text));
    }
}

fn find(form: &HtmlFormElement, what: &str) -> Option<Element> {
    form.query_selector(what).ok().flatten()
}
