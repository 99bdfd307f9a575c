//! Steps of plans.

use crate::error::changed_one;
use crate::values::{Moment, assignee, columns, lines, parsed, parsed_some, person};
use crate::{StorageError, Tx, Window};
use domain::ids::{ActionId, ProjectId, UserId};
use domain::plans::{Action, ActionDone};
use domain::text::match_key;
use domain::{Day, Version};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    position: i32,
    planned_for: Option<String>,
    due: Option<String>,
    focus: String,
    deliverables: String,
    owner: Option<String>,
    owner_id: Option<Uuid>,
    done_at: Option<Moment>,
    done_by: Option<Uuid>,
    done_by_name: Option<String>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

impl Row {
    fn action(self) -> Result<Action, StorageError> {
        let done = match (self.done_at, self.done_by_name) {
            (None, None) => None,
            (Some(at), Some(name)) => {
                let by = self.done_by.map(UserId);
                Some(ActionDone { at: at.into(), by, by_name: parsed(&name, "actions.done_by_name")? })
            }
            _ => return Err(StorageError::Corrupt("actions.done_…")),
        };
        Ok(Action {
            id: ActionId(self.id),
            position: self.position,
            when: self.planned_for,
            date: parsed_some(self.due.as_deref(), "actions.due")?,
            focus: parsed(&self.focus, "actions.focus")?,
            deliverables: parsed(&self.deliverables, "actions.deliverables")?,
            owner: assignee(self.owner, self.owner_id),
            done,
            lines: lines(self.line_from, self.line_to),
            version: Version(self.version),
        })
    }
}

/// How many steps a plan has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// All.
    pub total: i64,
    /// Done.
    pub done: i64,
    /// Neither done nor in time any more.
    pub late: i64,
}

/// Adds a step.
pub async fn insert(tx: &mut Tx, project: ProjectId, row: &Action) -> Result<(), StorageError> {
    let sql = "INSERT INTO actions (id, project_id, position, planned_for, due, focus, match_key, deliverables, owner, owner_id, \
               done_at, done_by, done_by_name, line_from, line_to, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    let ((from, to), (owner, owner_id), (at, by, name)) = (columns(row.lines), person(row.owner.as_ref()), done_columns(row));
    let (focus, key, deliverables) = (row.focus.as_str(), match_key(row.focus.as_str()), row.deliverables.as_str());
    let (id, when, due, version) = (row.id.0, &row.when, row.date.map(|day| day.to_string()), row.version.0);
    run!(tx, sql, id, project.0, row.position, when, due, focus, key, deliverables, owner, owner_id, at, by, name, from, to, version)
        .map(drop)
}

/// Writes all fields that people can change, and whether it is done, of a step whose version is still `seen`.
pub async fn update(tx: &mut Tx, row: &Action, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE actions SET planned_for = $3, due = $4, focus = $5, match_key = $6, deliverables = $7, owner = $8, owner_id = $9, \
               done_at = $10, done_by = $11, done_by_name = $12, version = $13 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let ((owner, owner_id), (at, by, name)) = (person(row.owner.as_ref()), done_columns(row));
    let (focus, key, deliverables) = (row.focus.as_str(), match_key(row.focus.as_str()), row.deliverables.as_str());
    let (due, version) = (row.date.map(|day| day.to_string()), row.version.0);
    changed_one(run!(tx, sql, row.id.0, seen.0, &row.when, due, focus, key, deliverables, owner, owner_id, at, by, name, version)?)
}

fn done_columns(row: &Action) -> (Option<Moment>, Option<Uuid>, Option<&str>) {
    let done = row.done.as_ref();
    (done.map(|done| done.at.to_utc()), done.and_then(|done| done.by).map(|by| by.0), done.map(|done| done.by_name.as_str()))
}

/// A step of a project that is not in the bin.
pub async fn find(tx: &mut Tx, project: ProjectId, id: ActionId) -> Result<Action, StorageError> {
    let sql = "SELECT id, position, planned_for, due, focus, deliverables, owner, owner_id, done_at, done_by, done_by_name, \
               line_from, line_to, version FROM actions WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.action()
}

/// Steps of a project's plan in order.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Action>, StorageError> {
    let sql = "SELECT id, position, planned_for, due, focus, deliverables, owner, owner_id, done_at, done_by, done_by_name, \
               line_from, line_to, version FROM actions \
               WHERE project_id = $1 AND deleted_at IS NULL ORDER BY position, id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::action).collect()
}

/// How many steps a project's plan has, how many are done, and how many are late today.
pub async fn count(tx: &mut Tx, project: ProjectId, today: Day) -> Result<Counts, StorageError> {
    // Days are kept as they are written, which sorts as time does.
    let sql = "SELECT COUNT(*) AS total, COUNT(done_at) AS done, COUNT(CASE WHEN done_at IS NULL AND due < $2 THEN 1 END) AS late \
               FROM actions WHERE project_id = $1 AND deleted_at IS NULL";
    one!(tx, Counts, sql, project.0, today.to_string())
}

/// The folded wording of all steps of a project, with when they are planned: what an import compares with.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<(Option<String>, String)>, StorageError> {
    let sql = "SELECT planned_for, match_key FROM actions WHERE project_id = $1 AND deleted_at IS NULL";
    all!(tx, (Option<String>, String), sql, project.0)
}

/// All steps of a project in order, each with its place.
pub async fn places(tx: &mut Tx, project: ProjectId) -> Result<Vec<(ActionId, i32)>, StorageError> {
    let sql = "SELECT id, position FROM actions WHERE project_id = $1 AND deleted_at IS NULL ORDER BY position, id";
    let rows = all!(tx, (Uuid, i32), sql, project.0)?;
    Ok(rows.into_iter().map(|(id, place)| (ActionId(id), place)).collect())
}

/// Gives a step another place. Its version stays: where it stands is no part of what a form holds.
pub async fn set_place(tx: &mut Tx, id: ActionId, place: i32) -> Result<(), StorageError> {
    run!(tx, "UPDATE actions SET position = $2 WHERE id = $1", id.0, place).map(drop)
}

/// The place behind the last step, also behind those in the bin, which keep theirs.
pub async fn next_place(tx: &mut Tx, project: ProjectId) -> Result<i32, StorageError> {
    one!(tx, (i32,), "SELECT COALESCE(MAX(position), -1) + 1 FROM actions WHERE project_id = $1", project.0).map(|row| row.0)
}
