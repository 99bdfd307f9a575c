//! What the island does to the page itself: where a dragged row would land, putting a moved row in its place.
//!
//! The rows of an island are never drawn anew, so that one can be taken from its place and put into another.

use leptos::ev::PointerEvent;
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement, Node};

/// Where a row would land is marked with this, `before` or `after`.
const MARK: &str = "data-drop";

fn row(id: &str) -> Option<Element> {
    document().get_element_by_id(&format!("item-{id}"))
}

/// Whether the box of a row is ticked on the page; `None` on the server, which has no page.
pub(super) fn ticked(id: &str) -> Option<bool> {
    if !cfg!(feature = "hydrate") {
        return None;
    }
    let found = row(id)?.query_selector("input[name=done]").ok()??;
    found.dyn_into::<HtmlInputElement>().ok().map(|found| found.checked())
}

/// The pointer took hold of a row: all it does from now on is told to the handle.
pub(super) fn begin(event: &PointerEvent) {
    let handle = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(handle) = handle.filter(|_| event.button() == 0) {
        event.prevent_default();
        // A pointer that is gone already cannot be captured, which is no harm.
        let _ = handle.set_pointer_capture(event.pointer_id());
    }
}

/// The row below the pointer, and on which side of it the dragged one would land.
fn target(event: &PointerEvent, id: &str) -> Option<(Element, &'static str)> {
    let (x, y) = (event.client_x(), event.client_y());
    #[allow(clippy::cast_precision_loss, reason = "positions on a screen are small")]
    let below = document().element_from_point(x as f32, y as f32)?.closest("li.tick").ok()??;
    if below.id() == format!("item-{id}") {
        return None;
    }
    // Up means before what is there, down means behind it.
    let side = if below.compare_document_position(&*row(id)?) & Node::DOCUMENT_POSITION_FOLLOWING == 0 { "after" } else { "before" };
    Some((below, side))
}

/// The pointer moves with the row: where it would land is marked.
pub(super) fn over(event: &PointerEvent, id: &str) {
    if event.buttons() == 0 {
        return;
    }
    clear();
    if let Some((below, side)) = target(event, id) {
        // Marking cannot fail on an element that is there.
        let _ = below.set_attribute(MARK, side);
    }
}

/// The pointer let go: where the row goes, in the word of the forms. `None` where it stays.
pub(super) fn end(event: &PointerEvent, id: &str) -> Option<String> {
    clear();
    let (below, side) = target(event, id)?;
    below.id().strip_prefix("item-").map(|target| format!("{side}.{target}"))
}

/// Takes the mark away.
pub(super) fn clear() {
    if let Ok(Some(marked)) = document().query_selector(&format!("[{MARK}]")) {
        // Removing cannot fail on an element that is there.
        let _ = marked.remove_attribute(MARK);
    }
}

/// Puts a row that was moved into its place, and the focus back on what had it. A place on another page, or in another list,
/// whose progress changes with it, needs the page anew.
pub(super) fn settle(id: &str, to: &str) {
    let placed = place(id, to);
    if placed.is_none() {
        // Only fails where the page is being left anyway.
        let _ = leptos::prelude::location().reload();
    }
}

fn place(id: &str, to: &str) -> Option<()> {
    let moved = row(id)?;
    let (list, focused) = (moved.parent_element()?, document().active_element());
    let next = match to.split_once('.') {
        None if to == "up" => Some(moved.previous_element_sibling()?),
        None => moved.next_element_sibling()?.next_element_sibling(),
        Some((side, target)) => {
            let target = row(target).filter(|target| target.parent_element().as_ref() == Some(&list))?;
            if side == "before" { Some(target) } else { target.next_element_sibling() }
        }
    };
    list.insert_before(&moved, next.as_deref()).ok()?;
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
        // What cannot have the focus had none.
        let _ = focused.focus();
    }
    Some(())
}
