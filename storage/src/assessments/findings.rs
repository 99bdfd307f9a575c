//! Strengths and gaps of an assessment.

use crate::values::{columns, lines, parsed, variant, variant_some, word, word_some};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::assessments::Finding;
use domain::ids::{AssessmentId, CategoryId, FindingId, ProjectId};
use domain::text::Title;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    category_id: Option<Uuid>,
    position: i32,
    kind: String,
    title: String,
    severity: Option<String>,
    location: Option<String>,
    current_state: Option<String>,
    required_state: Option<String>,
    impact: Option<String>,
    recommendation: Option<String>,
    body: String,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

impl Row {
    fn finding(self) -> Result<Finding, StorageError> {
        Ok(Finding {
            id: FindingId(self.id),
            category: self.category_id.map(CategoryId),
            position: self.position,
            kind: variant(&self.kind, "findings.kind")?,
            title: parsed(&self.title, "findings.title")?,
            severity: variant_some(self.severity.as_deref(), "findings.severity")?,
            location: self.location,
            current: self.current_state,
            required: self.required_state,
            impact: self.impact,
            recommendation: self.recommendation,
            body: parsed(&self.body, "findings.body")?,
            lines: lines(self.line_from, self.line_to),
            version: Version(self.version),
        })
    }
}

/// Adds a finding.
pub async fn insert_finding(tx: &mut Tx, assessment: AssessmentId, row: &Finding) -> Result<(), StorageError> {
    let sql = "INSERT INTO findings (id, assessment_id, category_id, position, kind, title, severity, location, current_state, required_state, impact, \
               recommendation, body, line_from, line_to, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    let (from, to) = columns(row.lines);
    let (kind, severity, category) = (word(row.kind)?, word_some(row.severity)?, row.category.map(|id| id.0));
    let (title, body, place) = (row.title.as_str(), row.body.as_str(), &row.location);
    let (current, required, impact, advice) = (&row.current, &row.required, &row.impact, &row.recommendation);
    run!(
        tx,
        sql,
        row.id.0,
        assessment.0,
        category,
        row.position,
        kind,
        title,
        severity,
        place,
        current,
        required,
        impact,
        advice,
        body,
        from,
        to,
        row.version.0
    )
    .map(drop)
}

/// The findings of an assessment in order.
pub async fn list_findings(tx: &mut Tx, assessment: AssessmentId, window: Window) -> Result<Vec<Finding>, StorageError> {
    let sql = "SELECT id, category_id, position, kind, title, severity, location, current_state, required_state, impact, recommendation, body, \
               line_from, line_to, version FROM findings WHERE assessment_id = $1 AND deleted_at IS NULL ORDER BY position, id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, assessment.0, window.limit, window.offset)?.into_iter().map(Row::finding).collect()
}

/// The findings of a category in order; of the assessment as a whole where there is none.
pub async fn list_findings_of(
    tx: &mut Tx,
    assessment: AssessmentId,
    category: Option<CategoryId>,
    window: Window,
) -> Result<Vec<Finding>, StorageError> {
    let rows = if let Some(category) = category {
        let sql = "SELECT id, category_id, position, kind, title, severity, location, current_state, required_state, impact, recommendation, \
                   body, line_from, line_to, version FROM findings WHERE category_id = $1 AND assessment_id = $2 AND deleted_at IS NULL \
                   ORDER BY position, id LIMIT $3 OFFSET $4";
        all!(tx, Row, sql, category.0, assessment.0, window.limit, window.offset)?
    } else {
        let sql = "SELECT id, category_id, position, kind, title, severity, location, current_state, required_state, impact, recommendation, \
                   body, line_from, line_to, version FROM findings WHERE assessment_id = $1 AND category_id IS NULL AND deleted_at IS NULL \
                   ORDER BY position, id LIMIT $2 OFFSET $3";
        all!(tx, Row, sql, assessment.0, window.limit, window.offset)?
    };
    rows.into_iter().map(Row::finding).collect()
}

#[derive(sqlx::FromRow)]
struct Found {
    #[sqlx(flatten)]
    finding: Row,
    assessment_id: Uuid,
    assessment_title: String,
}

/// A finding of a project, with the audit it stands in and the title of that.
pub async fn find_finding(tx: &mut Tx, project: ProjectId, id: FindingId) -> Result<(Finding, AssessmentId, Title), StorageError> {
    let sql = "SELECT f.id, f.category_id, f.position, f.kind, f.title, f.severity, f.location, f.current_state, f.required_state, f.impact, \
               f.recommendation, f.body, f.line_from, f.line_to, f.version, f.assessment_id, a.title AS assessment_title \
               FROM findings f JOIN assessments a ON a.id = f.assessment_id WHERE f.id = $1 AND a.project_id = $2 AND f.deleted_at IS NULL";
    let found = one!(tx, Found, sql, id.0, project.0)?;
    let title = parsed(&found.assessment_title, "assessments.title")?;
    Ok((found.finding.finding()?, AssessmentId(found.assessment_id), title))
}

/// How many findings an assessment has.
pub async fn count_findings(tx: &mut Tx, assessment: AssessmentId) -> Result<i64, StorageError> {
    Ok(one!(tx, (i64,), "SELECT COUNT(*) FROM findings WHERE assessment_id = $1 AND deleted_at IS NULL", assessment.0)?.0)
}
