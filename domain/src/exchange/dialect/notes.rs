//! Passages that are in no record: those that a report keeps as such, and whatever does not fit its form.

use super::super::reading::{Note, NoteKind, Reading};
use super::entry::named;
use super::inline::unescape;
use super::page::{Page, heading, range};
use serde_json::Value;

/// Reads the section of notes between these lines, its own heading left out.
pub(super) fn read(page: &mut Page<'_>, first: usize, limit: usize, reading: &mut Reading) {
    let mut above: Option<String> = None;
    let mut at = first;
    while at < limit {
        if let Some((level, words)) = heading(page.line(at)).filter(|_| !page.is_fenced(at)) {
            if level == 3 {
                page.take(at..at + 1);
                above = match named(words, super::NO_HEADING) {
                    Value::String(words) => Some(words),
                    _ => None,
                };
            }
        } else if let Some((text, end)) = page.quote(at, limit, "") {
            page.take(at..end);
            reading.notes.push(Note { kind: NoteKind::Text, heading: above.clone(), text, lines: range(at, end - 1) });
            at = end;
            continue;
        } else if !page.is_blank(at) {
            page.take_computed(at);
        }
        at += 1;
    }
}

/// Keeps every passage that nothing has taken, under the heading that it stands under.
pub(super) fn rest(page: &Page<'_>, reading: &mut Reading) {
    let mut above: Option<String> = None;
    let mut at = 0;
    while at < page.len() {
        if let Some((_, words)) = heading(page.line(at)).filter(|_| !page.is_fenced(at)) {
            above = Some(unescape(words)).filter(|words| !words.is_empty());
        }
        if page.is_used(at) || page.is_blank(at) {
            at += 1;
            continue;
        }
        let first = at;
        let mut last = at;
        at += 1;
        // Up to the next line that is understood or begins another part.
        while at < page.len() && !page.is_used(at) && (page.is_fenced(at) || heading(page.line(at)).is_none()) {
            if !page.is_blank(at) {
                last = at;
            }
            at += 1;
        }
        let lines: Vec<&str> = (first..=last).map(|at| page.line(at)).collect();
        let note = Note { kind: NoteKind::Text, heading: above.clone(), text: lines.join("\n"), lines: range(first, last) };
        reading.notes.push(note);
    }
}
