//! How a project calls its tiers and the steps of its scales.

use super::store;
use crate::accounts::Owner;
use crate::history::Line;
use crate::{ServiceError, input};
use domain::history::EventKind;
use domain::projects::{Project, Words};
use domain::records::{changes, named};
use domain::risks::Matrix;
use domain::text::Word;
use domain::{Timestamp, Version};
use storage::Db;

/// The words of a project as typed.
#[derive(Clone, Debug, Default)]
pub struct WordsForm {
    /// One tier per line, most urgent first.
    pub tiers: String,
    /// From rare to almost certain.
    pub likelihood: [String; 5],
    /// From negligible to severe.
    pub impact: [String; 5],
    /// From which product of both numbers risks are low, medium, high, critical.
    pub matrix: [String; 4],
}

impl WordsForm {
    fn check(&self) -> Result<Words, ServiceError> {
        let lines = self.tiers.lines().map(str::trim).filter(|line| !line.is_empty());
        let tiers = lines.map(|line| word("tiers", line)).collect::<Result<_, _>>()?;
        let likelihood = steps(Words::LIKELIHOOD_FIELDS, &self.likelihood)?;
        let impact = steps(Words::IMPACT_FIELDS, &self.impact)?;
        Words::new(tiers, likelihood, impact, self.matrix()?)
            .map_err(|error| ServiceError::Invalid { field: "tiers", message: input::sentence(&error) })
    }

    fn matrix(&self) -> Result<Matrix, ServiceError> {
        let mut from = [0; 4];
        for ((from, typed), field) in from.iter_mut().zip(&self.matrix).zip(Words::MATRIX_FIELDS) {
            let wrong = |_| ServiceError::invalid(field, "The threshold", "must be a whole number from 2 to 25");
            *from = typed.trim().parse().map_err(wrong)?;
        }
        Matrix::try_from(from).map_err(|error| ServiceError::invalid(Words::MATRIX_FIELDS[0], "The thresholds", error))
    }
}

fn word(field: &'static str, typed: &str) -> Result<Word, ServiceError> {
    let shown: String = typed.trim().chars().take(60).collect();
    let label = if shown.is_empty() { "The word".to_owned() } else { format!("“{shown}”") };
    typed.parse().map_err(|error| ServiceError::invalid(field, &label, error))
}

fn steps(fields: [&'static str; 5], typed: &[String; 5]) -> Result<[Word; 5], ServiceError> {
    let [one, two, three, four, five] = typed;
    let [first, second, third, fourth, fifth] = fields;
    Ok([word(first, one)?, word(second, two)?, word(third, three)?, word(fourth, four)?, word(fifth, five)?])
}

/// Changes the words of a project. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::Invalid`] for unusable words, [`ServiceError::Stale`], [`ServiceError::Archived`].
pub async fn change_words(db: &Db, owner: &Owner, version: Version, form: &WordsForm, now: Timestamp) -> Result<Project, ServiceError> {
    if owner.project().archived_at.is_some() {
        return Err(ServiceError::Archived);
    }
    let words = form.check()?;
    if owner.project().version != version {
        return Err(ServiceError::Stale);
    }
    let changed = changes(&owner.project().words, &words);
    if changed.is_empty() {
        return Ok(owner.project().clone());
    }
    let summary = format!("changed the words of the project: {}", named(&changed));
    let project = Project { words, ..owner.project().clone() };
    let line = Line::of(EventKind::ProjectChanged, project.id.0, summary).with(changed);
    store(db, owner, project, version, line, now).await
}
