//! The dialect of Markdown that reports are written in, so that reading one again gives the same records.
//!
//! Front matter names the format. Below it stand the title, a list of facts, and a section for each kind of record ([`kinds`]): tables
//! with what does not fit into them below, headings with facts, lists of tasks. What people wrote as Markdown stands behind its label
//! where it is one plain line, else in a block quote, so that nothing in it can be taken for structure; all else is escaped. A line
//! that ends with [`COMPUTED`] is for people only. Whatever fits none of this is kept as a note.

pub(crate) mod entry;
pub(crate) mod head;
pub(crate) mod inline;
mod kind;
pub(crate) mod kinds;
mod notes;
mod page;
mod read;
mod section;
pub(crate) mod table;
pub(crate) mod tasks;
mod typed;
pub(crate) mod value;

pub(crate) use kind::{Field, Form, Kind};
pub(super) use read::read;

/// The name of the format in the front matter.
pub const REPORT_FORMAT: &str = "holdpoint.report/1";

/// Ends a line that was computed from others and is no record.
pub(crate) const COMPUTED: &str = "<!-- computed -->";

/// The section of passages that are in no record.
pub(crate) const NOTES: &str = "Notes";

/// The section of task lists.
pub(crate) const CHECKLISTS: &str = "Checklists";

/// Heads a group of records that belong to nothing.
pub(crate) const NO_HEADING: &str = "*Without a heading*";

/// Whether the front matter of a text names the format of reports that are written here.
#[must_use]
pub fn is_report(text: &str) -> bool {
    let mut lines = text.lines().map(|line| line.trim_end_matches(' '));
    lines.next() == Some("---") && lines.take(50).take_while(|line| *line != "---").any(names_format)
}

/// Members of a record in words, each with its label.
pub(super) fn told(record: &value::Record) -> Vec<String> {
    let fields = kinds::KINDS.into_iter().flat_map(|kind| kind.columns().iter().chain(kind.fields));
    let mut seen = Vec::new();
    let mut told = Vec::new();
    for field in fields.chain(&kinds::ITEM_FIELDS).filter(|field| value::has(record, field.key)) {
        if seen.contains(&field.key) {
            continue;
        }
        seen.push(field.key);
        let text = match (field.form, value::written(field, record)) {
            (Form::Words | Form::Text, _) => value::text_of(record, field.key).map(str::to_owned),
            (_, Some(value::Written::Line(line))) => Some(line),
            _ => None,
        };
        told.extend(text.map(|text| format!("{}: {text}", field.label)));
    }
    told
}

/// Whether a line of the front matter names this format.
fn names_format(line: &str) -> bool {
    line.strip_prefix("format:").is_some_and(|name| name.trim_matches([' ', '"', '\'']) == REPORT_FORMAT)
}
