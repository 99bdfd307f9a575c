//! The records of one section.

use super::super::reading::Reading;
use super::entry::{Draft, Parts, labelled, named};
use super::inline::unescape;
use super::kind::Kind;
use super::page::{Page, heading};
use super::table::Rows;
use super::value::{Record, put, take, text_of};
use serde_json::Value;

/// What has been read of a section so far.
struct Section<'k> {
    kind: &'k Kind,
    rows: Rows,
    /// Members that every record below the last heading of a group has.
    group: Record,
    /// The record whose parts may follow.
    current: Option<usize>,
}

/// Reads the section of a kind between these lines, its own heading left out.
pub(super) fn read(page: &mut Page<'_>, first: usize, limit: usize, kind: &Kind, reading: &mut Reading) {
    let mut section = Section { kind, rows: Rows::default(), group: Record::new(), current: None };
    let mut at = first;
    while at < limit {
        at = section.step(page, at, limit);
    }
    for draft in section.rows.drafts {
        draft.add(page, |record| (kind.add)(reading, record));
    }
}

impl Section<'_> {
    /// Reads what begins at this line; the line behind it.
    fn step(&mut self, page: &mut Page<'_>, at: usize, limit: usize) -> usize {
        let line = page.line(at);
        if page.is_blank(at) || page.take_computed(at) {
            return at + 1;
        }
        if let Some((level, words)) = heading(line).filter(|_| !page.is_fenced(at)) {
            self.heading(page, at, level, words);
            return at + 1;
        }
        if let Some(draft) = self.current.and_then(|current| self.rows.drafts.get_mut(current))
            && let Some(end) = Parts::of(self.kind).read(page, at, limit, draft)
        {
            return end;
        }
        if page.is_fenced(at) {
            return page.fence_end(at).min(limit);
        }
        if line.starts_with('|') {
            self.current = None;
            if let Some(end) = self.rows.read(page, at, limit, self.kind, &self.group) {
                return end;
            }
            // A table that is none of ours is passed as a whole, so that its rows are not taken for heads.
            return (at..limit).find(|at| !page.line(*at).starts_with('|')).unwrap_or(limit);
        }
        self.bullet(page, at);
        at + 1
    }

    fn heading(&mut self, page: &mut Page<'_>, at: usize, level: usize, words: &str) {
        self.current = None;
        if let Some(group) = self.kind.group.filter(|_| level == 3) {
            self.group = Record::from_iter([(group.key.to_owned(), named(words, group.none))]);
            page.take(at..at + 1);
        } else if level + 1 == self.kind.marks().len() {
            self.entry(page, at, words);
        }
    }

    /// The heading of a record, or of what did not fit into its row.
    fn entry(&mut self, page: &mut Page<'_>, at: usize, words: &str) {
        if !self.kind.columns().is_empty() {
            let numbered = words.split_once(". ").filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()));
            let title = numbered.map_or(words, |(_, title)| title);
            let Some(row) = numbered.and_then(|(number, _)| self.rows.numbered(number)) else {
                let mut record = self.group.clone();
                put(&mut record, self.kind.title, named(title, ""));
                self.open(page, at, record);
                return;
            };
            // The number counts; a name that is not that of the row is kept as a note.
            if self.rows.drafts.get(row).and_then(|draft| text_of(&draft.record, self.kind.title)) == Some(&unescape(title)) {
                page.take(at..at + 1);
            }
            self.current = Some(row);
            return;
        }
        let mut record = self.group.clone();
        let words = match self.kind.word() {
            Some(word) => words.split_once(": ").and_then(|(shown, words)| take(&word, shown, &mut record).then_some(words)),
            None => Some(words),
        };
        if let Some(title) = words.filter(|words| !words.is_empty()) {
            put(&mut record, self.kind.title, named(title, self.kind.untitled.unwrap_or_default()));
            self.open(page, at, record);
        }
    }

    /// A record of which only the name is known: `- **Gap:** name`.
    fn bullet(&mut self, page: &mut Page<'_>, at: usize) {
        let mut record = self.group.clone();
        let named = labelled(page.line(at), "").zip(self.kind.word());
        if let Some(((shown, title), word)) = named
            && !title.is_empty()
            && take(&word, shown, &mut record)
        {
            put(&mut record, self.kind.title, Value::String(unescape(title)));
            self.open(page, at, record);
            self.current = None;
        }
    }

    fn open(&mut self, page: &mut Page<'_>, at: usize, record: Record) {
        let mut draft = Draft::new(record);
        draft.take(page, at, at + 1);
        self.current = Some(self.rows.drafts.len());
        self.rows.drafts.push(draft);
    }
}
