//! Headings, paragraphs, quotes, code, callouts and rules.

use crate::PaperError;
use crate::flow::{Bookmark, Composer, Kind, Rail, Strip, Wash};
use crate::letters::clean;
use crate::style::{BODY, CODE, FAINT, PART, RULE, SECTION, SOFT, STAMP, Set, TOPIC, WASH, tint};
use domain::exports::{Line, Span, Tone};

impl Composer {
    /// The heading of a part, with a line of the stamp's colour below.
    pub(crate) fn part_heading(&mut self, title: &str) -> Result<(), PaperError> {
        self.titled(1, &[Span::plain(title)], PART, 34.0)?;
        let line = Wash::area(self.x, 5.0, 36.0, 2.0, STAMP);
        self.push(Strip { height: 9.0, keep: true, washes: vec![line], ..Strip::default() })
    }

    /// A heading within a part. One of level 3 with none of level 2 above it in its part counts as level 2: no level is left out
    /// (ISO 14289-1, 7.4.2).
    pub(super) fn heading(&mut self, level: u8, text: &Line, gap: f32) -> Result<(), PaperError> {
        let above = self.bookmarks.last().map_or(1, |bookmark| bookmark.level);
        let deeper = level >= 3;
        let set = if deeper { TOPIC } else { SECTION };
        self.titled(if deeper { above.saturating_add(1).min(3) } else { 2 }, text, set, gap)
    }

    fn titled(&mut self, level: u8, text: &[Span], set: Set, gap: f32) -> Result<(), PaperError> {
        // Where it is named in one line, a mark is told apart from the words before it.
        let part =
            |(at, span): (usize, &Span)| if at > 0 && span.tone.is_some() { format!(" · {}", span.text) } else { span.text.clone() };
        let words: String = text.iter().enumerate().map(part).collect();
        let title = clean(&words).split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return Ok(());
        }
        self.bookmarks.push(Bookmark { level, title: title.clone() });
        let here = Some(self.bookmarks.len() - 1);
        self.push(Strip { gap, keep: true, bookmark: here, ..Strip::default() })?;
        self.within(Kind::Heading { level, title }, |composer| composer.paragraph(text, set, 0.0, true))
    }

    pub(super) fn text(&mut self, text: &Line, set: Set, gap: f32, keep: bool) -> Result<(), PaperError> {
        self.within(Kind::Paragraph, |composer| composer.paragraph(text, set, gap, keep))
    }

    pub(super) fn quote(&mut self, blocks: &[domain::exports::Block], gap: f32, depth: usize) -> Result<(), PaperError> {
        let bar = Rail { x: self.x, width: 2.0, ink: RULE, begun: false };
        self.within(Kind::Quote, |composer| {
            composer.along(&[bar], |composer| composer.indented(12.0, |composer| composer.blocks(blocks, gap, depth + 1)))
        })
    }

    pub(super) fn callout(&mut self, tone: Tone, text: &Line, gap: f32) -> Result<(), PaperError> {
        let colours = tint(tone);
        let paper = Rail { x: self.x, width: self.width, ink: colours.wash, begun: false };
        let bar = Rail { x: self.x, width: 3.0, ink: colours.fill, begun: false };
        self.along(&[paper, bar], |composer| {
            composer.room(gap, 6.0, true)?;
            composer.inset(12.0, |composer| composer.within(Kind::Paragraph, |composer| composer.paragraph(text, BODY, 0.0, true)))?;
            composer.room(0.0, 6.0, false)
        })
    }

    pub(super) fn code(&mut self, text: &str, gap: f32) -> Result<(), PaperError> {
        let paper = Rail { x: self.x, width: self.width, ink: WASH, begun: false };
        let spans = [Span::plain(text)];
        self.along(&[paper], |composer| {
            composer.room(gap, 5.0, true)?;
            composer.inset(8.0, |composer| composer.within(Kind::Code, |composer| composer.paragraph(&spans, CODE, 0.0, true)))?;
            composer.room(0.0, 5.0, false)
        })
    }

    pub(super) fn rule(&mut self, gap: f32) -> Result<(), PaperError> {
        self.place_marker()?;
        let line = Wash::area(self.x, 2.0, self.width, 0.5, FAINT);
        self.push(Strip { gap, height: 5.0, washes: vec![line], ..Strip::default() })
    }

    /// What stands below a figure.
    pub(super) fn caption(&mut self, caption: &str) -> Result<(), PaperError> {
        let spans = [Span::plain(caption)];
        self.within(Kind::Caption, |composer| composer.paragraph(&spans, crate::style::CAPTION.in_ink(SOFT), 4.0, false))
    }

    /// Writes something with room on both sides.
    fn inset<T>(&mut self, by: f32, write: impl FnOnce(&mut Self) -> T) -> T {
        self.width -= by;
        let written = self.indented(by, write);
        self.width += by;
        written
    }
}
