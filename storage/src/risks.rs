//! Risks.

use crate::error::changed_one;
use crate::values::{Moment, columns, lines, moment, parsed, parsed_some, variant, variant_some, word, word_some};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::ids::{AssessmentId, ProjectId, RiskId, UserId};
use domain::people::Assignee;
use domain::risks::{Acceptance, Closure, Exposure, Risk};
use domain::text::{Markdown, Title, match_key};
use uuid::Uuid;

mod filter;

pub use filter::{
    Accepted, Counts, Filter, LevelAsked, State, count_cells, count_matching, count_unaccepted, counts, list, list_unaccepted,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    position: i32,
    title: String,
    description: String,
    inherent_level: Option<String>,
    inherent_likelihood: Option<String>,
    inherent_impact: Option<String>,
    level: Option<String>,
    likelihood: Option<String>,
    impact: Option<String>,
    target: Option<String>,
    target_likelihood: Option<String>,
    target_impact: Option<String>,
    previous: Option<String>,
    polarity: String,
    response: Option<String>,
    mitigation: Option<String>,
    owner: Option<String>,
    owner_id: Option<Uuid>,
    review_on: Option<String>,
    status: Option<String>,
    #[sqlx(flatten)]
    closed: Closed,
    #[sqlx(flatten)]
    accepted: AcceptedRow,
    opened_in: Option<Uuid>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    opened_at: Moment,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct Closed {
    #[sqlx(rename = "closed_at")]
    at: Option<Moment>,
    #[sqlx(rename = "closed_by_name")]
    by_name: Option<String>,
    #[sqlx(rename = "closed_reason")]
    reason: Option<String>,
}

impl Closed {
    fn closure(self) -> Result<Option<Closure>, StorageError> {
        match (self.at, self.by_name, self.reason) {
            (None, None, None) => Ok(None),
            (Some(at), Some(name), Some(reason)) => Ok(Some(Closure {
                reason: parsed(&reason, "risks.closed_reason")?,
                by_name: parsed(&name, "risks.closed_by_name")?,
                at: at.into(),
            })),
            _ => Err(StorageError::Corrupt("risks.closed_…")),
        }
    }
}

#[derive(sqlx::FromRow)]
struct AcceptedRow {
    #[sqlx(rename = "accepted_at")]
    at: Option<Moment>,
    #[sqlx(rename = "accepted_by_name")]
    by_name: Option<String>,
    #[sqlx(rename = "accepted_until")]
    until: Option<String>,
    #[sqlx(rename = "accepted_reason")]
    reason: Option<String>,
    #[sqlx(rename = "accepted_level")]
    level: Option<String>,
    #[sqlx(rename = "accepted_likelihood")]
    likelihood: Option<String>,
    #[sqlx(rename = "accepted_impact")]
    impact: Option<String>,
}

impl AcceptedRow {
    fn acceptance(self) -> Result<Option<Acceptance>, StorageError> {
        let (at, name, until, reason) = match (self.at, self.by_name, self.until, self.reason) {
            (None, None, None, None) => return Ok(None),
            (Some(at), Some(name), Some(until), Some(reason)) => (at, name, until, reason),
            _ => return Err(StorageError::Corrupt("risks.accepted_…")),
        };
        Ok(Some(Acceptance {
            reason: parsed(&reason, "risks.accepted_reason")?,
            approver: parsed(&name, "risks.accepted_by_name")?,
            at: at.into(),
            until: parsed(&until, "risks.accepted_until")?,
            level: variant_some(self.level.as_deref(), "risks.accepted_level")?,
            likelihood: variant_some(self.likelihood.as_deref(), "risks.accepted_likelihood")?,
            impact: variant_some(self.impact.as_deref(), "risks.accepted_impact")?,
        }))
    }
}

impl Row {
    fn risk(self) -> Result<Risk, StorageError> {
        Ok(Risk {
            id: RiskId(self.id),
            project: ProjectId(self.project_id),
            position: self.position,
            title: parsed(&self.title, "risks.title")?,
            description: parsed(&self.description, "risks.description")?,
            inherent: Exposure {
                likelihood: variant_some(self.inherent_likelihood.as_deref(), "risks.inherent_likelihood")?,
                impact: variant_some(self.inherent_impact.as_deref(), "risks.inherent_impact")?,
                stated: variant_some(self.inherent_level.as_deref(), "risks.inherent_level")?,
            },
            residual: Exposure {
                likelihood: variant_some(self.likelihood.as_deref(), "risks.likelihood")?,
                impact: variant_some(self.impact.as_deref(), "risks.impact")?,
                stated: variant_some(self.level.as_deref(), "risks.level")?,
            },
            target: Exposure {
                likelihood: variant_some(self.target_likelihood.as_deref(), "risks.target_likelihood")?,
                impact: variant_some(self.target_impact.as_deref(), "risks.target_impact")?,
                stated: variant_some(self.target.as_deref(), "risks.target")?,
            },
            previous: variant_some(self.previous.as_deref(), "risks.previous")?,
            polarity: variant(&self.polarity, "risks.polarity")?,
            response: variant_some(self.response.as_deref(), "risks.response")?,
            mitigation: parsed_some(self.mitigation.as_deref(), "risks.mitigation")?.unwrap_or_default(),
            owner: self.owner.map(|name| Assignee { name, user: self.owner_id.map(UserId) }),
            review: parsed_some(self.review_on.as_deref(), "risks.review_on")?,
            status: self.status,
            acceptance: self.accepted.acceptance()?,
            closure: self.closed.closure()?,
            opened_in: self.opened_in.map(AssessmentId),
            lines: lines(self.line_from, self.line_to),
            opened_at: self.opened_at.into(),
            version: Version(self.version),
        })
    }
}

/// Adds a risk.
pub async fn insert(tx: &mut Tx, row: &Risk) -> Result<(), StorageError> {
    let sql = "INSERT INTO risks (id, project_id, position, title, match_key, description, previous, polarity, status, opened_in, line_from, line_to, \
               opened_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let (from, to) = columns(row.lines);
    let (title, key, description) = (row.title.as_str(), match_key(row.title.as_str()), row.description.as_str());
    let (previous, polarity, opened_in) = (word_some(row.previous)?, word(row.polarity)?, row.opened_in.map(|id| id.0));
    let (id, project, at, version) = (row.id.0, row.project.0, row.opened_at.to_utc(), row.version.0);
    let (place, status) = (row.position, &row.status);
    run!(tx, sql, id, project, place, title, key, description, previous, polarity, status, opened_in, from, to, at, version)?;
    write(tx, row, row.version).await
}

/// Replaces what can change of a risk whose version is still `seen`.
pub async fn update(tx: &mut Tx, row: &Risk, seen: Version) -> Result<(), StorageError> {
    write(tx, row, seen).await
}

async fn write(tx: &mut Tx, row: &Risk, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE risks SET title = $4, match_key = $5, description = $6, inherent_level = $7, inherent_likelihood = $8, inherent_impact = $9, \
               level = $10, likelihood = $11, impact = $12, target = $13, target_likelihood = $14, target_impact = $15, polarity = $16, \
               response = $17, mitigation = $18, owner = $19, owner_id = $20, review_on = $21, closed_at = $22, closed_by_name = $23, \
               closed_reason = $24, accepted_at = $25, accepted_by_name = $26, accepted_until = $27, accepted_reason = $28, accepted_level = $29, \
               accepted_likelihood = $30, accepted_impact = $31, version = $32 \
               WHERE id = $1 AND version = $2 AND project_id = $3 AND deleted_at IS NULL";
    let (owner, owner_id) = (row.owner.as_ref().map(|owner| owner.name.as_str()), row.owner.as_ref().and_then(|owner| owner.user));
    let (closure, acceptance) = (row.closure.as_ref(), row.acceptance.as_ref());
    changed_one(run!(
        tx,
        sql,
        row.id.0,
        seen.0,
        row.project.0,
        row.title.as_str(),
        match_key(row.title.as_str()),
        row.description.as_str(),
        word_some(row.inherent.stated)?,
        word_some(row.inherent.likelihood)?,
        word_some(row.inherent.impact)?,
        word_some(row.residual.stated)?,
        word_some(row.residual.likelihood)?,
        word_some(row.residual.impact)?,
        word_some(row.target.stated)?,
        word_some(row.target.likelihood)?,
        word_some(row.target.impact)?,
        word(row.polarity)?,
        word_some(row.response)?,
        (!row.mitigation.is_empty()).then_some(row.mitigation.as_str()),
        owner,
        owner_id.map(|id| id.0),
        row.review.map(|review| review.to_string()),
        moment(closure.map(|closure| closure.at)),
        closure.map(|closure| closure.by_name.as_str()),
        closure.map(|closure| closure.reason.as_str()),
        moment(acceptance.map(|given| given.at)),
        acceptance.map(|given| Title::as_str(&given.approver)),
        acceptance.map(|given| given.until.to_string()),
        acceptance.map(|given| Markdown::as_str(&given.reason)),
        word_some(acceptance.and_then(|given| given.level))?,
        word_some(acceptance.and_then(|given| given.likelihood))?,
        word_some(acceptance.and_then(|given| given.impact))?,
        row.version.0
    )?)
}

/// Writes what only reports say of a risk: its level in the audit before, and its status in the words of the author.
pub async fn set_told(tx: &mut Tx, row: &Risk) -> Result<(), StorageError> {
    let sql = "UPDATE risks SET previous = $3, status = $4 WHERE id = $1 AND project_id = $2";
    changed_one(run!(tx, sql, row.id.0, row.project.0, word_some(row.previous)?, &row.status)?)
}

/// A risk of a project that is not in the bin.
pub async fn find(tx: &mut Tx, project: ProjectId, id: RiskId) -> Result<Risk, StorageError> {
    let sql = "SELECT id, project_id, position, title, description, inherent_level, inherent_likelihood, inherent_impact, level, likelihood, impact, \
               target, target_likelihood, target_impact, previous, polarity, response, mitigation, owner, owner_id, review_on, status, \
               closed_at, closed_by_name, closed_reason, accepted_at, accepted_by_name, accepted_until, accepted_reason, accepted_level, \
               accepted_likelihood, accepted_impact, opened_in, line_from, line_to, opened_at, version \
               FROM risks WHERE id = $1 AND project_id = $2 AND deleted_at IS NULL";
    one!(tx, Row, sql, id.0, project.0)?.risk()
}

/// Open risks of a project in the order of their entry.
pub async fn list_open(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Risk>, StorageError> {
    let sql = "SELECT id, project_id, position, title, description, inherent_level, inherent_likelihood, inherent_impact, level, likelihood, impact, \
               target, target_likelihood, target_impact, previous, polarity, response, mitigation, owner, owner_id, review_on, status, \
               closed_at, closed_by_name, closed_reason, accepted_at, accepted_by_name, accepted_until, accepted_reason, accepted_level, \
               accepted_likelihood, accepted_impact, opened_in, line_from, line_to, opened_at, version \
               FROM risks WHERE project_id = $1 AND deleted_at IS NULL AND closed_at IS NULL ORDER BY position, id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::risk).collect()
}

/// How many open risks a project has.
pub async fn count_open(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM risks WHERE project_id = $1 AND deleted_at IS NULL AND closed_at IS NULL";
    Ok(one!(tx, (i64,), sql, project.0)?.0)
}

/// The place behind the last risk of a project.
pub async fn next_position(tx: &mut Tx, project: ProjectId) -> Result<i32, StorageError> {
    let sql = "SELECT CAST(COALESCE(MAX(position), -1) + 1 AS INTEGER) FROM risks WHERE project_id = $1 AND deleted_at IS NULL";
    one!(tx, (i32,), sql, project.0).map(|row| row.0)
}
