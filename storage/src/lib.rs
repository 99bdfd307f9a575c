//! Where readiness is kept: every SQL statement, for `SQLite` and `PostgreSQL`. Nothing decides anything here.
//!
//! One SQL text serves both databases: `$1 …` for parameters, no function that only one of them has, times bound from Rust.
//! The one exception is [`search`].

#[macro_use]
mod sql;

pub mod accounts;
pub mod assessments;
pub mod audit;
pub mod badges;
pub mod blockers;
pub mod changes;
pub mod checklists;
pub mod comments;
pub mod criteria;
mod db;
pub mod decisions;
mod error;
pub mod exchange;
pub mod exports;
pub mod gates;
pub mod history;
pub mod lint;
pub mod metrics;
pub mod organisation;
pub mod plans;
pub mod portfolio;
pub mod privacy;
pub mod projects;
pub mod records;
pub mod relations;
pub mod risks;
pub mod search;
pub mod shares;
pub mod templates;
pub mod trends;
mod values;
pub mod verifications;
pub mod work;

pub use db::{Db, Tx};
pub use error::StorageError;

/// A part of a list: `limit` rows after the first `offset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Most rows.
    pub limit: i64,
    /// Rows passed over.
    pub offset: i64,
}

impl Window {
    /// Everything there is, for lists whose length the caller bounds otherwise.
    pub const fn first(limit: i64) -> Self {
        Self { limit, offset: 0 }
    }
}
