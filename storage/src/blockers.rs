//! Blockers.

use crate::error::changed_one;
use crate::values::{Json, Moment, columns, lines, moment, parsed, parsed_some, variant, word};
use crate::{StorageError, Tx, Window};
use domain::blockers::{Blocker, BlockerState, Resolution, Tier, Waiver};
use domain::ids::{AssessmentId, BlockerId, ProjectId, UserId};
use domain::links::Links;
use domain::people::Assignee;
use domain::text::match_key;
use domain::{Day, Version};
use uuid::Uuid;

mod counts;
mod filter;

pub use counts::{Counts, count, count_by_tier};
pub use filter::{Filter, OwnedBy, Stands, count_matching, list};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    position: i32,
    tier: i32,
    tier_label: Option<String>,
    title: String,
    category: Option<String>,
    current_state: Option<String>,
    required_state: Option<String>,
    location: Option<String>,
    owner: Option<String>,
    owner_id: Option<Uuid>,
    due: Option<String>,
    links: Json<Links>,
    body: String,
    state: String,
    resolved_at: Option<Moment>,
    resolved_by_name: Option<String>,
    evidence: Option<String>,
    waiver_reason: Option<String>,
    waived_until: Option<String>,
    waived_by_name: Option<String>,
    waived_at: Option<Moment>,
    opened_in: Option<Uuid>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    opened_at: Moment,
    version: i64,
}

impl Row {
    fn blocker(self) -> Result<Blocker, StorageError> {
        let (state, resolution, waiver) = (self.state()?, self.resolution()?, self.waiver()?);
        Ok(Blocker {
            id: BlockerId(self.id),
            project: ProjectId(self.project_id),
            position: self.position,
            tier: u8::try_from(self.tier).ok().and_then(|tier| Tier::try_from(tier).ok()).ok_or(StorageError::Corrupt("blockers.tier"))?,
            tier_label: self.tier_label,
            title: parsed(&self.title, "blockers.title")?,
            category: parsed_some(self.category.as_deref(), "blockers.category")?,
            current: self.current_state,
            required: self.required_state,
            location: self.location,
            owner: self.owner.map(|name| Assignee { name, user: self.owner_id.map(UserId) }),
            due: parsed_some(self.due.as_deref(), "blockers.due")?,
            links: self.links.0,
            body: parsed(&self.body, "blockers.body")?,
            state,
            resolution,
            waiver,
            opened_in: self.opened_in.map(AssessmentId),
            lines: lines(self.line_from, self.line_to),
            opened_at: self.opened_at.into(),
            version: Version(self.version),
        })
    }

    fn state(&self) -> Result<BlockerState, StorageError> {
        variant(&self.state, "blockers.state")
    }

    fn resolution(&self) -> Result<Option<Resolution>, StorageError> {
        let (at, name) = match (self.resolved_at, &self.resolved_by_name) {
            (None, None) => return Ok(None),
            (Some(at), Some(name)) => (at, name),
            _ => return Err(StorageError::Corrupt("blockers.resolved_…")),
        };
        let evidence = parsed_some(self.evidence.as_deref(), "blockers.evidence")?;
        Ok(Some(Resolution { at: at.into(), by_name: parsed(name, "blockers.resolved_by_name")?, evidence }))
    }

    fn waiver(&self) -> Result<Option<Waiver>, StorageError> {
        let (at, name, until, reason) = match (self.waived_at, &self.waived_by_name, &self.waived_until, &self.waiver_reason) {
            (None, None, None, None) => return Ok(None),
            (Some(at), Some(name), Some(until), Some(reason)) => (at, name, until, reason),
            _ => return Err(StorageError::Corrupt("blockers.waived_…")),
        };
        Ok(Some(Waiver {
            reason: parsed(reason, "blockers.waiver_reason")?,
            until: parsed(until, "blockers.waived_until")?,
            by_name: parsed(name, "blockers.waived_by_name")?,
            at: at.into(),
        }))
    }
}

/// Adds a blocker.
pub async fn insert(tx: &mut Tx, row: &Blocker) -> Result<(), StorageError> {
    let sql = "INSERT INTO blockers (id, project_id, opened_in, line_from, line_to, opened_at, tier_label, position, title, match_key, tier, category, \
               current_state, required_state, location, owner, owner_id, due, links, body, state, resolved_at, resolved_by_name, evidence, \
               waiver_reason, waived_until, waived_by_name, waived_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, \
               $28, $29)";
    let (from, to) = columns(row.lines);
    let (title, key, tier) = (row.title.as_str(), match_key(row.title.as_str()), i32::from(row.tier.number()));
    let (owner, owner_id) = (row.owner.as_ref().map(|owner| owner.name.as_str()), row.owner.as_ref().and_then(|owner| owner.user));
    let (resolution, waiver) = (row.resolution.as_ref(), row.waiver.as_ref());
    run!(
        tx,
        sql,
        row.id.0,
        row.project.0,
        row.opened_in.map(|id| id.0),
        from,
        to,
        row.opened_at.to_utc(),
        &row.tier_label,
        row.position,
        title,
        key,
        tier,
        row.category.as_ref().map(domain::text::Title::as_str),
        &row.current,
        &row.required,
        &row.location,
        owner,
        owner_id.map(|id| id.0),
        row.due.map(|due| due.to_string()),
        Json(&row.links),
        row.body.as_str(),
        word(row.state)?,
        moment(resolution.map(|done| done.at)),
        resolution.map(|done| done.by_name.as_str()),
        resolution.and_then(|done| done.evidence.as_ref()).map(domain::text::Markdown::as_str),
        waiver.map(|waiver| waiver.reason.as_str()),
        waiver.map(|waiver| waiver.until.to_string()),
        waiver.map(|waiver| waiver.by_name.as_str()),
        moment(waiver.map(|waiver| waiver.at)),
        row.version.0
    )
    .map(drop)
}

/// Replaces what can change of a blocker whose version is still `seen`.
pub async fn update(tx: &mut Tx, row: &Blocker, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE blockers SET title = $4, match_key = $5, tier = $6, category = $7, current_state = $8, required_state = $9, location = $10, \
               owner = $11, owner_id = $12, due = $13, links = $14, body = $15, state = $16, resolved_at = $17, resolved_by_name = $18, \
               evidence = $19, waiver_reason = $20, waived_until = $21, waived_by_name = $22, waived_at = $23, version = $24, tier_label = $25 \
               WHERE id = $1 AND version = $2 AND project_id = $3 AND deleted_at IS NULL";
    let (title, key, tier) = (row.title.as_str(), match_key(row.title.as_str()), i32::from(row.tier.number()));
    let (owner, owner_id) = (row.owner.as_ref().map(|owner| owner.name.as_str()), row.owner.as_ref().and_then(|owner| owner.user));
    let (resolution, waiver) = (row.resolution.as_ref(), row.waiver.as_ref());
    changed_one(run!(
        tx,
        sql,
        row.id.0,
        seen.0,
        row.project.0,
        title,
        key,
        tier,
        row.category.as_ref().map(domain::text::Title::as_str),
        &row.current,
        &row.required,
        &row.location,
        owner,
        owner_id.map(|id| id.0),
        row.due.map(|due| due.to_string()),
        Json(&row.links),
        row.body.as_str(),
        word(row.state)?,
        moment(resolution.map(|done| done.at)),
        resolution.map(|done| done.by_name.as_str()),
        resolution.and_then(|done| done.evidence.as_ref()).map(domain::text::Markdown::as_str),
        waiver.map(|waiver| waiver.reason.as_str()),
        waiver.map(|waiver| waiver.until.to_string()),
        waiver.map(|waiver| waiver.by_name.as_str()),
        moment(waiver.map(|waiver| waiver.at)),
        row.version.0,
        &row.tier_label
    )?)
}

/// A blocker of a project that is not in the bin.
pub async fn find(tx: &mut Tx, project: ProjectId, id: BlockerId) -> Result<Blocker, StorageError> {
    let sql = "SELECT id, project_id, position, tier, tier_label, title, category, current_state, required_state, location, owner, owner_id, due, links, \
               body, state, resolved_at, resolved_by_name, evidence, waiver_reason, waived_until, waived_by_name, waived_at, opened_in, \
               line_from, line_to, opened_at, version FROM blockers WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.blocker()
}

/// Blockers of a project that block or are waived on that day: those that block first, most urgent tier first.
pub async fn list_standing(tx: &mut Tx, project: ProjectId, today: Day, window: Window) -> Result<Vec<Blocker>, StorageError> {
    let sql = "SELECT id, project_id, position, tier, tier_label, title, category, current_state, required_state, location, owner, owner_id, due, links, \
               body, state, resolved_at, resolved_by_name, evidence, waiver_reason, waived_until, waived_by_name, waived_at, opened_in, \
               line_from, line_to, opened_at, version FROM blockers \
               WHERE project_id = $1 AND deleted_at IS NULL AND state <> 'resolved' \
               ORDER BY CASE WHEN waived_until >= $2 THEN 1 ELSE 0 END, tier, position, id LIMIT $3 OFFSET $4";
    all!(tx, Row, sql, project.0, today.to_string(), window.limit, window.offset)?.into_iter().map(Row::blocker).collect()
}

/// The place behind the last blocker of a project.
pub async fn next_position(tx: &mut Tx, project: ProjectId) -> Result<i32, StorageError> {
    let sql = "SELECT CAST(COALESCE(MAX(position), -1) + 1 AS INTEGER) FROM blockers WHERE project_id = $1 AND deleted_at IS NULL";
    one!(tx, (i32,), sql, project.0).map(|row| row.0)
}
