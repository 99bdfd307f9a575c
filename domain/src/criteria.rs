//! Acceptance criteria.

use crate::Version;
use crate::ids::CriterionId;
use crate::lines::LineRange;
use crate::people::Assignee;
use crate::records::{Described, Fact};
use crate::text::{Markdown, Title};
use serde::{Deserialize, Serialize};

/// An acceptance criterion of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Identity.
    pub id: CriterionId,
    /// Place in the project, from 0.
    pub position: i32,
    /// Its letter or number as written (A, B, 1 …).
    pub label: Option<String>,
    /// What has to hold.
    pub text: Title,
    /// Whether it holds.
    pub state: CriterionState,
    /// How it is judged, what was seen, and the whole wording where it does not fit the text.
    pub notes: Markdown,
    /// Who sees to it.
    pub owner: Option<Assignee>,
    /// Where it stands in the source it came from.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}

impl Described for Criterion {
    fn facts(&self) -> Vec<Fact> {
        vec![
            Fact::maybe("label", "Letter or number", self.label.as_ref()),
            Fact::new("text", "What has to hold", &self.text),
            Fact::new("state", "State", self.state.as_str()),
            Fact::maybe("owner", "Owner", self.owner.as_ref()),
            Fact::new("notes", "Notes", &self.notes),
        ]
    }
}

/// Whether a criterion holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionState {
    /// Nobody has said so far.
    #[default]
    Unknown,
    /// Holds.
    Met,
    /// Holds in part.
    Partly,
    /// Does not hold.
    NotMet,
}

impl CriterionState {
    /// All states, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Unknown, Self::Met, Self::Partly, Self::NotMet];

    /// The words shown, which forms send as well.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Met => "met",
            Self::Partly => "partly met",
            Self::NotMet => "not met",
        }
    }

    /// The state of these words.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == words.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_found_by_the_words_that_a_form_sends() {
        for state in CriterionState::ALL {
            assert_eq!(CriterionState::from_words(state.as_str()), Some(state));
        }
        assert_eq!(CriterionState::from_words("nearly"), None);
    }
}
