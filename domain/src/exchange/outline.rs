//! A report as a tree: sections with their headings, in them blocks with their lines.

use super::columns::Columns;
use super::reading::LineRange;
use super::source::Source;
use super::vocabulary::{Topic, topic};
use std::borrow::Cow;
use std::cell::OnceCell;

/// A label is a few words; more is not kept, so that labels stay small however the text is nested.
const LABEL_LENGTH: usize = 200;

/// The whole report.
pub(super) struct Outline<'a> {
    pub(super) source: Source<'a>,
    /// In the order of the source; the first has no heading and holds what stands before the first one.
    pub(super) sections: Vec<Section<'a>>,
}

/// A heading and what follows it, up to the next heading.
pub(super) struct Section<'a> {
    pub(super) heading: Option<Heading<'a>>,
    /// The section of the heading above, of a higher rank.
    pub(super) parent: Option<usize>,
    pub(super) blocks: Vec<Block<'a>>,
    /// From the heading to the last line before the next heading, of whatever rank.
    pub(super) lines: LineRange,
    /// To the last line before the next heading of the same or a higher rank.
    pub(super) last_of_tree: u32,
}

pub(super) struct Heading<'a> {
    /// 1 to 6.
    pub(super) level: u8,
    pub(super) raw: &'a str,
    pub(super) line: u32,
    /// What it announces.
    pub(super) topic: Option<Topic>,
}

pub(super) struct Block<'a> {
    pub(super) lines: LineRange,
    pub(super) kind: Kind<'a>,
}

pub(super) enum Kind<'a> {
    Paragraph(Vec<Line<'a>>),
    List(Vec<Item<'a>>),
    Table(Table<'a>),
    Code(Code<'a>),
    /// HTML and whatever else is not looked into.
    Other,
}

/// A line of a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) number: u32,
    /// Without indentation and quote signs.
    pub(super) raw: &'a str,
}

pub(super) struct Item<'a> {
    /// All of it, with what is nested in it.
    pub(super) lines: LineRange,
    /// Its first paragraph.
    pub(super) text: Vec<Line<'a>>,
    /// Its number in an ordered list.
    pub(super) number: Option<u64>,
    /// Whether it is ticked, where it is a task.
    pub(super) task: Option<bool>,
    pub(super) blocks: Vec<Block<'a>>,
}

impl<'a> Item<'a> {
    /// Its first paragraph on one line, Markdown.
    pub(super) fn raw(&self) -> Cow<'a, str> {
        match self.text[..] {
            [] => Cow::Borrowed(""),
            [line] => Cow::Borrowed(line.raw),
            _ => Cow::Owned(self.text.iter().map(|line| line.raw).collect::<Vec<_>>().join(" ")),
        }
    }

    /// The lines of its first paragraph.
    pub(super) fn own_lines(&self) -> LineRange {
        LineRange::new(self.lines.first, self.text.last().map_or(self.lines.first, |line| line.number))
    }
}

pub(super) struct Table<'a> {
    pub(super) head: Vec<&'a str>,
    pub(super) rows: Vec<Row<'a>>,
    /// What its columns mean, once somebody has asked.
    pub(super) columns: OnceCell<Columns>,
}

pub(super) struct Row<'a> {
    pub(super) line: u32,
    pub(super) cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The raw text of a cell; empty where the row is shorter.
    pub(super) fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }
}

pub(super) struct Code<'a> {
    /// What follows the opening fence.
    pub(super) info: &'a str,
    pub(super) content: Vec<Line<'a>>,
}

/// Words that introduce a block.
#[derive(Clone, Copy)]
pub(super) struct Label<'a> {
    pub(super) raw: &'a str,
    /// What they announce.
    pub(super) topic: Option<Topic>,
}

impl<'a> Label<'a> {
    fn new(raw: &'a str) -> Self {
        Self { topic: topic(raw), raw }
    }
}

/// A block and the words it stands under.
pub(super) struct Place<'o, 'a> {
    pub(super) block: &'o Block<'a>,
    pub(super) section: usize,
    /// What introduces it inside its section, innermost first: the paragraph above, the list item it is nested in.
    pub(super) labels: Vec<Label<'a>>,
    /// How many list items it is nested in.
    pub(super) depth: usize,
}

impl<'a> Outline<'a> {
    /// Every block, those inside list items included, in the order of the source.
    pub(super) fn places(&self) -> Vec<Place<'_, 'a>> {
        let mut places = Vec::new();
        for (section, content) in self.sections.iter().enumerate() {
            walk(&content.blocks, section, &[], 0, &mut places);
        }
        places
    }

    /// The section's heading and those above it, innermost first.
    pub(super) fn headings(&self, section: usize) -> impl Iterator<Item = &Heading<'a>> {
        std::iter::successors(Some(section), |at| self.sections[*at].parent).filter_map(|at| self.sections[at].heading.as_ref())
    }

    /// The section and those below it.
    pub(super) fn tree(&self, section: usize) -> impl Iterator<Item = usize> {
        let last = self.sections[section].last_of_tree;
        (section..self.sections.len()).take_while(move |at| *at == section || self.sections[*at].lines.first <= last)
    }

    /// The sections right below a section.
    pub(super) fn children(&self, section: usize) -> impl Iterator<Item = usize> {
        self.tree(section).filter(move |at| self.sections[*at].parent == Some(section))
    }

    /// All lines of the section and those below it.
    pub(super) fn tree_lines(&self, section: usize) -> LineRange {
        let section = &self.sections[section];
        LineRange::new(section.lines.first, section.last_of_tree)
    }

    /// The lines of text in a tree that are keys with values, one line each: list items and lines of paragraphs.
    pub(super) fn lines_of(&self, section: usize) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        for block in &self.sections[section].blocks {
            text_lines(block, &mut lines);
        }
        lines
    }
}

/// The lines of paragraphs and list items in a block, outermost first within each item.
pub(super) fn text_lines<'a>(block: &Block<'a>, lines: &mut Vec<Line<'a>>) {
    match &block.kind {
        Kind::Paragraph(text) => lines.extend(text),
        Kind::List(items) => {
            for item in items {
                lines.extend(&item.text);
                item.blocks.iter().for_each(|block| text_lines(block, lines));
            }
        }
        Kind::Table(_) | Kind::Code(_) | Kind::Other => {}
    }
}

fn walk<'o, 'a>(blocks: &'o [Block<'a>], section: usize, labels: &[Label<'a>], depth: usize, places: &mut Vec<Place<'o, 'a>>) {
    for (at, block) in blocks.iter().enumerate() {
        let mut own = labels.to_vec();
        if let Some(label) = at.checked_sub(1).and_then(|before| label(&blocks[before])) {
            own.insert(0, Label::new(label));
        }
        if let Kind::List(items) = &block.kind {
            places.push(Place { block, section, labels: own.clone(), depth });
            for item in items {
                let mut inner = own.clone();
                if !item.blocks.is_empty() {
                    inner.insert(0, Label::new(item.text.first().map_or("", |line| cut(line.raw))));
                }
                walk(&item.blocks, section, &inner, depth + 1, places);
            }
        } else {
            places.push(Place { block, section, labels: own, depth });
        }
    }
}

/// As much of a text as is kept of a label.
fn cut(raw: &str) -> &str {
    raw.char_indices().nth(LABEL_LENGTH).map_or(raw, |(end, _)| &raw[..end])
}

/// The last line of a paragraph that introduces the block below it: it ends in a colon or is bold throughout.
fn label<'a>(block: &Block<'a>) -> Option<&'a str> {
    let Kind::Paragraph(lines) = &block.kind else { return None };
    let raw = lines.last()?.raw.trim();
    let bare = raw.trim_end_matches(|c: char| super::inline::is_symbol(c) || c.is_whitespace());
    let bold = bare.starts_with("**") && bare.ends_with("**") && bare.len() > 4;
    let introduces =
        bare.trim_end_matches('*').ends_with(':') || bold || super::inline::bold_lead(raw).is_some_and(|(lead, _)| lead.ends_with(':'));
    (introduces && raw.len() <= LABEL_LENGTH).then_some(raw)
}
