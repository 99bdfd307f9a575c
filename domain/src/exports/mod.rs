//! Reports out: what people, spreadsheets and other programs get to read.
//!
//! A [`Report`] is the content of a report once and for all; pages that print and PDF files are two ways to draw it.

pub mod badge;
mod block;
pub mod csv;
mod dossier;
mod facts;
pub mod markdown;
mod options;
mod organisation;
mod report;
mod request;
#[cfg(any(test, feature = "samples"))]
#[doc(hidden)]
pub mod samples;
mod section;
mod sheets;

pub use block::{Align, Bar, Bars, Block, Column, Cover, Fact, Heat, Line, Part, Point, Report, Row, Span, Table, Tone, Trend};
pub use dossier::{Audit, Dossier, Goal, Past};
pub use facts::facts_of;
pub use options::{Choice, Preset};
pub use organisation::{Logo, LogoError, Organisation};
pub use report::report;
pub use request::{Extent, Format, Request, Subject};
pub use section::Section;
pub use sheets::{Cell, Sheet, sheets};
