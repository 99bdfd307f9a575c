//! What a table rates its rows with, for those who ask again and again while they look for its columns.

use super::super::columns::sums_up;
use super::super::outline::Table;
use super::super::ratings::{Rated, rated};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// What the cells of a table rate, each read once.
pub(super) struct Cells<'t, 'a> {
    pub(super) table: &'t Table<'a>,
    pub(super) name: usize,
    sums: OnceCell<Vec<bool>>,
    /// Those of the column asked for last: all of a wide table would fill the memory.
    ratings: RefCell<Option<(usize, Ratings)>>,
}

/// Row by row, what a column rates it with.
pub(super) type Ratings = Rc<[Option<Rated>]>;

impl<'t, 'a> Cells<'t, 'a> {
    pub(super) fn new(table: &'t Table<'a>, name: usize) -> Self {
        Self { table, name, sums: OnceCell::new(), ratings: RefCell::new(None) }
    }

    /// Row by row, whether it sums up the others.
    pub(super) fn sums(&self) -> &[bool] {
        self.sums.get_or_init(|| self.table.rows.iter().map(|row| sums_up(self.table, row, self.name)).collect())
    }

    /// Row by row, what a column rates it with.
    pub(super) fn ratings(&self, column: usize) -> Ratings {
        let mut last = self.ratings.borrow_mut();
        if let Some((_, ratings)) = last.as_ref().filter(|(at, _)| *at == column) {
            return Rc::clone(ratings);
        }
        let ratings: Ratings = self.table.rows.iter().map(|row| rated(row.cell(column))).collect();
        *last = Some((column, Rc::clone(&ratings)));
        ratings
    }
}
