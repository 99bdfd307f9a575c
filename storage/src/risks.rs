//! Risks.

use crate::values::{Moment, columns, lines, parsed, variant, variant_some, word, word_some};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::ids::{AssessmentId, ProjectId, RiskId};
use domain::risks::Risk;
use domain::text::match_key;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    position: i32,
    title: String,
    description: String,
    level: Option<String>,
    likelihood: Option<String>,
    impact: Option<String>,
    previous: Option<String>,
    target: Option<String>,
    polarity: String,
    mitigation: Option<String>,
    owner: Option<String>,
    status: Option<String>,
    opened_in: Option<Uuid>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    opened_at: Moment,
    version: i64,
}

impl Row {
    fn risk(self) -> Result<Risk, StorageError> {
        Ok(Risk {
            id: RiskId(self.id),
            project: ProjectId(self.project_id),
            position: self.position,
            title: parsed(&self.title, "risks.title")?,
            description: parsed(&self.description, "risks.description")?,
            level: variant_some(self.level.as_deref(), "risks.level")?,
            likelihood: variant_some(self.likelihood.as_deref(), "risks.likelihood")?,
            impact: variant_some(self.impact.as_deref(), "risks.impact")?,
            previous: variant_some(self.previous.as_deref(), "risks.previous")?,
            target: variant_some(self.target.as_deref(), "risks.target")?,
            polarity: variant(&self.polarity, "risks.polarity")?,
            mitigation: self.mitigation,
            owner: self.owner,
            status: self.status,
            opened_in: self.opened_in.map(AssessmentId),
            lines: lines(self.line_from, self.line_to),
            opened_at: self.opened_at.into(),
            version: Version(self.version),
        })
    }
}

/// Adds a risk.
pub async fn insert(tx: &mut Tx, row: &Risk) -> Result<(), StorageError> {
    let sql = "INSERT INTO risks (id, project_id, position, title, match_key, description, level, likelihood, impact, previous, target, polarity, \
               mitigation, owner, status, opened_in, line_from, line_to, opened_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    let (from, to) = columns(row.lines);
    let (title, key, description) = (row.title.as_str(), match_key(row.title.as_str()), row.description.as_str());
    let (level, likelihood, impact) = (word_some(row.level)?, word_some(row.likelihood)?, word_some(row.impact)?);
    let (previous, target, polarity) = (word_some(row.previous)?, word_some(row.target)?, word(row.polarity)?);
    let (mitigation, owner, status, opened_in) = (&row.mitigation, &row.owner, &row.status, row.opened_in.map(|id| id.0));
    let (id, project, at) = (row.id.0, row.project.0, row.opened_at.to_utc());
    run!(
        tx,
        sql,
        id,
        project,
        row.position,
        title,
        key,
        description,
        level,
        likelihood,
        impact,
        previous,
        target,
        polarity,
        mitigation,
        owner,
        status,
        opened_in,
        from,
        to,
        at,
        row.version.0
    )
    .map(drop)
}

/// Sets the levels of a risk from a later report, whichever state it was in.
pub async fn update_levels(tx: &mut Tx, project: ProjectId, key: &str, risk: &Risk) -> Result<u64, StorageError> {
    let sql = "UPDATE risks SET previous = COALESCE($3, level), level = COALESCE($4, level), target = COALESCE($5, target), \
               mitigation = COALESCE($6, mitigation), version = version + 1 WHERE project_id = $1 AND match_key = $2";
    let (previous, level, target) = (word_some(risk.previous)?, word_some(risk.level)?, word_some(risk.target)?);
    run!(tx, sql, project.0, key, previous, level, target, &risk.mitigation)
}

/// Risks of a project in the order of their entry.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Risk>, StorageError> {
    let sql = "SELECT id, project_id, position, title, description, level, likelihood, impact, previous, target, polarity, mitigation, owner, status, \
               opened_in, line_from, line_to, opened_at, version FROM risks WHERE project_id = $1 ORDER BY position, id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::risk).collect()
}

/// How many risks a project has.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    Ok(one!(tx, (i64,), "SELECT COUNT(*) FROM risks WHERE project_id = $1", project.0)?.0)
}

/// The folded titles of all risks of a project: what an import compares with.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<String>, StorageError> {
    let rows = all!(tx, (String,), "SELECT match_key FROM risks WHERE project_id = $1", project.0)?;
    Ok(rows.into_iter().map(|(key,)| key).collect())
}
