//! What was typed and is not saved yet, kept in the browser: it survives a reload and a lost connection.

use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Storage};

/// Between the name of a field and its value, and between fields: nobody types these.
const UNIT: char = '\u{1f}';
const RECORD: char = '\u{1e}';

/// Name and value of each field of a form that is sent.
pub(super) fn fields(form: &HtmlFormElement) -> Vec<(String, String)> {
    each(form).into_iter().map(|control| (name(&control), value(&control))).collect()
}

/// Puts a value into a field; nothing where the form has none of that name.
pub(super) fn fill(form: &HtmlFormElement, field: &str, value: &str) {
    for control in each(form).into_iter().filter(|control| name(control) == field) {
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            input.set_value(value);
        } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(value);
        } else if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
            select.set_value(value);
        }
    }
}

/// Keeps what a form holds now.
pub(super) fn put(user: &str, form: &HtmlFormElement) {
    let pairs = fields(form).into_iter().map(|(name, value)| format!("{name}{UNIT}{value}"));
    let text = pairs.collect::<Vec<_>>().join(&RECORD.to_string());
    if let Some(storage) = storage() {
        // A full or forbidden storage keeps nothing; what was typed is still in the form.
        let _ = storage.set_item(&key(user, form), &text);
    }
}

/// What was kept of a form.
pub(super) fn get(user: &str, form: &HtmlFormElement) -> Option<Vec<(String, String)>> {
    let text = storage()?.get_item(&key(user, form)).ok()??;
    Some(text.split(RECORD).filter_map(|pair| pair.split_once(UNIT)).map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// Forgets what was kept of a form.
pub(super) fn forget(user: &str, form: &HtmlFormElement) {
    if let Some(storage) = storage() {
        // There is nothing to forget where there is no storage.
        let _ = storage.remove_item(&key(user, form));
    }
}

/// Notes that a form was sent to the server: what was kept of it goes once a page says that it was taken.
pub(super) fn sent(user: &str, form: &HtmlFormElement) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("holdpoint.sent.{user}"), &key(user, form));
    }
}

/// Forgets the form that was sent where this page says that it was taken, and else that it was sent at all.
pub(super) fn arrived(user: &str) {
    let Some(storage) = storage() else { return };
    let sent = format!("holdpoint.sent.{user}");
    let taken = window().location().search().is_ok_and(|query| query.contains("done="));
    if let Some(key) = storage.get_item(&sent).ok().flatten().filter(|_| taken) {
        let _ = storage.remove_item(&key);
    }
    let _ = storage.remove_item(&sent);
}

/// The controls of a form that have a name; boxes to tick are not among those of a draft.
fn each(form: &HtmlFormElement) -> Vec<Element> {
    let found = form.query_selector_all("input[name], textarea[name], select[name]");
    let Ok(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

fn name(control: &Element) -> String {
    control.get_attribute("name").unwrap_or_default()
}

fn value(control: &Element) -> String {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else {
        control.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value).unwrap_or_default()
    }
}

/// A form by its id and the row it is about.
fn named(form: &HtmlFormElement) -> String {
    format!("{}.{}", form.id(), form.get_attribute("data-row").unwrap_or_default())
}

/// Each person has drafts of their own, also where several use one browser.
fn key(user: &str, form: &HtmlFormElement) -> String {
    format!("holdpoint.draft.{user}.{}", named(form))
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
