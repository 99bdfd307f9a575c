//! What differs between two templates, or between two versions of one.

use super::pairs::{Pairs, folded, pair};
use super::{Template, TemplateCategory, TemplateChecklist, TemplateCriterion, TemplateItem};
use crate::assessments::Edition;
use crate::gates::{Demand, Gate, GateRule};
use crate::records::{Change, changes};
use crate::text::Title;
use serde::{Deserialize, Serialize};

/// What differs between two templates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateDiff {
    /// Compared from this one.
    pub from: Edition,
    /// To this one.
    pub to: Edition,
    /// Every part that differs: the head first, then categories, checklists, items, criteria and gates; of each kind what changed, then
    /// what was added, then what was removed. Order is no difference.
    pub differences: Vec<Difference>,
}

/// One part that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Its kind.
    pub part: Part,
    /// What it is called, in the newer one where it is there.
    pub name: String,
    /// The checklist, for an item.
    pub within: Option<Title>,
    /// What became of it.
    pub what: What,
}

/// The kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Name and description.
    Head,
    /// What is rated.
    Category,
    /// A group of items.
    Checklist,
    /// A thing to tick.
    Item,
    /// An acceptance criterion.
    Criterion,
    /// What a goal demands.
    Gate,
}

/// What became of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "changes", rename_all = "snake_case")]
pub enum What {
    /// Only in the newer.
    Added,
    /// Only in the older.
    Removed,
    /// In both, with these fields different.
    Changed(Vec<Change>),
}

impl TemplateDiff {
    /// True where nothing differs but key and version.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Compares two templates. Categories are the same by key, then by name; items and checklists by their words; criteria by their words, then
/// by label, because labels move when one is put in; gates by goal.
#[must_use]
pub fn diff(older: &Template, newer: &Template) -> TemplateDiff {
    let (old, new) = (older.parts(), newer.parts());
    let head = Pairs { both: vec![(old, new)], gone: Vec::new(), fresh: Vec::new() };
    let (old_items, new_items) = (placed(&old.checklists), placed(&new.checklists));
    let differences = [
        list(Part::Head, &head, |parts| (parts.name.to_string(), None), changes),
        list(Part::Category, &categories(&old.categories, &new.categories), |it| (it.name.to_string(), None), changes),
        list(Part::Checklist, &checklists(&old.checklists, &new.checklists), |it| (it.title.to_string(), None), changes),
        list(Part::Item, &items(&old_items, &new_items), |it| (it.item.text.to_string(), Some(it.list.clone())), moved),
        list(Part::Criterion, &criteria(&old.criteria, &new.criteria), |it| (it.text.to_string(), None), changes),
        list(Part::Gate, &gates(&old.gates, &new.gates), |gate| (gate.name.to_string(), None), gate_changes),
    ];
    TemplateDiff { from: older.edition(), to: newer.edition(), differences: differences.concat() }
}

/// An item and the checklist it stands in.
pub(super) struct Placed<'a> {
    pub(super) list: &'a Title,
    pub(super) item: &'a TemplateItem,
}

pub(super) fn placed(lists: &[TemplateChecklist]) -> Vec<Placed<'_>> {
    lists.iter().flat_map(|list| list.items.iter().map(|item| Placed { list: &list.title, item })).collect()
}

pub(super) fn categories<'a>(old: &'a [TemplateCategory], new: &'a [TemplateCategory]) -> Pairs<'a, TemplateCategory> {
    let key = |it: &TemplateCategory| Some(it.key.to_string());
    let name = |it: &TemplateCategory| Some(folded(it.name.as_str()));
    pair(old, new, &[(&key, &key), (&name, &name)])
}

fn checklists<'a>(old: &'a [TemplateChecklist], new: &'a [TemplateChecklist]) -> Pairs<'a, TemplateChecklist> {
    let title = |it: &TemplateChecklist| Some(folded(it.title.as_str()));
    pair(old, new, &[(&title, &title)])
}

/// In the same checklist first, then anywhere: an item can move.
pub(super) fn items<'a>(old: &'a [Placed<'a>], new: &'a [Placed<'a>]) -> Pairs<'a, Placed<'a>> {
    let here = |it: &Placed<'_>| Some(format!("{}\n{}", folded(it.list.as_str()), folded(it.item.text.as_str())));
    let text = |it: &Placed<'_>| Some(folded(it.item.text.as_str()));
    pair(old, new, &[(&here, &here), (&text, &text)])
}

pub(super) fn criteria<'a>(old: &'a [TemplateCriterion], new: &'a [TemplateCriterion]) -> Pairs<'a, TemplateCriterion> {
    let text = |it: &TemplateCriterion| Some(folded(it.text.as_str()));
    let label = |it: &TemplateCriterion| it.label.as_ref().map(ToString::to_string);
    pair(old, new, &[(&text, &text), (&label, &label)])
}

fn gates<'a>(old: &'a [Gate], new: &'a [Gate]) -> Pairs<'a, Gate> {
    let goal = |gate: &Gate| Some(gate.goal.to_string());
    pair(old, new, &[(&goal, &goal)])
}

fn list<T>(
    part: Part,
    pairs: &Pairs<'_, T>,
    name: impl Fn(&T) -> (String, Option<Title>),
    compare: impl Fn(&T, &T) -> Vec<Change>,
) -> Vec<Difference> {
    let difference = |it: &T, what: What| {
        let (name, within) = name(it);
        Difference { part, name, within, what }
    };
    let changed = pairs.both.iter().filter_map(|(old, new)| {
        let changes = compare(old, new);
        (!changes.is_empty()).then(|| difference(new, What::Changed(changes)))
    });
    let added = pairs.fresh.iter().map(|it| difference(it, What::Added));
    changed.chain(added).chain(pairs.gone.iter().map(|it| difference(it, What::Removed))).collect()
}

fn moved(old: &Placed<'_>, new: &Placed<'_>) -> Vec<Change> {
    let list = (folded(old.list.as_str()) != folded(new.list.as_str())).then(|| Change {
        field: "Checklist".to_owned(),
        before: old.list.to_string(),
        after: new.list.to_string(),
    });
    list.into_iter().chain(changes(old.item, new.item)).collect()
}

/// Rules are the same where they demand the same kind of thing, of the same category.
fn gate_changes(old: &Gate, new: &Gate) -> Vec<Change> {
    let kind = |rule: &GateRule| match &rule.demand {
        Demand::MinimumPerCategory { category: Some(key), .. } => Some(format!("{} {key}", rule.demand.noun())),
        other => Some(other.noun().to_owned()),
    };
    let exact = |rule: &GateRule| Some(rule.to_string());
    let rules = pair(&old.rules, &new.rules, &[(&exact, &exact), (&kind, &kind)]);
    let rule = |old: Option<&GateRule>, new: Option<&GateRule>| Change {
        field: old.or(new).map(|rule| rule.demand.noun().to_owned()).unwrap_or_default(),
        before: old.map(ToString::to_string).unwrap_or_default(),
        after: new.map(ToString::to_string).unwrap_or_default(),
    };
    changes(old, new)
        .into_iter()
        .chain(rules.both.iter().filter(|(old, new)| old != new).map(|(old, new)| rule(Some(old), Some(new))))
        .chain(rules.fresh.iter().map(|new| rule(None, Some(new))))
        .chain(rules.gone.iter().map(|old| rule(Some(old), None)))
        .collect()
}
