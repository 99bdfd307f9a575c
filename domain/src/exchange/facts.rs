//! `Key: value` wherever it stands: front matter, lines of text, list items, headings, tables of two columns.

use super::inline::{FULL_WIDTH, key_value, plain, words};
use super::keys::{Key, key as kind_of, key_of_words};
use super::outline::{Block, Code, Kind, Line, Outline};
use super::reading::LineRange;

/// A key with its value.
pub(super) struct Fact {
    pub(super) key: String,
    /// The key, as [`words`] makes them.
    pub(super) words: String,
    /// What the key announces.
    pub(super) kind: Option<Key>,
    /// Markdown.
    pub(super) value: String,
    pub(super) line: u32,
    pub(super) section: usize,
    /// Whether it stands in the first section that holds text, where reports say what they are.
    pub(super) at_top: bool,
    /// Whether it stands in something to tick, which says what is to be, not what is.
    pub(super) task: bool,
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
    let mut add = |raw: &str, line: u32, section: usize, task: bool| {
        if !raw.bytes().any(may_set_off) {
            return;
        }
        let at_top = section <= head;
        for part in parts(raw) {
            if let Some((key, value)) = key_value(part).or_else(|| dashed(part)) {
                let words = words(&key);
                facts.push(Fact { kind: key_of_words(&words), words, key, value: value.to_owned(), line, section, at_top, task });
            }
        }
    };
    if let Some((first, last)) = outline.source.front_matter {
        (first + 1..last).for_each(|line| add(outline.source.line(line), line, 0, false));
    }
    let mut lines = Vec::new();
    for (at, section) in outline.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            add(heading.raw, heading.line, at, false);
        }
        for block in &section.blocks {
            lines.clear();
            text_of(block, false, &mut lines);
            for (line, task) in &lines {
                add(line.raw, line.number, at, *task);
            }
            if let Kind::Table(table) = &block.kind
                && table.head.len() == 2
            {
                let head = (block.lines.first, table.head[0], table.head[1]);
                let rows = table.rows.iter().map(|row| (row.line, row.cell(0), row.cell(1)));
                for (line, key, value) in std::iter::once(head).chain(rows) {
                    add(&format!("{}: {value}", plain(key).replace(':', "")), line, at, false);
                }
            }
        }
    }
    facts
}

/// Whether a colon or dash, of whatever width, may begin with this byte.
const fn may_set_off(byte: u8) -> bool {
    matches!(byte, b':' | b'-' | 0xe2 | FULL_WIDTH)
}

/// A line that is longer says something, and is not a row of keys.
const LONGEST_ROW: usize = 600;

/// The parts of a line that may each be a key with its value: `Date: … | Verdict: …`, `**Date:** … **Score:** …`,
/// `Overall: 7/10. Verdict: hold`.
fn parts(raw: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut add = |part| if raw.len() > LONGEST_ROW { found.push(part) } else { add_parts(part, &mut found) };
    // Most lines have none of these signs.
    if raw.bytes().any(|byte| matches!(byte, b'|' | 0xc2 | 0xe2 | FULL_WIDTH)) {
        raw.split(" | ").flat_map(|part| part.split(['·', '•', '｜'])).for_each(add);
    } else {
        add(raw);
    }
    found
}

/// The parts between bold keys and sentences.
fn add_parts<'a>(part: &'a str, found: &mut Vec<&'a str>) {
    let mut from = 0;
    for at in places_of(part, *b"**").chain(places_of(part, *b". ")).filter(|at| *at > 0) {
        let behind = &part[at..];
        let begins = if behind.starts_with("**") { begins_bold_key(behind) } else { begins_known_key(&behind[2..]) };
        if begins && at > from {
            found.push(&part[from..at]);
            from = if behind.starts_with("**") { at } else { at + 2 };
        }
    }
    found.push(&part[from..]);
}

/// Where two signs stand, from left to right and apart from each other.
fn places_of(text: &str, signs: [u8; 2]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.as_bytes().get(from..)?.windows(2).position(|two| two == signs)?;
        from = at + 2;
        Some(at)
    })
}

/// `**Verdict:** …`, `**Verdict**: …`
fn begins_bold_key(text: &str) -> bool {
    let inner = &text[2..];
    let end = inner.find("**").unwrap_or(inner.len());
    let key = inner[..end].trim_end();
    let colon = key.ends_with(':') || inner[end..].strip_prefix("**").is_some_and(|behind| behind.starts_with(':'));
    colon && key.starts_with(char::is_alphabetic) && key.split(' ').count() <= 4
}

/// `Verdict: …` where the key is one of those that say something of the whole.
fn begins_known_key(text: &str) -> bool {
    let key = text.split(':').next().filter(|key| key.len() < text.len() && key.len() <= 40).unwrap_or_default();
    matches!(kind_of(key), Some(Key::OverallScore | Key::Verdict | Key::Date | Key::Status))
        || matches!(plain(key).as_str(), "Previous" | "Previously")
}

/// The lines of paragraphs and list items in a block, and whether each is something to tick.
fn text_of<'a>(block: &Block<'a>, task: bool, lines: &mut Vec<(Line<'a>, bool)>) {
    match &block.kind {
        Kind::Paragraph(text) => lines.extend(text.iter().map(|line| (*line, task))),
        Kind::List(items) => {
            for item in items {
                let task = task || item.task.is_some();
                lines.extend(item.text.iter().map(|line| (*line, task)));
                item.blocks.iter().for_each(|block| text_of(block, task, lines));
            }
        }
        Kind::Table(_) | Kind::Code(_) | Kind::Other => {}
    }
}

/// Whether a fenced block may be a box drawn of text: it names no language.
pub(super) fn boxed(code: &Code<'_>) -> bool {
    matches!(code.info.to_lowercase().as_str(), "" | "text" | "txt" | "plain" | "plaintext" | "ascii" | "none")
}

/// What the lines of all boxes say: both sides, and the line.
pub(super) fn boxed_lines(outline: &Outline<'_>) -> Vec<(String, String, u32)> {
    let blocks = outline.sections.iter().flat_map(|section| &section.blocks);
    let boxes = blocks.filter_map(|block| match &block.kind {
        Kind::Code(code) if boxed(code) => Some(code),
        _ => None,
    });
    let lines = boxes.flat_map(|code| &code.content);
    lines.filter_map(|line| key_in_box(line.raw).map(|(left, right)| (left, right, line.number))).collect()
}

/// The two sides of a line in a box: `║ Hull:   8/10 ║`, `Hull  ████░░ 80%`, `DECISION      ✓ GO`.
pub(super) fn key_in_box(raw: &str) -> Option<(String, String)> {
    let frame = |c: char| matches!(c, '\u{2500}'..='\u{257f}' | '|' | '+' | ' ');
    let inner = raw.trim_matches(frame);
    let bar = |c: char| matches!(c, '\u{2580}'..='\u{259f}' | '■' | '□' | '▰' | '▱' | '#' | '[' | ']');
    let inner: String = inner.chars().map(|c| if matches!(c, '\u{2500}'..='\u{257f}' | '|') { ' ' } else { c }).collect();
    let wide = inner
        .find("  ")
        .or_else(|| inner.find(" .."))
        .or_else(|| inner.find("..."))
        .or_else(|| inner.find(|c: char| bar(c) && c != '[' && c != '#'));
    let colon = inner.find(": ");
    let (left, right) = match (colon, wide) {
        (Some(colon), Some(wide)) if wide > colon && !starts_value(&inner[colon + 1..]) => inner.split_at(wide),
        (Some(colon), _) => (&inner[..colon], &inner[colon + 1..]),
        (None, Some(wide)) => inner.split_at(wide),
        (None, None) => return None,
    };
    let right = right.trim_start_matches(|c: char| bar(c) || matches!(c, '.' | '·' | '…' | '-' | '=' | '>' | ' ' | ':'));
    let (left, right) = (plain(left), plain(right));
    (!left.is_empty() && !right.is_empty()).then_some((left, right))
}

/// Whether what follows a colon is a value, and not the rest of a name: `PILLAR 1: Engine    92%`.
fn starts_value(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(|c: char| !c.is_alphabetic()) || !text.contains("  ")
}

/// `Verdict — hold`: a key that decides, and what it decides, with a dash between.
fn dashed(part: &str) -> Option<(String, &str)> {
    let wide = || part.split_once(" — ").or_else(|| part.split_once(" – "));
    let split = if part.is_ascii() { None } else { wide() };
    let (key, value) = split.or_else(|| {
        let at = part.as_bytes().windows(3).position(|three| three == b" - ")?;
        Some((&part[..at], &part[at + 3..]))
    })?;
    let key = plain(key);
    (key.split(' ').count() <= 4 && matches!(kind_of(&key), Some(Key::Verdict))).then_some((key, value.trim()))
}
