//! The parts that a report can have.

use serde::{Deserialize, Serialize};

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The verdicts, what holds them, the score and what matters most, on one page.
    Summary,
    /// Each goal with what its gate demands and finds, and what was signed.
    Verdicts,
    /// The score, each category's share, weight and contribution, stated beside computed.
    Score,
    /// The score over time.
    Trend,
    /// What changed since the audit before.
    Changes,
    /// Strengths and gaps by category.
    Findings,
    /// What stands in the way, by tier.
    Blockers,
    /// The risk register with its heat map.
    Risks,
    /// Checklists with their progress and items.
    Checklists,
    /// Acceptance criteria.
    Criteria,
    /// The plan.
    Plan,
    /// Claims that can be checked.
    Verifications,
    /// How it was scored, what the report kept as notes, and what the digest is.
    Appendix,
}

impl Section {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 13] = [
        Self::Summary,
        Self::Verdicts,
        Self::Score,
        Self::Trend,
        Self::Changes,
        Self::Findings,
        Self::Blockers,
        Self::Risks,
        Self::Checklists,
        Self::Criteria,
        Self::Plan,
        Self::Verifications,
        Self::Appendix,
    ];

    /// Its word in addresses and forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Verdicts => "verdicts",
            Self::Score => "score",
            Self::Trend => "trend",
            Self::Changes => "changes",
            Self::Findings => "findings",
            Self::Blockers => "blockers",
            Self::Risks => "risks",
            Self::Checklists => "checklists",
            Self::Criteria => "criteria",
            Self::Plan => "plan",
            Self::Verifications => "verifications",
            Self::Appendix => "appendix",
        }
    }

    /// The one of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.as_str() == word)
    }

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Summary => "Executive summary",
            Self::Verdicts => "Verdict per goal",
            Self::Score => "Score",
            Self::Trend => "Trend",
            Self::Changes => "Changes since the last audit",
            Self::Findings => "Findings",
            Self::Blockers => "Blockers",
            Self::Risks => "Risks",
            Self::Checklists => "Checklists",
            Self::Criteria => "Acceptance criteria",
            Self::Plan => "Plan",
            Self::Verifications => "Verifications",
            Self::Appendix => "Appendix",
        }
    }
}
