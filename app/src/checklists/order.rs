//! The forms that move items and lists, which work without scripts.

use super::lists;
use super::tick::TickRow;
use crate::frame::{Done, PageError, Values, Visit};
use crate::records::version;
use domain::checklists::Item;
use domain::ids::{ChecklistId, ItemId};
use domain::order::Direction;
use domain::{Timestamp, Version};
use service::accounts::Editor;
use service::checklists::{self, Place};
use service::{Db, ServiceError};

/// Moves an item to where a word says: `up`, `down`, `before.ID`, `after.ID`, `end.ID` of a list.
pub(super) async fn moved(db: &Db, editor: &Editor, id: ItemId, version: Version, to: &str) -> Result<Item, PageError> {
    let now = service::now();
    if let Some(way) = Direction::from_word(to) {
        return Ok(checklists::step(db, editor, id, version, way, now).await?);
    }
    let (word, target) = to.split_once('.').ok_or(PageError::NotFound)?;
    let place = match (word, target.parse::<ItemId>().map_err(|_| PageError::NotFound)?) {
        ("before", item) => Place::Before(item),
        ("after", item) => Place::After(item),
        ("end", list) => Place::EndOf(ChecklistId(list.0)),
        _ => return Err(PageError::NotFound),
    };
    Ok(checklists::place(db, editor, id, version, place, now).await?)
}

/// The row as it is now, where somebody was faster.
pub(super) async fn newer(visit: &Visit, slug: &str, id: ItemId, error: &PageError, now: Timestamp) -> Option<TickRow> {
    if !matches!(error, PageError::Service(ServiceError::Stale)) {
        return None;
    }
    let viewer = visit.viewer_of(slug).await.ok()?;
    let shown = checklists::show(&visit.state.db, &viewer, id, now).await.ok()?;
    Some(TickRow::of(&shown.item, None, now))
}

/// A button of a row: `move` is `up.ID.VERSION` or `down.ID.VERSION`.
pub(super) async fn step(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let incomplete = || ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into());
    let parts: Vec<&str> = sent.get("move").split('.').collect();
    let &[way, id, seen] = parts.as_slice() else { return Err(incomplete().into()) };
    let id: ItemId = id.parse().map_err(|_| incomplete())?;
    let seen: Version = seen.parse().map_err(|_| incomplete())?;
    let editor = visit.viewer().await?.editor()?;
    moved(&visit.state.db, &editor, id, seen, way).await?;
    Ok(Done::at(format!("{}#item-{id}", lists::here(&visit.path, &sent))))
}

/// The form of an item's own page: into another list.
pub(super) async fn elsewhere(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (ItemId, _) = (visit.id("item")?, visit.viewer().await?.editor()?);
    moved(&visit.state.db, &editor, id, version(&sent)?, &format!("end.{}", sent.get("list"))).await?;
    Ok(Done::at(format!("{}?done=moved", visit.path)))
}

/// The buttons of a list's page.
pub(super) async fn list(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (ChecklistId, _) = (visit.id("checklist")?, visit.viewer().await?.editor()?);
    let way = Direction::from_word(sent.get("way")).ok_or(PageError::NotFound)?;
    checklists::step_list(&visit.state.db, &editor, id, version(&sent)?, way, service::now()).await?;
    Ok(Done::at(format!("{}?done=moved", visit.path)))
}
