//! A project as a file, and back: all its rows, table by table, as they are. And files that were asked for.
//!
//! The file says what is in the database and nothing else, so that a project that is restored elsewhere, also on the other kind of
//! database, gives the same bytes again. What is in it is said once, in the list of [`tables`].

mod check;
mod error;
mod jobs;
mod kinds;
mod parse;
mod people;
mod read;
mod scalars;
mod schema;
mod suspect;
mod tables;
mod text;
mod value;
mod vouch;
mod write;

pub use error::{ArchiveError, Place};
pub use jobs::{
    Export, State, beat, content, count_open, count_open_of_nobody, delete_beyond, delete_of_nobody_beyond, delete_old, find, finish,
    insert, list, set_progress,
};
pub use kinds::{Column, Kind, Null, Part, Parts, PartsError, Table, Tie};
pub use parse::{Archive, parse};
pub use read::read;
pub use schema::schema;
pub use tables::{LEFT_COLUMNS, LEFT_TABLES, tables};
pub use write::{Restored, write};

/// The format that is written, and the only one that is read: another list of tables or columns is another number.
pub const FORMAT: &str = "holdpoint.project/1";

/// The largest archive that is written or read.
pub const LIMIT: usize = 256 << 20;
