//! Reports out: what people, spreadsheets and other programs get to read.
//!
//! A [`Report`] is the content of a report once and for all; pages that print and PDF files are two ways to draw it.

mod block;
mod dossier;
mod facts;
mod options;
mod report;
#[cfg(any(test, feature = "samples"))]
#[doc(hidden)]
pub mod samples;
mod section;

pub use block::{Align, Bar, Bars, Block, Column, Cover, Fact, Heat, Line, Part, Point, Report, Row, Span, Table, Tone, Trend};
pub use dossier::{Audit, Dossier, Goal, Past};
pub use facts::facts_of;
pub use options::{Choice, Preset};
pub use report::report;
pub use section::Section;
