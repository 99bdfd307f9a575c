//! One deed on many items: one transaction, one line of history for each.

use super::items::save;
use super::{order, tick};
use crate::accounts::Editor;
use crate::{ServiceError, input, people, portfolio};
use domain::checklists::{Checklist, Done, Item};
use domain::ids::{ChecklistId, ItemId};
use domain::people::Assignee;
use domain::{Day, Timestamp, Version};
use storage::{Db, StorageError, Tx, checklists};

/// What is done to all that were chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Ticked, or ticks taken back.
    Tick(bool),
    /// Given to whoever was typed; empty for nobody.
    Assign(String),
    /// Given a day as typed; empty for none.
    Due(String),
    /// Marked as blocking, or not.
    Block(bool),
    /// Put at the end of a list, in the order chosen.
    Move(ChecklistId),
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bulk {
    /// Items that are now as asked for.
    pub done: usize,
    /// Left alone: somebody changed them meanwhile, or they cannot be ticked because they do not apply.
    pub left: Vec<ItemId>,
}

/// A deed, with what was typed made out once for all.
enum Ready {
    Tick(Option<Done>),
    Assign(Option<Assignee>),
    Due(Option<Day>),
    Block(bool),
    Move(Checklist),
}

/// So many items can be chosen at once.
const MOST: usize = 200;

/// Does it to all items that are still as the caller saw them, and names the others: nothing is lost without a word.
///
/// # Errors
/// [`ServiceError::Invalid`] for what was typed, [`ServiceError::Refused`] for none or too many items,
/// [`ServiceError::NotFound`] where the list to move to does not exist.
pub async fn bulk(db: &Db, editor: &Editor, chosen: &[(ItemId, Version)], deed: &Deed, now: Timestamp) -> Result<Bulk, ServiceError> {
    match chosen.len() {
        0 => return Err(ServiceError::Refused("Choose the items first: each has a box for it at the end of its line.".into())),
        1..=MOST => (),
        many => return Err(ServiceError::Refused(format!("{many} items are chosen; at most {MOST} can be changed at once."))),
    }
    let mut tx = db.begin().await?;
    tx.sum_later();
    let ready = ready(&mut tx, editor, deed, now).await?;
    let mut outcome = Bulk::default();
    for (id, version) in chosen {
        let item = match checklists::find_item(&mut tx, editor.id(), *id).await {
            Err(StorageError::NotFound) => None,
            found => Some(found?).filter(|item| item.version == *version),
        };
        let fits = |item: &Item| item.set_aside.is_none() || !matches!(ready, Ready::Tick(_));
        match item.filter(fits) {
            Some(item) => {
                apply(&mut tx, editor, item, &ready, now).await?;
                outcome.done += 1;
            }
            None => outcome.left.push(*id),
        }
    }
    portfolio::refresh(&mut tx, editor.id(), now).await?;
    tx.commit().await?;
    Ok(outcome)
}

async fn ready(tx: &mut Tx, editor: &Editor, deed: &Deed, now: Timestamp) -> Result<Ready, ServiceError> {
    Ok(match deed {
        Deed::Tick(done) => {
            let tick = tick::made(editor, now);
            Ready::Tick(done.then_some(tick))
        }
        Deed::Assign(typed) => Ready::Assign(people::assignee(&people::known(tx, editor).await?, "assignee", typed)?),
        Deed::Due(typed) => Ready::Due(input::day("due", typed)?),
        Deed::Block(blocking) => Ready::Block(*blocking),
        Deed::Move(list) => Ready::Move(checklists::find(tx, editor.id(), *list).await?),
    })
}

async fn apply(tx: &mut Tx, editor: &Editor, item: Item, ready: &Ready, now: Timestamp) -> Result<(), ServiceError> {
    let changed = match ready {
        Ready::Tick(tick) if tick.is_some() == item.done.is_some() => return Ok(()),
        Ready::Tick(done) => return tick::save(tx, editor, item, done.clone(), now).await.map(drop),
        Ready::Move(list) => {
            let from = item.checklist;
            let moved = order::to_end(tx, item, list).await?;
            return order::tell(tx, editor, &moved, list, from, now).await;
        }
        Ready::Assign(assignee) => Item { assignee: assignee.clone(), ..item.clone() },
        Ready::Due(due) => Item { due: *due, ..item.clone() },
        Ready::Block(blocking) => Item { blocking: *blocking, ..item.clone() },
    };
    save(tx, editor, &item, changed, now).await.map(drop)
}
