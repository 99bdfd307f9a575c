//! How a project stands, as far as gates ask.

use crate::blockers::Tier;
use crate::ids::{AssessmentId, CategoryId};
use crate::risks::Level;
use crate::scoring::Share;
use crate::text::{Slug, Title};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What gates are weighed against. Counted once for all gates of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The last audit that counts; `None` where there is none.
    pub audit: Option<AssessmentId>,
    /// Its score; `None` where nothing rated carries weight.
    pub overall: Option<Share>,
    /// Its categories in order.
    pub categories: Vec<CategoryFact>,
    /// How many blockers block, by tier. Waived ones do not.
    pub blockers: Vec<(Tier, u64)>,
    /// Blocking items that apply.
    pub items: Count,
    /// Acceptance criteria.
    pub criteria: Count,
    /// Open risks that no acceptance covers, by level; `None` for those whose level nobody knows. Qualities, where higher is better, are
    /// not among them.
    pub risks: Vec<(Option<Level>, u64)>,
    /// Verifications.
    pub verifications: Count,
    /// Whether anything at all is known: an audit, or a row of a register.
    pub known: bool,
    /// The rows behind the figures above: open blockers, blocking items that are not done, and so on, in order of their identities.
    /// `None` where nobody looked, or where there are more than are looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holding: Option<BTreeSet<Uuid>>,
}

/// A category of the last audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryFact {
    /// Identity.
    pub id: CategoryId,
    /// As shown.
    pub name: Title,
    /// What it earns; `None` where it is not rated or does not apply.
    pub share: Option<Share>,
}

impl CategoryFact {
    /// The word by which rules name it.
    #[must_use]
    pub fn key(&self) -> Option<Slug> {
        Slug::suggest(self.name.as_str())
    }
}

/// How many of some rows are not as they should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Not done, not met, not fresh.
    pub open: u64,
    /// All that apply.
    pub total: u64,
}

impl Count {
    /// From figures of a database, which are never negative.
    #[must_use]
    pub fn of(open: i64, total: i64) -> Self {
        Self { open: u64::try_from(open).unwrap_or_default(), total: u64::try_from(total).unwrap_or_default() }
    }
}

impl Facts {
    /// How many blockers of this tier or a more urgent one block.
    #[must_use]
    pub fn blockers_up_to(&self, tier: Tier) -> u64 {
        self.blockers.iter().filter(|(of, _)| *of <= tier).map(|(_, count)| count).sum()
    }

    /// How many open risks nobody has accepted: at this level or above it, and of a level that nobody knows.
    #[must_use]
    pub fn risks_from(&self, level: Level) -> (u64, u64) {
        let of = |fits: &dyn Fn(Option<Level>) -> bool| self.risks.iter().filter(|(of, _)| fits(*of)).map(|(_, count)| count).sum();
        (of(&|of| of.is_some_and(|of| of >= level)), of(&|of| of.is_none()))
    }
}
