//! The words of a project: how it calls its tiers and the steps of its scales, and how it reads its risk matrix.

use crate::blockers::Tier;
use crate::records::{Described, Fact};
use crate::risks::{Level, Matrix};
use crate::text::Word;
use serde::{Deserialize, Serialize};

/// The words of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Words {
    tiers: Vec<Word>,
    likelihood: [Word; 5],
    impact: [Word; 5],
    matrix: Matrix,
}

/// As kept in the database, before it is checked.
#[derive(Clone, Serialize, Deserialize)]
struct Stored {
    tiers: Vec<Word>,
    likelihood: [Word; 5],
    impact: [Word; 5],
    matrix: Matrix,
}

/// A project names at least one tier and at most nine.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} tiers were named; name one to nine, each on a line of its own")]
pub struct TiersError(pub usize);

impl Words {
    /// Names of the fields of the form for likelihood, from rare to almost certain.
    pub const LIKELIHOOD_FIELDS: [&'static str; 5] = ["likelihood-1", "likelihood-2", "likelihood-3", "likelihood-4", "likelihood-5"];
    /// Names of the fields of the form for impact, from negligible to severe.
    pub const IMPACT_FIELDS: [&'static str; 5] = ["impact-1", "impact-2", "impact-3", "impact-4", "impact-5"];
    /// Names of the fields of the form for the matrix: from which product of both numbers a level holds.
    pub const MATRIX_FIELDS: [&'static str; 4] = ["matrix-low", "matrix-medium", "matrix-high", "matrix-critical"];

    /// Words that a project chose.
    ///
    /// # Errors
    /// Where no tier or more than nine are named.
    pub fn new(tiers: Vec<Word>, likelihood: [Word; 5], impact: [Word; 5], matrix: Matrix) -> Result<Self, TiersError> {
        if (1..=9).contains(&tiers.len()) { Ok(Self { tiers, likelihood, impact, matrix }) } else { Err(TiersError(tiers.len())) }
    }

    /// What a tier is called; a tier beyond the named ones, which a report may bring, keeps its number.
    #[must_use]
    pub fn tier(&self, tier: Tier) -> String {
        self.tiers.get(usize::from(tier.number()) - 1).map_or_else(|| tier.to_string(), ToString::to_string)
    }

    /// What a tier is called inside of a sentence: `tier 1`, or a name of the project's own in quotes.
    #[must_use]
    pub fn tier_in_sentence(&self, tier: Tier) -> String {
        let (name, plain) = (self.tier(tier), tier.to_string());
        if name == plain { plain.to_lowercase() } else { format!("“{name}”") }
    }

    /// The tiers that have a name, most urgent first.
    #[must_use]
    pub fn tiers(&self) -> Vec<Tier> {
        (1_u8..=9).zip(&self.tiers).filter_map(|(number, _)| Tier::try_from(number).ok()).collect()
    }

    /// What a step of likelihood is called.
    #[must_use]
    pub fn likelihood(&self, step: Level) -> &str {
        self.likelihood[step as usize].as_str()
    }

    /// What a step of impact is called.
    #[must_use]
    pub fn impact(&self, step: Level) -> &str {
        self.impact[step as usize].as_str()
    }

    /// How likelihood and impact make a level.
    #[must_use]
    pub const fn matrix(&self) -> &Matrix {
        &self.matrix
    }
}

impl Default for Words {
    fn default() -> Self {
        Self {
            tiers: ["Tier 1", "Tier 2", "Tier 3"].map(Word::fixed).into(),
            likelihood: ["rare", "unlikely", "possible", "likely", "almost certain"].map(Word::fixed),
            impact: ["negligible", "minor", "moderate", "major", "severe"].map(Word::fixed),
            matrix: Matrix::default(),
        }
    }
}

impl TryFrom<Stored> for Words {
    type Error = TiersError;

    fn try_from(Stored { tiers, likelihood, impact, matrix }: Stored) -> Result<Self, Self::Error> {
        Self::new(tiers, likelihood, impact, matrix)
    }
}

impl From<Words> for Stored {
    fn from(Words { tiers, likelihood, impact, matrix }: Words) -> Self {
        Self { tiers, likelihood, impact, matrix }
    }
}

impl Described for Words {
    fn facts(&self) -> Vec<Fact> {
        const LIKELIHOOD: [&str; 5] = ["Likelihood 1", "Likelihood 2", "Likelihood 3", "Likelihood 4", "Likelihood 5"];
        const IMPACT: [&str; 5] = ["Impact 1", "Impact 2", "Impact 3", "Impact 4", "Impact 5"];
        const MATRIX: [&str; 4] = ["Low from", "Medium from", "High from", "Critical from"];
        let tiers: Vec<&str> = self.tiers.iter().map(Word::as_str).collect();
        let steps = |names: [&'static str; 5], labels: [&'static str; 5], words: &[Word; 5]| {
            names.into_iter().zip(labels).zip(words).map(|((name, label), word)| Fact::new(name, label, word)).collect::<Vec<_>>()
        };
        let matrix = Self::MATRIX_FIELDS.into_iter().zip(MATRIX).zip(self.matrix.from());
        [Fact::new("tiers", "Tiers", tiers.join("\n"))]
            .into_iter()
            .chain(steps(Self::LIKELIHOOD_FIELDS, LIKELIHOOD, &self.likelihood))
            .chain(steps(Self::IMPACT_FIELDS, IMPACT, &self.impact))
            .chain(matrix.map(|((name, label), from)| Fact::new(name, label, from)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tier_without_a_name_keeps_its_number() {
        let words = Words { tiers: vec![Word::fixed("Stops the launch")], ..Words::default() };
        assert_eq!(words.tier(Tier::FIRST), "Stops the launch");
        assert_eq!(words.tier(Tier::try_from(4).unwrap()), "Tier 4");
        assert_eq!(words.tiers(), [Tier::FIRST]);
        assert_eq!(words.tier_in_sentence(Tier::FIRST), "“Stops the launch”");
        assert_eq!(words.tier_in_sentence(Tier::try_from(4).unwrap()), "tier 4");
    }

    #[test]
    fn words_that_were_kept_are_checked_when_they_come_back() {
        let kept = serde_json::to_value(Words::default()).unwrap();
        assert_eq!(serde_json::from_value::<Words>(kept.clone()).unwrap(), Words::default());
        let mut none = kept.clone();
        none["tiers"] = serde_json::json!([]);
        assert!(serde_json::from_value::<Words>(none).is_err());
        let mut falling = kept;
        falling["matrix"] = serde_json::json!([3, 2, 10, 17]);
        assert!(serde_json::from_value::<Words>(falling).is_err());
    }

    #[test]
    fn every_word_is_a_fact_of_the_form() {
        let facts = Words::default().facts();
        assert_eq!(facts.len(), 15);
        assert_eq!((facts[0].value.as_str(), facts[14].value.as_str()), ("Tier 1\nTier 2\nTier 3", "17"));
        assert_eq!(facts[5].value, "almost certain");
    }
}
