//! Audits of a project: categories with ratings, findings, and what the author stated.

#[cfg(feature = "markdown")]
mod canonical;
mod checks;
mod edition;
mod finding;
mod rating;
mod series;
#[cfg(feature = "markdown")]
mod snapshot;
mod stated;
pub mod typed;

#[cfg(feature = "markdown")]
pub use canonical::{CanonicalError, canonical};
pub use checks::{Check, checks};
pub use edition::Edition;
pub use finding::{Finding, FindingKind, Severity};
pub use rating::{Points, Rag, Rating, RatingError, Weight, WeightError};
pub use series::{Rated, Series, Standing, Step, by_category, steps};
#[cfg(feature = "markdown")]
pub use snapshot::{Audited, Format, Frozen, Registers, Snapshot, SnapshotError, Sums, seal};
pub use stated::{GoalAnswer, Stated, StatedScore};

use crate::ids::{AssessmentId, CategoryId, NoteId, ProjectId, SourceId, UserId};
use crate::lines::LineRange;
use crate::records::{Described, Fact};
use crate::scoring::ScoringRule;
use crate::text::{Markdown, Title};
use crate::time::ReportDate;
use crate::{Timestamp, Version};
use serde::{Deserialize, Serialize};

/// One audit of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Identity.
    pub id: AssessmentId,
    /// The audited project.
    pub project: ProjectId,
    /// As shown, from the head of the report.
    pub title: Title,
    /// When the audit was made; `None` where the report does not say.
    pub date: Option<ReportDate>,
    /// Whether it can still change.
    pub state: AssessmentState,
    /// What the author stated beside what can be computed.
    pub stated: Stated,
    /// The document it was read from.
    pub source: Option<SourceId>,
    /// The frozen assessment that this one corrects.
    pub supersedes: Option<AssessmentId>,
    /// The template that it began with.
    pub template: Option<Edition>,
    /// The rule that it was scored with when it was frozen; `None` while the rule of the project holds.
    pub rule: Option<ScoringRule>,
    /// Who brought it in.
    pub author: UserId,
    /// When it was brought in.
    pub created_at: Timestamp,
    /// Optimistic lock.
    pub version: Version,
}

impl Assessment {
    /// Whether it says how the project stands: a report that was brought in does at once, what is written here once it is frozen. One
    /// that a frozen assessment corrects does no more.
    #[must_use]
    pub const fn counts(&self, corrected: bool) -> bool {
        !corrected && (self.source.is_some() || matches!(self.state, AssessmentState::Final))
    }
}

/// Whether an assessment can still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentState {
    /// Being written.
    Draft,
    /// Frozen.
    Final,
}

/// A phase, pillar or angle of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Identity.
    pub id: CategoryId,
    /// Place in the assessment, from 0.
    pub position: i32,
    /// As shown.
    pub name: Title,
    /// How much it counts; `None` where the report gives it no weight.
    pub weight: Option<Weight>,
    /// The rating.
    pub rating: Rating,
    /// The status as the author wrote it.
    pub status: Option<String>,
    /// What the author says about it.
    pub notes: Markdown,
    /// Where it stands in the source.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}

impl Described for Category {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new("name", "Name", &self.name),
            Fact::maybe("weight", "Weight", self.weight),
            Fact::new("rating", "Rating", typed::AsTyped(&self.rating)),
            Fact::maybe("status", "Status", self.status.as_ref()),
            Fact::new("notes", "Notes", &self.notes),
        ]
    }
}

impl Described for Assessment {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::new("title", "Title", &self.title),
            Fact::maybe("date", "Date", self.date),
            Fact::maybe("stated", "Stated score", self.stated.overall),
            Fact::maybe("decision", "Decision", self.stated.decision.as_ref()),
            Fact::maybe("status", "Status", self.stated.status.as_ref()),
        ]
    }
}

/// A passage of the source that is in no record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// Place in the assessment, from 0.
    pub position: i32,
    /// The passage as written.
    pub text: Markdown,
    /// Where it stands in the source.
    pub lines: Option<LineRange>,
}
