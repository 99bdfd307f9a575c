//! Markdown reports in: from bytes to text, from text to records.
//!
//! [`decode()`] makes text of bytes, [`read`] makes a [`Reading`] of text, [`json()`] and [`text`] show it. [`inputs`] reads documents
//! of other kinds.
//! The readers know words that any report may use (`vocabulary`, `columns`), never a particular report.
//! A new kind of record is a new file in `readers` and a line in its list.

mod build;
mod bytes;
mod column;
mod columns;
mod dates;
mod decode;
pub(crate) mod dialect;
pub(crate) mod draft;
mod facts;
mod inline;
pub mod inputs;
mod json;
mod kept;
mod keys;
mod letters;
mod measured;
mod note;
pub(crate) mod number;
mod outline;
mod phrases;
pub mod profile;
pub(crate) mod prose;
mod quantity;
mod ratings;
mod readers;
mod reading;
pub mod reconcile;
mod register;
pub mod review;
pub mod rows;
mod source;
pub(crate) mod stored;
mod summary;
mod units;
mod verdicts;
mod vocabulary;

pub use column::{Column, ColumnError};
pub use decode::{DecodeError, Decoded, Encoding, MAX_BYTES, decode};
pub use dialect::{REPORT_FORMAT, is_report};
pub use json::json;
pub use readers::{read, read_with};
pub use reading::*;
pub use summary::text;
