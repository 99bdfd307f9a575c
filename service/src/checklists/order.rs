//! The order of items: one place up or down, to a place, into another list.

use super::items::seen;
use super::next_position;
use crate::ServiceError;
use crate::accounts::Editor;
use crate::history::{self, Line};
use domain::checklists::{Checklist, Item};
use domain::history::EventKind;
use domain::ids::{ChecklistId, ItemId};
use domain::order::Direction;
use domain::{Timestamp, Version};
use storage::{Db, Tx, checklists};

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Right before this item, in its list.
    Before(ItemId),
    /// Right after this item, in its list.
    After(ItemId),
    /// To the end of this list.
    EndOf(ChecklistId),
}

/// Moves an item one place within its list; nothing happens at the end of it. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`].
pub async fn step(db: &Db, editor: &Editor, id: ItemId, version: Version, way: Direction, now: Timestamp) -> Result<Item, ServiceError> {
    let mut tx = db.begin().await?;
    let item = seen(&mut tx, editor, id, version).await?;
    let list = checklists::find(&mut tx, editor.id(), item.checklist).await?;
    let (before, after) = checklists::neighbours(&mut tx, &item).await?;
    let moved = match (way, before, after.as_slice()) {
        (Direction::Up, Some(target), _) => before_row(&mut tx, item, &list, target).await?,
        (Direction::Down, _, [_, target, ..]) => before_row(&mut tx, item, &list, *target).await?,
        (Direction::Down, _, [_]) => to_end(&mut tx, item, &list).await?,
        (Direction::Up, None, _) | (Direction::Down, _, []) => return Ok(item),
    };
    let word = way.as_str();
    let summary = format!("moved “{}” {word} in “{}”", moved.text, list.title);
    history::tell(&mut tx, editor, Line::new(EventKind::ItemMoved, id, summary), now).await?;
    tx.commit().await?;
    Ok(moved)
}

/// Moves an item to a place, also into another list. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`] where item or place do not exist (any more), [`ServiceError::Stale`].
pub async fn place(db: &Db, editor: &Editor, id: ItemId, version: Version, place: Place, now: Timestamp) -> Result<Item, ServiceError> {
    let mut tx = db.begin().await?;
    let item = seen(&mut tx, editor, id, version).await?;
    if [Place::Before(id), Place::After(id)].contains(&place) {
        return Ok(item);
    }
    let from = item.checklist;
    let (moved, list) = match place {
        Place::Before(target) => {
            let target = checklists::find_item(&mut tx, editor.id(), target).await?;
            let list = checklists::find(&mut tx, editor.id(), target.checklist).await?;
            (before_row(&mut tx, item, &list, (target.position, target.id)).await?, list)
        }
        Place::After(target) => {
            let target = checklists::find_item(&mut tx, editor.id(), target).await?;
            let list = checklists::find(&mut tx, editor.id(), target.checklist).await?;
            match checklists::neighbours(&mut tx, &target).await?.1.first() {
                // It is there already.
                Some((_, next)) if *next == id => return Ok(item),
                Some(next) => (before_row(&mut tx, item, &list, *next).await?, list),
                None => (to_end(&mut tx, item, &list).await?, list),
            }
        }
        Place::EndOf(list) => {
            let list = checklists::find(&mut tx, editor.id(), list).await?;
            (to_end(&mut tx, item, &list).await?, list)
        }
    };
    tell(&mut tx, editor, &moved, &list, from, now).await?;
    tx.commit().await?;
    Ok(moved)
}

/// The line of history of an item that came into `list` or got another place there.
pub(super) async fn tell(
    tx: &mut Tx,
    editor: &Editor,
    moved: &Item,
    list: &Checklist,
    from: ChecklistId,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let word = if from == list.id { "within" } else { "to" };
    let summary = format!("moved “{}” {word} “{}”", moved.text, list.title);
    history::tell(tx, editor, Line::new(EventKind::ItemMoved, moved.id, summary), now).await
}

async fn before_row(tx: &mut Tx, item: Item, list: &Checklist, before: (i32, ItemId)) -> Result<Item, ServiceError> {
    let seen = item.version;
    let moved = Item { checklist: list.id, position: before.0 + 1, version: seen.next(), ..item };
    checklists::place_item(tx, &moved, list, before, seen).await?;
    Ok(moved)
}

pub(super) async fn to_end(tx: &mut Tx, item: Item, list: &Checklist) -> Result<Item, ServiceError> {
    let seen = item.version;
    let moved = Item { checklist: list.id, position: next_position(tx, list.id).await?, version: seen.next(), ..item };
    checklists::set_list(tx, &moved, seen).await?;
    Ok(moved)
}
