//! The audit log: reading it, taking it along, verifying it, and how long it is kept.

mod export;
mod keep;
mod list;
mod nameless;
mod reading;
mod verify;

pub use export::{Export, ExportFormat, export};
pub(crate) use keep::take_over_project;
pub use keep::{PolicyForm, policy, set_policy, shorten, take_over};
pub use list::{Asked, Listed, Words, lines};
pub use nameless::redact;
pub(crate) use reading::behind_link;
pub use reading::{Opening, opened};
pub use storage::audit::{Cursor, Entry};
pub use verify::verify;

/// For what a gap is signed.
const GAP: &str = "audit gap";
/// For what a nameless line is signed.
const REDACTION: &str = "audit redaction";
