//! Task lists: `- [x] **Blocking:** text`.

use super::super::reading::{ChecklistReading, Confidence, ItemReading, LineRange, Reading};
use super::entry::{Draft, INDENT, Parts};
use super::inline::unescape;
use super::kinds::ITEM_FIELDS;
use super::page::{Page, heading, range};
use super::value::put;
use serde_json::Value;

/// In front of an item that blocks.
pub(crate) const BLOCKING: &str = "**Blocking:** ";

/// What may be said below an item.
const PARTS: Parts<'static> = Parts { indent: INDENT, fields: &ITEM_FIELDS, body: Some("detail"), code: None };

/// A list in the making.
struct List {
    reading: ChecklistReading,
    items: Vec<Draft>,
}

/// Reads the section of checklists between these lines, its own heading left out.
pub(super) fn read(page: &mut Page<'_>, first: usize, limit: usize, reading: &mut Reading) {
    let mut list: Option<List> = None;
    let mut open = false;
    let mut at = first;
    while at < limit {
        let line = page.line(at);
        if page.is_blank(at) || page.take_computed(at) {
            at += 1;
        } else if let Some((level, words)) = heading(line).filter(|_| !page.is_fenced(at)) {
            open = false;
            if level == 3 && !words.is_empty() {
                page.take(at..at + 1);
                finish(page, list.replace(titled(words, range(at, at))), reading);
            }
            at += 1;
        } else if let Some(end) =
            list.as_mut().and_then(|list| list.items.last_mut()).filter(|_| open).and_then(|item| PARTS.read(page, at, limit, item))
        {
            at = end;
        } else if let Some(item) = item(line).filter(|_| !page.is_fenced(at)) {
            let list = list.get_or_insert_with(|| titled(super::CHECKLISTS, range(at, at)));
            let mut draft = Draft::new(item);
            draft.take(page, at, at + 1);
            list.items.push(draft);
            open = true;
            at += 1;
        } else {
            at = page.fence_end(at).min(limit);
        }
    }
    finish(page, list, reading);
}

fn titled(words: &str, lines: LineRange) -> List {
    let reading = ChecklistReading { title: unescape(words), items: Vec::new(), lines, confidence: Confidence::STATED };
    List { reading, items: Vec::new() }
}

/// An item as its line says it.
fn item(line: &str) -> Option<super::value::Record> {
    let (done, text) = [(false, "- [ ] "), (true, "- [x] "), (true, "- [X] ")]
        .into_iter()
        .find_map(|(done, mark)| Some((done, line.strip_prefix(mark)?)))?;
    let (blocking, text) = text.strip_prefix(BLOCKING).map_or((false, text), |text| (true, text));
    let text = Some(text.trim_matches(' ')).filter(|text| !text.is_empty())?;
    let mut record = super::value::Record::new();
    put(&mut record, "text", Value::String(unescape(text)));
    put(&mut record, "done", Value::Bool(done));
    put(&mut record, "blocking", Value::Bool(blocking));
    Some(record)
}

/// Adds a list to the reading: from its first item to its last, or its heading where it has none.
fn finish(page: &mut Page<'_>, list: Option<List>, reading: &mut Reading) {
    let Some(List { reading: mut list, items }) = list else { return };
    for item in items {
        item.add(page, |value| {
            let read: Option<ItemReading> = serde_json::from_value(value).ok();
            // How sure one can be is said by the list.
            let added = read.is_some();
            list.items.extend(read.map(|item| ItemReading { confidence: None, ..item }));
            added
        });
    }
    if let (Some(first), Some(last)) = (list.items.first(), list.items.last()) {
        list.lines = LineRange::new(first.lines.first, last.lines.last);
    }
    reading.checklists.push(list);
}
