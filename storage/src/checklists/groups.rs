//! Groups of items, and how far they are.

use super::Clock;
use crate::error::changed_one;
use crate::values::parsed;
use crate::{StorageError, Tx};
use domain::Version;
use domain::checklists::{Checklist, Progress};
use domain::ids::{ChecklistId, ProjectId};
use domain::text::match_key;
use uuid::Uuid;

/// A checklist with its progress.
pub type Tally = (Checklist, Progress);

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    position: i32,
    title: String,
    version: i64,
}

impl Row {
    fn list(self) -> Result<Checklist, StorageError> {
        let title = parsed(&self.title, "checklists.title")?;
        Ok(Checklist { id: ChecklistId(self.id), position: self.position, title, version: Version(self.version) })
    }
}

/// Adds a checklist.
pub async fn insert(tx: &mut Tx, project: ProjectId, list: &Checklist) -> Result<(), StorageError> {
    let sql = "INSERT INTO checklists (id, project_id, position, title, match_key, version) VALUES ($1, $2, $3, $4, $5, $6)";
    let (title, key) = (list.title.as_str(), match_key(list.title.as_str()));
    run!(tx, sql, list.id.0, project.0, list.position, title, key, list.version.0).map(drop)
}

/// Changes the name of a checklist whose version is still `seen`.
pub async fn update(tx: &mut Tx, list: &Checklist, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE checklists SET title = $3, match_key = $4, version = $5 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let (title, key) = (list.title.as_str(), match_key(list.title.as_str()));
    changed_one(run!(tx, sql, list.id.0, seen.0, title, key, list.version.0)?)
}

/// A checklist of a project.
pub async fn find(tx: &mut Tx, project: ProjectId, id: ChecklistId) -> Result<Checklist, StorageError> {
    let sql = "SELECT id, position, title, version FROM checklists WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.list()
}

/// Position of the last checklist of a project, also of one in the bin; -1 where there is none.
pub async fn last_position(tx: &mut Tx, project: ProjectId) -> Result<i32, StorageError> {
    one!(tx, (i32,), "SELECT COALESCE(MAX(position), -1) FROM checklists WHERE project_id = $1", project.0).map(|row| row.0)
}

/// Puts a checklist whose version is still `seen` right before another one: two statements, however many there are.
///
/// Everything from there on, also what is in the bin, moves back by two; so there is room even where positions are equal.
pub async fn place(tx: &mut Tx, project: ProjectId, list: &Checklist, before: &Checklist, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE checklists SET position = position + 2 \
               WHERE project_id = $1 AND (position > $2 OR (position = $2 AND id >= $3))";
    run!(tx, sql, project.0, before.position, before.id.0)?;
    let sql = "UPDATE checklists SET position = $3, version = $4 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    changed_one(run!(tx, sql, list.id.0, seen.0, before.position + 1, list.version.0)?)
}

#[derive(sqlx::FromRow)]
struct Counted {
    #[sqlx(flatten)]
    list: Row,
    state: Option<String>,
    blocking: Option<bool>,
    rows: Option<i64>,
    vouched: Option<i64>,
}

impl Counted {
    /// What this kind of items adds to the progress of the list.
    fn progress(&self) -> Result<Progress, StorageError> {
        let number = |count: Option<i64>| u32::try_from(count.unwrap_or(0)).map_err(|_| StorageError::Corrupt("a count of items"));
        let (rows, vouched) = (number(self.rows)?, number(self.vouched)?);
        let apply = |done: u32| Progress {
            done,
            total: rows,
            blocking_open: if self.blocking == Some(true) { rows.saturating_sub(done) } else { 0 },
            not_applicable: 0,
        };
        Ok(match self.state.as_deref() {
            None => Progress::default(),
            Some("aside") => Progress { not_applicable: rows, ..Progress::default() },
            Some("open") => apply(0),
            Some("waiting") => apply(vouched),
            Some("done") => apply(rows),
            Some(_) => return Err(StorageError::Corrupt("items.state")),
        })
    }
}

/// The checklists of a project in order, each with its progress at this moment.
pub async fn list(tx: &mut Tx, project: ProjectId, clock: Clock) -> Result<Vec<Tally>, StorageError> {
    let sql = "SELECT c.id, c.position, c.title, c.version, i.state, i.blocking, i.rows, i.vouched FROM checklists c LEFT JOIN \
               (SELECT checklist_id, state, blocking, COUNT(*) AS rows, COUNT(CASE WHEN verified_until > $2 THEN 1 END) AS vouched \
                FROM items WHERE project_id = $1 AND deleted_at IS NULL GROUP BY checklist_id, state, blocking) i \
               ON i.checklist_id = c.id WHERE c.project_id = $1 AND c.deleted_at IS NULL ORDER BY c.position, c.id";
    let mut lists: Vec<Tally> = Vec::new();
    for row in all!(tx, Counted, sql, project.0, clock.now.to_utc())? {
        let progress = row.progress()?;
        match lists.last_mut().filter(|(list, _)| list.id.0 == row.list.id) {
            Some((_, sum)) => *sum = *sum + progress,
            None => lists.push((row.list.list()?, progress)),
        }
    }
    Ok(lists)
}

/// The folded titles of all checklists of a project with their identities.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<(ChecklistId, String)>, StorageError> {
    let sql = "SELECT id, match_key FROM checklists WHERE project_id = $1 AND deleted_at IS NULL";
    let rows = all!(tx, (Uuid, String), sql, project.0)?;
    Ok(rows.into_iter().map(|(id, key)| (ChecklistId(id), key)).collect())
}
