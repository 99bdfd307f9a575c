//! Other documents than Markdown: JSON of our own, CSV, SARIF and Scorecard of the Open Source Security Foundation. Each becomes a
//! [`Reading`], so that it is looked through and saved as a Markdown report is.
//!
//! [`detect`] says what a document is, [`read_any`] reads it, [`to_json`] writes a reading for good.

mod csv;
mod detect;
mod document;
mod error;
mod own;
mod rest;
mod sarif;
mod scorecard;
mod snapshot;
mod written;

pub use detect::{InputKind, detect};
pub use error::InputError;
pub use own::{READING_FORMAT, from_json, to_json};
pub(super) use rest::noted;

use super::column::Column;
use super::profile::Profile;
use super::readers;
use super::reading::Reading;

/// The heads of a table of values, each with its meaning; nothing where the document is none.
#[must_use]
pub fn heads(filename: &str, text: &str, profile: &Profile) -> Vec<(String, Column)> {
    if detect(filename, text) == InputKind::Csv { csv::heads(text, profile) } else { Vec::new() }
}

/// Reads a document of any kind as its project means it.
///
/// The lines of every record are those of this document.
///
/// # Errors
/// [`InputError`] where a document claims to be JSON or CSV and is broken, or is JSON of a kind that is not known. Any other text is
/// Markdown, which cannot be broken.
pub fn read_any(filename: &str, text: &str, profile: &Profile) -> Result<Reading, InputError> {
    match detect(filename, text) {
        InputKind::Markdown => Ok(readers::read_with(text, profile)),
        InputKind::Json => own::read(text),
        InputKind::Csv => csv::read(filename, text, profile),
        InputKind::Sarif => sarif::read(text),
        InputKind::Scorecard => scorecard::read(text),
    }
}
