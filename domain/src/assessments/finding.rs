//! Strengths and gaps.

use crate::Version;
use crate::ids::{CategoryId, FindingId};
use crate::lines::LineRange;
use crate::records::{Described, Fact};
use crate::text::{Markdown, Title};
use serde::{Deserialize, Serialize};

/// A strength or a gap, in a category or in the assessment as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Identity.
    pub id: FindingId,
    /// The category it belongs to.
    pub category: Option<CategoryId>,
    /// Place in the assessment, from 0.
    pub position: i32,
    /// Strength or gap.
    pub kind: FindingKind,
    /// As shown.
    pub title: Title,
    /// How bad it is, where that is known.
    pub severity: Option<Severity>,
    /// Where in the system.
    pub location: Option<String>,
    /// The state that was found.
    pub current: Option<String>,
    /// The state that is needed.
    pub required: Option<String>,
    /// What it leads to.
    pub impact: Option<String>,
    /// What to do.
    pub recommendation: Option<String>,
    /// Everything else the author says about it.
    pub body: Markdown,
    /// Where it stands in the source.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}

impl Described for Finding {
    fn facts(&self) -> Vec<Fact> {
        let kinds = FindingKind::ALL.map(|kind| (kind.as_str(), kind.as_str()));
        vec![
            Fact::new("kind", "Kind", self.kind.as_str()).among(kinds),
            Fact::new("title", "Title", &self.title),
            Fact::maybe("severity", "Severity", self.severity.map(Severity::as_str)),
            Fact::maybe("location", "Location", self.location.as_ref()),
            Fact::maybe("current", "Found", self.current.as_ref()),
            Fact::maybe("required", "Required", self.required.as_ref()),
            Fact::maybe("impact", "Impact", self.impact.as_ref()),
            Fact::maybe("recommendation", "Recommendation", self.recommendation.as_ref()),
            Fact::new("body", "Details", &self.body),
        ]
    }
}

/// Strength or gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Something that is as it should be.
    Strength,
    /// Something that is missing.
    Gap,
}

impl FindingKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Gap, Self::Strength];

    /// The word shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Gap => "gap",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How bad a gap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Can wait.
    Low,
    /// Should be planned.
    Medium,
    /// Should be next.
    High,
    /// Must be first.
    Critical,
}

impl Severity {
    /// All of them, worst first.
    pub const ALL: [Self; 5] = [Self::Critical, Self::High, Self::Medium, Self::Low, Self::Info];

    /// The word shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The severity that a text names; the first word that is one counts.
    #[must_use]
    pub fn from_words(text: &str) -> Option<Self> {
        text.split(|ch: char| !ch.is_alphanumeric()).find_map(|word| match word.to_lowercase().as_str() {
            "critical" | "blocker" | "p0" => Some(Self::Critical),
            "high" | "major" | "p1" => Some(Self::High),
            "medium" | "moderate" | "p2" => Some(Self::Medium),
            "low" | "minor" | "p3" => Some(Self::Low),
            "info" | "informational" | "p4" => Some(Self::Info),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Severity;

    #[test]
    fn a_severity_is_found_among_other_words() {
        assert_eq!(Severity::from_words("🔴 HIGH (soon)"), Some(Severity::High));
        assert_eq!(Severity::from_words("highly unusual"), None);
    }
}
