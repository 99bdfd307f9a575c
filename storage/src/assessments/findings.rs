//! Strengths and gaps of an assessment.

use crate::values::{columns, lines, parsed, variant, variant_some, word, word_some};
use crate::{StorageError, Tx, Window};
use domain::assessments::Finding;
use domain::ids::{AssessmentId, CategoryId, FindingId};
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
        })
    }
}

/// Adds a finding.
pub async fn insert_finding(tx: &mut Tx, assessment: AssessmentId, row: &Finding) -> Result<(), StorageError> {
    let sql = "INSERT INTO findings (id, assessment_id, category_id, position, kind, title, severity, location, current_state, required_state, impact, \
               recommendation, body, line_from, line_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
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
        to
    )
    .map(drop)
}

/// The findings of an assessment in order.
pub async fn list_findings(tx: &mut Tx, assessment: AssessmentId, window: Window) -> Result<Vec<Finding>, StorageError> {
    let sql = "SELECT id, category_id, position, kind, title, severity, location, current_state, required_state, impact, recommendation, body, \
               line_from, line_to FROM findings WHERE assessment_id = $1 ORDER BY position, id LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, assessment.0, window.limit, window.offset)?.into_iter().map(Row::finding).collect()
}

/// How many findings an assessment has.
pub async fn count_findings(tx: &mut Tx, assessment: AssessmentId) -> Result<i64, StorageError> {
    Ok(one!(tx, (i64,), "SELECT COUNT(*) FROM findings WHERE assessment_id = $1", assessment.0)?.0)
}
