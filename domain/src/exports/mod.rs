//! Reports out: what people, spreadsheets and other programs get to read.
//!
//! A [`Report`] is the content of a report once and for all; pages that print and PDF files are two ways to draw it.

pub mod badge;
mod block;
pub mod csv;
mod dossier;
mod options;
mod section;
mod sheets;

pub use block::{Align, Bar, Bars, Block, Column, Cover, Fact, Heat, Line, Part, Point, Report, Row, Span, Table, Tone, Trend};
pub use dossier::{Audit, Dossier, Goal, Past};
pub use options::{Choice, Preset};
pub use section::Section;
pub use sheets::{Cell, Sheet, sheets};
