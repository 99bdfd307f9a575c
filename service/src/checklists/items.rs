//! Items: made by hand, changed, said not to apply.

use super::next_position;
use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use crate::{ServiceError, input, new_id_at, people};
use domain::checklists::{Checklist, Evidence, Item, Progress, SetAside};
use domain::history::EventKind;
use domain::ids::{ChecklistId, ItemId};
use domain::people::Assignee;
use domain::records::{changes, named};
use domain::text::{Markdown, Title};
use domain::{Day, Timestamp, Version};
use storage::checklists::{self, Clock};
use storage::{Db, Tx, Window};

/// An item as typed.
#[derive(Clone, Debug, Default)]
pub struct ItemForm {
    /// What is to be done.
    pub text: String,
    /// Markdown.
    pub detail: String,
    /// Name or address; empty for nobody.
    pub assignee: String,
    /// `2026-03-01`; empty for no day.
    pub due: String,
    /// Whether the project cannot go while it is open.
    pub blocking: bool,
    /// Whether a tick alone is not enough.
    pub needs_verification: bool,
}

/// A form that was read: what can be used.
struct Read {
    text: Title,
    detail: Markdown,
    assignee: Option<Assignee>,
    due: Option<Day>,
}

impl ItemForm {
    async fn read(&self, tx: &mut Tx, viewer: &Viewer) -> Result<Read, ServiceError> {
        let text = self.text.parse().map_err(|error| ServiceError::invalid("text", "The text", error))?;
        let detail = self.detail.trim().parse().map_err(|error| ServiceError::invalid("detail", "The text of the details", error))?;
        let due = input::day("due", &self.due)?;
        let assignee = people::assignee(&people::known(tx, viewer).await?, "assignee", &self.assignee)?;
        Ok(Read { text, detail, assignee, due })
    }
}

/// An item with all that belongs to it.
#[derive(Clone, Debug)]
pub struct ItemPage {
    /// The item.
    pub item: Item,
    /// All lists of the project in order, its own among them.
    pub lists: Vec<(Checklist, Progress)>,
    /// What shows that it is done, oldest first, at most [`ItemPage::EVIDENCE`].
    pub evidence: Vec<Evidence>,
}

impl ItemPage {
    /// An item can have so many pieces of evidence.
    pub const EVIDENCE: i64 = 50;
}

/// An item with all that belongs to it: three queries.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn show(db: &Db, viewer: &Viewer, id: ItemId, now: Timestamp) -> Result<ItemPage, ServiceError> {
    let mut tx = db.read().await?;
    let item = checklists::find_item(&mut tx, viewer.id(), id).await?;
    Ok(ItemPage {
        lists: checklists::list(&mut tx, viewer.id(), Clock::at(now)).await?,
        evidence: checklists::list_evidence(&mut tx, viewer.id(), id, Window::first(ItemPage::EVIDENCE)).await?,
        item,
    })
}

/// Makes an item at the end of a list.
///
/// # Errors
/// [`ServiceError::NotFound`] where there is no such list, [`ServiceError::Invalid`].
pub async fn create(db: &Db, editor: &Editor, list: ChecklistId, form: &ItemForm, now: Timestamp) -> Result<Item, ServiceError> {
    let mut tx = db.begin().await?;
    let list = checklists::find(&mut tx, editor.id(), list).await?;
    let read = form.read(&mut tx, editor).await?;
    let item = Item {
        id: new_id_at(now),
        checklist: list.id,
        position: next_position(&mut tx, list.id).await?,
        text: read.text,
        detail: read.detail,
        assignee: read.assignee,
        due: read.due,
        blocking: form.blocking,
        needs_verification: form.needs_verification,
        verified_until: None,
        done: None,
        set_aside: None,
        lines: None,
        version: Version::FIRST,
    };
    checklists::insert_item(&mut tx, editor.id(), &item).await?;
    let summary = format!("added “{}” to “{}”", item.text, list.title);
    history::tell(&mut tx, editor, Line::new(EventKind::ItemCreated, item.id, summary), now).await?;
    tx.commit().await?;
    Ok(item)
}

/// Changes the fields of an item. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`].
pub async fn change(db: &Db, editor: &Editor, id: ItemId, version: Version, form: &ItemForm, now: Timestamp) -> Result<Item, ServiceError> {
    let mut tx = db.begin().await?;
    let item = seen(&mut tx, editor, id, version).await?;
    let Read { text, detail, assignee, due } = form.read(&mut tx, editor).await?;
    let (blocking, needs_verification) = (form.blocking, form.needs_verification);
    let changed = Item { text, detail, assignee, due, blocking, needs_verification, ..item.clone() };
    let changed = save(&mut tx, editor, &item, changed, now).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Saves what was changed in an item, with its line of history; nothing where nothing was.
pub(super) async fn save(tx: &mut Tx, editor: &Editor, before: &Item, after: Item, now: Timestamp) -> Result<Item, ServiceError> {
    let differences = changes(before, &after);
    if differences.is_empty() && before.assignee == after.assignee {
        return Ok(after);
    }
    let changed = Item { version: before.version.next(), ..after };
    checklists::update_item(tx, &changed, before.version).await?;
    let summary = format!("changed {} of “{}”", named(&differences), changed.text);
    history::tell(tx, editor, Line::new(EventKind::ItemChanged, changed.id, summary).with(differences), now).await?;
    Ok(changed)
}

/// The item, where it is still on the version that the caller saw.
pub(super) async fn seen(tx: &mut Tx, editor: &Editor, id: ItemId, version: Version) -> Result<Item, ServiceError> {
    let item = checklists::find_item(tx, editor.id(), id).await?;
    if item.version == version { Ok(item) } else { Err(ServiceError::Stale) }
}

/// Says that an item does not apply, and why; it then counts on neither side. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`] without a reason, [`ServiceError::Stale`].
pub async fn set_aside(db: &Db, editor: &Editor, id: ItemId, version: Version, reason: &str, now: Timestamp) -> Result<Item, ServiceError> {
    let reason: Title = reason.parse().map_err(|error| ServiceError::invalid("reason", "The reason", error))?;
    let mut tx = db.begin().await?;
    let item = seen(&mut tx, editor, id, version).await?;
    let summary = format!("set “{}” aside as not applicable: {reason}", item.text);
    let aside = SetAside { reason, at: now, by: editor.actor().author(), by_name: editor.actor().name().clone() };
    let changed = Item { set_aside: Some(aside), version: version.next(), ..item };
    checklists::update_item(&mut tx, &changed, version).await?;
    history::tell(&mut tx, editor, Line::new(EventKind::ItemSetAside, id, summary), now).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Says that an item applies again; a tick that it had counts again too. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`].
pub async fn take_up(db: &Db, editor: &Editor, id: ItemId, version: Version, now: Timestamp) -> Result<Item, ServiceError> {
    let mut tx = db.begin().await?;
    let item = seen(&mut tx, editor, id, version).await?;
    if item.set_aside.is_none() {
        return Ok(item);
    }
    let changed = Item { set_aside: None, version: version.next(), ..item };
    checklists::update_item(&mut tx, &changed, version).await?;
    let summary = format!("took “{}” up again", changed.text);
    history::tell(&mut tx, editor, Line::new(EventKind::ItemTakenUp, id, summary), now).await?;
    tx.commit().await?;
    Ok(changed)
}
