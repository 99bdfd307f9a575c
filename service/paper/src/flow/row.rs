//! Columns side by side: rows of tables, facts and bars.

use super::paint::Prepared;
use super::{Composer, Mark, Strip, Wash};
use crate::PaperError;
use crate::style::{DEPTH, Ink};
use domain::exports::Align;
use std::rc::Rc;

/// Words in a column.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) x: f32,
    pub(crate) width: f32,
    pub(crate) align: Align,
    pub(crate) words: Prepared,
}

/// How a row looks around its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowLook {
    pub(crate) gap: f32,
    /// Above the words.
    pub(crate) above: f32,
    /// Below the words.
    pub(crate) below: f32,
    /// A hairline at its lower edge.
    pub(crate) rule: Option<(f32, Ink)>,
    /// Whether it stays with the next row.
    pub(crate) keep: bool,
    /// It is no lower than this.
    pub(crate) least: f32,
    /// What is repeated above it on a new page.
    pub(crate) head: Option<Rc<Strip>>,
    /// Drawings in its first strip.
    pub(crate) marks: Vec<Mark>,
    /// Areas behind it.
    pub(crate) washes: Vec<Wash>,
}

impl Composer {
    /// Writes a row. It stays on one page unless it is higher than half of one: then it breaks between its lines.
    pub(crate) fn row(&mut self, cells: &[Cell], look: RowLook) -> Result<(), PaperError> {
        for strip in self.row_strips(cells, look) {
            self.push(strip)?;
        }
        Ok(())
    }

    /// The strips of a row: one, or several where it is high.
    pub(crate) fn row_strips(&self, cells: &[Cell], look: RowLook) -> Vec<Strip> {
        let lines = cells.iter().map(|cell| cell.words.lines.len()).max().unwrap_or(0).max(1);
        let leading = cells.iter().map(|cell| cell.words.set.leading).fold(0.0, f32::max);
        let inner = crate::count(lines) * leading;
        let whole = (look.above + inner + look.below).max(look.least);
        let first = Strip { gap: look.gap, head: look.head.clone(), marks: look.marks, washes: look.washes, ..Strip::default() };
        let mut strips = if whole <= DEPTH / 2.0 {
            let mut strip = Strip { height: whole, keep: look.keep, ..first };
            // A row that is given more height than its words need has them in its middle.
            let top = look.above + (whole - look.above - inner - look.below) / 2.0;
            for line in 0..lines {
                paint(cells, line, top + crate::count(line) * leading, &mut strip);
            }
            vec![strip]
        } else {
            let mut next = Some(first);
            let strip = |line: usize| {
                let above = if line == 0 { look.above } else { 0.0 };
                let goes_on = line > 0;
                let below = if line + 1 == lines { look.below } else { 0.0 };
                let begun = next.take().unwrap_or_else(|| Strip { head: look.head.clone(), ..Strip::default() });
                let mut strip = Strip { goes_on, height: above + leading + below, keep: line == 0 || line + 2 == lines, ..begun };
                paint(cells, line, above, &mut strip);
                strip
            };
            (0..lines).map(strip).collect()
        };
        if let (Some((thick, ink)), Some(last)) = (look.rule, strips.last_mut()) {
            last.washes.push(Wash::area(self.x, last.height - thick, self.width, thick, ink));
        }
        strips
    }
}

fn paint(cells: &[Cell], line: usize, top: f32, strip: &mut Strip) {
    for cell in cells {
        let Some(text) = cell.words.lines.get(line) else { continue };
        let end = cell.align == Align::End || text.backwards;
        let x = cell.x + if end { (cell.width - text.width).max(0.0) } else { 0.0 };
        cell.words.paint(line, x, top, strip);
    }
}
