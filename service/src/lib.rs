//! What a person may do: one use case is one permission proof, one transaction and one line of history.
//!
//! A use case takes the proof that it needs, so that an unchecked call does not compile. Pages, the command line
//! and interfaces for machines all call the same use cases.

pub mod accounts;
pub mod assessments;
pub mod audit;
pub mod badges;
pub mod blockers;
pub mod changes;
pub mod checklists;
pub mod comments;
pub mod criteria;
pub mod decisions;
pub mod demo;
mod error;
pub mod exchange;
pub mod exports;
pub mod gates;
pub mod groups;
pub mod history;
mod input;
pub mod keys;
pub mod lint;
pub mod mail;
pub mod metrics;
mod page;
pub mod people;
pub mod plans;
pub mod portfolio;
pub mod privacy;
pub mod projects;
pub mod records;
pub mod relations;
pub mod risks;
pub mod search;
pub mod shares;
pub mod summary;
pub mod templates;
pub mod trends;
pub mod verifications;
pub mod what_if;
pub mod work;

pub use error::ServiceError;
pub use page::{Page, PageNumber};
pub use storage::{Db, StorageError};

use domain::Timestamp;
use uuid::Uuid;

/// This moment.
#[must_use]
pub fn now() -> Timestamp {
    chrono::Utc::now().into()
}

/// A new identity, which sorts by when it was made.
fn new_id<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}

/// A new identity of something that is made at this moment, to the millisecond: what keeps no moment of its own is dated by it.
fn new_id_at<T: From<Uuid>>(now: Timestamp) -> T {
    let now = now.to_utc();
    let seconds = now.timestamp().try_into().unwrap_or_default();
    T::from(Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.timestamp_subsec_nanos())))
}
