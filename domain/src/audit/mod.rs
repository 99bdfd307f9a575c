//! The audit log: the history of the installation, made so that nobody changes it unseen.
//!
//! Each line of [`crate::history`] has a link in a chain of digests. How they are made is written down in `docs/audit-log.md`, so that
//! anybody can compute them without this program.

mod chain;
mod gap;
mod group;
mod nameless;
mod policy;
mod walk;

pub use chain::{Link, Redaction, START, body, chained, commitment, redacted_text};
pub use gap::{Gap, runs};
pub use group::{Group, stays};
pub use nameless::{FORMER, Forgotten, nameless};
pub use policy::{LONGEST_DAYS, Policy};
pub use walk::{Break, Expectation, Fault, Kept, Noted, NotedError, Report, Walk};
