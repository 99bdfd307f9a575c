//! The tables of which a project has rows, column by column, and those that stay behind.
//!
//! A test compares both lists with the schema of both databases: a migration that adds a table or a column has to say here whether it is
//! exported. One that changes what is exported also needs a new [`FORMAT`](super::FORMAT).

mod core;
mod left;
mod others;
mod registers;

use super::kinds::{Column, Kind, Table};
pub use left::{LEFT_COLUMNS, LEFT_TABLES};

/// All tables of an archive, parents before those that name them.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    [core::TABLES, registers::TABLES, others::TABLES].into_iter().flatten()
}

const ID: Column = Column::new("id", Kind::Id);
const PROJECT: Column = Column::new("project_id", Kind::Project);
const VERSION: Column = integer("version").says("Counts the changes of the row.");
const POSITION: Column = small("position").says("Place in its list.");
const FROM: Column = small("line_from").maybe().says("First line in the report that it came from.");
const TO: Column = small("line_to").maybe().says("Last line in the report that it came from.");
const MATCH_KEY: Column = text("match_key").says("The title folded for comparison with later reports.");
const GONE: Column = moment("deleted_at").maybe().says("Since when it is in the bin.");
const GONE_BY: Column = text("deleted_by_name").maybe();

const fn text(name: &'static str) -> Column {
    Column::new(name, Kind::Text)
}
const fn small(name: &'static str) -> Column {
    Column::new(name, Kind::Small)
}
const fn integer(name: &'static str) -> Column {
    Column::new(name, Kind::Integer)
}
const fn flag(name: &'static str) -> Column {
    Column::new(name, Kind::Flag)
}
const fn moment(name: &'static str) -> Column {
    Column::new(name, Kind::Moment)
}
const fn json(name: &'static str) -> Column {
    Column::new(name, Kind::Json)
}
const fn row(name: &'static str, table: &'static str) -> Column {
    Column::new(name, Kind::Row(table))
}
const fn member(name: &'static str) -> Column {
    Column::new(name, Kind::Member)
}
const fn person(name: &'static str) -> Column {
    Column::new(name, Kind::Person)
}
