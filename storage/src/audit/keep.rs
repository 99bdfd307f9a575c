//! How long lines are kept, and what stands where they were.

use crate::error::changed_one;
use crate::values::Moment;
use crate::{StorageError, Tx};
use domain::audit::{Gap, Group, Policy, START};
use domain::{Timestamp, Version};

#[derive(sqlx::FromRow)]
struct PolicyRow {
    security_days: i64,
    changes_days: i64,
    access_days: i64,
    log_reading: bool,
    version: i64,
}

/// The rule in force.
pub async fn get_policy(tx: &mut Tx) -> Result<Policy, StorageError> {
    let sql = "SELECT security_days, changes_days, access_days, log_reading, version FROM audit_policy WHERE one = 1";
    let Some(row) = maybe!(tx, PolicyRow, sql)? else { return Ok(Policy::default()) };
    let days = |days: i64| u32::try_from(days).map_err(|_| StorageError::Corrupt("audit_policy.…_days"));
    Ok(Policy {
        security: days(row.security_days)?,
        changes: days(row.changes_days)?,
        access: days(row.access_days)?,
        log_reading: row.log_reading,
        version: Version(row.version),
    })
}

/// Writes the rule; [`StorageError::Stale`] where it is another by now than the one that was seen.
pub async fn set_policy(tx: &mut Tx, policy: &Policy, seen: Version) -> Result<(), StorageError> {
    let (security, changes, access) = (i64::from(policy.security), i64::from(policy.changes), i64::from(policy.access));
    changed_one(if seen == Policy::default().version {
        let sql = "INSERT INTO audit_policy (one, security_days, changes_days, access_days, log_reading, version) VALUES (1, $1, $2, $3, $4, $5) \
                   ON CONFLICT (one) DO NOTHING";
        run!(tx, sql, security, changes, access, policy.log_reading, policy.version.0)?
    } else {
        let sql = "UPDATE audit_policy SET security_days = $1, changes_days = $2, access_days = $3, log_reading = $4, version = $5 \
                   WHERE one = 1 AND version = $6";
        run!(tx, sql, security, changes, access, policy.log_reading, policy.version.0, seen.0)?
    })
}

/// A line that is past its time.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    /// Its number.
    pub seq: i64,
    /// The digest of the chain up to it.
    pub hash: String,
}

/// Lines of a group from before that moment that need not stay, the oldest first.
pub async fn due(tx: &mut Tx, group: Group, before: Timestamp, limit: i64) -> Result<Vec<Due>, StorageError> {
    let sql = "SELECT seq, hash FROM audit_chain WHERE stays = $1 AND event_group = $2 AND at < $3 ORDER BY at LIMIT $4";
    all!(tx, Due, sql, false, group.as_str(), before.to_utc(), limit)
}

/// Takes the lines from one number to another out, with their links. Gives the digest of the chain before them.
pub async fn take_out(tx: &mut Tx, first: i64, last: i64) -> Result<String, StorageError> {
    let before = digest_before(tx, first).await?;
    let lines = "DELETE FROM events WHERE id IN (SELECT event_id FROM audit_chain WHERE seq >= $1 AND seq <= $2)";
    run!(tx, lines, first, last)?;
    run!(tx, "DELETE FROM audit_chain WHERE seq >= $1 AND seq <= $2", first, last)?;
    Ok(before)
}

async fn digest_before(tx: &mut Tx, first: i64) -> Result<String, StorageError> {
    if first == 1 {
        return Ok(START.to_owned());
    }
    let sql = "SELECT hash FROM audit_chain WHERE seq = $1 UNION ALL SELECT hash_after FROM audit_gaps WHERE last_seq = $1";
    let found = maybe!(tx, (String,), sql, first - 1)?;
    // Lines that are missing without a gap: verification tells of them, and goes on to do so.
    Ok(found.map_or_else(|| START.to_owned(), |row| row.0))
}

#[derive(sqlx::FromRow)]
struct GapRow {
    first_seq: i64,
    last_seq: i64,
    hash_before: String,
    hash_after: String,
    made_at: Moment,
    rule: String,
    signature: String,
}

impl From<GapRow> for Gap {
    fn from(row: GapRow) -> Self {
        Self {
            first: row.first_seq,
            last: row.last_seq,
            before: row.hash_before,
            after: row.hash_after,
            at: row.made_at.into(),
            rule: row.rule,
            signature: row.signature,
        }
    }
}

/// Gaps that begin after this number, in their order.
pub async fn list_gaps(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Gap>, StorageError> {
    let sql = "SELECT first_seq, last_seq, hash_before, hash_after, made_at, rule, signature FROM audit_gaps WHERE first_seq > $1 \
               ORDER BY first_seq LIMIT $2";
    Ok(all!(tx, GapRow, sql, after, limit)?.into_iter().map(Gap::from).collect())
}

/// The gaps that end before and begin after these numbers.
pub async fn neighbours(tx: &mut Tx, first: i64, last: i64) -> Result<Vec<Gap>, StorageError> {
    let sql = "SELECT first_seq, last_seq, hash_before, hash_after, made_at, rule, signature FROM audit_gaps WHERE last_seq = $1 \
               UNION ALL SELECT first_seq, last_seq, hash_before, hash_after, made_at, rule, signature FROM audit_gaps WHERE first_seq = $2";
    Ok(all!(tx, GapRow, sql, first - 1, last + 1)?.into_iter().map(Gap::from).collect())
}

/// Writes a gap in the place of those that it took up.
pub async fn put_gap(tx: &mut Tx, gap: &Gap) -> Result<(), StorageError> {
    run!(tx, "DELETE FROM audit_gaps WHERE first_seq >= $1 AND last_seq <= $2", gap.first, gap.last)?;
    let sql = "INSERT INTO audit_gaps (first_seq, last_seq, hash_before, hash_after, made_at, rule, signature) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let (before, after, rule, signature) = (gap.before.as_str(), gap.after.as_str(), gap.rule.as_str(), gap.signature.as_str());
    run!(tx, sql, gap.first, gap.last, before, after, gap.at.to_utc(), rule, signature).map(drop)
}
