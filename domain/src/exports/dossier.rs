//! What a report is made of: a project with one audit, or as it stands.

use crate::Timestamp;
use crate::assessments::{Assessment, Audited, Category, Finding, Frozen, Note, Registers};
use crate::changes::{Comparison, Regression};
use crate::decisions::{Decision, Verdict};
use crate::gates::Weighed;
use crate::scoring::{Difference, Score, ScoringRule, Standing};
use crate::text::{Markdown, Title};

/// Everything that a report may tell. Whoever makes one puts nothing in it that its readers may not see.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// Whose report it is.
    pub organisation: Option<Title>,
    /// The project, as it was called.
    pub project: Audited,
    /// What the project is.
    pub description: Markdown,
    /// The audit; `None` for a project that has none yet.
    pub audit: Option<Audit>,
    /// The registers: those of the frozen audit, else as they are.
    pub registers: Registers,
    /// The goals in order.
    pub goals: Vec<Goal>,
    /// Scored audits up to this one, oldest first.
    pub past: Vec<Past>,
    /// What changed since the audit before; `None` where there is none.
    pub changes: Option<Comparison>,
    /// What got worse, the gravest first.
    pub worse: Vec<Regression>,
    /// The moment that it tells of: when it was frozen, else now.
    pub at: Timestamp,
}

/// An audit with its rows.
#[derive(Clone, Debug)]
pub struct Audit {
    /// Its head.
    pub assessment: Assessment,
    /// The rule it is scored with.
    pub rule: ScoringRule,
    /// Its score; the rows are those of `categories`.
    pub score: Score,
    /// Stated beside computed; `None` where one of them is missing.
    pub difference: Option<Difference>,
    /// In order.
    pub categories: Vec<Category>,
    /// In order.
    pub findings: Vec<Finding>,
    /// Passages of its source that are in no record.
    pub notes: Vec<Note>,
    /// Who froze it, and the digest of what was sealed; `None` while it can change.
    pub seal: Option<(Frozen, String)>,
}

/// A goal and what its gate says.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Its name.
    pub name: Title,
    /// The verdict; `None` where it cannot be told.
    pub verdict: Option<Verdict>,
    /// What each rule found, in order.
    pub rules: Vec<Weighed>,
    /// What open blockers do to the verdict.
    pub standing: Standing,
    /// What was signed last, and whether the state has moved since.
    pub signed: Option<(Decision, bool)>,
}

/// An audit of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its title.
    pub title: Title,
    /// When it was made, as shown.
    pub date: String,
    /// The day that it is ordered by, in days since the first of January 1970.
    pub day: i64,
    /// Its score in hundredths of a percent.
    pub score: u32,
    /// Whether the score is only stated.
    pub stated: bool,
}
