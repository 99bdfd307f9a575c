//! Markdown of authors as blocks. Their text is kept, whatever they write; their headings never outrank those of the report.

use crate::exports::block::{Align, Block, Column, Line, Row, Span, Table};
use crate::text::Markdown;
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

/// Lists and quotes nest so deep; what is deeper stands in the last of them, so that no renderer runs out of room.
const DEEPEST: usize = 6;

/// The blocks of a text; none where there is no text.
pub(super) fn prose(text: &Markdown) -> Vec<Block> {
    blocks(text.as_str())
}

/// A text that is one short paragraph, for the cell of a table; `None` where it needs a place of its own, or there is none.
pub(super) fn brief(text: &Markdown) -> Option<Line> {
    const MOST: usize = 240;
    if text.as_str().len() > 4 * MOST {
        return None;
    }
    let mut blocks = prose(text);
    let short = |line: &Line| line.iter().map(|span| span.text.chars().count()).sum::<usize>() <= MOST;
    match (blocks.pop(), blocks.is_empty()) {
        (Some(Block::Text { text }), true) if short(&text) => Some(text),
        _ => None,
    }
}

fn blocks(source: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(source, options) {
        writer.take(event);
    }
    writer.end()
}

/// What is open around the place that is written.
enum Frame {
    Quote(Vec<Block>),
    List(Option<u64>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    Table(Vec<Alignment>, Vec<Vec<Line>>),
}

#[derive(Default)]
struct Writer {
    done: Vec<Block>,
    open: Vec<Frame>,
    /// Lists and quotes among what is open.
    depth: usize,
    /// Lists, entries and quotes that are open beyond the deepest.
    flat: usize,
    line: Line,
    code: Option<String>,
    strong: usize,
    emphasis: usize,
    strike: usize,
    /// Where open links lead; `None` for one that is not followed.
    links: Vec<Option<String>>,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.finish(tag),
            Event::Code(text) => self.put(&text, true),
            Event::SoftBreak => self.put(" ", false),
            Event::HardBreak => self.put("\n", false),
            Event::Rule => {
                self.flush();
                self.push(Block::Rule);
            }
            Event::TaskListMarker(done) => self.put(if done { "☑ " } else { "☐ " }, false),
            // Raw HTML is text like any other, and so are kinds of text that are not switched on.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::FootnoteReference(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.put(&text, false),
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Strikethrough => self.strike += 1,
            Tag::Link { dest_url, .. } => self.links.push(followed(&dest_url)),
            // A picture is its words, which come as text.
            Tag::Image { .. } | Tag::TableCell => {}
            Tag::BlockQuote(_) => self.open(Frame::Quote(Vec::new())),
            Tag::List(start) => self.open(Frame::List(start, Vec::new())),
            Tag::Item if self.flat == 0 => {
                self.flush();
                self.open.push(Frame::Item(Vec::new()));
            }
            Tag::Table(align) => {
                self.flush();
                self.open.push(Frame::Table(align, Vec::new()));
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(Frame::Table(_, rows)) = self.open.last_mut() {
                    rows.push(Vec::new());
                }
            }
            Tag::Heading { .. } => {
                self.flush();
                self.strong += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            _ => self.flush(),
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.strike = self.strike.saturating_sub(1),
            TagEnd::Link => drop(self.links.pop()),
            TagEnd::Image | TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::TableCell => {
                let cell = self.cut();
                if let Some(Frame::Table(_, rows)) = self.open.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    row.push(cell);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) if self.flat > 0 => {
                self.flush();
                self.flat -= 1;
            }
            TagEnd::Item if self.flat > 0 => self.flush(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.close();
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Item | TagEnd::Table => self.close(),
            TagEnd::Heading(_) => {
                self.flush();
                self.strong = self.strong.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                let text = self.code.take().unwrap_or_default();
                let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
                if !text.is_empty() {
                    self.push(Block::Code { text });
                }
            }
            _ => self.flush(),
        }
    }

    /// Opens a list or a quote, unless that would be too deep.
    fn open(&mut self, frame: Frame) {
        self.flush();
        if self.flat > 0 || self.depth == DEEPEST {
            self.flat += 1;
        } else {
            self.depth += 1;
            self.open.push(frame);
        }
    }

    fn close(&mut self) {
        self.flush();
        match self.open.pop() {
            Some(Frame::Quote(blocks)) if !blocks.is_empty() => self.push(Block::Quote { blocks }),
            Some(Frame::List(start, items)) if !items.is_empty() => self.push(Block::List { start, items }),
            Some(Frame::Item(blocks)) => {
                if let Some(Frame::List(_, items)) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            Some(Frame::Table(align, rows)) => self.push(table(&align, rows)),
            Some(Frame::Quote(_) | Frame::List(..)) | None => {}
        }
    }

    fn push(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Frame::Quote(blocks) | Frame::Item(blocks)) => blocks.push(block),
            Some(Frame::List(_, items)) => items.push(vec![block]),
            Some(Frame::Table(..)) | None => self.done.push(block),
        }
    }

    fn put(&mut self, text: &str, code: bool) {
        if let Some(open) = &mut self.code {
            open.push_str(text);
            return;
        }
        let link = self.links.last().cloned().flatten();
        let (strong, emphasis, strike) = (self.strong > 0, self.emphasis > 0, self.strike > 0);
        let span = Span { text: text.to_owned(), strong, emphasis, strike, code, link, ..Span::default() };
        match self.line.last_mut() {
            Some(last) if alike(last, &span) => last.text.push_str(text),
            _ => self.line.push(span),
        }
    }

    /// The line so far, without blanks at its ends.
    fn cut(&mut self) -> Line {
        let mut line = std::mem::take(&mut self.line);
        while let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            line.pop();
        }
        if let Some(first) = line.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        line.retain(|span| !span.text.is_empty());
        line
    }

    fn flush(&mut self) {
        let text = self.cut();
        if !text.is_empty() {
            self.push(Block::Text { text });
        }
    }

    fn end(mut self) -> Vec<Block> {
        self.flush();
        self.done
    }
}

/// Whether two runs are of one look.
fn alike(one: &Span, other: &Span) -> bool {
    let look = |span: &Span| (span.strong, span.emphasis, span.strike, span.code);
    look(one) == look(other) && one.link == other.link
}

/// Only addresses of the web and of mail are followed.
fn followed(address: &str) -> Option<String> {
    let scheme = address.split_once(':')?.0;
    ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then(|| address.to_owned())
}

/// A table whose columns get room by their longest cell.
fn table(align: &[Alignment], rows: Vec<Vec<Line>>) -> Block {
    let words = |line: &Line| line.iter().map(|span| span.text.as_str()).collect::<String>();
    let mut rows = rows.into_iter();
    let heads = rows.next().unwrap_or_default();
    let rows: Vec<Row> = rows.map(|cells| Row { cells }).collect();
    let columns = heads.iter().enumerate().map(|(at, head)| {
        let title = words(head);
        let cells = rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| words(cell).chars().count());
        let longest = cells.chain([title.chars().count()]).max().unwrap_or_default();
        let width = u8::try_from(longest.div_ceil(8).clamp(1, 12)).unwrap_or(1);
        let align = if align.get(at) == Some(&Alignment::Right) { Align::End } else { Align::Start };
        Column { title, align, width }
    });
    let columns = columns.collect();
    Block::Table(Table { caption: "Table of the author".to_owned(), columns, rows })
}

#[cfg(test)]
mod tests;
