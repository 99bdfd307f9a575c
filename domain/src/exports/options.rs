//! Which parts of a report somebody wants.

use super::Section;
use serde::{Deserialize, Serialize};

/// A choice of parts that suits a kind of reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Who decides: verdicts, score, trend, what blocks and what changed.
    Executive,
    /// Who mends: findings, blockers, risks, checklists, plan, verifications.
    Engineer,
    /// Who checks: everything.
    Auditor,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Executive, Self::Engineer, Self::Auditor];

    /// Its word in addresses and forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Executive => "executive",
            Self::Engineer => "engineer",
            Self::Auditor => "auditor",
        }
    }

    /// The one of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.as_str() == word)
    }

    /// Whom it suits.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Executive => "For executives",
            Self::Engineer => "For engineers",
            Self::Auditor => "For auditors",
        }
    }

    /// Its parts.
    #[must_use]
    pub fn sections(self) -> Vec<Section> {
        use Section as S;
        match self {
            Self::Executive => vec![S::Summary, S::Verdicts, S::Score, S::Trend, S::Changes, S::Blockers, S::Risks],
            Self::Engineer => {
                vec![S::Verdicts, S::Changes, S::Findings, S::Blockers, S::Risks, S::Checklists, S::Criteria, S::Plan, S::Verifications]
            }
            Self::Auditor => S::ALL.to_vec(),
        }
    }
}

/// The parts that somebody chose, each once, in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Section>")]
pub struct Choice(Vec<Section>);

impl From<Vec<Section>> for Choice {
    fn from(mut sections: Vec<Section>) -> Self {
        sections.sort_unstable();
        sections.dedup();
        Self(sections)
    }
}

impl From<Preset> for Choice {
    fn from(preset: Preset) -> Self {
        Self::from(preset.sections())
    }
}

impl Choice {
    /// The parts.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.0
    }

    /// Whether this part is wanted.
    #[must_use]
    pub fn has(&self, section: Section) -> bool {
        self.0.contains(&section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_their_order_and_once() {
        let choice = Choice::from(vec![Section::Risks, Section::Summary, Section::Risks]);
        assert_eq!(choice.sections(), [Section::Summary, Section::Risks]);
        assert!(choice.has(Section::Risks) && !choice.has(Section::Plan));
        for preset in Preset::ALL {
            assert_eq!(Choice::from(preset).sections(), preset.sections());
            assert_eq!(Preset::named(preset.as_str()), Some(preset));
        }
        assert!(Section::ALL.iter().all(|section| Section::named(section.as_str()) == Some(*section)));
    }
}
