//! What a template brings into a project: checklists, their items and criteria that are not there yet.

use crate::accounts::Auditor;
use crate::checklists::Adding;
use crate::history::{self, Line};
use crate::{ServiceError, new_id};
use domain::checklists::Item;
use domain::criteria::{Criterion, CriterionState};
use domain::history::EventKind;
use domain::ids::ChecklistId;
use domain::templates::{Template, TemplateCriterion, TemplateItem};
use domain::text::{Markdown, match_key};
use domain::{Timestamp, Version};
use std::collections::HashSet;
use std::fmt;
use storage::{Tx, checklists, criteria};

/// How much a template brought into a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// New checklists.
    pub checklists: usize,
    /// New items, also of checklists that were there.
    pub items: usize,
    /// New criteria.
    pub criteria: usize,
}

/// `1 checklist, 3 items and 2 criteria`
impl fmt::Display for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |count, one, more| if count == 1 { one } else { more };
        let Self { checklists, items, criteria } = *self;
        let (lists, things) = (word(checklists, "checklist", "checklists"), word(items, "item", "items"));
        write!(f, "{checklists} {lists}, {items} {things} and {criteria} {}", word(criteria, "criterion", "criteria"))
    }
}

/// Adds the checklists, items and criteria of a template that are not there yet, with one line of history; nothing is ticked. What is
/// there is known by its folded name, an item within its checklist. Six reads, however much there is.
pub(crate) async fn settle(tx: &mut Tx, auditor: &Auditor, template: &Template, now: Timestamp) -> Result<Settled, ServiceError> {
    let (project, parts) = (auditor.id(), template.parts());
    let mut lists = Adding::load(tx, project, now).await?;
    let mut items: HashSet<(ChecklistId, String)> = checklists::item_keys(tx, project).await?.into_iter().collect();
    let mut known: HashSet<String> = criteria::keys(tx, project).await?.into_iter().collect();
    let mut place = criteria::next_place(tx, project).await?;
    let mut settled = Settled::default();
    for made in &parts.checklists {
        let list = lists.named(tx, &made.title).await?;
        for item in &made.items {
            if items.insert((list, match_key(item.text.as_str()))) {
                lists.add(tx, list, &item.text, as_made(item)).await?;
                settled.items += 1;
            }
        }
    }
    for made in &parts.criteria {
        if known.insert(match_key(made.text.as_str())) {
            criteria::insert(tx, project, &criterion(made, place)).await?;
            (place, settled.criteria) = (place.saturating_add(1), settled.criteria + 1);
        }
    }
    settled.checklists = lists.made();
    if settled != Settled::default() {
        let summary = format!("added {settled} of the template “{}” ({})", parts.name, template.edition());
        history::tell(tx, auditor, Line::of(EventKind::ProjectChanged, project.0, summary), now).await?;
    }
    Ok(settled)
}

/// What a template says of an item beside its text.
pub(super) fn as_made(made: &TemplateItem) -> impl FnOnce(&mut Item) {
    let (detail, blocking) = (made.detail.clone(), made.blocking);
    move |item| (item.detail, item.blocking) = (detail, blocking)
}

/// A criterion of which nobody has said yet whether it holds.
pub(super) fn criterion(made: &TemplateCriterion, position: i32) -> Criterion {
    Criterion {
        id: new_id(),
        position,
        label: made.label.as_ref().map(ToString::to_string),
        text: made.text.clone(),
        state: CriterionState::Unknown,
        notes: Markdown::default(),
        owner: None,
        lines: None,
        version: Version::FIRST,
    }
}
