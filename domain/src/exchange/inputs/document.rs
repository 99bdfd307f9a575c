//! A JSON document whose parts know where they stand.

use super::super::reading::LineRange;
use super::super::source::Source;
use super::detect::InputKind;
use super::error::InputError;
use serde_json::value::RawValue;
use serde_json::{Error, Value};
use std::collections::BTreeMap;

/// The members of an object, each as it is spelled; of two with one name the last.
pub(super) type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// A document that is well-formed JSON.
pub(super) struct Document<'a> {
    pub(super) source: Source<'a>,
    kind: InputKind,
    root: &'a RawValue,
}

impl<'a> Document<'a> {
    /// Checks the whole document, to the last bracket.
    pub(super) fn parse(text: &'a str, kind: InputKind) -> Result<Self, InputError> {
        match serde_json::from_str(text) {
            Ok(root) => Ok(Self { source: Source::new(text), kind, root }),
            Err(error) => {
                let (line, column) = (place(error.line()), place(error.column()));
                let advice = if error.is_eof() { "the document is cut off; export it again" } else { "mend it or export it again" };
                Err(InputError { kind, line, column, problem: format!("this is no JSON: {}; {advice}", words(&error)) })
            }
        }
    }

    /// All of it.
    pub(super) const fn root(&self) -> &'a RawValue {
        self.root
    }

    /// The members of the outermost object.
    pub(super) fn fields(&self) -> Fields<'a> {
        fields(self.root)
    }

    /// The lines on which a part of this document stands.
    pub(super) fn lines(&self, part: &RawValue) -> LineRange {
        let start = self.offset(part);
        LineRange::new(self.source.line_of(start), self.source.line_of(start + part.get().len().saturating_sub(1)))
    }

    /// A part borrows from the text, so its distance from the beginning of the text is where it stands.
    fn offset(&self, part: &RawValue) -> usize {
        let distance = part.get().as_ptr().addr().checked_sub(self.source.text.as_ptr().addr());
        distance.filter(|start| start + part.get().len() <= self.source.text.len()).unwrap_or(0)
    }

    /// What to say about a part that cannot be used.
    pub(super) fn refuse(&self, part: Option<&RawValue>, problem: String) -> InputError {
        let (line, column) = self.place(part.map_or(0, |part| self.offset(part)));
        InputError { kind: self.kind, line, column, problem }
    }

    /// What to say about a part that is not of the right shape: the error tells the place within it.
    pub(super) fn misshapen(&self, part: &RawValue, what: &str, error: &Error) -> InputError {
        let (line, column) = self.place(self.offset(part));
        let (down, along) = (place(error.line()), place(error.column()));
        let column = if down == 1 { column.saturating_add(along).saturating_sub(1) } else { along };
        let line = line.saturating_add(down - 1);
        InputError { kind: self.kind, line, column, problem: format!("{what}: {}; export it again", words(error)) }
    }

    fn place(&self, offset: usize) -> (u32, u32) {
        let before = &self.source.text[..offset];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        (self.source.line_of(offset), place(offset - start + 1))
    }
}

fn place(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).max(1)
}

/// The error without the place that it ends with.
fn words(error: &Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or_else(|| text.clone(), |(words, _)| words.to_owned())
}

/// The members of an object; none where it is something else.
pub(super) fn fields(part: &RawValue) -> Fields<'_> {
    serde_json::from_str(part.get()).unwrap_or_default()
}

/// The parts of an array; none where it is something else.
pub(super) fn items<'a>(part: Option<&&'a RawValue>) -> Vec<&'a RawValue> {
    part.and_then(|part| serde_json::from_str(part.get()).ok()).unwrap_or_default()
}

/// The value of a part; null where it is nested too deeply.
pub(super) fn value(part: &RawValue) -> Value {
    serde_json::from_str(part.get()).unwrap_or_default()
}

/// The text that a part is, where it is one that says something.
pub(super) fn text(part: Option<&&RawValue>) -> Option<String> {
    part.and_then(|part| serde_json::from_str::<String>(part.get()).ok()).filter(|text| !text.trim().is_empty())
}
