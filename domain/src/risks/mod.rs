//! What could go wrong.

mod acceptance;
mod exposure;
mod level;
mod matrix;

pub use acceptance::{Acceptance, Cover};
pub use exposure::Exposure;
pub use level::{Level, Movement, Polarity};
pub use matrix::{Matrix, MatrixError};

use crate::ids::{AssessmentId, ProjectId, RiskId};
use crate::lines::LineRange;
use crate::people::Assignee;
use crate::projects::Words;
use crate::records::{Described, Fact};
use crate::text::{Markdown, Title};
use crate::{Day, Timestamp, Version};
use serde::{Deserialize, Serialize};

/// A risk. Lives across audits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// Identity.
    pub id: RiskId,
    /// The project at risk.
    pub project: ProjectId,
    /// Place in the project, from 0.
    pub position: i32,
    /// As shown.
    pub title: Title,
    /// What could happen.
    pub description: Markdown,
    /// Before anything is done about it.
    pub inherent: Exposure,
    /// Now.
    pub residual: Exposure,
    /// As aimed at.
    pub target: Exposure,
    /// The level in the audit before, as imported.
    pub previous: Option<Level>,
    /// Which direction is good.
    pub polarity: Polarity,
    /// What kind of answer it gets.
    pub response: Option<Response>,
    /// What is done about it.
    pub mitigation: Markdown,
    /// Who looks after it.
    pub owner: Option<Assignee>,
    /// When it is looked at again.
    pub review: Option<Day>,
    /// The status as the author of a report wrote it.
    pub status: Option<String>,
    /// The last decision to live with it, also where that covers it no more.
    pub acceptance: Option<Acceptance>,
    /// Why it is one no more; `None` while it is open.
    pub closure: Option<Closure>,
    /// The audit that named it first.
    pub opened_in: Option<AssessmentId>,
    /// Where it stands in that audit's source.
    pub lines: Option<LineRange>,
    /// When it was entered.
    pub opened_at: Timestamp,
    /// Optimistic lock.
    pub version: Version,
}

/// What kind of answer a risk gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Make it smaller.
    Mitigate,
    /// Live with it.
    Accept,
    /// Let somebody else carry it.
    Transfer,
    /// Do not do what brings it.
    Avoid,
}

/// Why a risk does not exist any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// Why.
    pub reason: Markdown,
    /// By whom, as the name was then.
    pub by_name: Title,
    /// When.
    pub at: Timestamp,
}

/// Why a risk cannot get another state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RiskError {
    /// It has the state already.
    #[error("The risk is {0} already.")]
    Already(&'static str),
    /// What is closed cannot be accepted.
    #[error("A closed risk needs no acceptance; reopen it first.")]
    Closed,
    /// There is no acceptance.
    #[error("There is no acceptance to withdraw.")]
    NotAccepted,
    /// An acceptance that would have ended already.
    #[error("An acceptance ends today at the earliest; choose {0} or a later day.")]
    Until(Day),
}

impl Response {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Mitigate, Self::Accept, Self::Transfer, Self::Avoid];

    /// The word shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mitigate => "mitigate",
            Self::Accept => "accept",
            Self::Transfer => "transfer",
            Self::Avoid => "avoid",
        }
    }

    /// The answer of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|response| response.as_str() == word)
    }
}

impl Risk {
    /// How the level moved since the audit before; `None` where one of the two is not known.
    #[must_use]
    pub fn movement(&self, matrix: &Matrix) -> Option<Movement> {
        let (before, now) = (self.previous?, self.residual.level(matrix)?);
        Some(match now == before {
            true => Movement::Same,
            false if self.polarity.is_worse(now, before) => Movement::Worse,
            false => Movement::Better,
        })
    }

    /// Whether it is open and somebody should look at it again, on that day or before.
    #[must_use]
    pub fn is_review_due(&self, today: Day) -> bool {
        self.closure.is_none() && self.review.is_some_and(|review| review <= today)
    }

    /// Whether the acceptance, where there is one, covers the risk as it is now.
    #[must_use]
    pub fn cover(&self, matrix: &Matrix, today: Day) -> Option<Cover> {
        let acceptance = self.acceptance.as_ref()?;
        Some(acceptance.cover(&self.residual, self.polarity, matrix, today))
    }

    /// The risk, accepted as it is now.
    ///
    /// # Errors
    /// Where it is closed, or the acceptance would have ended already.
    pub fn accept(self, acceptance: Acceptance, today: Day) -> Result<Self, RiskError> {
        if self.closure.is_some() {
            return Err(RiskError::Closed);
        }
        if acceptance.until < today {
            return Err(RiskError::Until(today));
        }
        Ok(Self { acceptance: Some(acceptance), ..self })
    }

    /// The risk without its acceptance.
    ///
    /// # Errors
    /// Where there is none.
    pub fn withdraw(self) -> Result<Self, RiskError> {
        if self.acceptance.is_none() { Err(RiskError::NotAccepted) } else { Ok(Self { acceptance: None, ..self }) }
    }

    /// The risk, closed.
    ///
    /// # Errors
    /// Where it is closed already.
    pub fn close(self, closure: Closure) -> Result<Self, RiskError> {
        if self.closure.is_some() { Err(RiskError::Already("closed")) } else { Ok(Self { closure: Some(closure), ..self }) }
    }

    /// The risk, open again.
    ///
    /// # Errors
    /// Where it is open.
    pub fn reopen(self) -> Result<Self, RiskError> {
        if self.closure.is_none() { Err(RiskError::Already("open")) } else { Ok(Self { closure: None, ..self }) }
    }
}

/// A risk in the words of its project.
impl Described for (&Risk, &Words) {
    fn facts(&self) -> Vec<Fact> {
        let (risk, words) = *self;
        let step = |level: Option<Level>| level.map(Level::number);
        let numbers = |word: fn(&Words, Level) -> &str| Level::ALL.map(|level| (level.number(), word(words, level).to_owned()));
        let likelihood = |name, label, at| Fact::maybe(name, label, step(at)).among(numbers(Words::likelihood));
        let impact = |name, label, at| Fact::maybe(name, label, step(at)).among(numbers(Words::impact));
        let word = |level: Option<Level>| level.map(Level::as_str);
        vec![
            Fact::new("title", "Title", &risk.title),
            Fact::new("description", "Description", &risk.description),
            likelihood("inherent-likelihood", "Likelihood before anything is done", risk.inherent.likelihood),
            impact("inherent-impact", "Impact before anything is done", risk.inherent.impact),
            Fact::maybe("inherent-level", "Stated level before anything is done", word(risk.inherent.stated)),
            likelihood("likelihood", "Likelihood", risk.residual.likelihood),
            impact("impact", "Impact", risk.residual.impact),
            Fact::maybe("level", "Stated level", word(risk.residual.stated)),
            likelihood("target-likelihood", "Likelihood aimed at", risk.target.likelihood),
            impact("target-impact", "Impact aimed at", risk.target.impact),
            Fact::maybe("target-level", "Stated level aimed at", word(risk.target.stated)),
            Fact::new("polarity", "Direction", risk.polarity.as_str()),
            Fact::maybe("response", "Response", risk.response.map(Response::as_str)),
            Fact::new("mitigation", "Mitigation", &risk.mitigation),
            Fact::maybe("owner", "Owner", risk.owner.as_ref()),
            Fact::maybe("review", "Review", risk.review),
        ]
    }
}

#[cfg(test)]
mod tests;
