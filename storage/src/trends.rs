//! What became of the rows of a project over time.

use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::history::EventKind;
use domain::ids::{ProjectId, made_at};
use domain::trends::{Past, Turn};
use std::collections::HashMap;
use uuid::Uuid;

/// A register of which the past is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// Blockers.
    Blockers,
    /// Items of checklists.
    Items,
}

/// Rows and lines of history that are looked at, at most of each: the newest.
pub const MOST: i64 = 50_000;

/// The past of each row of a register that is not in the bin, the newest first; what the history tells of it since that moment. An item
/// that does not apply is closed from when somebody said so. Two statements, at most [`MOST`] rows and as many lines.
pub async fn list_past(tx: &mut Tx, project: ProjectId, register: Register, since: Timestamp) -> Result<Vec<Past>, StorageError> {
    let mut turns = turns(tx, project, register, since).await?;
    let mut past = |id: Uuid, opened: Timestamp, closed: Option<Moment>| Past {
        opened,
        closed: closed.map(Into::into),
        turns: turns.remove(&id).unwrap_or_default(),
    };
    Ok(match register {
        Register::Blockers => {
            let sql =
                "SELECT id, opened_at, resolved_at FROM blockers WHERE project_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT $2";
            let rows = all!(tx, (Uuid, Moment, Option<Moment>), sql, project.0, MOST)?;
            rows.into_iter().map(|(id, opened, closed)| past(id, opened.into(), closed)).collect()
        }
        Register::Items => {
            let sql = "SELECT id, done_at, na_at FROM items WHERE project_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT $2";
            let rows = all!(tx, (Uuid, Option<Moment>, Option<Moment>), sql, project.0, MOST)?;
            let closed = |done: Option<Moment>, aside: Option<Moment>| done.into_iter().chain(aside).min();
            // An item keeps no moment of its entry; its identity was made with it.
            let opened = |id| made_at(id).ok_or(StorageError::Corrupt("items.id"));
            rows.into_iter().map(|(id, done, aside)| Ok(past(id, opened(id)?, closed(done, aside)))).collect::<Result<_, StorageError>>()?
        }
    })
}

/// What the history tells of the rows of a register, by row, the earliest first.
async fn turns(
    tx: &mut Tx,
    project: ProjectId,
    register: Register,
    since: Timestamp,
) -> Result<HashMap<Uuid, Vec<(Timestamp, Turn)>>, StorageError> {
    let sql = "SELECT subject, kind, at FROM events WHERE project_id = $1 AND kind IN ($2, $3, $4, $5) AND at >= $6 ORDER BY at DESC, id DESC LIMIT $7";
    let [closed, opened, aside, taken_up] = match register {
        Register::Blockers => {
            [EventKind::BlockerResolved, EventKind::BlockerReopened, EventKind::BlockerResolved, EventKind::BlockerReopened]
        }
        Register::Items => [EventKind::ItemTicked, EventKind::ItemUnticked, EventKind::ItemSetAside, EventKind::ItemTakenUp],
    };
    let words = [closed, opened, aside, taken_up].map(EventKind::as_str);
    let rows = all!(tx, (Uuid, String, Moment), sql, project.0, words[0], words[1], words[2], words[3], since.to_utc(), MOST)?;
    let mut found: HashMap<Uuid, Vec<(Timestamp, Turn)>> = HashMap::new();
    for (subject, word, at) in rows.into_iter().rev() {
        let turn = if word == closed.as_str() || word == aside.as_str() { Turn::Closed } else { Turn::Opened };
        found.entry(subject).or_default().push((at.into(), turn));
    }
    Ok(found)
}
