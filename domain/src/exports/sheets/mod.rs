//! A dossier as tables: what spreadsheets and other programs get, one sheet for each register.
//!
//! A row has every field of its record but its place, which is the order of the rows, its project, which the summary names, and its version,
//! which only counts while somebody changes it. Identities stand in the last column.

mod audit;
mod cell;
mod goals;
mod lists;
mod plan;
mod registers;
mod summary;
#[cfg(test)]
mod tests;

pub use cell::Cell;

use super::Dossier;

/// A table with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What its file is called, without an ending: small letters only.
    pub name: &'static str,
    /// What people read: at most 31 characters, none of which spreadsheets refuse.
    pub title: &'static str,
    /// The heads of its columns. Those of risks and items are understood by [`crate::exchange::inputs`].
    pub columns: Vec<&'static str>,
    /// Its rows, each with one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

/// A head, and what stands below it in the row of a record.
type Column<T> = (&'static str, fn(&T, &Dossier) -> Cell);

impl Sheet {
    fn of<T>(name: &'static str, title: &'static str, columns: &[Column<T>], rows: impl IntoIterator<Item = T>, of: &Dossier) -> Self {
        let row = |record: T| columns.iter().map(|(_, cell)| cell(&record, of)).collect();
        Self { name, title, columns: columns.iter().map(|(head, _)| *head).collect(), rows: rows.into_iter().map(row).collect() }
    }
}

/// All sheets in order; one that has no rows is there with its heads, so that readers need not guess what is missing.
#[must_use]
pub fn sheets(dossier: &Dossier) -> Vec<Sheet> {
    vec![
        summary::summary(dossier),
        goals::goals(dossier),
        audit::categories(dossier),
        audit::findings(dossier),
        registers::blockers(dossier),
        registers::risks(dossier),
        lists::items(dossier),
        lists::criteria(dossier),
        plan::actions(dossier),
        plan::verifications(dossier),
    ]
}
