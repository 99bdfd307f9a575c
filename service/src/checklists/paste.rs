//! Many items from one pasted list: first looked at, then added.

use super::groups::{insert, named};
use super::{next_position, tick};
use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use crate::{ServiceError, new_id_at};
use domain::checklists::{Checklist, Item, PastedItem, paste};
use domain::history::EventKind;
use domain::ids::ChecklistId;
use domain::text::{Title, match_key};
use domain::{Timestamp, Version};
use std::collections::HashSet;
use storage::checklists::{self, Clock};
use storage::{Db, Tx};

/// A pasted list, and where it goes.
#[derive(Clone, Debug, Default)]
pub struct PasteForm {
    /// Markdown.
    pub text: String,
    /// The list that items go to; empty for a new one.
    pub list: String,
    /// Name of the new list.
    pub title: String,
    /// Whether each heading makes a list of its own instead.
    pub headings: bool,
}

/// What would be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastePlan {
    /// Lists in order.
    pub groups: Vec<PlannedGroup>,
    /// Passages that are no items.
    pub left_out: Vec<String>,
}

/// What would be added to one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedGroup {
    /// The list, where it exists.
    pub list: Option<ChecklistId>,
    /// Its name.
    pub title: Title,
    /// New items.
    pub items: Vec<PastedItem>,
    /// Items that the list has already, which are not doubled.
    pub known: Vec<Title>,
}

impl PastePlan {
    /// How many items would be added.
    #[must_use]
    pub fn items(&self) -> usize {
        self.groups.iter().map(|group| group.items.len()).sum()
    }
}

/// So many items are added at once.
const MOST: usize = 500;

/// What would be added; changes nothing. Two queries.
///
/// # Errors
/// [`ServiceError::Invalid`] for an empty or overlong text or an unusable name, [`ServiceError::NotFound`] where there is no such list.
pub async fn preview(db: &Db, viewer: &Viewer, form: &PasteForm, now: Timestamp) -> Result<PastePlan, ServiceError> {
    plan(&mut db.read().await?, viewer, form, now).await
}

async fn plan(tx: &mut Tx, viewer: &Viewer, form: &PasteForm, now: Timestamp) -> Result<PastePlan, ServiceError> {
    let pasted = paste(&form.text);
    match pasted.items() {
        0 => {
            return Err(ServiceError::invalid(
                "text",
                "The text",
                "holds no items; write each on a line of its own, such as “- [ ] Try the lock”",
            ));
        }
        1..=MOST => (),
        many => return Err(ServiceError::invalid("text", "The text", format!("holds {many} items; at most {MOST} are added at once"))),
    }
    let lists: Vec<Checklist> = checklists::list(tx, viewer.id(), Clock::at(now)).await?.into_iter().map(|(list, _)| list).collect();
    let mut known: HashSet<(Option<ChecklistId>, String)> =
        checklists::item_keys(tx, viewer.id()).await?.into_iter().map(|(list, key)| (Some(list), key)).collect();
    let chosen = chosen(&lists, form, pasted.groups.iter().any(|group| !form.headings || group.title.is_none()))?;
    let mut groups: Vec<PlannedGroup> = Vec::new();
    for group in pasted.groups {
        let (list, title) = match (group.title.filter(|_| form.headings), &chosen) {
            (Some(title), _) => existing(&lists, title),
            (None, Some(chosen)) => chosen.clone(),
            (None, None) => continue,
        };
        let same = |planned: &PlannedGroup| match_key(planned.title.as_str()) == match_key(title.as_str());
        let at = groups.iter().position(same).unwrap_or_else(|| {
            groups.push(PlannedGroup { list, title: title.clone(), items: Vec::new(), known: Vec::new() });
            groups.len() - 1
        });
        let Some(planned) = groups.get_mut(at) else { continue };
        for item in group.items {
            // A list that does not exist yet has nothing but what was pasted before.
            let new = match list {
                Some(list) => known.insert((Some(list), match_key(item.text.as_str()))),
                None => planned.items.iter().all(|other| match_key(other.text.as_str()) != match_key(item.text.as_str())),
            };
            if new { planned.items.push(item) } else { planned.known.push(item.text) }
        }
    }
    Ok(PastePlan { groups, left_out: pasted.left_out })
}

/// The list that items without a heading of their own go to; it is asked for only where there are any.
fn chosen(lists: &[Checklist], form: &PasteForm, needed: bool) -> Result<Option<(Option<ChecklistId>, Title)>, ServiceError> {
    if !needed {
        return Ok(None);
    }
    if form.list.is_empty() {
        return Ok(Some(existing(lists, named(&form.title)?)));
    }
    let list = lists.iter().find(|list| list.id.to_string() == form.list).ok_or(ServiceError::NotFound)?;
    Ok(Some((Some(list.id), list.title.clone())))
}

/// The list of that name, where there is one.
fn existing(lists: &[Checklist], title: Title) -> (Option<ChecklistId>, Title) {
    let key = match_key(title.as_str());
    match lists.iter().find(|list| match_key(list.title.as_str()) == key) {
        Some(list) => (Some(list.id), list.title.clone()),
        None => (None, title),
    }
}

/// Adds all items that are new; answers how many.
///
/// # Errors
/// As [`preview`]; [`ServiceError::Refused`] for the operator where items are ticked.
pub async fn add(db: &Db, editor: &Editor, form: &PasteForm, now: Timestamp) -> Result<usize, ServiceError> {
    let mut tx = db.begin().await?;
    let plan = plan(&mut tx, editor, form, now).await?;
    let added = plan.items();
    for group in plan.groups {
        if group.items.is_empty() {
            continue;
        }
        let (id, title) = if let Some(list) = group.list {
            (list, group.title)
        } else {
            let list = insert(&mut tx, editor, group.title, now).await?;
            (list.id, list.title)
        };
        let (count, mut position) = (group.items.len(), next_position(&mut tx, id).await?);
        for pasted in group.items {
            let item = item(editor, id, position, pasted, now);
            checklists::insert_item(&mut tx, editor.id(), &item).await?;
            let word = if item.done.is_some() { "added, ticked," } else { "added" };
            let summary = format!("{word} “{}” to “{title}” from a pasted list", item.text);
            history::tell(&mut tx, editor, Line::new(EventKind::ItemCreated, item.id, summary), now).await?;
            position = position.saturating_add(1);
        }
        let summary = format!("added {count} {} to “{title}” from a pasted list", if count == 1 { "item" } else { "items" });
        history::tell(&mut tx, editor, Line::new(EventKind::ChecklistChanged, id, summary), now).await?;
    }
    tx.commit().await?;
    Ok(added)
}

fn item(editor: &Editor, list: ChecklistId, position: i32, pasted: PastedItem, now: Timestamp) -> Item {
    let done = pasted.done.then(|| tick::made(editor, now));
    Item {
        id: new_id_at(now),
        checklist: list,
        position,
        text: pasted.text,
        detail: pasted.detail,
        assignee: None,
        due: None,
        blocking: false,
        needs_verification: false,
        verified_until: None,
        done,
        set_aside: None,
        lines: None,
        version: Version::FIRST,
    }
}
