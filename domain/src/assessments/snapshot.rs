//! What a frozen assessment stands on: all of it, with the registers as they were, in one document with a digest.

use super::canonical::{CanonicalError, canonical};
use super::{Assessment, Category, Finding, Note};
use crate::Timestamp;
use crate::blockers::Blocker;
use crate::checklists::{Checklist, Item};
use crate::criteria::Criterion;
use crate::digest::sha256;
use crate::ids::{ProjectId, UserId};
use crate::plans::Action;
use crate::projects::Words;
use crate::risks::Risk;
use crate::scoring::{Score, ScoringRule, score};
use crate::text::{Slug, Title};
use crate::verifications::Verification;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The shape of a snapshot; a reader refuses what it does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// The first one.
    #[serde(rename = "holdpoint.snapshot/1")]
    First,
}

/// A frozen assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// Its shape.
    pub format: Format,
    /// The audited project.
    pub project: Audited,
    /// The head of the audit.
    pub assessment: Assessment,
    /// Digest of the document that it was read from, where there is one.
    pub source_sha256: Option<String>,
    /// The rule it was scored with.
    pub rule: ScoringRule,
    /// Its score.
    pub score: Sums,
    /// Its categories in order.
    pub categories: Vec<Category>,
    /// Its findings in order.
    pub findings: Vec<Finding>,
    /// Passages of its source that are in no record.
    pub notes: Vec<Note>,
    /// The registers of the project at that moment.
    pub registers: Registers,
    /// Who froze it and when.
    pub frozen: Frozen,
}

/// The project as it was called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audited {
    /// Identity.
    pub id: ProjectId,
    /// Its name in addresses.
    pub slug: Slug,
    /// As shown.
    pub name: Title,
    /// How it called its tiers and the steps of its scales.
    pub words: Words,
}

/// A score as exact numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sums {
    /// The overall score as a fraction in lowest terms, such as `1843/2000`; `None` where nothing rated carries weight.
    pub overall: Option<String>,
    /// The same in percent, rounded half up to two decimal places.
    pub percent: Option<Decimal>,
    /// Categories with a share.
    pub rated: usize,
    /// Categories that apply.
    pub applicable: usize,
    /// Sum of all weights; `None` where all count alike.
    pub weight_sum: Option<Decimal>,
}

impl From<&Score> for Sums {
    fn from(score: &Score) -> Self {
        Self {
            overall: score.overall.as_ref().map(crate::scoring::Share::fraction),
            percent: score.overall.as_ref().map(|share| share.percent(2).normalize()),
            rated: score.rated,
            applicable: score.applicable,
            weight_sum: score.weight_sum.map(|sum| sum.normalize()),
        }
    }
}

/// All records that live across audits, as they were. What was in the bin is not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registers {
    /// Blockers, resolved and waived ones too.
    pub blockers: Vec<Blocker>,
    /// Risks, closed ones too.
    pub risks: Vec<Risk>,
    /// Checklists in order.
    pub checklists: Vec<Checklist>,
    /// Their items in order.
    pub items: Vec<Item>,
    /// Acceptance criteria in order.
    pub criteria: Vec<Criterion>,
    /// Steps of the plan in order.
    pub actions: Vec<Action>,
    /// Claims that can be checked, with their last results.
    pub verifications: Vec<Verification>,
}

/// Who froze an assessment and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frozen {
    /// When.
    pub at: Timestamp,
    /// Who; `None` for the operator of the installation.
    pub by: Option<UserId>,
    /// The name at that time.
    pub by_name: Title,
}

/// Why a document is no intact snapshot.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// No JSON, or not of the shape of a snapshot.
    #[error("this is no snapshot that this version can read: {0}")]
    Shape(#[from] serde_json::Error),
    /// The bytes are not the canonical spelling of what they say.
    #[error("the document is not spelled as a snapshot is: it was written or reformatted by something else")]
    Spelling,
    /// The score does not follow from the categories and the rule.
    #[error("the score in it does not follow from its categories and its rule: it says {said}, they give {computed}")]
    Score {
        /// The score in the document.
        said: String,
        /// What its rows give.
        computed: String,
    },
    /// It cannot be written.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
}

impl Snapshot {
    /// The document.
    ///
    /// # Errors
    /// Where a value has no canonical spelling.
    pub fn write(&self) -> Result<String, CanonicalError> {
        canonical(self)
    }

    /// Takes what is in a document that this installation sealed itself. Nothing is checked but its shape: see [`Self::read`].
    ///
    /// # Errors
    /// [`SnapshotError::Shape`].
    pub fn parse(document: &str) -> Result<Self, SnapshotError> {
        Ok(serde_json::from_str(document)?)
    }

    /// Reads a document and checks all that can be checked without the installation it comes from: its shape, its spelling, and
    /// that its score follows from its rows.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(document: &str) -> Result<Self, SnapshotError> {
        // The spelling is checked on the document itself: a program of another version may know more fields of a record, or fewer.
        let value: serde_json::Value = serde_json::from_str(document)?;
        if canonical(&value)? != document {
            return Err(SnapshotError::Spelling);
        }
        let snapshot: Self = serde_json::from_value(value)?;
        let computed = Sums::from(&score(&snapshot.categories, &snapshot.rule));
        if computed != snapshot.score {
            let words = |sums: &Sums| sums.overall.clone().unwrap_or_else(|| "no score".to_owned());
            return Err(SnapshotError::Score { said: words(&snapshot.score), computed: words(&computed) });
        }
        Ok(snapshot)
    }
}

/// The digest of a document, which anybody can compute again with any tool for SHA-256.
#[must_use]
pub fn seal(document: &str) -> String {
    sha256(document.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document of the first shape, as the first version that froze wrote it: what was frozen once is read for good.
    const KEPT: &str = include_str!("../../tests/fixtures/snapshot-1.json");

    #[test]
    fn a_document_that_was_frozen_long_ago_is_still_read_and_still_spelled_alike() {
        assert_eq!(seal(KEPT), "86ed4600f3aaac3645b626f187a7c5c9ad67d53c1f1a3b68b05cb2f241c84c74");
        let snapshot = Snapshot::read(KEPT).unwrap();
        assert!(!snapshot.categories.is_empty() && !snapshot.findings.is_empty() && !snapshot.registers.items.is_empty());
        assert_eq!(snapshot.write().unwrap(), KEPT);
    }

    #[test]
    fn a_document_with_another_figure_in_it_says_so() {
        let changed = KEPT.replacen("\"rated\":", "\"rated\":1", 1);
        assert!(matches!(Snapshot::read(&changed), Err(SnapshotError::Score { .. })));
        assert!(matches!(Snapshot::read(&KEPT.replacen(',', ", ", 1)), Err(SnapshotError::Spelling)));
        assert!(matches!(Snapshot::read("{}"), Err(SnapshotError::Shape(_))));
    }
}
