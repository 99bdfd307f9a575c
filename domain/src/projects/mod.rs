//! The thing that is to become ready.

mod words;

pub use words::{TiersError, Words};

use crate::gates::Gates;
use crate::ids::ProjectId;
use crate::records::{Described, Fact};
use crate::scoring::ScoringRule;
use crate::text::{Markdown, Slug, Tag, Title};
use crate::{Timestamp, Version};
use serde::{Deserialize, Serialize};

/// A project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Identity.
    pub id: ProjectId,
    /// Its name in addresses; stays when the project is renamed, so that links go on working.
    pub slug: Slug,
    /// As shown.
    pub name: Title,
    /// What it is.
    pub description: Markdown,
    /// Labels, sorted, each once, at most [`Project::MOST_TAGS`].
    pub tags: Vec<Tag>,
    /// How ratings become shares.
    pub rule: ScoringRule,
    /// How it calls its tiers and the steps of its scales.
    pub words: Words,
    /// What it is to be ready for.
    pub gates: Gates,
    /// Since when it is out of use; nothing in it can be changed while it is.
    pub archived_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Optimistic lock.
    pub version: Version,
}

/// Why the details of a project were refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProjectError {
    /// One of the tags is not of the form of a tag.
    #[error("“{0}” cannot be a tag; use small letters, digits and hyphens, such as “payments”")]
    Tag(String),
    /// More tags than are kept.
    #[error("has {0} tags; at most 12 are kept")]
    TooManyTags(usize),
}

impl Project {
    /// Most tags on one project.
    pub const MOST_TAGS: usize = 12;

    /// Reads tags as a person types them, separated by commas or spaces, with or without `#`.
    ///
    /// # Errors
    /// Names the first word that cannot be a tag, or says that there are too many.
    pub fn tags_from(text: &str) -> Result<Vec<Tag>, ProjectError> {
        let words = text.split([',', ' ', '\n', '\t']).map(|word| word.trim().trim_start_matches('#')).filter(|word| !word.is_empty());
        let mut tags = words
            .map(|word| word.to_lowercase().parse().map_err(|_| ProjectError::Tag(word.to_owned())))
            .collect::<Result<Vec<Tag>, _>>()?;
        tags.sort();
        tags.dedup();
        if tags.len() > Self::MOST_TAGS { Err(ProjectError::TooManyTags(tags.len())) } else { Ok(tags) }
    }
}

impl Described for Project {
    fn facts(&self) -> Vec<Fact> {
        let tags: Vec<&str> = self.tags.iter().map(Tag::as_str).collect();
        vec![
            Fact::new("name", "Name", &self.name),
            Fact::new("description", "Description", &self.description),
            Fact::new("tags", "Tags", tags.join(", ")),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_sorted_and_each_stands_once() {
        let tags = Project::tags_from("Web, #payments web  api").unwrap();
        assert_eq!(tags.iter().map(Tag::as_str).collect::<Vec<_>>(), ["api", "payments", "web"]);
        assert_eq!(Project::tags_from("ok, no_good").unwrap_err(), ProjectError::Tag("no_good".into()));
    }
}
