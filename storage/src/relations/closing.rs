//! How far the steps of a plan are with what they close, and who closes and checks a record.

use crate::values::{Moment, variant};
use crate::{StorageError, Tx, Window};
use domain::Timestamp;
use domain::ids::{ActionId, ProjectId, VerificationId};
use domain::records::{RecordKind, RecordRef};
use domain::verifications::Outcome;
use std::collections::HashMap;
use uuid::Uuid;

/// The records that a tie `t` of a plan leads to, whatever their kind, and when one of them is closed. A risk is closed where
/// somebody closed it, or its status in a report says so. `$2` is the present: an item that has to be proven counts only while its proof does.
macro_rules! closing {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            ", CASE WHEN b.state = 'resolved' OR c.state = 'met' \
             OR i.state IN ('done', 'aside') OR (i.state = 'waiting' AND i.verified_until > $2) \
             OR k.closed_at IS NOT NULL OR LOWER(k.status) = 'closed' THEN 1 ELSE 0 END AS closed FROM relations t \
             LEFT JOIN blockers b ON b.id = t.to_id AND b.deleted_at IS NULL \
             LEFT JOIN items i ON i.id = t.to_id AND i.deleted_at IS NULL \
             LEFT JOIN criteria c ON c.id = t.to_id AND c.deleted_at IS NULL \
             LEFT JOIN risks k ON k.id = t.to_id AND k.deleted_at IS NULL \
             WHERE t.kind = 'closes' AND COALESCE(b.id, i.id, c.id, k.id) IS NOT NULL AND ",
            $rest
        )
    };
}

/// Something that a step closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Which record.
    pub record: RecordRef,
    /// Its title or text.
    pub title: String,
    /// Whether it is closed.
    pub closed: bool,
}

#[derive(sqlx::FromRow)]
struct ClosingRow {
    to_kind: String,
    to_id: Uuid,
    title: String,
    closed: i32,
}

/// What a step closes, without what is in the bin.
pub async fn list_closing(tx: &mut Tx, step: ActionId, now: Timestamp, window: Window) -> Result<Vec<Closing>, StorageError> {
    let sql = closing!(
        "t.to_kind, t.to_id, COALESCE(b.title, i.text, c.text, k.title) AS title",
        "t.from_id = $1 ORDER BY t.to_kind, t.to_id LIMIT $3 OFFSET $4"
    );
    let rows = all!(tx, ClosingRow, sql, step.0, now.to_utc(), window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            let record = RecordRef { kind: kind(&row.to_kind)?, id: row.to_id };
            Ok(Closing { record, title: row.title, closed: row.closed == 1 })
        })
        .collect()
}

/// How many of the records that a step closes are closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Closed ones.
    pub closed: u32,
    /// All.
    pub total: u32,
}

/// For each step of a project's plan that closes anything, how many of that are closed.
pub async fn count_closing(tx: &mut Tx, project: ProjectId, now: Timestamp) -> Result<HashMap<ActionId, Closed>, StorageError> {
    let sql = concat!(
        "SELECT x.from_id, COUNT(*), CAST(SUM(x.closed) AS BIGINT) FROM (",
        closing!("t.from_id", "t.project_id = $1"),
        ") x GROUP BY x.from_id"
    );
    let rows = all!(tx, (Uuid, i64, i64), sql, project.0, now.to_utc())?;
    let count = |number: i64| u32::try_from(number).map_err(|_| StorageError::Corrupt("a count of relations"));
    rows.into_iter().map(|(step, total, closed)| Ok((ActionId(step), Closed { closed: count(closed)?, total: count(total)? }))).collect()
}

/// Something that closes or checks a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tied {
    /// A step of the plan closes it.
    Closes {
        /// The step.
        step: ActionId,
        /// What it is about.
        focus: String,
        /// Whether the step is done.
        done: bool,
    },
    /// A verification checks it.
    Checks {
        /// The verification.
        verification: VerificationId,
        /// What people call it.
        name: String,
        /// What its last run gave; `None` where none was posted.
        outcome: Option<Outcome>,
        /// From when a pass counts no more; `None` where it counts for ever.
        expires_at: Option<Timestamp>,
    },
}

#[derive(sqlx::FromRow)]
struct TiedRow {
    from_id: Uuid,
    focus: Option<String>,
    done_at: Option<Moment>,
    name: Option<String>,
    last_outcome: Option<String>,
    last_expires_at: Option<Moment>,
}

/// What closes and checks a record, steps of the plan first, without what is in the bin.
pub async fn list_tied(tx: &mut Tx, project: ProjectId, record: RecordRef, window: Window) -> Result<Vec<Tied>, StorageError> {
    let sql = "SELECT t.from_id, a.focus, a.done_at, COALESCE(v.title, v.command) AS name, v.last_outcome, v.last_expires_at \
               FROM relations t \
               LEFT JOIN actions a ON a.id = t.from_id AND a.deleted_at IS NULL \
               LEFT JOIN verifications v ON v.id = t.from_id AND v.deleted_at IS NULL \
               WHERE t.to_id = $1 AND t.project_id = $2 AND COALESCE(a.id, v.id) IS NOT NULL \
               ORDER BY t.kind DESC, t.from_id LIMIT $3 OFFSET $4";
    let rows = all!(tx, TiedRow, sql, record.id, project.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| match (row.focus, row.name) {
            (Some(focus), _) => Ok(Tied::Closes { step: ActionId(row.from_id), focus, done: row.done_at.is_some() }),
            (None, name) => {
                let outcome = row.last_outcome.map(|word| variant(&word, "verifications.last_outcome")).transpose()?;
                let (verification, expires_at) = (VerificationId(row.from_id), row.last_expires_at.map(Into::into));
                Ok(Tied::Checks { verification, name: name.unwrap_or_default(), outcome, expires_at })
            }
        })
        .collect()
}

/// The kind that a word names.
pub(super) fn kind(word: &str) -> Result<RecordKind, StorageError> {
    RecordKind::from_word(word).ok_or(StorageError::Corrupt("relations.kind"))
}
