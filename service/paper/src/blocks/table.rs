//! Tables, whose heads are repeated on each page.

use super::columns::{Wish, widths};
use crate::PaperError;
use crate::flow::{Cell, Composer, Kind, RowLook, Strip};
use crate::style::{CELL, DEPTH, FAINT, HEAD, RULE};
use crate::text::Para;
use domain::exports::{Align, Column, Fact, Row, Span, Table};
use std::borrow::Cow;
use std::rc::Rc;

/// Between two columns.
const GUTTER: f32 = 10.0;
/// A narrower column holds no word; a table with so many is written record by record.
const NARROWEST: f32 = 26.0;

impl Composer {
    pub(super) fn table(&mut self, table: &Table, gap: f32) -> Result<(), PaperError> {
        if table.columns.is_empty() {
            return Ok(());
        }
        if crate::count(table.columns.len()) * (NARROWEST + GUTTER) > self.width {
            return self.records(table, gap);
        }
        let places = self.places(table);
        let whole = self.width;
        self.width = places.last().map_or(whole, |(x, width)| x + width - self.x);
        let written = self.placed(table, &places, gap);
        self.width = whole;
        written
    }

    fn placed(&mut self, table: &Table, places: &[(f32, f32)], gap: f32) -> Result<(), PaperError> {
        self.within(Kind::Table { summary: table.caption.clone() }, |composer| {
            let head = composer.within(Kind::Head, |composer| composer.head(table, places, gap))?;
            composer.within(Kind::Rows, |composer| {
                for row in &table.rows {
                    composer.within(Kind::Row, |composer| composer.table_row(table, row, places, head.clone()))?;
                }
                Ok(())
            })
        })
    }

    /// Where each column begins and how wide it is.
    fn places(&mut self, table: &Table) -> Vec<(f32, f32)> {
        let mut wishes: Vec<Wish> = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            let head = Para::plain(&mut self.shaper, &column.title, HEAD);
            wishes.push(Wish { weight: column.width, least: head.widest_word(), most: head.natural_width() });
        }
        for row in &table.rows {
            for (at, wish) in wishes.iter_mut().enumerate() {
                let words = Para::new(&mut self.shaper, &words(row, at, table.columns.len()), CELL);
                wish.least = wish.least.max(words.widest_word());
                wish.most = wish.most.max(words.natural_width());
            }
        }
        let gutters = GUTTER * crate::count(wishes.len() - 1);
        let mut x = self.x;
        let place = |width: f32| {
            let place = (x, width);
            x += width + GUTTER;
            place
        };
        widths(&wishes, self.width - gutters).into_iter().map(place).collect()
    }

    /// Writes the head; what of it is repeated on the pages that follow.
    fn head(&mut self, table: &Table, places: &[(f32, f32)], gap: f32) -> Result<Option<Rc<Strip>>, PaperError> {
        let strips = self.within(Kind::Row, |composer| {
            let cells: Vec<Cell> = table.columns.iter().zip(places).map(|(column, place)| composer.head_cell(column, *place)).collect();
            let look = RowLook { gap, above: 2.0, below: 4.0, rule: Some((0.9, FAINT)), keep: true, ..RowLook::default() };
            composer.row_strips(&cells, look)
        });
        let repeated = match strips.as_slice() {
            [only] if only.height <= DEPTH / 4.0 => Some(Rc::new(only.clone())),
            _ => None,
        };
        strips.into_iter().try_for_each(|strip| self.push(strip))?;
        Ok(repeated)
    }

    fn head_cell(&mut self, column: &Column, place: (f32, f32)) -> Cell {
        let cell = self.cell(Kind::ColumnHead, &[Span::plain(&column.title)], HEAD, place);
        Cell { align: column.align, ..cell }
    }

    fn table_row(&mut self, table: &Table, row: &Row, places: &[(f32, f32)], head: Option<Rc<Strip>>) -> Result<(), PaperError> {
        let count = table.columns.len();
        let cell = |composer: &mut Self, at: usize, align: Align| {
            let kind = if at == 0 { Kind::RowHead } else { Kind::Cell };
            Cell { align, ..composer.cell(kind, &words(row, at, count), CELL, places[at]) }
        };
        let cells: Vec<Cell> = table.columns.iter().enumerate().map(|(at, column)| cell(self, at, column.align)).collect();
        self.row(&cells, RowLook { above: 4.0, below: 4.5, rule: Some((0.5, RULE)), head, ..RowLook::default() })
    }

    /// Writes each row as names with values: more columns than a page is wide.
    fn records(&mut self, table: &Table, gap: f32) -> Result<(), PaperError> {
        let (first_gap, count) = (gap, table.columns.len());
        let named = |at: usize, value: Cow<'_, [Span]>| Fact { name: table.columns[at].title.clone(), value: value.into_owned() };
        for (at, row) in table.rows.iter().enumerate() {
            let facts: Vec<Fact> = (0..count).map(|column| named(column, words(row, column, count))).collect();
            self.facts(&facts, if at == 0 { first_gap } else { 9.0 })?;
        }
        if table.rows.is_empty() {
            let facts: Vec<Fact> = (0..count).map(|column| named(column, Cow::Borrowed(&[]))).collect();
            self.facts(&facts, first_gap)?;
        }
        Ok(())
    }
}

/// The words of a cell. What a row has more than there are columns stands in the last one: nothing is lost.
fn words(row: &Row, at: usize, columns: usize) -> Cow<'_, [Span]> {
    match row.cells.get(at..) {
        Some([cell, more @ ..]) if at + 1 == columns && !more.is_empty() => {
            let rest = more.iter().flat_map(|line| [Span::plain("\n")].into_iter().chain(line.iter().cloned()));
            Cow::Owned(cell.iter().cloned().chain(rest).collect())
        }
        Some([cell, ..]) => Cow::Borrowed(cell),
        _ => Cow::Borrowed(&[]),
    }
}
