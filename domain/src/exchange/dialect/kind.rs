//! What a section of a report looks like.

use super::super::reading::Reading;
use serde_json::Value;

/// How a value is written.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// Plain text in one line, escaped.
    Words,
    /// Markdown: as it is where it is one line, else in a block quote.
    Text,
    /// A decimal number.
    Number,
    /// A decimal number in percent.
    Percent,
    /// Points out of the most there are: this member and `max`.
    Points,
    /// One of the words of a list: as in data, as shown.
    Word(&'static [(&'static str, &'static str)]),
    /// What a metric should be.
    Target,
    /// A day.
    Day,
    /// A whole number from 1 to this.
    Count(u16),
    /// “yes”, or nothing.
    Flag,
    /// Addresses, each with what it is called.
    Links,
    /// A rating of any kind.
    Rating,
    /// Shown for people and not read.
    Computed,
}

/// A member of a record.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    /// Its name in data.
    pub(crate) key: &'static str,
    /// Its name in the report.
    pub(crate) label: &'static str,
    /// How it is written.
    pub(crate) form: Form,
}

/// How records are laid out.
#[derive(Clone, Copy)]
pub(crate) enum Layout {
    /// A table of these columns, numbered; the first names the record. What does not fit stands below under a heading.
    Table(&'static [Field]),
    /// A heading or an entry of a list for each. The field says in a word what it is.
    Entries(Option<Field>),
}

/// What records are gathered by, in their order: a new heading wherever it changes.
#[derive(Clone, Copy)]
pub(crate) struct Group {
    /// Its name in data.
    pub(crate) key: &'static str,
    /// The heading of those that belong to nothing.
    pub(crate) none: &'static str,
}

/// A kind of record and its section.
pub(crate) struct Kind {
    /// The name of its list in a reading.
    pub(crate) list: &'static str,
    /// The heading of its section.
    pub(crate) heading: &'static str,
    /// The member that names a record.
    pub(crate) title: &'static str,
    /// Stands for a name where there is none.
    pub(crate) untitled: Option<&'static str>,
    /// What its records are gathered by.
    pub(crate) group: Option<Group>,
    /// How its records are laid out.
    pub(crate) layout: Layout,
    /// What stands below the heading of a record, each with its label.
    pub(crate) fields: &'static [Field],
    /// The member that is a fenced block.
    pub(crate) code: Option<&'static str>,
    /// The member that is a block quote without a label.
    pub(crate) body: Option<&'static str>,
    /// Adds a record to a reading; false where it is none.
    pub(crate) add: fn(&mut Reading, Value) -> bool,
}

impl Field {
    pub(crate) const fn new(key: &'static str, label: &'static str, form: Form) -> Self {
        Self { key, label, form }
    }
}

impl Kind {
    /// The marks of the heading of a record: one level below its group, where there is one.
    pub(crate) const fn marks(&self) -> &'static str {
        if self.group.is_some() { "#### " } else { "### " }
    }

    /// The columns of its table; none where it has no table.
    pub(crate) const fn columns(&self) -> &'static [Field] {
        match self.layout {
            Layout::Table(columns) => columns,
            Layout::Entries(_) => &[],
        }
    }

    /// The word in front of the name of a record.
    pub(crate) const fn word(&self) -> Option<Field> {
        match self.layout {
            Layout::Table(_) => None,
            Layout::Entries(word) => word,
        }
    }
}
