//! The form of a risk.

use crate::people::owner;
use crate::{ServiceError, input};
use domain::people::Mentionable;
use domain::risks::{Exposure, Level, Polarity, Response, Risk};

/// An exposure as typed: figures from 1 to 5, and a level in words; empty where not known.
#[derive(Clone, Debug, Default)]
pub struct ExposureForm {
    /// How likely.
    pub likelihood: String,
    /// How bad.
    pub impact: String,
    /// The level as stated.
    pub level: String,
}

/// A risk as typed.
#[derive(Clone, Debug, Default)]
pub struct RiskForm {
    /// What could happen, in a line.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Before anything is done about it.
    pub inherent: ExposureForm,
    /// Now.
    pub residual: ExposureForm,
    /// As aimed at.
    pub target: ExposureForm,
    /// “higher is better” for a quality; anything else is a risk.
    pub polarity: String,
    /// One of the words for a response; empty where nobody has decided.
    pub response: String,
    /// Markdown.
    pub mitigation: String,
    /// Name or address of a member, or any other name.
    pub owner: String,
    /// A day as `2026-03-01`.
    pub review: String,
}

impl RiskForm {
    /// The risk with what was typed.
    pub(super) fn filled_in(&self, before: &Risk, known: &[Mentionable]) -> Result<Risk, ServiceError> {
        let polarity = [Polarity::LowerIsBetter, Polarity::HigherIsBetter].into_iter().find(|one| one.as_str() == self.polarity);
        Ok(Risk {
            title: self.title.parse().map_err(|error| ServiceError::invalid("title", "The title", error))?,
            description: self.description.parse().map_err(|error| ServiceError::invalid("description", "The description", error))?,
            inherent: self.inherent.exposure(["inherent-likelihood", "inherent-impact", "inherent-level"])?,
            residual: self.residual.exposure(["likelihood", "impact", "level"])?,
            target: self.target.exposure(["target-likelihood", "target-impact", "target-level"])?,
            polarity: polarity.unwrap_or_default(),
            response: self.response()?,
            mitigation: self.mitigation.parse().map_err(|error| ServiceError::invalid("mitigation", "The mitigation", error))?,
            owner: owner(known, "owner", &self.owner, before.owner.as_ref())?,
            review: input::day("review", &self.review)?,
            ..before.clone()
        })
    }

    fn response(&self) -> Result<Option<Response>, ServiceError> {
        let wrong = || ServiceError::Invalid { field: "response", message: "Choose a response from the list.".into() };
        match self.response.as_str() {
            "" => Ok(None),
            word => Response::from_word(word).map(Some).ok_or_else(wrong),
        }
    }
}

impl ExposureForm {
    fn exposure(&self, [likelihood, impact, level]: [&'static str; 3]) -> Result<Exposure, ServiceError> {
        let figure = |text: &str| text.parse().ok().and_then(Level::from_number);
        let word = |text: &str| Level::ALL.into_iter().find(|level| level.as_str() == text);
        Ok(Exposure {
            likelihood: chosen(likelihood, &self.likelihood, figure)?,
            impact: chosen(impact, &self.impact, figure)?,
            stated: chosen(level, &self.level, word)?,
        })
    }
}

fn chosen(field: &'static str, typed: &str, read: impl Fn(&str) -> Option<Level>) -> Result<Option<Level>, ServiceError> {
    let wrong = || ServiceError::Invalid { field, message: "Choose a step from the list.".into() };
    if typed.is_empty() { Ok(None) } else { read(typed).map(Some).ok_or_else(wrong) }
}
