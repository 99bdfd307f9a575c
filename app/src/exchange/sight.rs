//! Shows with a record the lines it stands on, and with a line its record, at once.
#![allow(unreachable_pub, reason = "the macro makes an item of its own")]

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Listens for clicks on lines of the source and on the lines of a record: both carry the name of the record as `data-sight`.
///
/// Without scripts the same links lead to the place itself.
#[island]
pub fn SideBySide() -> impl IntoView {
    Effect::new(move |_| {
        show_chosen();
        let listener = window_event_listener(ev::click, |event| {
            // Who wants another tab gets one.
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let found = target.and_then(|target| target.closest("[data-sight]").ok().flatten());
            // Where the other side is not on this page, the link leads to it.
            if let Some(found) = found
                && let Some(spot) = found.get_attribute("data-sight")
                && light(&spot, &found)
            {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// Brings the lines of the chosen record into sight inside of the source, without moving the page.
fn show_chosen() {
    let chosen = all(".review-source li[aria-current]").into_iter().next().and_then(|line| line.dyn_into::<HtmlElement>().ok());
    let source = all(".review-source .source").into_iter().next();
    if let (Some(line), Some(source)) = (chosen, source) {
        source.set_scroll_top(line.offset_top() - source.client_height() / 2);
    }
}

/// Marks both sides and moves to the other one; false where there is none on this page.
fn light(spot: &str, clicked: &Element) -> bool {
    let same = all(&format!("[data-sight=\"{spot}\"]"));
    let in_source = |element: &Element| element.closest(".review-source").ok().flatten().is_some();
    let Some(other) = same.iter().find(|element| in_source(element) != in_source(clicked)) else { return false };
    for lit in all("[data-lit]") {
        let _ = lit.remove_attribute("data-lit");
    }
    for element in &same {
        let _ = element.set_attribute("data-lit", "");
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    other.scroll_into_view_with_scroll_into_view_options(&options);
    // The keyboard goes on from there, and what has the focus is read out.
    if let Some(other) = other.dyn_ref::<HtmlElement>() {
        let _ = other.focus();
    }
    true
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)).filter_map(|node| node.dyn_into().ok()).collect()
}
