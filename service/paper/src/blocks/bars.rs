//! Shares as bars.

use crate::PaperError;
use crate::flow::{Cell, Composer, Kind, Mark, RowLook, Shape, SlotId, Wash};
use crate::style::{CELL, FAINT, Ink, tint};
use domain::exports::{Align, Bar, Bars, Span};

/// How high a bar is.
const HEIGHT: f32 = 7.0;
/// So few bars stand on one page.
const WHOLE: usize = 15;
/// What is not filled.
const TRACK: Ink = Ink(0xe8, 0xec, 0xe7);

impl Composer {
    pub(super) fn bars(&mut self, bars: &Bars, gap: f32) -> Result<(), PaperError> {
        self.within(Kind::Figure { alt: bars.caption.clone() }, |composer| {
            let last = bars.bars.len().saturating_sub(1);
            for (at, bar) in bars.bars.iter().enumerate() {
                // A caption, or a single bar, does not stand alone on a page.
                let keep = last < WHOLE || at == 0 || at + 1 >= last;
                composer.bar(bar, if at == 0 { gap } else { 0.0 }, keep)?;
            }
            composer.caption(&bars.caption)
        })
    }

    fn bar(&mut self, bar: &Bar, gap: f32, keep: bool) -> Result<(), PaperError> {
        const GUTTER: f32 = 12.0;
        let (names, track) = (self.width * 0.34, self.width * 0.36);
        let drawn = self.tree.slot(self.parent);
        let (left, right) = (self.x + names + GUTTER, self.x + names + track + 2.0 * GUTTER);
        let name = self.figure_cell(&bar.name, (self.x, names), false);
        let words = self.figure_cell(&bar.words, (right, self.x + self.width - right), true);
        let marks = filled(bar, left, 3.0 + (CELL.leading - HEIGHT) / 2.0, track, drawn);
        self.row(&[name, words], RowLook { gap, above: 3.0, below: 3.0, keep, marks, ..RowLook::default() })
    }

    /// Words within a figure.
    pub(super) fn figure_cell(&mut self, text: &str, (x, width): (f32, f32), faint: bool) -> Cell {
        let set = if faint { CELL.in_ink(FAINT) } else { CELL };
        Cell { x, width, align: Align::Start, words: self.prepare(self.parent, &[Span::plain(text)], set, width) }
    }
}

fn filled(bar: &Bar, x: f32, y: f32, width: f32, slot: SlotId) -> Vec<Mark> {
    let area = |width: f32, ink: Ink| {
        let wash = Wash::area(x, y, width, HEIGHT, ink).round((HEIGHT / 2.0).min(width / 2.0));
        Mark::Shape { shape: Shape::Area(wash), slot: Some(slot) }
    };
    let Some(share) = bar.share else {
        // Nothing to fill it with is not the same as empty: a line and no track.
        let points = vec![(x, y + HEIGHT / 2.0), (x + width, y + HEIGHT / 2.0)];
        return vec![Mark::Shape { shape: Shape::Path { points, closed: false, width: 0.8, ink: TRACK }, slot: Some(slot) }];
    };
    let filled = width * crate::percent(share) / 100.0;
    let mut marks = vec![area(width, TRACK)];
    if filled > 0.0 {
        marks.push(area(filled.max(1.5), tint(bar.tone).fill));
    }
    marks
}
