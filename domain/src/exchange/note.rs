//! Lines of a report that are in no record.

use crate::lines::LineRange;
use serde::{Deserialize, Serialize};

/// What kind of lines a note keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Text that says something.
    Text,
    /// Headings, rules and table heads whose content is in records.
    Structure,
}

/// Lines that are in no record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Text, or only what holds records together.
    pub kind: NoteKind,
    /// The heading they stand under.
    pub heading: Option<String>,
    /// The lines as they are, Markdown.
    pub text: String,
    /// Where they stand.
    pub lines: LineRange,
}
