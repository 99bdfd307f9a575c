//! Whether a project may go: verdicts, and what people sign.

mod moved;
#[cfg(feature = "markdown")]
mod state;
mod verdict;

pub use moved::{Moved, Shift, moved};
#[cfg(feature = "markdown")]
pub use state::{AuditOf, Format, State};
pub use verdict::Verdict;

use crate::Timestamp;
use crate::gates::Facts;
use crate::ids::{DecisionId, ProjectId, UserId};
use crate::text::{Markdown, Slug, Title};

/// A signed verdict on one goal. It never changes; whoever thinks better of it signs again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Identity.
    pub id: DecisionId,
    /// The project.
    pub project: ProjectId,
    /// The goal.
    pub goal: Slug,
    /// What the goal was called.
    pub goal_name: Title,
    /// What was signed.
    pub verdict: Verdict,
    /// What the gate said at that moment; `None` where it could not tell.
    pub computed: Option<Verdict>,
    /// Why. Never empty where the gate was overridden.
    pub reason: Markdown,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the operator of the installation.
    pub by: Option<UserId>,
    /// The name at that time.
    pub by_name: Title,
    /// Version of the gates that it was taken under.
    pub gates_version: u32,
    /// How the project stood; `None` where another version of the program wrote it in a way that this one does not read.
    pub facts: Option<Facts>,
    /// Digest of the state that it was taken on.
    pub sha256: String,
}

impl Decision {
    /// True where the person who signed went further than the gate.
    #[must_use]
    pub fn is_override(&self) -> bool {
        self.verdict.overrides(self.computed)
    }
}
