//! `Key: value` wherever it stands: front matter, lines of text, list items, headings, tables of two columns.

use super::inline::{key_value, plain};
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
    /// Whether it stands in the first section that holds text, where reports say what they are.
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
    let head = outline.sections.iter().skip(1).position(|section| !section.blocks.is_empty()).map_or(1, |at| at + 1);
    let mut add = |raw: &str, line: u32, section: usize| {
        let at_top = section <= head;
        for part in raw.split(" | ").flat_map(|part| part.split(['·', '•', '｜'])) {
            if let Some((key, value)) = key_value(part).or_else(|| dashed(part)) {
                facts.push(Fact { kind: kind_of(&key), key, value: value.to_owned(), line, section, at_top });
            }
        }
    };
    if let Some((first, last)) = outline.source.front_matter {
        (first + 1..last).for_each(|line| add(outline.source.line(line), line, 0));
    }
    for (at, section) in outline.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            add(heading.raw, heading.line, at);
        }
        for block in &section.blocks {
            let mut lines = Vec::new();
            text_lines(block, &mut lines);
            for line in lines {
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

/// `Verdict — hold`: a key that decides, and what it decides, with a dash between.
fn dashed(part: &str) -> Option<(String, &str)> {
    let (key, value) = part.split_once(" — ").or_else(|| part.split_once(" – ")).or_else(|| part.split_once(" - "))?;
    let key = plain(key);
    (matches!(kind_of(&key), Some(Key::Verdict)) && key.split(' ').count() <= 4).then_some((key, value.trim()))
}
