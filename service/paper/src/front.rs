//! What stands before the parts: the first page, and what is in the report.

use crate::PaperError;
use crate::flow::{Bookmark, Cell, Composer, Kind, Mark, NodeId, RowLook, Strip, Target, Wash};
use crate::style::{BODY, CAPTION, DEPTH, FAINT, INK, PART, SCORE, SOFT, STAMP, SUBTITLE, Set, TITLE};
use domain::exports::{Align, Block, Cover, Span, Tone};

/// A logo is no higher: 16 mm.
const LOGO_HEIGHT: f32 = 45.35;
/// And no wider: 70 mm.
const LOGO_WIDTH: f32 = 198.4;

impl Composer {
    /// The first page. `logo` is its width and height in pixels.
    pub(crate) fn cover(&mut self, cover: &Cover, logo: Option<(u32, u32)>) -> Result<(), PaperError> {
        if let Some(size) = logo {
            self.logo(size, cover.organisation.as_deref().unwrap_or(&cover.project))?;
        }
        if let Some(organisation) = &cover.organisation {
            self.line(organisation, SUBTITLE, 10.0)?;
        }
        self.room(0.0, if logo.is_some() { 90.0 } else { 140.0 }, false)?;
        self.push(Strip { height: 16.0, keep: true, washes: vec![Wash::area(self.x, 0.0, 48.0, 3.0, STAMP)], ..Strip::default() })?;
        self.line(&cover.project, TITLE, 0.0)?;
        self.line(&cover.title, SUBTITLE, 4.0)?;
        if let Some(score) = &cover.score {
            self.line("Score", CAPTION, 40.0)?;
            self.line(score, SCORE, 0.0)?;
        }
        if !cover.verdicts.is_empty() {
            self.line("Verdicts", CAPTION, if cover.score.is_some() { 16.0 } else { 40.0 })?;
            self.facts(&cover.verdicts, 4.0)?;
        }
        if !cover.facts.is_empty() {
            let rule = Wash::area(self.x, 0.0, self.width, 0.5, FAINT);
            self.push(Strip { gap: 26.0, height: 8.0, keep: true, washes: vec![rule], ..Strip::default() })?;
            self.facts(&cover.facts, 0.0)?;
        }
        match &cover.remark {
            Some(remark) => self.blocks(&[Block::Callout { tone: Tone::Neutral, text: vec![Span::plain(remark)] }], 22.0, 0),
            None => Ok(()),
        }
    }

    fn line(&mut self, text: &str, set: Set, gap: f32) -> Result<(), PaperError> {
        let spans = [Span::plain(text)];
        self.within(Kind::Paragraph, |composer| composer.paragraph(&spans, set, gap, false))
    }

    fn logo(&mut self, (across, down): (u32, u32), whose: &str) -> Result<(), PaperError> {
        let ratio = crate::pixels(across.max(1)) / crate::pixels(down.max(1));
        let width = (LOGO_HEIGHT * ratio).min(LOGO_WIDTH);
        let height = width / ratio;
        self.within(Kind::Figure { alt: format!("Logo of {whose}") }, |composer| {
            let slot = composer.tree.slot(composer.parent);
            let mark = Mark::Logo { x: composer.x, y: 0.0, width, height, slot };
            composer.push(Strip { height, marks: vec![mark], ..Strip::default() })
        })
    }

    /// Headings with their pages. `pages` has the page of each bookmark; levels below `deepest` are left out.
    pub(crate) fn contents(&mut self, bookmarks: &[Bookmark], pages: &[usize], deepest: u8) -> Result<(), PaperError> {
        self.within(Kind::Heading { level: 1, title: CONTENTS.to_owned() }, |composer| {
            composer.paragraph(&[Span::plain(CONTENTS)], PART, 0.0, true)
        })?;
        self.room(0.0, 10.0, true)?;
        self.within(Kind::Contents, |composer| {
            for (at, (bookmark, page)) in bookmarks.iter().zip(pages).enumerate() {
                if bookmark.level <= deepest {
                    composer.within(Kind::ContentsItem, |composer| composer.contents_line(at, bookmark, *page))?;
                }
            }
            Ok(())
        })
    }

    fn contents_line(&mut self, at: usize, bookmark: &Bookmark, page: usize) -> Result<(), PaperError> {
        const NUMBERS: f32 = 34.0;
        let first = bookmark.level == 1;
        let set = BODY.in_ink(if first { INK } else { SOFT });
        let indent = f32::from(bookmark.level.saturating_sub(1)) * 14.0;
        let link = self.tree.child(self.parent, Kind::Link);
        let title = Span { text: bookmark.title.clone(), strong: first, ..Span::default() };
        let title = self.contents_cell(link, &title, set, (self.x + indent, self.width - indent - NUMBERS - 8.0), Align::Start);
        let number = self.contents_cell(link, &Span::plain(page.to_string()), set, (self.x + self.width - NUMBERS, NUMBERS), Align::End);
        let height = (crate::count(title.words.lines.len()) * set.leading).min(DEPTH / 2.0);
        let slot = self.tree.slot(link);
        let mark = Mark::Link { x: self.x, y: 0.0, width: self.width, height, target: Target::Bookmark(at), slot };
        let gap = if first { 6.0 } else { 1.0 };
        self.row(&[title, number], RowLook { gap, marks: vec![mark], ..RowLook::default() })
    }

    fn contents_cell(&mut self, link: NodeId, span: &Span, set: Set, (x, width): (f32, f32), align: Align) -> Cell {
        Cell { x, width, align, words: self.prepare(link, std::slice::from_ref(span), set, width) }
    }
}

const CONTENTS: &str = "Contents";
