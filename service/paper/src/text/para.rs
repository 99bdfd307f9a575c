//! A paragraph before its width is known.

use super::Look;
use crate::letters::{Piece, Shaper, clean};
use crate::style::Set;
use domain::exports::Span;
use std::ops::Range;
use std::rc::Rc;
use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A paragraph: words that are shaped, with the places where a line may end (UAX #14).
#[derive(Debug, Default)]
pub(crate) struct Para {
    pub(super) text: String,
    pub(super) looks: Vec<Look>,
    pub(super) atoms: Vec<Atom>,
    pub(super) tokens: Vec<Token>,
    /// Whether some of it runs from right to left.
    pub(super) mixed: bool,
    /// Whether it begins on the right.
    pub(super) backwards: bool,
}

/// Letters of one look and direction, or the space beside them.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// `None` for the padding of a wash.
    pub(super) piece: Option<Rc<Piece>>,
    /// In points.
    pub(super) width: f32,
    pub(super) look: usize,
    pub(super) level: Level,
    pub(super) text: Range<usize>,
}

/// What stays together, with the space behind it, which is gone at the end of a line.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) word: Range<usize>,
    pub(super) space: Range<usize>,
    pub(super) width: f32,
    pub(super) space_width: f32,
    /// Whether the line ends here in any case.
    pub(super) ends_line: bool,
}

impl Para {
    /// Prepares these spans.
    pub(crate) fn new(shaper: &mut Shaper, spans: &[Span], set: Set) -> Self {
        let mut para = Self::default();
        let mut ends = Vec::new();
        for span in spans {
            let look = Look::of(span, set);
            let text = clean(&span.text);
            if look.pill {
                para.text.push_str(&text.trim().replace('\n', " "));
            } else {
                para.text.push_str(&text);
            }
            if ends.last().copied().unwrap_or(0) < para.text.len() {
                ends.push(para.text.len());
                para.looks.push(look);
            }
        }
        let levels = para.directions();
        Builder { para, levels, ends, shaper, span: 0 }.build()
    }

    /// One word or sentence of one look.
    pub(crate) fn plain(shaper: &mut Shaper, text: &str, set: Set) -> Self {
        Self::new(shaper, &[Span::plain(text)], set)
    }

    /// The looks of its spans; those without text are left out.
    pub(crate) fn looks(&self) -> &[Look] {
        &self.looks
    }

    /// The width of what should not be broken: its widest word.
    pub(crate) fn widest_word(&self) -> f32 {
        self.tokens.iter().map(|token| token.width).fold(0.0, f32::max)
    }

    /// The width that it takes if no line is broken.
    pub(crate) fn natural_width(&self) -> f32 {
        let (mut widest, mut x) = (0.0_f32, 0.0);
        for token in &self.tokens {
            widest = widest.max(x + token.width);
            x = if token.ends_line { 0.0 } else { x + token.width + token.space_width };
        }
        widest
    }

    /// The direction of each byte (UAX #9); none where everything runs from left to right, as nearly always.
    fn directions(&mut self) -> Vec<Level> {
        // The first letter that runs the other way is Hebrew, U+0590.
        if self.text.chars().all(|c| u32::from(c) < 0x590 || matches!(u32::from(c), 0x1100..=0xd7ff | 0x1f000..=0x3ffff)) {
            return Vec::new();
        }
        let info = BidiInfo::new(&self.text, None);
        self.mixed = info.has_rtl();
        self.backwards = self.mixed && info.paragraphs.first().is_some_and(|first| first.level.is_rtl());
        if self.mixed { info.levels } else { Vec::new() }
    }
}

struct Builder<'a> {
    para: Para,
    levels: Vec<Level>,
    /// Where each span ends.
    ends: Vec<usize>,
    shaper: &'a mut Shaper,
    /// The span that the next byte is in.
    span: usize,
}

impl Builder<'_> {
    fn build(mut self) -> Para {
        let text = std::mem::take(&mut self.para.text);
        let mut start = 0;
        let mut around = 0;
        for (end, kind) in linebreaks(&text) {
            while self.ends.get(around).is_some_and(|span_end| *span_end < end) {
                around += 1;
            }
            let inside_pill = self.para.looks.get(around).is_some_and(|look| look.pill) && self.ends[around] > end;
            if start == end || (inside_pill && end < text.len()) {
                continue;
            }
            let part = &text[start..end];
            let visible = start + part.trim_end_matches(is_space).len();
            let first = self.para.atoms.len();
            self.put(&text, start..visible);
            let middle = self.para.atoms.len();
            self.put(&text, visible..end);
            let width = |atoms: &[Atom]| atoms.iter().map(|atom| atom.width).sum();
            self.para.tokens.push(Token {
                word: first..middle,
                space: middle..self.para.atoms.len(),
                width: width(&self.para.atoms[first..middle]),
                space_width: width(&self.para.atoms[middle..]),
                ends_line: kind == BreakOpportunity::Mandatory,
            });
            start = end;
        }
        self.para.text = text;
        self.para
    }

    /// Cuts a range where look, direction or kind changes.
    fn put(&mut self, text: &str, range: Range<usize>) {
        let mut from = range.start;
        while from < range.end {
            let end_of_span = self.ends[self.span];
            let begins_span = from == self.span.checked_sub(1).map_or(0, |before| self.ends[before]);
            let level = self.level(from);
            let space = text[from..].starts_with(is_space);
            let limit = range.end.min(end_of_span);
            let differs = |(at, c): (usize, char)| (is_space(c) != space || self.level(from + at) != level).then_some(from + at);
            let to = text[from..limit].char_indices().find_map(differs).unwrap_or(limit);
            if begins_span {
                self.pad(level, from);
            }
            self.letters(text, from..to, level);
            if to == end_of_span {
                self.pad(level, to);
                self.span += 1;
            }
            from = to;
        }
    }

    fn letters(&mut self, text: &str, range: Range<usize>, level: Level) {
        let shown = text[range.clone()].trim_end_matches('\n');
        if !shown.is_empty() {
            let look = &self.para.looks[self.span];
            let piece = self.shaper.piece(look.face, level.is_rtl(), shown);
            let width = piece.width * look.size;
            let text = range.start..range.start + shown.len();
            self.para.atoms.push(Atom { piece: Some(piece), width, look: self.span, level, text });
        }
    }

    fn pad(&mut self, level: Level, at: usize) {
        let width = self.para.looks[self.span].pad();
        if width > 0.0 {
            self.para.atoms.push(Atom { piece: None, width, look: self.span, level, text: at..at });
        }
    }

    fn level(&self, at: usize) -> Level {
        self.levels.get(at).copied().unwrap_or_else(Level::ltr)
    }
}

/// White space at which a line can end; those that hold words together are letters.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}
