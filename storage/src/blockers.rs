//! Blockers.

use crate::error::changed_one;
use crate::values::{Moment, columns, lines, moment, parsed, variant, word};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::blockers::{Blocker, Tier};
use domain::ids::{AssessmentId, BlockerId, ProjectId};
use domain::text::match_key;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    position: i32,
    tier: i32,
    tier_label: Option<String>,
    title: String,
    current_state: Option<String>,
    required_state: Option<String>,
    location: Option<String>,
    owner: Option<String>,
    body: String,
    state: String,
    opened_in: Option<Uuid>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    opened_at: Moment,
    resolved_at: Option<Moment>,
    version: i64,
}

impl Row {
    fn blocker(self) -> Result<Blocker, StorageError> {
        Ok(Blocker {
            id: BlockerId(self.id),
            project: ProjectId(self.project_id),
            position: self.position,
            tier: u8::try_from(self.tier).ok().and_then(|tier| Tier::try_from(tier).ok()).ok_or(StorageError::Corrupt("blockers.tier"))?,
            tier_label: self.tier_label,
            title: parsed(&self.title, "blockers.title")?,
            current: self.current_state,
            required: self.required_state,
            location: self.location,
            owner: self.owner,
            body: parsed(&self.body, "blockers.body")?,
            state: variant(&self.state, "blockers.state")?,
            opened_in: self.opened_in.map(AssessmentId),
            lines: lines(self.line_from, self.line_to),
            opened_at: self.opened_at.into(),
            resolved_at: self.resolved_at.map(Into::into),
            version: Version(self.version),
        })
    }
}

/// Adds a blocker.
pub async fn insert(tx: &mut Tx, row: &Blocker) -> Result<(), StorageError> {
    let sql = "INSERT INTO blockers (id, project_id, position, tier, tier_label, title, match_key, current_state, required_state, location, owner, body, \
               state, opened_in, line_from, line_to, opened_at, resolved_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    let (from, to) = columns(row.lines);
    let (tier, label, title, key) = (i32::from(row.tier.number()), &row.tier_label, row.title.as_str(), match_key(row.title.as_str()));
    let (place, owner, body, state) = (&row.location, &row.owner, row.body.as_str(), word(row.state)?);
    let (opened_in, opened, resolved) = (row.opened_in.map(|id| id.0), row.opened_at.to_utc(), moment(row.resolved_at));
    let (id, project, current, required) = (row.id.0, row.project.0, &row.current, &row.required);
    run!(
        tx,
        sql,
        id,
        project,
        row.position,
        tier,
        label,
        title,
        key,
        current,
        required,
        place,
        owner,
        body,
        state,
        opened_in,
        from,
        to,
        opened,
        resolved,
        row.version.0
    )
    .map(drop)
}

/// A blocker of a project.
pub async fn find(tx: &mut Tx, project: ProjectId, id: BlockerId) -> Result<Blocker, StorageError> {
    let sql = "SELECT id, project_id, position, tier, tier_label, title, current_state, required_state, location, owner, body, state, opened_in, \
               line_from, line_to, opened_at, resolved_at, version FROM blockers WHERE id = $1 AND project_id = $2";
    one!(tx, Row, sql, id.0, project.0)?.blocker()
}

/// Sets the state of a blocker whose version is still `seen`.
pub async fn update_state(tx: &mut Tx, blocker: &Blocker, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE blockers SET state = $3, resolved_at = $4, version = $5 WHERE id = $1 AND version = $2";
    changed_one(run!(tx, sql, blocker.id.0, seen.0, word(blocker.state)?, moment(blocker.resolved_at), blocker.version.0)?)
}

/// Blockers of a project, most urgent tier first, in the order of their entry within a tier; resolved ones where `resolved`, else the open ones.
pub async fn list(tx: &mut Tx, project: ProjectId, resolved: bool, window: Window) -> Result<Vec<Blocker>, StorageError> {
    let sql = "SELECT id, project_id, position, tier, tier_label, title, current_state, required_state, location, owner, body, state, opened_in, \
               line_from, line_to, opened_at, resolved_at, version FROM blockers \
               WHERE project_id = $1 AND (state = 'resolved') = $2 ORDER BY tier, position, id LIMIT $3 OFFSET $4";
    all!(tx, Row, sql, project.0, resolved, window.limit, window.offset)?.into_iter().map(Row::blocker).collect()
}

/// How many blockers a project has: open ones and resolved ones.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<(i64, i64), StorageError> {
    let sql = "SELECT CAST(COALESCE(SUM(CASE WHEN state = 'resolved' THEN 0 ELSE 1 END), 0) AS BIGINT), \
               CAST(COALESCE(SUM(CASE WHEN state = 'resolved' THEN 1 ELSE 0 END), 0) AS BIGINT) FROM blockers WHERE project_id = $1";
    one!(tx, (i64, i64), sql, project.0)
}

/// How many open blockers each tier has, most urgent first.
pub async fn count_by_tier(tx: &mut Tx, project: ProjectId) -> Result<Vec<(i32, i64)>, StorageError> {
    let sql = "SELECT tier, COUNT(*) FROM blockers WHERE project_id = $1 AND state <> 'resolved' GROUP BY tier ORDER BY tier";
    all!(tx, (i32, i64), sql, project.0)
}

/// The folded titles of all blockers of a project: what an import compares with.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<String>, StorageError> {
    let rows = all!(tx, (String,), "SELECT match_key FROM blockers WHERE project_id = $1", project.0)?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
