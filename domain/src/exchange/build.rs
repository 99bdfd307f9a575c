//! From Markdown to an [`Outline`].

use super::bytes::trim;
use super::outline::{Block, Code, Heading, Item, Kind, Line, Outline, Row, Section, Table};
use super::reading::LineRange;
use super::source::Source;
use super::vocabulary::topic;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::cell::OnceCell;
use std::ops::Range;

/// Lists deeper than this are not looked into: nobody writes them, and the tree is walked by recursion.
const MAX_DEPTH: usize = 12;

/// How many columns a row has room for from the start.
const USUAL_COLUMNS: usize = 8;

/// Reads the text as Markdown with tables, task lists and strike-through.
pub(super) fn build(text: &str) -> Outline<'_> {
    let source = Source::new(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut builder = Builder::new(&source);
    for (event, range) in Parser::new_ext(&source.masked, options).into_offset_iter() {
        builder.take(event, range);
    }
    let sections = builder.finish();
    Outline { source, sections }
}

/// A list or list item that is not at its end yet.
enum Open<'a> {
    List { next: Option<u64>, items: Vec<Item<'a>>, range: Range<usize> },
    Item { item: Item<'a>, inline: Option<Range<usize>>, blocks_began: bool },
}

struct Builder<'s, 'a> {
    source: &'s Source<'a>,
    sections: Vec<Section<'a>>,
    open: Vec<Open<'a>>,
    table: Option<Table<'a>>,
    row: Option<Row<'a>>,
    /// How many lists deep the parser is in what is not looked into.
    skipped: usize,
    /// Whether the parser is in a paragraph, heading, table or code block, whose range says it all.
    in_leaf: bool,
}

impl<'s, 'a> Builder<'s, 'a> {
    fn new(source: &'s Source<'a>) -> Self {
        let first = Section { heading: None, parent: None, blocks: Vec::new(), lines: LineRange::line(1), last_of_tree: 1 };
        Self { source, sections: vec![first], open: Vec::new(), table: None, row: None, skipped: 0, in_leaf: false }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.skipped > 0 {
            match event {
                Event::Start(Tag::List(_)) => self.skipped += 1,
                Event::End(TagEnd::List(_)) => self.skipped -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::TaskListMarker(done) => {
                if let Some(Open::Item { item, .. }) = self.open.last_mut() {
                    item.task = Some(done);
                }
            }
            Event::Rule | Event::Html(_) => {}
            _ => self.inline(range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.in_leaf = true;
                if self.open.is_empty() {
                    self.section(level as u8, range);
                } else {
                    self.paragraph(range);
                }
            }
            Tag::Paragraph => {
                self.in_leaf = true;
                self.paragraph(range);
            }
            Tag::CodeBlock(kind) => {
                self.in_leaf = true;
                self.code(matches!(kind, CodeBlockKind::Fenced(_)), range);
            }
            Tag::HtmlBlock => {
                self.in_leaf = true;
                self.push(Kind::Other, &range);
            }
            Tag::List(first) => {
                if self.open.len() >= 2 * MAX_DEPTH {
                    self.skipped = 1;
                } else {
                    self.open.push(Open::List { next: first, items: Vec::new(), range });
                }
            }
            Tag::Item => self.item(range),
            Tag::Table(_) => {
                self.in_leaf = true;
                self.table = Some(Table { head: Vec::new(), rows: Vec::new(), columns: OnceCell::new() });
            }
            Tag::TableHead | Tag::TableRow => {
                // No more room than usual tables need, however many columns there are and however short the rows.
                let columns = self.table.as_ref().map_or(0, |table| table.head.len()).min(USUAL_COLUMNS);
                self.row = Some(Row { line: self.source.line_of(range.start), cells: Vec::with_capacity(columns) });
            }
            Tag::TableCell => {
                if let Some(row) = &mut self.row {
                    row.cells.push(trim(trim(&self.source.text[range]).trim_matches('|')));
                }
            }
            Tag::BlockQuote(_) => {}
            _ => self.inline(range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.in_leaf = false,
            TagEnd::TableHead => {
                if let (Some(table), Some(row)) = (&mut self.table, self.row.take()) {
                    table.head = row.cells;
                }
            }
            TagEnd::TableRow => {
                if let (Some(table), Some(row)) = (&mut self.table, self.row.take()) {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                self.in_leaf = false;
                if let Some(table) = self.table.take() {
                    self.push(Kind::Table(table), range);
                }
            }
            TagEnd::Item => self.close_item(),
            TagEnd::List(_) => self.close_list(),
            _ => {}
        }
    }

    fn lines(&self, range: &Range<usize>) -> LineRange {
        let text = &self.source.text[range.clone()];
        let last = range.start + text.trim_end().len().max(1) - 1;
        LineRange::new(self.source.line_of(range.start), self.source.line_of(last))
    }

    fn section(&mut self, level: u8, range: Range<usize>) {
        let lines = self.lines(&range);
        let raw = self.source.text[range].trim().trim_start_matches('#').lines().next().unwrap_or_default();
        let raw = raw.trim().trim_end_matches('#').trim();
        let parent = self.ancestor(level);
        let heading = Heading { level, raw, line: lines.first, topic: topic(raw) };
        self.sections.push(Section { heading: Some(heading), parent, blocks: Vec::new(), lines, last_of_tree: lines.last });
    }

    /// The nearest section before with a heading of a higher rank.
    fn ancestor(&self, level: u8) -> Option<usize> {
        let mut at = self.sections.len().checked_sub(1);
        while let Some(index) = at {
            let heading = self.sections[index].heading.as_ref()?;
            if heading.level < level {
                return at;
            }
            at = self.sections[index].parent;
        }
        None
    }

    fn text(&self, range: &Range<usize>) -> Vec<Line<'a>> {
        let first = self.source.line_of(range.start);
        let text = self.source.text[range.clone()].trim_end();
        let line = |(number, raw): (u32, &'a str)| Line { number, raw: trim(trim(raw).trim_start_matches('>')) };
        if text.contains('\n') { (first..).zip(text.split('\n')).map(line).collect() } else { vec![line((first, text))] }
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let text = self.text(&range);
        match self.open.last_mut() {
            Some(Open::Item { item, blocks_began: false, inline: None }) if item.text.is_empty() => item.text = text,
            _ => self.push(Kind::Paragraph(text), &range),
        }
    }

    fn code(&mut self, fenced: bool, range: Range<usize>) {
        let mut content = self.text(&range);
        let text = &self.source.text[range.clone()];
        let info = if fenced { text.lines().next().unwrap_or_default().trim().trim_start_matches(['`', '~']).trim() } else { "" };
        if fenced {
            content.remove(0);
            content.pop_if(|line| line.raw.starts_with("```") || line.raw.starts_with("~~~"));
        }
        self.push(Kind::Code(Code { info, content }), &range);
    }

    fn item(&mut self, range: Range<usize>) {
        let lines = self.lines(&range);
        let number = match self.open.last_mut() {
            Some(Open::List { next, .. }) => {
                let number = *next;
                *next = number.map(|number| number.saturating_add(1));
                number
            }
            _ => None,
        };
        let item = Item { lines, text: Vec::new(), number, task: None, blocks: Vec::new() };
        self.open.push(Open::Item { item, inline: None, blocks_began: false });
    }

    /// Text that stands in an item without a paragraph of its own (a tight list).
    fn inline(&mut self, range: Range<usize>) {
        if self.in_leaf {
            return;
        }
        if let Some(Open::Item { inline, blocks_began: false, .. }) = self.open.last_mut() {
            let so_far = inline.clone().unwrap_or_else(|| range.clone());
            *inline = Some(so_far.start.min(range.start)..so_far.end.max(range.end));
        }
    }

    /// Gives the item its text once something else begins or the item ends.
    fn settle_text(&mut self) {
        let Some(Open::Item { inline, .. }) = self.open.last_mut() else { return };
        let Some(range) = inline.take() else { return };
        let text = self.text(&range);
        if let Some(Open::Item { item, .. }) = self.open.last_mut() {
            item.text = text;
        }
    }

    fn push(&mut self, kind: Kind<'a>, range: &Range<usize>) {
        self.settle_text();
        let block = Block { lines: self.lines(range), kind };
        match self.open.last_mut() {
            Some(Open::Item { item, blocks_began, .. }) => {
                *blocks_began = true;
                item.blocks.push(block);
            }
            _ => {
                if let Some(section) = self.sections.last_mut() {
                    section.blocks.push(block);
                }
            }
        }
    }

    fn close_item(&mut self) {
        self.settle_text();
        if let Some(Open::Item { item, .. }) = self.open.pop()
            && let Some(Open::List { items, .. }) = self.open.last_mut()
        {
            items.push(item);
        }
    }

    fn close_list(&mut self) {
        if let Some(Open::List { items, range, .. }) = self.open.pop() {
            self.push(Kind::List(items), &range);
        }
    }

    /// Sets where each section and its tree end.
    fn finish(mut self) -> Vec<Section<'a>> {
        let last = self.source.line_count().max(1);
        let firsts: Vec<u32> = self.sections.iter().map(|section| section.lines.first).collect();
        for (at, section) in self.sections.iter_mut().enumerate() {
            section.lines = LineRange::new(firsts[at], firsts.get(at + 1).map_or(last, |next| (next - 1).max(firsts[at])));
            section.last_of_tree = section.lines.last;
        }
        for at in (1..self.sections.len()).rev() {
            let last = self.sections[at].last_of_tree;
            if let Some(parent) = self.sections[at].parent {
                let parent = &mut self.sections[parent];
                parent.last_of_tree = parent.last_of_tree.max(last);
            }
        }
        self.sections
    }
}
