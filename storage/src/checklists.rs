//! Checklists and their items.

use crate::error::changed_one;
use crate::values::{Moment, columns, lines, parsed};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::checklists::{Checklist, Done, Item, Progress};
use domain::ids::{ChecklistId, ItemId, ProjectId, UserId};
use domain::text::match_key;
use uuid::Uuid;

/// Adds a checklist.
pub async fn insert(tx: &mut Tx, project: ProjectId, list: &Checklist) -> Result<(), StorageError> {
    let sql = "INSERT INTO checklists (id, project_id, position, title, match_key) VALUES ($1, $2, $3, $4, $5)";
    let (title, key) = (list.title.as_str(), match_key(list.title.as_str()));
    run!(tx, sql, list.id.0, project.0, list.position, title, key).map(drop)
}

#[derive(sqlx::FromRow)]
struct ListRow {
    id: Uuid,
    position: i32,
    title: String,
    total: i64,
    done: i64,
    blocking_open: i64,
}

/// The checklists of a project in order, each with its progress.
pub async fn list(tx: &mut Tx, project: ProjectId) -> Result<Vec<(Checklist, Progress)>, StorageError> {
    let sql = "SELECT c.id, c.position, c.title, COUNT(i.id) AS total, COUNT(i.done_at) AS done, \
               CAST(COALESCE(SUM(CASE WHEN i.blocking AND i.done_at IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS blocking_open \
               FROM checklists c LEFT JOIN items i ON i.checklist_id = c.id WHERE c.project_id = $1 \
               GROUP BY c.id, c.position, c.title ORDER BY c.position, c.id";
    let rows = all!(tx, ListRow, sql, project.0)?;
    let count = |number: i64| u32::try_from(number).map_err(|_| StorageError::Corrupt("a count of items"));
    rows.into_iter()
        .map(|row| {
            let list = Checklist { id: ChecklistId(row.id), position: row.position, title: parsed(&row.title, "checklists.title")? };
            Ok((list, Progress { done: count(row.done)?, total: count(row.total)?, blocking_open: count(row.blocking_open)? }))
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    id: Uuid,
    checklist_id: Uuid,
    position: i32,
    text: String,
    detail: Option<String>,
    blocking: bool,
    done_at: Option<Moment>,
    done_by: Option<Uuid>,
    done_by_name: Option<String>,
    done_imported: Option<bool>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

impl ItemRow {
    fn item(self) -> Result<Item, StorageError> {
        let done = match (self.done_at, self.done_by, self.done_by_name, self.done_imported) {
            (None, None, None, None) => None,
            (Some(at), Some(by), Some(name), Some(imported)) => {
                Some(Done { at: at.into(), by: UserId(by), by_name: parsed(&name, "items.done_by_name")?, imported })
            }
            _ => return Err(StorageError::Corrupt("items.done_…")),
        };
        Ok(Item {
            id: ItemId(self.id),
            checklist: ChecklistId(self.checklist_id),
            position: self.position,
            text: parsed(&self.text, "items.text")?,
            detail: self.detail,
            blocking: self.blocking,
            done,
            lines: lines(self.line_from, self.line_to),
            version: Version(self.version),
        })
    }
}

/// Adds an item.
pub async fn insert_item(tx: &mut Tx, project: ProjectId, item: &Item) -> Result<(), StorageError> {
    let sql = "INSERT INTO items (id, checklist_id, project_id, position, text, match_key, detail, blocking, done_at, done_by, done_by_name, \
               done_imported, line_from, line_to, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let (from, to) = columns(item.lines);
    let (text, key, detail) = (item.text.as_str(), match_key(item.text.as_str()), &item.detail);
    let (at, by, name, imported) = done_columns(item);
    let (id, list, version) = (item.id.0, item.checklist.0, item.version.0);
    run!(tx, sql, id, list, project.0, item.position, text, key, detail, item.blocking, at, by, name, imported, from, to, version).map(drop)
}

/// Sets the tick of an item whose version is still `seen`.
pub async fn update_done(tx: &mut Tx, item: &Item, seen: Version) -> Result<(), StorageError> {
    let sql =
        "UPDATE items SET done_at = $3, done_by = $4, done_by_name = $5, done_imported = $6, version = $7 WHERE id = $1 AND version = $2";
    let (at, by, name, imported) = done_columns(item);
    changed_one(run!(tx, sql, item.id.0, seen.0, at, by, name, imported, item.version.0)?)
}

fn done_columns(item: &Item) -> (Option<Moment>, Option<Uuid>, Option<&str>, Option<bool>) {
    let done = item.done.as_ref();
    (done.map(|done| done.at.to_utc()), done.map(|done| done.by.0), done.map(|done| done.by_name.as_str()), done.map(|done| done.imported))
}

/// An item of a project.
pub async fn find_item(tx: &mut Tx, project: ProjectId, id: ItemId) -> Result<Item, StorageError> {
    let sql = "SELECT id, checklist_id, position, text, detail, blocking, done_at, done_by, done_by_name, done_imported, line_from, line_to, version \
               FROM items WHERE id = $1 AND project_id = $2";
    one!(tx, ItemRow, sql, id.0, project.0)?.item()
}

/// Items of a project, in the order of the lists and within them.
pub async fn list_items(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Item>, StorageError> {
    let sql = "SELECT i.id, i.checklist_id, i.position, i.text, i.detail, i.blocking, i.done_at, i.done_by, i.done_by_name, i.done_imported, \
               i.line_from, i.line_to, i.version FROM checklists c JOIN items i ON i.checklist_id = c.id \
               WHERE c.project_id = $1 ORDER BY c.position, c.id, i.position, i.id LIMIT $2 OFFSET $3";
    all!(tx, ItemRow, sql, project.0, window.limit, window.offset)?.into_iter().map(ItemRow::item).collect()
}

/// The folded titles of all checklists of a project with their identities.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<(ChecklistId, String)>, StorageError> {
    let rows = all!(tx, (Uuid, String), "SELECT id, match_key FROM checklists WHERE project_id = $1", project.0)?;
    Ok(rows.into_iter().map(|(id, key)| (ChecklistId(id), key)).collect())
}

/// The folded texts of all items of a project, each with its list.
pub async fn item_keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<(ChecklistId, String)>, StorageError> {
    let rows = all!(tx, (Uuid, String), "SELECT checklist_id, match_key FROM items WHERE project_id = $1", project.0)?;
    Ok(rows.into_iter().map(|(id, key)| (ChecklistId(id), key)).collect())
}
