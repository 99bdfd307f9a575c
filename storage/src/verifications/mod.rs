//! Claims that can be checked, and what runs elsewhere gave.

mod results;

pub use results::{count_results, insert_result, list_results, refresh_items};

use crate::error::changed_one;
use crate::values::{Moment, columns, lines, parsed, parsed_some, variant};
use crate::{StorageError, Tx, Window};
use domain::ids::{ProjectId, VerificationId};
use domain::text::{Title, match_key};
use domain::verifications::{Freshness, LastResult, ValidDays, Verification};
use domain::{Timestamp, Version};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    position: i32,
    title: Option<String>,
    command: String,
    expected: Option<String>,
    valid_days: Option<i32>,
    last_outcome: Option<String>,
    last_at: Option<Moment>,
    last_by: Option<String>,
    last_expires_at: Option<Moment>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

impl Row {
    fn verification(self) -> Result<Verification, StorageError> {
        let last = match (self.last_outcome, self.last_at, self.last_by) {
            (None, None, None) => None,
            (Some(outcome), Some(at), Some(by)) => {
                let outcome = variant(&outcome, "verifications.last_outcome")?;
                Some(LastResult { outcome, at: at.into(), by, expires_at: self.last_expires_at.map(Into::into) })
            }
            _ => return Err(StorageError::Corrupt("verifications.last_…")),
        };
        let days = |days: i32| u16::try_from(days).ok().and_then(|days| ValidDays::try_from(days).ok());
        let valid_days = self.valid_days.map(|of| days(of).ok_or(StorageError::Corrupt("verifications.valid_days"))).transpose()?;
        Ok(Verification {
            id: VerificationId(self.id),
            position: self.position,
            title: parsed_some(self.title.as_deref(), "verifications.title")?,
            command: parsed(&self.command, "verifications.command")?,
            expected: self.expected,
            valid_days,
            last,
            lines: lines(self.line_from, self.line_to),
            version: Version(self.version),
        })
    }
}

/// Adds a verification, which has no result yet.
pub async fn insert(tx: &mut Tx, project: ProjectId, row: &Verification) -> Result<(), StorageError> {
    let sql = "INSERT INTO verifications (id, project_id, position, title, command, match_key, expected, valid_days, line_from, line_to, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let ((from, to), title, days) = (columns(row.lines), row.title.as_ref().map(Title::as_str), days(row));
    let (command, key, expected) = (row.command.as_str(), match_key(row.command.as_str()), &row.expected);
    run!(tx, sql, row.id.0, project.0, row.position, title, command, key, expected, days, from, to, row.version.0).map(drop)
}

/// Writes all fields that people can change of a verification whose version is still `seen`.
pub async fn update(tx: &mut Tx, row: &Verification, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE verifications SET title = $3, command = $4, match_key = $5, expected = $6, valid_days = $7, version = $8 \
               WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let (title, command, key) = (row.title.as_ref().map(Title::as_str), row.command.as_str(), match_key(row.command.as_str()));
    changed_one(run!(tx, sql, row.id.0, seen.0, title, command, key, &row.expected, days(row), row.version.0)?)
}

fn days(row: &Verification) -> Option<i32> {
    row.valid_days.map(|days| days.number().into())
}

/// A verification of a project that is not in the bin.
pub async fn find(tx: &mut Tx, project: ProjectId, id: VerificationId) -> Result<Verification, StorageError> {
    let sql = "SELECT id, position, title, command, expected, valid_days, last_outcome, last_at, last_by, last_expires_at, \
               line_from, line_to, version FROM verifications WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.verification()
}

/// Verifications of a project in order; of one freshness at this moment, where one is asked for.
pub async fn list(
    tx: &mut Tx,
    project: ProjectId,
    only: Option<Freshness>,
    now: Timestamp,
    window: Window,
) -> Result<Vec<Verification>, StorageError> {
    let sql = "SELECT id, position, title, command, expected, valid_days, last_outcome, last_at, last_by, last_expires_at, \
               line_from, line_to, version FROM verifications WHERE project_id = $1 AND deleted_at IS NULL \
               AND ($2 = '' OR $2 = CASE WHEN last_outcome = 'pass' AND last_expires_at <= $3 THEN 'expired' \
               WHEN last_outcome = 'pass' THEN 'fresh' WHEN last_outcome IN ('fail', 'error') THEN 'failing' ELSE 'unknown' END) \
               ORDER BY position, id LIMIT $4 OFFSET $5";
    let word = only.map_or("", Freshness::as_str);
    let rows = all!(tx, Row, sql, project.0, word, now.to_utc(), window.limit, window.offset)?;
    rows.into_iter().map(Row::verification).collect()
}

/// How many verifications a project has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// All.
    pub total: i64,
    /// Whose last run failed or could not be finished.
    pub failing: i64,
    /// That passed too long ago.
    pub expired: i64,
    /// That passed, which still counts.
    pub fresh: i64,
}

impl Counts {
    /// How many there are of one freshness; all of them for `None`.
    #[must_use]
    pub const fn of(self, freshness: Option<Freshness>) -> i64 {
        match freshness {
            None => self.total,
            Some(Freshness::Failing) => self.failing,
            Some(Freshness::Expired) => self.expired,
            Some(Freshness::Fresh) => self.fresh,
            Some(Freshness::Unknown) => self.total - self.failing - self.expired - self.fresh,
        }
    }
}

/// How many verifications of each freshness a project has at this moment.
pub async fn count(tx: &mut Tx, project: ProjectId, now: Timestamp) -> Result<Counts, StorageError> {
    let sql = "SELECT COUNT(*) AS total, COUNT(CASE WHEN last_outcome IN ('fail', 'error') THEN 1 END) AS failing, \
               COUNT(CASE WHEN last_outcome = 'pass' AND last_expires_at <= $2 THEN 1 END) AS expired, \
               COUNT(CASE WHEN last_outcome = 'pass' AND (last_expires_at IS NULL OR last_expires_at > $2) THEN 1 END) AS fresh \
               FROM verifications WHERE project_id = $1 AND deleted_at IS NULL";
    one!(tx, Counts, sql, project.0, now.to_utc())
}

/// The place behind the last verification, also behind those in the bin, which keep theirs.
pub async fn next_place(tx: &mut Tx, project: ProjectId) -> Result<i32, StorageError> {
    one!(tx, (i32,), "SELECT COALESCE(MAX(position), -1) + 1 FROM verifications WHERE project_id = $1", project.0).map(|row| row.0)
}
