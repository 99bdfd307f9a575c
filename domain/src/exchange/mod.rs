//! Markdown reports in: from bytes to text, from text to records.
//!
//! [`decode()`] makes text of bytes, [`read`] makes a [`Reading`] of text, [`json()`] and [`text`] show it.
//! The readers know words that any report may use (`vocabulary`), never a particular report.

mod decode;
mod reading;

pub use decode::{DecodeError, Decoded, Encoding, MAX_BYTES, decode};
pub use reading::*;
