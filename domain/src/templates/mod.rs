//! Templates: what an audit starts from. Categories with weights and guidance, checklists, acceptance criteria, gates.

mod built_in;
mod check;
mod compare;
mod files;
mod make;
mod offer;
mod pairs;
mod parts;
mod scale;
#[cfg(test)]
mod tests;

pub use check::TemplateError;
pub use compare::{Difference, Part, TemplateDiff, What, diff};
pub use make::{Head, Material};
pub use offer::{Offer, Piece, Standing, offers};
pub use parts::{TemplateCategory, TemplateChecklist, TemplateCriterion, TemplateItem, TemplateParts};
pub use scale::{Maximum, Scale, ScaleError};

pub use crate::assessments::Edition;
use crate::gates::{Demand, Gate};
use crate::text::Slug;
use serde::{Deserialize, Serialize};

/// A template that can be used: within its limits, each key once, and every rule about a category that is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TemplateParts", into = "TemplateParts")]
pub struct Template(TemplateParts);

impl Template {
    /// Most categories, as in a report that is imported.
    pub const MOST_CATEGORIES: usize = 500;
    /// Most checklists, as in a report that is imported.
    pub const MOST_CHECKLISTS: usize = 500;
    /// Most gates and rules together; nobody reads more than a few.
    pub const MOST_RULES: usize = 500;
    /// Most records of all kinds together: categories, checklists, items, criteria, gates and their rules.
    pub const MOST_RECORDS: usize = 10_000;
    /// Most bytes of all texts together.
    pub const MOST_TEXT: usize = 1 << 20;
    /// Most bytes of a file. Twice the texts, every one of their characters being escaped, and the names of the fields.
    pub const MOST_BYTES: usize = 4 << 20;

    /// Checks the parts as a whole; each of them has been checked by its own type.
    ///
    /// # Errors
    /// [`TemplateError::Content`] names the first place that cannot stay as it is, and says what to do.
    pub fn new(parts: TemplateParts) -> Result<Self, TemplateError> {
        check::check(&parts)?;
        Ok(Self(parts))
    }

    /// What is in it.
    #[must_use]
    pub const fn parts(&self) -> &TemplateParts {
        &self.0
    }

    /// What is in it, to be changed and checked again.
    #[must_use]
    pub fn into_parts(self) -> TemplateParts {
        self.0
    }

    /// Which template and version this is.
    #[must_use]
    pub fn edition(&self) -> Edition {
        Edition { key: self.0.key.clone(), version: self.0.version }
    }

    /// The gates as a project has them: its rules know a category by the key of its name, those of a template by a key of their own.
    #[must_use]
    pub fn gates_by_name(&self) -> Vec<Gate> {
        let named = |key: &Slug| {
            let row = self.0.categories.iter().find(|row| row.key == *key);
            row.and_then(|row| Slug::suggest(row.name.as_str())).unwrap_or_else(|| key.clone())
        };
        let mut gates = self.0.gates.clone();
        for rule in gates.iter_mut().flat_map(|gate| &mut gate.rules) {
            if let Demand::MinimumPerCategory { category: Some(key), .. } = &mut rule.demand {
                *key = named(key);
            }
        }
        gates
    }
}

impl TryFrom<TemplateParts> for Template {
    type Error = TemplateError;

    fn try_from(parts: TemplateParts) -> Result<Self, Self::Error> {
        Self::new(parts)
    }
}

impl From<Template> for TemplateParts {
    fn from(template: Template) -> Self {
        template.0
    }
}
