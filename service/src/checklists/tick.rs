//! Ticking, and taking a tick back.

use crate::ServiceError;
use crate::accounts::Editor;
use crate::history::{self, Line};
use domain::checklists::{Done, Item};
use domain::history::EventKind;
use domain::ids::ItemId;
use domain::{Timestamp, Version};
use storage::{Db, Tx, checklists};

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
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] for what does not apply.
pub async fn tick(db: &Db, editor: &Editor, id: ItemId, version: Version, done: bool, now: Timestamp) -> Result<Ticked, ServiceError> {
    let tick = made(editor, now);
    let mut tx = db.begin().await?;
    let item = checklists::find_item(&mut tx, editor.id(), id).await?;
    if item.version != version {
        return Ok(Ticked::Stale(item));
    }
    if item.set_aside.is_some() {
        return Err(ServiceError::Refused("This item does not apply. Take it up again on its page before you tick it.".into()));
    }
    if item.done.is_some() == done {
        return Ok(Ticked::Saved(item));
    }
    let changed = save(&mut tx, editor, item, done.then_some(tick), now).await?;
    tx.commit().await?;
    Ok(Ticked::Saved(changed))
}

/// The tick of this person, or of this program, at this moment.
pub(super) fn made(editor: &Editor, now: Timestamp) -> Done {
    Done { at: now, by: editor.actor().author(), by_name: editor.actor().name().clone(), imported: false }
}

/// Saves a tick or its absence, with its line of history.
pub(super) async fn save(tx: &mut Tx, editor: &Editor, item: Item, tick: Option<Done>, now: Timestamp) -> Result<Item, ServiceError> {
    let seen = item.version;
    let (kind, verb) = if tick.is_some() { (EventKind::ItemTicked, "ticked") } else { (EventKind::ItemUnticked, "unticked") };
    let changed = Item { done: tick, version: seen.next(), ..item };
    checklists::update_item(tx, &changed, seen).await?;
    history::tell(tx, editor, Line::new(kind, changed.id, format!("{verb} “{}”", changed.text)), now).await?;
    Ok(changed)
}
