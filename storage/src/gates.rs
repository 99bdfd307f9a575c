//! What gates count.

use crate::{StorageError, Tx};
use domain::Timestamp;
use domain::blockers::Tier;
use domain::ids::ProjectId;
use domain::records::{RecordKind, RecordRef};
use uuid::Uuid;

/// A row that keeps a rule from holding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// Which.
    pub record: RecordRef,
    /// As shown.
    pub title: String,
    /// Its tier, where it is a blocker.
    pub tier: Option<Tier>,
}

/// Rows that gates ask for, as they stand at a moment. None of them is in the bin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Blocking items that apply.
    pub items: i64,
    /// Those of them that are not done.
    pub items_open: i64,
    /// Acceptance criteria.
    pub criteria: i64,
    /// Those of them that are not met.
    pub criteria_open: i64,
    /// Verifications.
    pub verifications: i64,
    /// Those of them that have not passed, or too long ago.
    pub verifications_open: i64,
    /// Whether any register has a row.
    pub known: bool,
}

/// Counts what gates ask for.
pub async fn count(tx: &mut Tx, project: ProjectId, now: Timestamp) -> Result<Counts, StorageError> {
    let sql = "SELECT \
        (SELECT COUNT(*) FROM items WHERE project_id = $1 AND deleted_at IS NULL AND blocking AND state <> 'aside') AS items, \
        (SELECT COUNT(*) FROM items WHERE project_id = $1 AND deleted_at IS NULL AND blocking \
            AND (state = 'open' OR (state = 'waiting' AND (verified_until IS NULL OR verified_until <= $2)))) AS items_open, \
        (SELECT COUNT(*) FROM criteria WHERE project_id = $1 AND deleted_at IS NULL) AS criteria, \
        (SELECT COUNT(*) FROM criteria WHERE project_id = $1 AND deleted_at IS NULL AND state <> 'met') AS criteria_open, \
        (SELECT COUNT(*) FROM verifications WHERE project_id = $1 AND deleted_at IS NULL) AS verifications, \
        (SELECT COUNT(*) FROM verifications WHERE project_id = $1 AND deleted_at IS NULL \
            AND (last_outcome IS NULL OR last_outcome <> 'pass' OR last_expires_at <= $2)) AS verifications_open, \
        (EXISTS (SELECT 1 FROM blockers WHERE project_id = $1 AND deleted_at IS NULL) \
            OR EXISTS (SELECT 1 FROM risks WHERE project_id = $1 AND deleted_at IS NULL) \
            OR EXISTS (SELECT 1 FROM items WHERE project_id = $1 AND deleted_at IS NULL) \
            OR EXISTS (SELECT 1 FROM criteria WHERE project_id = $1 AND deleted_at IS NULL) \
            OR EXISTS (SELECT 1 FROM verifications WHERE project_id = $1 AND deleted_at IS NULL)) AS known";
    one!(tx, Counts, sql, project.0, now.to_utc())
}

/// Rows that keep rules from holding, risks aside, at most `most` of each kind: open blockers, most urgent first, blocking items that are
/// not done, criteria that are not met, verifications that are not fresh.
pub async fn list_failing(tx: &mut Tx, project: ProjectId, now: Timestamp, most: i64) -> Result<Vec<Failing>, StorageError> {
    let sql = "SELECT * FROM (SELECT 'blocker' AS kind, id, title, tier FROM blockers WHERE project_id = $1 AND deleted_at IS NULL \
            AND state <> 'resolved' AND (waived_until IS NULL OR waived_until < $3) ORDER BY tier, position, id LIMIT $4) b \
        UNION ALL SELECT * FROM (SELECT 'item' AS kind, id, text AS title, CAST(NULL AS INTEGER) AS tier FROM items WHERE project_id = $1 \
            AND deleted_at IS NULL AND blocking AND (state = 'open' OR (state = 'waiting' AND (verified_until IS NULL OR verified_until <= $2))) \
            ORDER BY checklist_id, position, id LIMIT $4) i \
        UNION ALL SELECT * FROM (SELECT 'criterion' AS kind, id, text AS title, CAST(NULL AS INTEGER) AS tier FROM criteria WHERE project_id = $1 \
            AND deleted_at IS NULL AND state <> 'met' ORDER BY position, id LIMIT $4) c \
        UNION ALL SELECT * FROM (SELECT 'verification' AS kind, id, COALESCE(title, command) AS title, CAST(NULL AS INTEGER) AS tier FROM verifications WHERE project_id = $1 \
            AND deleted_at IS NULL AND (last_outcome IS NULL OR last_outcome <> 'pass' OR last_expires_at <= $2) \
            ORDER BY position, id LIMIT $4) v";
    let rows = all!(tx, (String, Uuid, String, Option<i32>), sql, project.0, now.to_utc(), now.today().to_string(), most)?;
    rows.into_iter()
        .map(|(kind, id, title, tier)| {
            let kind = RecordKind::from_word(&kind).ok_or(StorageError::Corrupt("a kind of record"))?;
            let tier = tier.and_then(|tier| u8::try_from(tier).ok()).and_then(|tier| Tier::try_from(tier).ok());
            Ok(Failing { record: RecordRef { kind, id }, title, tier })
        })
        .collect()
}
