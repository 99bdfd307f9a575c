//! Items: to tick, to order, to find.

use crate::error::changed_one;
use crate::values::{Moment, columns, lines, moment, parsed, parsed_some};
use crate::{StorageError, Tx, Window};
use domain::checklists::{Checklist, Done, Item, SetAside};
use domain::ids::{ChecklistId, DecisionId, ItemId, ProjectId, UserId};
use domain::people::Assignee;
use domain::text::match_key;
use domain::{Timestamp, Version};
use std::ops::Deref;
use uuid::Uuid;

/// The moment for which is asked: verifications lapse, and days pass.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// This moment.
    pub now: Timestamp,
}

impl Clock {
    /// At this moment.
    #[must_use]
    pub const fn at(now: Timestamp) -> Self {
        Self { now }
    }
}

/// Which items are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// All of them.
    All,
    /// Those that are not done.
    Open,
    /// Those that are not done and hold the project.
    Blocking,
    /// Those that are not done and this person has in hand.
    Of(UserId),
    /// Those that should have been done before today.
    Overdue,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The item.
    pub item: Item,
    /// How many pieces of evidence it has.
    pub evidence: i64,
}

impl Deref for Listed {
    type Target = Item;

    fn deref(&self) -> &Item {
        &self.item
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    checklist_id: Uuid,
    position: i32,
    text: String,
    detail: Option<String>,
    assignee: Option<String>,
    assignee_id: Option<Uuid>,
    due: Option<String>,
    blocking: bool,
    needs_verification: bool,
    verified_until: Option<Moment>,
    done_at: Option<Moment>,
    done_by: Option<Uuid>,
    done_by_name: Option<String>,
    done_imported: Option<bool>,
    na_reason: Option<String>,
    na_at: Option<Moment>,
    na_by: Option<Uuid>,
    na_by_name: Option<String>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

impl Row {
    fn item(self) -> Result<Item, StorageError> {
        let done = match (self.done_at, self.done_by, self.done_by_name, self.done_imported) {
            (None, None, None, None) => None,
            (Some(at), Some(by), Some(name), Some(imported)) => {
                Some(Done { at: at.into(), by: UserId(by), by_name: parsed(&name, "items.done_by_name")?, imported })
            }
            _ => return Err(StorageError::Corrupt("items.done_…")),
        };
        let set_aside = match (self.na_reason, self.na_at, self.na_by, self.na_by_name) {
            (None, None, None, None) => None,
            (Some(reason), Some(at), Some(by), Some(name)) => {
                let (reason, by_name) = (parsed(&reason, "items.na_reason")?, parsed(&name, "items.na_by_name")?);
                Some(SetAside { reason, at: at.into(), by: UserId(by), by_name })
            }
            _ => return Err(StorageError::Corrupt("items.na_…")),
        };
        let user = self.assignee_id.map(UserId);
        Ok(Item {
            id: ItemId(self.id),
            checklist: ChecklistId(self.checklist_id),
            position: self.position,
            text: parsed(&self.text, "items.text")?,
            detail: parsed(self.detail.as_deref().unwrap_or_default(), "items.detail")?,
            assignee: self.assignee.map(|name| Assignee { name, user }),
            due: parsed_some(self.due.as_deref(), "items.due")?,
            blocking: self.blocking,
            needs_verification: self.needs_verification,
            verified_until: self.verified_until.map(Into::into),
            done,
            set_aside,
            lines: lines(self.line_from, self.line_to),
            version: Version(self.version),
        })
    }
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    item: Row,
    evidence: i64,
}

/// Adds an item.
pub async fn insert_item(tx: &mut Tx, project: ProjectId, item: &Item) -> Result<(), StorageError> {
    let sql = "INSERT INTO items (id, checklist_id, project_id, position, text, match_key, detail, assignee, assignee_id, due, blocking, \
               needs_verification, verified_until, done_at, done_by, done_by_name, done_imported, na_reason, na_at, na_by, na_by_name, \
               line_from, line_to, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
               $20, $21, $22, $23, $24)";
    let (from, to) = columns(item.lines);
    let (text, key, detail) = (item.text.as_str(), match_key(item.text.as_str()), item.detail.as_str());
    let (assignee, user, due) = assigned(item);
    let (at, by, name, imported) = done_columns(item);
    let (reason, na_at, na_by, na_name) = aside_columns(item);
    let (id, list, version) = (item.id.0, item.checklist.0, item.version.0);
    let (blocking, needs, until) = (item.blocking, item.needs_verification, moment(item.verified_until));
    #[rustfmt::skip]
    let added = run!(
        tx, sql, id, list, project.0, item.position, text, key, detail, assignee, user, due, blocking, needs, until,
        at, by, name, imported, reason, na_at, na_by, na_name, from, to, version
    );
    added.map(drop)
}

/// Saves an item whose version is still `seen`: all but its place, and until when it is verified, which others keep.
pub async fn update_item(tx: &mut Tx, item: &Item, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE items SET text = $3, match_key = $4, detail = $5, assignee = $6, assignee_id = $7, due = $8, blocking = $9, \
               needs_verification = $10, done_at = $11, done_by = $12, done_by_name = $13, done_imported = $14, na_reason = $15, \
               na_at = $16, na_by = $17, na_by_name = $18, version = $19 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let (text, key, detail) = (item.text.as_str(), match_key(item.text.as_str()), item.detail.as_str());
    let (assignee, user, due) = assigned(item);
    let (at, by, name, imported) = done_columns(item);
    let (reason, na_at, na_by, na_name) = aside_columns(item);
    #[rustfmt::skip]
    let changed = run!(
        tx, sql, item.id.0, seen.0, text, key, detail, assignee, user, due, item.blocking, item.needs_verification,
        at, by, name, imported, reason, na_at, na_by, na_name, item.version.0
    );
    changed_one(changed?)
}

fn assigned(item: &Item) -> (Option<&str>, Option<Uuid>, Option<String>) {
    let assignee = item.assignee.as_ref();
    (assignee.map(|who| who.name.as_str()), assignee.and_then(|who| who.user).map(|user| user.0), item.due.map(|due| due.to_string()))
}

fn done_columns(item: &Item) -> (Option<Moment>, Option<Uuid>, Option<&str>, Option<bool>) {
    let done = item.done.as_ref();
    (done.map(|done| done.at.to_utc()), done.map(|done| done.by.0), done.map(|done| done.by_name.as_str()), done.map(|done| done.imported))
}

fn aside_columns(item: &Item) -> (Option<&str>, Option<Moment>, Option<Uuid>, Option<&str>) {
    let aside = item.set_aside.as_ref();
    (aside.map(|a| a.reason.as_str()), aside.map(|a| a.at.to_utc()), aside.map(|a| a.by.0), aside.map(|a| a.by_name.as_str()))
}

/// An item of a project.
pub async fn find_item(tx: &mut Tx, project: ProjectId, id: ItemId) -> Result<Item, StorageError> {
    let sql = "SELECT id, checklist_id, position, text, detail, assignee, assignee_id, due, blocking, needs_verification, verified_until, \
               done_at, done_by, done_by_name, done_imported, na_reason, na_at, na_by, na_by_name, line_from, line_to, version \
               FROM items WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.item()
}

/// The items in which the conditions of a decision are followed up, in their order.
pub async fn list_conditions(tx: &mut Tx, project: ProjectId, decision: DecisionId) -> Result<Vec<Item>, StorageError> {
    let sql = "SELECT i.id, i.checklist_id, i.position, i.text, i.detail, i.assignee, i.assignee_id, i.due, i.blocking, \
               i.needs_verification, i.verified_until, i.done_at, i.done_by, i.done_by_name, i.done_imported, i.na_reason, i.na_at, \
               i.na_by, i.na_by_name, i.line_from, i.line_to, i.version FROM decision_conditions c JOIN items i ON i.id = c.item_id \
               WHERE c.decision_id = $1 AND i.project_id = $2 AND i.deleted_at IS NULL ORDER BY c.position, i.id";
    all!(tx, Row, sql, decision.0, project.0)?.into_iter().map(Row::item).collect()
}

/// Items of a project, in the order of the lists and within them.
pub async fn list_items(
    tx: &mut Tx,
    project: ProjectId,
    filter: Filter,
    clock: Clock,
    window: Window,
) -> Result<Vec<Listed>, StorageError> {
    let sql = "SELECT i.id, i.checklist_id, i.position, i.text, i.detail, i.assignee, i.assignee_id, i.due, i.blocking, \
               i.needs_verification, i.verified_until, i.done_at, i.done_by, i.done_by_name, i.done_imported, i.na_reason, i.na_at, \
               i.na_by, i.na_by_name, i.line_from, i.line_to, i.version, \
               (SELECT COUNT(*) FROM evidence e WHERE e.item_id = i.id AND e.deleted_at IS NULL) AS evidence \
               FROM checklists c JOIN items i ON i.checklist_id = c.id \
               WHERE c.project_id = $1 AND c.deleted_at IS NULL AND i.deleted_at IS NULL AND ($2 = 'all' OR \
               ((i.state = 'open' OR (i.state = 'waiting' AND (i.verified_until IS NULL OR i.verified_until <= $3))) AND ($2 = 'open' \
               OR ($2 = 'blocking' AND i.blocking) OR ($2 = 'of' AND i.assignee_id = $4) OR ($2 = 'overdue' AND i.due < $5)))) \
               ORDER BY c.position, c.id, i.position, i.id LIMIT $6 OFFSET $7";
    let (word, user) = match filter {
        Filter::All => ("all", None),
        Filter::Open => ("open", None),
        Filter::Blocking => ("blocking", None),
        Filter::Of(user) => ("of", Some(user.0)),
        Filter::Overdue => ("overdue", None),
    };
    let (now, today) = (clock.now.to_utc(), clock.now.today().to_string());
    let rows = all!(tx, ListedRow, sql, project.0, word, now, user, today, window.limit, window.offset)?;
    rows.into_iter().map(|row| Ok(Listed { item: row.item.item()?, evidence: row.evidence })).collect()
}

/// How many items that are not done are late, and how many of all a person has in hand.
pub async fn count_pressing(tx: &mut Tx, project: ProjectId, user: Option<UserId>, clock: Clock) -> Result<(i64, i64), StorageError> {
    let sql = "SELECT (SELECT COUNT(*) FROM items WHERE project_id = $1 AND deleted_at IS NULL AND due < $2 \
               AND (state = 'open' OR (state = 'waiting' AND (verified_until IS NULL OR verified_until <= $3)))), \
               (SELECT COUNT(*) FROM items WHERE assignee_id = $4 AND project_id = $1 AND deleted_at IS NULL \
               AND (state = 'open' OR (state = 'waiting' AND (verified_until IS NULL OR verified_until <= $3))))";
    let (now, today) = (clock.now.to_utc(), clock.now.today().to_string());
    one!(tx, (i64, i64), sql, project.0, today, now, user.map(|user| user.0))
}

/// Position of the last item of a list, also of one in the bin; -1 where there is none.
pub async fn last_item_position(tx: &mut Tx, list: ChecklistId) -> Result<i32, StorageError> {
    one!(tx, (i32,), "SELECT COALESCE(MAX(position), -1) FROM items WHERE checklist_id = $1", list.0).map(|row| row.0)
}

/// Position of the last item of each list of a project, also of items in the bin.
pub async fn last_item_positions(tx: &mut Tx, project: ProjectId) -> Result<Vec<(ChecklistId, i32)>, StorageError> {
    let sql = "SELECT checklist_id, MAX(position) FROM items WHERE project_id = $1 GROUP BY checklist_id";
    let rows = all!(tx, (Uuid, i32), sql, project.0)?;
    Ok(rows.into_iter().map(|(id, position)| (ChecklistId(id), position)).collect())
}

/// The item before and the two after an item in its list: what it changes places with.
pub async fn neighbours(tx: &mut Tx, item: &Item) -> Result<(Option<(i32, ItemId)>, Vec<(i32, ItemId)>), StorageError> {
    let (list, at, id) = (item.checklist.0, item.position, item.id.0);
    let sql = "SELECT position, id FROM items WHERE checklist_id = $1 AND deleted_at IS NULL \
               AND (position < $2 OR (position = $2 AND id < $3)) ORDER BY position DESC, id DESC LIMIT 1";
    let before = maybe!(tx, (i32, Uuid), sql, list, at, id)?;
    let sql = "SELECT position, id FROM items WHERE checklist_id = $1 AND deleted_at IS NULL \
               AND (position > $2 OR (position = $2 AND id > $3)) ORDER BY position, id LIMIT 2";
    let after = all!(tx, (i32, Uuid), sql, list, at, id)?;
    let named = |(position, id)| (position, ItemId(id));
    Ok((before.map(named), after.into_iter().map(named).collect()))
}

/// Puts an item whose version is still `seen` right before the row `before` of a list: two statements, however long the list is.
///
/// Everything from there on, also what is in the bin, moves back by two; so there is room even where positions are equal. The
/// versions of the others stay: who edits them meanwhile is not disturbed.
pub async fn place_item(tx: &mut Tx, item: &Item, list: &Checklist, before: (i32, ItemId), seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE items SET position = position + 2 WHERE checklist_id = $1 AND (position > $2 OR (position = $2 AND id >= $3))";
    run!(tx, sql, list.id.0, before.0, before.1.0)?;
    set_list(tx, &Item { checklist: list.id, position: before.0 + 1, ..item.clone() }, seen).await
}

/// Saves the list and the position of an item whose version is still `seen`.
pub async fn set_list(tx: &mut Tx, item: &Item, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE items SET checklist_id = $3, position = $4, version = $5 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    changed_one(run!(tx, sql, item.id.0, seen.0, item.checklist.0, item.position, item.version.0)?)
}

/// The folded texts of all items of a project, each with its list.
pub async fn item_keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<(ChecklistId, String)>, StorageError> {
    let sql = "SELECT checklist_id, match_key FROM items WHERE project_id = $1 AND deleted_at IS NULL";
    let rows = all!(tx, (Uuid, String), sql, project.0)?;
    Ok(rows.into_iter().map(|(id, key)| (ChecklistId(id), key)).collect())
}
