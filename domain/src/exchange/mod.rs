//! Markdown reports in: from bytes to text, from text to records.
//!
//! [`decode()`] makes text of bytes, [`read`] makes a [`Reading`] of text, [`json()`] and [`text`] show it.
//! The readers know words that any report may use (`vocabulary`, `columns`), never a particular report.
//! A new kind of record is a new file in `readers` and a line in its list.

mod build;
mod bytes;
mod columns;
mod dates;
mod decode;
mod draft;
mod facts;
mod inline;
mod json;
mod keys;
mod letters;
mod measured;
pub(crate) mod number;
mod outline;
mod phrases;
pub(crate) mod prose;
mod quantity;
mod ratings;
mod readers;
mod reading;
mod register;
pub mod rows;
mod source;
mod summary;
mod units;
mod verdicts;
mod vocabulary;

pub use decode::{DecodeError, Decoded, Encoding, MAX_BYTES, decode};
pub use json::json;
pub use readers::read;
pub use reading::*;
pub use summary::text;
