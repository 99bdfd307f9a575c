//! Claims that can be checked. Holdpoint never runs the command; people or CI post results.

use crate::Version;
use crate::ids::VerificationId;
use crate::lines::LineRange;
use crate::text::Markdown;
use serde::{Deserialize, Serialize};

/// A claim that can be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Identity.
    pub id: VerificationId,
    /// Place in the project, from 0.
    pub position: i32,
    /// What to run, one or more lines.
    pub command: Markdown,
    /// What it should answer.
    pub expected: Option<String>,
    /// Where it stands in the source it came from.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}
