//! Risks by likelihood and impact.

use super::figure::Anchor;
use crate::PaperError;
use crate::flow::{Cell, Composer, Kind, RowLook, Strip, Wash};
use crate::style::{CELL, HEAD, tint};
use domain::exports::{Align, Heat, Span, Tone};

/// A field is no lower than this.
const FIELD: f32 = 27.0;
/// Wider than this, the grid is no better.
const WIDEST: f32 = 400.0;

impl Composer {
    pub(super) fn heat(&mut self, heat: &Heat, gap: f32) -> Result<(), PaperError> {
        self.place_marker()?;
        self.within(Kind::Figure { alt: heat.caption.clone() }, |composer| {
            let whole = composer.width;
            composer.width = whole.min(WIDEST);
            let drawn = composer.grid(heat, gap);
            composer.width = whole;
            drawn?;
            composer.caption(&heat.caption)
        })
    }

    fn grid(&mut self, heat: &Heat, gap: f32) -> Result<(), PaperError> {
        let names = self.width * 0.24;
        let (left, right) = (self.x + names + 8.0, self.x + self.width);
        let slot = self.tree.slot(self.parent);
        let title = self.label("Likelihood ↑", HEAD, (self.x, 8.0), Anchor::Start, (self.x, right), Some(slot));
        self.push(Strip { gap, height: 13.0, keep: true, marks: vec![title], ..Strip::default() })?;
        let width = (right - left) / crate::count(heat.impact.len().max(1));
        for (at, name) in heat.likelihood.iter().enumerate().rev() {
            let fields = heat.fields.get(at).map_or(&[][..], Vec::as_slice);
            self.heat_row(name, fields, names, (left, width))?;
        }
        let place = |at: usize| (left + width * crate::count(at) + 2.0, width - 4.0);
        let mut cells = Vec::new();
        for (at, name) in heat.impact.iter().enumerate() {
            let cell = self.figure_cell(name, place(at), false);
            let widest = cell.words.lines.iter().map(|line| line.width).fold(0.0, f32::max);
            cells.push(Cell { x: cell.x + ((cell.width - widest) / 2.0).max(0.0), width: widest, ..cell });
        }
        self.row(&cells, RowLook { above: 2.0, below: 1.0, keep: true, ..RowLook::default() })?;
        let slot = self.tree.slot(self.parent);
        let title = self.label("Impact →", HEAD, (right, 8.0), Anchor::End, (self.x, right), Some(slot));
        self.push(Strip { height: 11.0, keep: true, marks: vec![title], ..Strip::default() })
    }

    fn heat_row(&mut self, name: &str, fields: &[(u64, Tone)], names: f32, (left, width): (f32, f32)) -> Result<(), PaperError> {
        let mut cells = vec![self.figure_cell(name, (self.x, names), false)];
        let height = (crate::count(cells[0].words.lines.len()) * CELL.leading + 6.0).clamp(FIELD, 200.0);
        let mut washes = Vec::new();
        for (at, (count, tone)) in fields.iter().enumerate() {
            let x = left + width * crate::count(at);
            let colours = tint(*tone);
            let field = |inset: f32, ink| Wash::area(x + inset, inset, width - 2.0 * inset, height - 2.0 * inset, ink).round(2.0);
            if *count > 0 {
                washes.push(field(1.0, colours.fill));
                washes.push(field(2.2, colours.wash));
                let words = self.prepare(self.parent, &[Span::strong(count.to_string())], CELL.in_ink(colours.text), width);
                let text = words.lines.first().map_or(0.0, |line| line.width);
                cells.push(Cell { x: x + (width - text) / 2.0, width, align: Align::Start, words });
            } else {
                washes.push(field(1.0, colours.wash));
            }
        }
        self.row(&cells, RowLook { above: 3.0, below: 3.0, least: FIELD, keep: true, washes, ..RowLook::default() })
    }
}
