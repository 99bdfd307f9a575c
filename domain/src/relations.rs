//! How records hang together.

use crate::records::{RecordKind, RecordRef};
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

impl RelationKind {
    /// Whether a record of the one kind can be this to a record of the other.
    #[must_use]
    pub const fn joins(self, from: RecordKind, to: RecordKind) -> bool {
        use RecordKind as K;
        match self {
            Self::Closes => matches!(from, K::Action) && matches!(to, K::Blocker | K::Item | K::Criterion | K::Risk),
            Self::Checks => {
                matches!(from, K::Verification) && matches!(to, K::Blocker | K::Item | K::Criterion | K::Risk | K::Finding | K::Assessment)
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_steps_close_and_only_verifications_check() {
        assert!(RelationKind::Closes.joins(RecordKind::Action, RecordKind::Risk));
        assert!(!RelationKind::Closes.joins(RecordKind::Action, RecordKind::Finding));
        assert!(!RelationKind::Closes.joins(RecordKind::Verification, RecordKind::Risk));
        assert!(RelationKind::Checks.joins(RecordKind::Verification, RecordKind::Finding));
        assert!(
            RecordKind::ALL
                .iter()
                .all(|kind| !RelationKind::Checks.joins(RecordKind::Verification, *kind) || *kind != RecordKind::Verification)
        );
    }
}
