//! What a report is made of, and how each part is read: what a person looks at to correct it.

use super::overlay::{overlay, says_status};
use super::{Announced, LONGEST, List, Meaning, Profile};
use crate::changes::key;
use crate::exchange::build::build;
use crate::exchange::columns::Columns;
use crate::exchange::inline::plain;
use crate::exchange::inputs::{InputKind, detect, heads};
use crate::exchange::outline::{Block, Kind, Table};
use std::collections::BTreeSet;

/// Most words of each kind that are offered.
const MOST: usize = 200;
/// A status has few words, and few rows of a column say different ones.
const STATUS_WORDS: usize = 4;

/// What a report is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anatomy {
    /// Heads, statuses and headings in the order of the source, each once.
    pub seen: Vec<Seen>,
}

/// A head, a status or a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which of the three.
    pub list: List,
    /// As written.
    pub written: String,
    /// What it is taken for; nothing for a status that is only a word.
    pub meaning: Option<Meaning>,
    /// Whether the profile says so.
    pub learned: bool,
    /// The first line it stands on.
    pub line: u32,
}

/// What the heads, statuses and headings of a report are taken for.
#[must_use]
pub fn anatomy(filename: &str, text: &str, profile: &Profile) -> Anatomy {
    let mut found = Found { profile, seen: Vec::new(), keys: BTreeSet::new() };
    if detect(filename, text) != InputKind::Markdown {
        for (head, column) in heads(filename, text, profile) {
            found.add(List::Columns, &head, Some(Meaning::Column(column)), 1);
        }
        return Anatomy { seen: found.seen };
    }
    let plainly = build(text);
    let mut read = build(text);
    overlay(&mut read, profile);
    for (section, as_written) in read.sections.iter().zip(&plainly.sections) {
        if let Some(heading) = &section.heading {
            found.add(List::Headings, heading.raw, Some(Meaning::Heading(Announced::of(heading.topic))), heading.line);
        }
        found.blocks(&section.blocks, &as_written.blocks);
    }
    Anatomy { seen: found.seen }
}

struct Found<'p> {
    profile: &'p Profile,
    seen: Vec<Seen>,
    keys: BTreeSet<(&'static str, String)>,
}

impl Found<'_> {
    fn add(&mut self, list: List, raw: &str, meaning: Option<Meaning>, line: u32) {
        let written = plain(raw);
        let full = || self.seen.iter().filter(|seen| seen.list == list).count() >= MOST;
        if written.is_empty() || written.chars().count() > LONGEST || full() || !self.keys.insert((list.as_str(), key(&written))) {
            return;
        }
        let learned = match list {
            List::Columns => self.profile.column(&written).is_some(),
            List::Statuses => self.profile.status(&written).is_some(),
            List::Headings => self.profile.heading(&written).is_some(),
        };
        self.seen.push(Seen { list, written, meaning, learned, line });
    }

    fn blocks(&mut self, read: &[Block<'_>], written: &[Block<'_>]) {
        for (read, written) in read.iter().zip(written) {
            match (&read.kind, &written.kind) {
                (Kind::Table(read), Kind::Table(as_written)) => self.table(read, as_written, written.lines.first),
                (Kind::List(read), Kind::List(written)) => {
                    for (read, written) in read.iter().zip(written) {
                        self.blocks(&read.blocks, &written.blocks);
                    }
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, read: &Table<'_>, written: &Table<'_>, line: u32) {
        let columns = Columns::of(read);
        for (at, (head, kind)) in written.head.iter().zip(columns.kinds.iter()).enumerate() {
            self.add(List::Columns, head, Some(Meaning::Column(*kind)), line);
            if !says_status(*kind) {
                continue;
            }
            for row in &written.rows {
                let cell = plain(row.cell(at));
                let is_word = cell.split_whitespace().count() <= STATUS_WORDS && !cell.chars().any(|c| c.is_ascii_digit());
                if is_word {
                    let meaning = self.profile.status(&cell).map(Meaning::Status);
                    self.add(List::Statuses, &cell, meaning, row.line);
                }
            }
        }
    }
}
