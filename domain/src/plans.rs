//! Plans: what is to be done when.

use crate::Version;
use crate::ids::ActionId;
use crate::lines::LineRange;
use crate::text::{Markdown, Title};
use serde::{Deserialize, Serialize};

/// A step of a project's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Identity.
    pub id: ActionId,
    /// Place in the plan, from 0.
    pub position: i32,
    /// Day, phase or date as written.
    pub when: Option<String>,
    /// What it is about.
    pub focus: Title,
    /// What there will be afterwards.
    pub deliverables: Markdown,
    /// Where it stands in the source it came from.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}
