//! `Key: value` wherever it stands: front matter, lines of text, list items, headings, tables of two columns.

use super::inline::{key_value, pieces, plain};
use super::keys::{Key, key as kind_of};
use super::outline::{Kind, Outline, text_lines};
use super::reading::LineRange;

/// A key with its value.
pub(super) struct Fact {
    pub(super) key: String,
    /// What the key announces.
    pub(super) kind: Option<Key>,
    /// Markdown.
    pub(super) value: String,
    pub(super) line: u32,
    pub(super) section: usize,
    /// Whether it stands before the second heading of the report, where reports say what they are.
    pub(super) at_top: bool,
}

impl Fact {
    pub(super) fn lines(&self) -> LineRange {
        LineRange::line(self.line)
    }
}

/// All of them, in the order of the source.
pub(super) fn facts(outline: &Outline<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |raw: &str, line: u32, section: usize| {
        if !raw.contains(':') {
            return;
        }
        let at_top = section <= 1;
        for part in pieces(raw) {
            if let Some((key, value)) = key_value(part) {
                facts.push(Fact { kind: kind_of(&key), key, value: value.to_owned(), line, section, at_top });
            }
        }
    };
    if let Some((first, last)) = outline.source.front_matter {
        (first + 1..last).for_each(|line| add(outline.source.line(line), line, 0));
    }
    let mut lines = Vec::new();
    for (at, section) in outline.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            add(heading.raw, heading.line, at);
        }
        for block in &section.blocks {
            lines.clear();
            text_lines(block, &mut lines);
            for line in &lines {
                add(line.raw, line.number, at);
            }
            if let Kind::Table(table) = &block.kind
                && table.head.len() == 2
            {
                let head = (block.lines.first, table.head[0], table.head[1]);
                let rows = table.rows.iter().map(|row| (row.line, row.cell(0), row.cell(1)));
                for (line, key, value) in std::iter::once(head).chain(rows) {
                    add(&format!("{}: {value}", plain(key).replace(':', "")), line, at);
                }
            }
        }
    }
    facts
}
