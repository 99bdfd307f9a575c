//! What readiness means: the types of Holdpoint, its scoring, and Markdown in and out.
//!
//! Pure: no input or output, no clock, no framework. Whatever needs "now" takes it as an argument.
//! Compiles to WebAssembly, where it is the same code that the server runs.

pub mod accounts;
pub mod assessments;
#[cfg(feature = "markdown")]
pub mod audit;
pub mod blockers;
#[cfg(feature = "markdown")]
pub mod changes;
pub mod checklists;
pub mod comments;
pub mod criteria;
pub mod decisions;
#[cfg(feature = "markdown")]
pub mod digest;
mod exact;
#[cfg(feature = "markdown")]
pub mod exchange;
#[cfg(feature = "markdown")]
pub mod exports;
pub mod gates;
pub mod history;
pub mod ids;
pub mod lines;
pub mod links;
#[cfg(feature = "markdown")]
pub mod lint;
#[cfg(feature = "markdown")]
pub mod markdown;
pub mod metrics;
pub mod months;
pub mod order;
pub mod people;
pub mod plans;
pub mod portfolio;
pub mod privacy;
pub mod projects;
pub mod records;
pub mod relations;
pub mod risks;
pub mod scoring;
#[cfg(feature = "markdown")]
pub mod search;
#[cfg(feature = "templates")]
pub mod templates;
pub mod text;
pub mod time;
pub mod trends;
pub mod verifications;
pub mod what_if;

pub use ids::Version;
pub use lines::LineRange;
pub use time::{Day, Timestamp};
