//! A decision to live with a risk, and what it covers.

use super::{Exposure, Level, Matrix, Polarity};
use crate::text::{Markdown, Title};
use crate::{Day, Timestamp};
use serde::{Deserialize, Serialize};

/// A decision to live with a risk as it was then, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Why it is bearable.
    pub reason: Markdown,
    /// Who answers for it, by name.
    pub approver: Title,
    /// When it was given.
    pub at: Timestamp,
    /// The last day it holds.
    pub until: Day,
    /// The level it was given for; `None` where none was known.
    pub level: Option<Level>,
    /// The likelihood it was given for.
    pub likelihood: Option<Level>,
    /// The impact it was given for.
    pub impact: Option<Level>,
}

/// Whether an acceptance covers a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// It does.
    Holds,
    /// Its last day is past.
    Past,
    /// The risk is worse than it was when somebody accepted it.
    Worse,
}

impl Acceptance {
    /// Whether it covers a risk that stands so now. What nobody knew then and somebody knows now, nobody has accepted.
    #[must_use]
    pub fn cover(&self, now: &Exposure, polarity: Polarity, matrix: &Matrix, today: Day) -> Cover {
        if self.until < today {
            return Cover::Past;
        }
        let given = Exposure { likelihood: self.likelihood, impact: self.impact, stated: self.level };
        let level = match (now.level(matrix), self.level) {
            (Some(now), Some(then)) => polarity.is_worse(now, then),
            (Some(_), None) => true,
            (None, _) => false,
        };
        let product = matches!((now.product(), given.product()), (Some(now), Some(then)) if polarity.is_worse(now, then));
        if level || product { Cover::Worse } else { Cover::Holds }
    }
}
