//! Things to tick.

use crate::accounts::{Editor, Viewer};
use crate::{Page, PageNumber, ServiceError, history};
use domain::checklists::{Checklist, Done, Item, Progress};
use domain::history::EventKind;
use domain::ids::ItemId;
use domain::{Timestamp, Version};
use storage::{Db, checklists};

/// The checklists of a project with a page of their items.
#[derive(Clone, Debug)]
pub struct Lists {
    /// All lists in order, each with the progress of all its items.
    pub lists: Vec<(Checklist, Progress)>,
    /// Items in the order of the lists.
    pub items: Page<Item>,
}

impl Lists {
    /// Items on a full page.
    pub const SIZE: u32 = 100;
}

/// The checklists of a project with a page of their items.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<Lists, ServiceError> {
    const SIZE: u32 = Lists::SIZE;
    let mut tx = db.read().await?;
    let lists = checklists::list(&mut tx, viewer.id()).await?;
    let total: i64 = lists.iter().map(|(_, progress)| i64::from(progress.total)).sum();
    let rows = checklists::list_items(&mut tx, viewer.id(), page.window(SIZE)).await?;
    Ok(Lists { lists, items: Page::new(rows, total, page, SIZE) })
}

/// What became of a tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ticked {
    /// The item is now as asked for.
    Saved(Item),
    /// Somebody changed the item meanwhile; nothing was done, and this is how it is now.
    Stale(Item),
}

/// Ticks an item, or takes a tick back. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] for the operator, who is nobody in particular.
pub async fn tick(db: &Db, editor: &Editor, id: ItemId, version: Version, done: bool, now: Timestamp) -> Result<Ticked, ServiceError> {
    let by = editor.actor().user().ok_or_else(|| ServiceError::Refused("A tick needs a person: please sign in.".into()))?;
    let mut tx = db.begin().await?;
    let item = checklists::find_item(&mut tx, editor.id(), id).await?;
    if item.version != version {
        return Ok(Ticked::Stale(item));
    }
    if item.done.is_some() == done {
        return Ok(Ticked::Saved(item));
    }
    let tick = done.then(|| Done { at: now, by, by_name: editor.actor().name().clone(), imported: false });
    let changed = Item { done: tick, version: version.next(), ..item };
    checklists::update_done(&mut tx, &changed, version).await?;
    let (kind, verb) = if done { (EventKind::ItemTicked, "ticked") } else { (EventKind::ItemUnticked, "unticked") };
    let summary = format!("{verb} “{}”", changed.text);
    history::append(&mut tx, editor.actor(), Some(editor.id()), kind, id.0, summary, now).await?;
    tx.commit().await?;
    Ok(Ticked::Saved(changed))
}
