//! One side of a comparison.

use crate::Timestamp;
use crate::assessments::{Category, Finding, Registers, Snapshot, Stated};
use crate::ids::AssessmentId;
use crate::projects::Words;
use crate::scoring::ScoringRule;
use crate::text::Title;
use crate::time::ReportDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One audit with all that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The audit.
    pub id: AssessmentId,
    /// As shown.
    pub title: Title,
    /// When it was made.
    pub date: Option<ReportDate>,
    /// Where its registers come from.
    pub basis: Basis,
    /// The moment at which what lapses by itself is read: waivers, acceptances, verifications.
    pub at: Timestamp,
    /// The rule it is scored with.
    pub rule: ScoringRule,
    /// How tiers and levels are called, and how likelihood and impact make a level.
    pub words: Words,
    /// What the author stated.
    pub stated: Stated,
    /// Its categories in order.
    pub categories: Vec<Category>,
    /// Its findings in order.
    pub findings: Vec<Finding>,
    /// The registers of the project as far as they are known for it.
    pub registers: Registers,
}

/// Where the registers of a side come from. What belongs to the project is not kept for every audit, so a comparison says how much it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// From the document that was sealed when the audit was frozen: all of them, as they were.
    Frozen,
    /// As they are now: the audit is the last one and is not frozen.
    Present,
    /// The audit was not frozen and is not the last one, so the registers of its day were not kept: only what its own report says.
    Report,
    /// Nothing is known: it was not frozen, is not the last one, and was not read from a report; or its document cannot be read.
    Unknown,
}

impl Basis {
    /// What a reader has to know.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Frozen => "frozen: registers as they were sealed",
            Self::Present => "not frozen: registers as they are now",
            Self::Report => "not frozen: the registers of that day were not kept; only what its report says about them is compared",
            Self::Unknown => "the registers of that day were not kept and are not compared",
        }
    }

    /// True where the registers are all there.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Frozen | Self::Present)
    }
}

impl Side {
    /// Gives blockers and risks that were read from the report of this side the identity that they got when it was brought in, as far as
    /// `other` still has them: by the line they stand on, which stays while everything else of a row may be changed.
    pub fn recognise(&mut self, other: &Self) {
        if self.basis != Basis::Report {
            return;
        }
        let opened_here = |opened: Option<AssessmentId>| opened == Some(self.id);
        let blockers = other.registers.blockers.iter().filter(|kept| opened_here(kept.opened_in));
        let blockers: HashMap<_, _> = blockers.filter_map(|kept| Some((kept.lines?, kept.id))).collect();
        let risks = other.registers.risks.iter().filter(|kept| opened_here(kept.opened_in));
        let risks: HashMap<_, _> = risks.filter_map(|kept| Some((kept.lines?, kept.id))).collect();
        for row in &mut self.registers.blockers {
            row.id = row.lines.and_then(|lines| blockers.get(&lines)).copied().unwrap_or(row.id);
        }
        for row in &mut self.registers.risks {
            row.id = row.lines.and_then(|lines| risks.get(&lines)).copied().unwrap_or(row.id);
        }
    }
}

/// A frozen audit.
impl From<Snapshot> for Side {
    fn from(kept: Snapshot) -> Self {
        Self {
            id: kept.assessment.id,
            title: kept.assessment.title,
            date: kept.assessment.date,
            basis: Basis::Frozen,
            at: kept.frozen.at,
            rule: kept.rule,
            words: kept.project.words,
            stated: kept.assessment.stated,
            categories: kept.categories,
            findings: kept.findings,
            registers: kept.registers,
        }
    }
}
