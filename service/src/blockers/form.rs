//! The form of a blocker.

use crate::people::owner;
use crate::{ServiceError, input};
use domain::blockers::{Blocker, Tier};
use domain::people::Mentionable;
use domain::projects::Words;

/// A blocker as typed.
#[derive(Clone, Debug, Default)]
pub struct BlockerForm {
    /// What blocks, in a line.
    pub title: String,
    /// The number of its tier; empty for the most urgent.
    pub tier: String,
    /// What it is about.
    pub category: String,
    /// The state that was found.
    pub current: String,
    /// The state that is needed.
    pub required: String,
    /// Where in the system.
    pub location: String,
    /// Name or address of a member, or any other name.
    pub owner: String,
    /// A day as `2026-03-01`.
    pub due: String,
    /// One link per line.
    pub links: String,
    /// Markdown.
    pub body: String,
}

impl BlockerForm {
    /// The blocker with what was typed.
    pub(super) fn filled_in(&self, before: &Blocker, words: &Words, known: &[Mentionable]) -> Result<Blocker, ServiceError> {
        let invalid = |field, label| move |error: &dyn std::fmt::Display| ServiceError::invalid(field, label, error);
        Ok(Blocker {
            title: self.title.parse().map_err(|error| invalid("title", "The title")(&error))?,
            tier: self.tier(before, words)?,
            category: input::title_if_any("category", "The category", &self.category)?,
            current: input::text("current", "The state", &self.current)?,
            required: input::text("required", "The state", &self.required)?,
            location: input::text("location", "The location", &self.location)?,
            owner: owner(known, "owner", &self.owner, before.owner.as_ref())?,
            due: input::day("due", &self.due)?,
            links: self.links.parse().map_err(|error| ServiceError::Invalid { field: "links", message: input::sentence(&error) })?,
            body: self.body.parse().map_err(|error| invalid("body", "The description")(&error))?,
            ..before.clone()
        })
    }

    /// One that the project names, or the one that the blocker has.
    fn tier(&self, before: &Blocker, words: &Words) -> Result<Tier, ServiceError> {
        let wrong = || ServiceError::Invalid { field: "tier", message: "Choose a tier from the list.".into() };
        if self.tier.is_empty() {
            return Ok(Tier::FIRST);
        }
        let tier = self.tier.parse::<u8>().ok().and_then(|number| Tier::try_from(number).ok()).ok_or_else(wrong)?;
        if tier == before.tier || words.tiers().contains(&tier) { Ok(tier) } else { Err(wrong()) }
    }
}
