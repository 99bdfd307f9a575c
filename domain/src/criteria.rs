//! Acceptance criteria.

use crate::Version;
use crate::ids::CriterionId;
use crate::lines::LineRange;
use crate::text::Title;
use serde::{Deserialize, Serialize};

/// An acceptance criterion of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Identity.
    pub id: CriterionId,
    /// Place in the project, from 0.
    pub position: i32,
    /// Its letter or number as written (A, B, 1 …).
    pub label: Option<String>,
    /// What has to hold.
    pub text: Title,
    /// Whether it holds.
    pub state: CriterionState,
    /// Where it stands in the source it came from.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}

/// Whether a criterion holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionState {
    /// Nobody has said so far.
    #[default]
    Unknown,
    /// Holds.
    Met,
    /// Holds in part.
    Partly,
    /// Does not hold.
    NotMet,
}

impl CriterionState {
    /// The words shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Met => "met",
            Self::Partly => "partly met",
            Self::NotMet => "not met",
        }
    }
}
