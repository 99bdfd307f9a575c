//! A template made of an audit.

use super::{Scale, Template, TemplateCategory, TemplateChecklist, TemplateCriterion, TemplateError, TemplateItem, TemplateParts};
use crate::assessments::Category;
use crate::checklists::{Checklist, Item};
use crate::criteria::Criterion;
use crate::text::{Markdown, Slug, Title, Word};
use std::collections::HashSet;

/// What is rated, ticked off and asked for in one project.
#[derive(Clone, Copy, Debug, Default)]
pub struct Material<'a> {
    /// The categories of an assessment, in order.
    pub categories: &'a [Category],
    /// The checklists with their items, in order.
    pub checklists: &'a [(Checklist, Vec<Item>)],
    /// The acceptance criteria, in order.
    pub criteria: &'a [Criterion],
}

/// What a template is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its key.
    pub key: Slug,
    /// Its name.
    pub name: Title,
    /// The version that this is.
    pub version: u32,
    /// What it is for.
    pub description: Markdown,
}

impl Template {
    /// A template of what is there. Names, weights, kinds of ratings, words of items and criteria are taken over; ratings, findings, notes,
    /// ticks, people and dates stay behind. A category that nobody rated takes the scale that most of the others have. A label that stands
    /// twice stays with the first criterion that has it.
    ///
    /// # Errors
    /// [`TemplateError::Content`] where there is more than a template may hold, or the version is 0.
    pub fn of(head: Head, material: &Material<'_>) -> Result<Self, TemplateError> {
        let Head { key, name, version, description } = head;
        let checklists = material
            .checklists
            .iter()
            .map(|(list, items)| TemplateChecklist { title: list.title.clone(), items: items.iter().map(item).collect() });
        Self::new(TemplateParts {
            key,
            name,
            version,
            description,
            categories: categories(material.categories)?,
            checklists: checklists.collect(),
            criteria: criteria(material.criteria),
            gates: Vec::new(),
        })
    }
}

fn categories(found: &[Category]) -> Result<Vec<TemplateCategory>, TemplateError> {
    let common = common_scale(found);
    let mut used = HashSet::new();
    let category = |(at, category): (usize, &Category)| {
        let key = unused(&category.name, &mut used);
        Ok(TemplateCategory {
            key: key.ok_or_else(|| TemplateError::content(format!("categories[{at}].key"), "no key is left for it; please rename it"))?,
            name: category.name.clone(),
            weight: category.weight,
            scale: Scale::of(&category.rating).unwrap_or(common),
            guidance: Markdown::default(),
        })
    };
    found.iter().enumerate().map(category).collect()
}

/// The scale of most ratings, of equals the first; percent where there is none.
fn common_scale(found: &[Category]) -> Scale {
    let scales: Vec<Scale> = found.iter().filter_map(|category| Scale::of(&category.rating)).collect();
    let often = |scale: &Scale| scales.iter().filter(|other| *other == scale).count();
    scales.iter().rev().max_by_key(|scale| often(scale)).copied().unwrap_or(Scale::Percent)
}

/// A key made of the name that no other category has; numbered where another has it, or where the name has no letters for a key.
fn unused(name: &Title, used: &mut HashSet<Slug>) -> Option<Slug> {
    const ROOM: usize = Slug::LIMIT - "-9999".len();
    let own = Slug::suggest(name.as_str());
    let base = own.as_ref().map_or("category", Slug::as_str);
    let short = base.get(..ROOM).unwrap_or(base).trim_end_matches('-').to_owned();
    let first = if own.is_some() { 2 } else { 1 };
    let numbered = (first..=9999).filter_map(|number| format!("{short}-{number}").parse().ok());
    let key = own.into_iter().chain(numbered).find(|key| !used.contains(key))?;
    used.insert(key.clone());
    Some(key)
}

pub(super) fn item(item: &Item) -> TemplateItem {
    TemplateItem { text: item.text.clone(), detail: item.detail.clone(), blocking: item.blocking }
}

fn criteria(found: &[Criterion]) -> Vec<TemplateCriterion> {
    let mut used = HashSet::new();
    let mut criterion = |it: &Criterion| {
        let label = label(it).filter(|label| used.insert(label.clone()));
        TemplateCriterion { label, text: it.text.clone() }
    };
    found.iter().map(&mut criterion).collect()
}

/// The label of a criterion, where it is short enough to be one.
pub(super) fn label(criterion: &Criterion) -> Option<Word> {
    criterion.label.as_ref().and_then(|label| label.parse().ok())
}
