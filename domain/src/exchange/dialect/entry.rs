//! Labels with values, below a heading or below an item of a list.

use super::inline::unescape;
use super::kind::{Field, Form, Kind};
use super::page::{Page, range};
use super::value::{Record, has, put, take};
use serde_json::{Value, json};

/// How far what belongs to an entry of a list is indented.
pub(crate) const INDENT: &str = "  ";

/// A record in the making.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) record: Record,
    /// The lines that it is made of, ascending.
    lines: Vec<usize>,
    /// Whether it stands on the first of them: a row of a table does, with other rows between itself and what is below.
    pub(super) is_row: bool,
}

impl Draft {
    /// A record of which these members are known.
    pub(super) fn new(record: Record) -> Self {
        Self { record, ..Self::default() }
    }

    /// Adds lines that say something of it.
    pub(super) fn take(&mut self, page: &mut Page<'_>, first: usize, end: usize) {
        page.take(first..end);
        self.lines.extend(first..end);
    }

    /// The record with its place; its lines are given back where the reading does not take it.
    pub(super) fn add(self, page: &mut Page<'_>, add: impl FnOnce(Value) -> bool) {
        let Self { mut record, lines, is_row } = self;
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        record.insert("lines".to_owned(), json!(range(*first, if is_row { *first } else { *last })));
        record.insert("confidence".to_owned(), json!(super::super::reading::Confidence::STATED));
        if !add(Value::Object(record)) {
            page.give_back(lines);
        }
    }
}

/// A label and what stands behind it: `- **Label:** value`.
pub(super) fn labelled<'a>(line: &'a str, indent: &str) -> Option<(&'a str, &'a str)> {
    let (label, value) = line.strip_prefix(indent)?.strip_prefix("- **")?.split_once(":**")?;
    (value.is_empty() || value.starts_with(' ')).then(|| (label, value.trim_matches(' ')))
}

/// What may be said below an entry.
pub(super) struct Parts<'k> {
    pub(super) indent: &'static str,
    pub(super) fields: &'k [Field],
    pub(super) body: Option<&'static str>,
    pub(super) code: Option<&'static str>,
}

impl<'k> Parts<'k> {
    pub(super) const fn of(kind: &'k Kind) -> Self {
        Self { indent: "", fields: kind.fields, body: kind.body, code: kind.code }
    }

    /// Reads a part of an entry; the line behind it, or `None` where this is none.
    pub(super) fn read(&self, page: &mut Page<'_>, at: usize, limit: usize, draft: &mut Draft) -> Option<usize> {
        let end = self.fact(page, at, limit, draft).or_else(|| self.block(page, at, limit, draft))?;
        draft.take(page, at, end);
        Some(end)
    }

    fn fact(&self, page: &Page<'_>, at: usize, limit: usize, draft: &mut Draft) -> Option<usize> {
        let (label, value) = labelled(page.line(at), self.indent)?;
        let field = self.fields.iter().find(|field| field.label == label)?;
        if !value.is_empty() || !matches!(field.form, Form::Text) {
            return take(field, value, &mut draft.record).then_some(at + 1);
        }
        if has(&draft.record, field.key) {
            return None;
        }
        let (text, end) = page.quote(at + 1, limit, &format!("{}{INDENT}", self.indent))?;
        put(&mut draft.record, field.key, Value::String(text)).then_some(end)
    }

    fn block(&self, page: &Page<'_>, at: usize, limit: usize, draft: &mut Draft) -> Option<usize> {
        if let Some(key) = self.code.filter(|key| page.is_fenced(at) && !has(&draft.record, key)) {
            let (text, end) = page.code(at)?;
            return put(&mut draft.record, key, Value::String(text)).then_some(end);
        }
        let key = self.body.filter(|key| !has(&draft.record, key))?;
        let (text, end) = page.quote(at, limit, self.indent)?;
        put(&mut draft.record, key, Value::String(text)).then_some(end)
    }
}

/// The name of a record or a group, where the words of a heading are not those for none.
pub(super) fn named(words: &str, none: &str) -> Value {
    if words == none { Value::Null } else { Value::String(unescape(words)) }
}
