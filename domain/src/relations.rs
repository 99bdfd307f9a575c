//! How records hang together.

use crate::records::RecordRef;
use serde::{Deserialize, Serialize};

/// What one record is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// A step of the plan closes a blocker, an item, a criterion or a risk.
    Closes,
    /// A verification checks any record.
    Checks,
}

/// One tie between two records of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relation {
    /// What the first is to the second.
    pub kind: RelationKind,
    /// The one that closes or checks.
    pub from: RecordRef,
    /// The one that is closed or checked.
    pub to: RecordRef,
}
