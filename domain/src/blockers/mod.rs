//! What stands between a project and its goal.

mod tier;

pub use tier::{Tier, TierError};

use crate::ids::{AssessmentId, BlockerId, ProjectId};
use crate::lines::LineRange;
use crate::links::Links;
use crate::people::Assignee;
use crate::projects::Words;
use crate::records::{Described, Fact};
use crate::text::{Markdown, Title};
use crate::{Day, Timestamp, Version};
use serde::{Deserialize, Serialize};

/// A blocker. Lives across audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    /// Identity.
    pub id: BlockerId,
    /// The blocked project.
    pub project: ProjectId,
    /// Place in the project, from 0.
    pub position: i32,
    /// How urgent.
    pub tier: Tier,
    /// The tier, severity or group as the author wrote it.
    pub tier_label: Option<String>,
    /// As shown.
    pub title: Title,
    /// What it is about: security, data, operations.
    pub category: Option<Title>,
    /// The state that was found.
    pub current: Option<String>,
    /// The state that is needed.
    pub required: Option<String>,
    /// Where in the system.
    pub location: Option<String>,
    /// Who has it in hand.
    pub owner: Option<Assignee>,
    /// Until when it should be resolved.
    pub due: Option<Day>,
    /// Tickets, pages, changes.
    pub links: Links,
    /// Everything else that is known about it.
    pub body: Markdown,
    /// Open or not; whether it is waived depends on the day: [`Blocker::standing`].
    pub state: BlockerState,
    /// How it was resolved, where it is.
    pub resolution: Option<Resolution>,
    /// The last decision to go on in spite of it, also where that has lapsed.
    pub waiver: Option<Waiver>,
    /// The audit that named it first.
    pub opened_in: Option<AssessmentId>,
    /// Where it stands in that audit's source.
    pub lines: Option<LineRange>,
    /// When it was entered.
    pub opened_at: Timestamp,
    /// Optimistic lock.
    pub version: Version,
}

/// The state of a blocker as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockerState {
    /// Blocks.
    Open,
    /// Done.
    Resolved,
    /// Blocks again after it was resolved.
    Reopened,
}

/// How a blocker was resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// When.
    pub at: Timestamp,
    /// By whom, as the name was then.
    pub by_name: Title,
    /// What shows it.
    pub evidence: Option<Markdown>,
}

/// A decision to go on in spite of a blocker, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Why it may wait.
    pub reason: Markdown,
    /// The last day it holds; it lapses by itself with the next.
    pub until: Day,
    /// Who decided, as the name was then.
    pub by_name: Title,
    /// When.
    pub at: Timestamp,
}

/// Where a blocker stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Blocks.
    Open,
    /// Blocks again.
    Reopened,
    /// Does not block for now.
    Waived,
    /// Done.
    Resolved,
}

/// Why a blocker cannot get another state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockerError {
    /// The most urgent tier is not resolved on somebody's word.
    #[error("A blocker of the most urgent tier needs evidence: say what shows that it is resolved, such as a link or a test result.")]
    EvidenceNeeded,
    /// It has the state already.
    #[error("The blocker is {0} already.")]
    Already(&'static str),
    /// A waiver of something that does not block, or an end of none.
    #[error("{0}")]
    NotWaivable(&'static str),
    /// A waiver that would have ended already, or would never end.
    #[error("A waiver ends on a day after today and within a year; choose a day from {from} to {to}.")]
    Until {
        /// The first day it can end.
        from: Day,
        /// The last day it can end.
        to: Day,
    },
}

impl BlockerState {
    /// True where it is not resolved.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Reopened)
    }
}

impl Standing {
    /// The word shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reopened => "reopened",
            Self::Waived => "waived",
            Self::Resolved => "resolved",
        }
    }

    /// True where it blocks on that day.
    #[must_use]
    pub const fn blocks(self) -> bool {
        matches!(self, Self::Open | Self::Reopened)
    }
}

impl Waiver {
    /// Most days a waiver can hold.
    pub const MOST_DAYS: i64 = 366;

    /// Whether it still holds.
    #[must_use]
    pub fn holds(&self, today: Day) -> bool {
        today <= self.until
    }
}

impl Blocker {
    /// Where it stands on a day: a waiver that has ended counts no more, without anybody doing anything.
    #[must_use]
    pub fn standing(&self, today: Day) -> Standing {
        let waived = self.waiver.as_ref().is_some_and(|waiver| waiver.holds(today));
        match self.state {
            BlockerState::Resolved => Standing::Resolved,
            _ if waived => Standing::Waived,
            BlockerState::Open => Standing::Open,
            BlockerState::Reopened => Standing::Reopened,
        }
    }

    /// Whether it blocks and should have been resolved before that day.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        self.standing(today).blocks() && self.due.is_some_and(|due| due < today)
    }

    /// Whole days from its entry to its resolution, or to today; 0 for an entry that lies ahead.
    #[must_use]
    pub fn age(&self, today: Day) -> i64 {
        let end = self.resolution.as_ref().map_or(today, |resolution| resolution.at.today());
        end.days_since(self.opened_at.today()).max(0)
    }

    /// The blocker, resolved.
    ///
    /// # Errors
    /// Where it is resolved already, or is of the first tier and nothing shows that it is.
    pub fn resolve(self, resolution: Resolution) -> Result<Self, BlockerError> {
        if !self.state.is_open() {
            return Err(BlockerError::Already("resolved"));
        }
        let shown = resolution.evidence.as_ref().is_some_and(|evidence| !evidence.is_empty());
        if self.tier == Tier::FIRST && !shown {
            return Err(BlockerError::EvidenceNeeded);
        }
        Ok(Self { state: BlockerState::Resolved, resolution: Some(resolution), waiver: None, ..self })
    }

    /// The blocker, open again.
    ///
    /// # Errors
    /// Where it is open.
    pub fn reopen(self) -> Result<Self, BlockerError> {
        if self.state.is_open() {
            return Err(BlockerError::Already("open"));
        }
        Ok(Self { state: BlockerState::Reopened, resolution: None, ..self })
    }

    /// The blocker, waived for a time.
    ///
    /// # Errors
    /// Where it does not block, or the end of the waiver lies wrong.
    pub fn waive(self, waiver: Waiver, today: Day) -> Result<Self, BlockerError> {
        if !self.state.is_open() {
            return Err(BlockerError::NotWaivable("A resolved blocker needs no waiver."));
        }
        let bounds = today.plus_days(1).zip(today.plus_days(Waiver::MOST_DAYS));
        match bounds {
            Some((from, to)) if !(from..=to).contains(&waiver.until) => Err(BlockerError::Until { from, to }),
            _ => Ok(Self { waiver: Some(waiver), ..self }),
        }
    }

    /// The blocker without its waiver: it blocks again.
    ///
    /// # Errors
    /// Where there is none.
    pub fn end_waiver(self) -> Result<Self, BlockerError> {
        if self.waiver.is_none() {
            return Err(BlockerError::NotWaivable("There is no waiver to take back."));
        }
        Ok(Self { waiver: None, ..self })
    }
}

/// A blocker in the words of its project.
impl Described for (&Blocker, &Words) {
    fn facts(&self) -> Vec<Fact> {
        let (blocker, words) = *self;
        let tiers = words.tiers().into_iter().chain([blocker.tier]).map(|tier| (tier.number(), words.tier(tier)));
        vec![
            Fact::new("title", "Title", &blocker.title),
            Fact::new("tier", "Tier", blocker.tier.number()).among(tiers),
            Fact::maybe("category", "Category", blocker.category.as_ref()),
            Fact::maybe("current", "Now", blocker.current.as_ref()),
            Fact::maybe("required", "Required", blocker.required.as_ref()),
            Fact::maybe("location", "Location", blocker.location.as_ref()),
            Fact::maybe("owner", "Owner", blocker.owner.as_ref()),
            Fact::maybe("due", "Due", blocker.due),
            Fact::new("links", "Links", &blocker.links),
            Fact::new("body", "Description", &blocker.body),
        ]
    }
}

#[cfg(test)]
mod tests;
