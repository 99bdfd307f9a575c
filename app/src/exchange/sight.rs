//! Shows with a record the lines it stands on, and with a line its record, at once.
#![allow(unreachable_pub, reason = "the macro makes an item of its own")]

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Listens for clicks on lines of the source and on the lines of a record: both carry the name of the record as `data-sight`.
///
/// Without scripts the same links lead to the place itself.
#[island]
pub fn SideBySide() -> impl IntoView {
    Effect::new(move |_| {
        let listener = window_event_listener(ev::click, |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let found = target.and_then(|target| target.closest("[data-sight]").ok().flatten());
            if let Some(spot) = found.as_ref().and_then(|found| found.get_attribute("data-sight")) {
                event.prevent_default();
                light(&spot, found.as_ref());
            }
        });
        on_cleanup(move || listener.remove());
    });
}

fn light(spot: &str, clicked: Option<&Element>) {
    for lit in all("[data-lit]") {
        let _ = lit.remove_attribute("data-lit");
    }
    let same = all(&format!("[data-sight=\"{spot}\"]"));
    for element in &same {
        let _ = element.set_attribute("data-lit", "");
    }
    let in_source = |element: &Element| element.closest(".review-source").ok().flatten().is_some();
    let from_source = clicked.is_some_and(in_source);
    if let Some(other) = same.iter().find(|element| in_source(element) != from_source) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        other.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)).filter_map(|node| node.dyn_into().ok()).collect()
}
