//! The state that a decision was taken on, in one document with a digest.

use super::Verdict;
use crate::Timestamp;
use crate::assessments::{Audited, CanonicalError, Registers, canonical};
use crate::gates::{Facts, Gate, Weighed};
use crate::ids::{AssessmentId, UserId};
use crate::text::{Markdown, Title};
use crate::time::ReportDate;
use serde::{Deserialize, Serialize};

/// The shape of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The first one.
    #[serde(rename = "holdpoint.decision/1")]
    First,
}

/// What was signed, and all that was known then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Its shape.
    pub format: Format,
    /// The project.
    pub project: Audited,
    /// The last audit that counted.
    pub audit: Option<AuditOf>,
    /// The gate.
    pub gate: Gate,
    /// Version of the gates of the project.
    pub gates_version: u32,
    /// What the gate was weighed against.
    pub facts: Facts,
    /// What each of its rules found.
    pub rules: Vec<Weighed>,
    /// The verdict of the gate, open blockers taken into account.
    pub computed: Option<Verdict>,
    /// What was signed.
    pub verdict: Verdict,
    /// Why.
    pub reason: Markdown,
    /// The conditions as worded, in order.
    pub conditions: Vec<Title>,
    /// The registers of the project at that moment.
    pub registers: Registers,
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the operator of the installation.
    pub by: Option<UserId>,
    /// The name at that time.
    pub by_name: Title,
}

/// An audit that a decision leans on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditOf {
    /// Identity.
    pub id: AssessmentId,
    /// As shown.
    pub title: Title,
    /// Its date, where it has one.
    pub date: Option<ReportDate>,
    /// Digest of its snapshot, where it was frozen.
    pub sha256: Option<String>,
}

impl State {
    /// The document.
    ///
    /// # Errors
    /// Where a value has no canonical spelling.
    pub fn write(&self) -> Result<String, CanonicalError> {
        canonical(self)
    }
}
