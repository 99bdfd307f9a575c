//! What has to hold of the parts of a template together.

use super::{Template, TemplateParts};
use crate::gates::Demand;
use crate::text::Slug;
use std::collections::HashMap;

/// Why a template was refused; says where and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// More bytes than are read.
    #[error(
        "the text has {bytes} bytes; at most {} are read, so please take something out or make two templates of it",
        Template::MOST_BYTES
    )]
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// The text is no TOML, or no JSON.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The character in it, from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// Something in it cannot stay as it is.
    #[error("{place}: {message}")]
    Content {
        /// Where: `categories[3].weight`, the first being `[0]`; `template` for the whole.
        place: String,
        /// What is wrong, and what to do.
        message: String,
    },
    /// It could not be written down.
    #[error("the template could not be written: {0}")]
    Unwritable(String),
}

impl TemplateError {
    pub(super) fn content(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Content { place: place.into(), message: message.into() }
    }
}

/// Refuses parts that cannot be one template.
pub(super) fn check(parts: &TemplateParts) -> Result<(), TemplateError> {
    if parts.version == 0 {
        return Err(TemplateError::content("version", "versions count from 1; use 1 for the first"));
    }
    limits(parts)?;
    let keys = parts.categories.iter().enumerate().map(|(at, category)| (format!("categories[{at}]"), "key", category.key.as_str()));
    once(keys)?;
    let labels = parts.criteria.iter().enumerate();
    once(labels.filter_map(|(at, it)| it.label.as_ref().map(|label| (format!("criteria[{at}]"), "label", label.as_str()))))?;
    once(parts.gates.iter().enumerate().map(|(at, gate)| (format!("gates[{at}]"), "goal", gate.goal.as_str())))?;
    rules(parts)
}

fn limits(parts: &TemplateParts) -> Result<(), TemplateError> {
    let items: usize = parts.checklists.iter().map(|list| list.items.len()).sum();
    let rules = parts.gates.len() + parts.gates.iter().map(|gate| gate.rules.len()).sum::<usize>();
    let records = parts.categories.len() + parts.checklists.len() + items + parts.criteria.len() + rules;
    let counted = [
        (parts.categories.len(), Template::MOST_CATEGORIES, "categories", "categories"),
        (parts.checklists.len(), Template::MOST_CHECKLISTS, "checklists", "checklists"),
        (rules, Template::MOST_RULES, "gates", "gates and rules"),
        (records, Template::MOST_RECORDS, "template", "records"),
        (text(parts), Template::MOST_TEXT, "template", "bytes of text"),
    ];
    match counted.into_iter().find(|(found, limit, ..)| found > limit) {
        None => Ok(()),
        Some((found, limit, place, what)) => Err(TemplateError::content(
            place,
            format!("has {found} {what}; at most {limit} are kept, so please take some out or make two templates of it"),
        )),
    }
}

/// Bytes of everything that people wrote.
fn text(parts: &TemplateParts) -> usize {
    let categories: usize =
        parts.categories.iter().map(|it| it.key.as_str().len() + it.name.as_str().len() + it.guidance.as_str().len()).sum();
    let lists: usize = parts.checklists.iter().map(|list| list.title.as_str().len()).sum();
    let items = parts.checklists.iter().flat_map(|list| &list.items);
    let items: usize = items.map(|item| item.text.as_str().len() + item.detail.as_str().len()).sum();
    let label = |label: &Option<crate::text::Word>| label.as_ref().map_or(0, |label| label.as_str().len());
    let criteria: usize = parts.criteria.iter().map(|it| it.text.as_str().len() + label(&it.label)).sum();
    let gates: usize = parts.gates.iter().map(|gate| gate.goal.as_str().len() + gate.name.as_str().len()).sum();
    parts.name.as_str().len() + parts.description.as_str().len() + categories + lists + items + criteria + gates
}

/// Refuses a name that stands twice. Takes place, field and name.
fn once<'a>(names: impl Iterator<Item = (String, &'static str, &'a str)>) -> Result<(), TemplateError> {
    let mut seen = HashMap::new();
    for (place, field, name) in names {
        if let Some(first) = seen.insert(name, place.clone()) {
            let message = format!("“{name}” is the {field} of {first} already; give one of them another");
            return Err(TemplateError::content(format!("{place}.{field}"), message));
        }
    }
    Ok(())
}

/// Refuses a rule about a category that is not there.
fn rules(parts: &TemplateParts) -> Result<(), TemplateError> {
    let known = |key: &Slug| parts.categories.iter().any(|category| category.key == *key);
    for (at, gate) in parts.gates.iter().enumerate() {
        for (rule_at, rule) in gate.rules.iter().enumerate() {
            if let Demand::MinimumPerCategory { category: Some(key), .. } = &rule.demand
                && !known(key)
            {
                let message = format!("no category has the key “{key}”; use the key of one, or leave it out for all of them");
                return Err(TemplateError::content(format!("gates[{at}].rules[{rule_at}].category"), message));
            }
        }
    }
    Ok(())
}
