//! What changes an assessment while it is a draft. Triggers refuse all of it afterwards.

use super::Summary;
use crate::error::changed_one;
use crate::values::{Json, Moment, moment, parsed, word, word_some};
use crate::{StorageError, Tx};
use domain::assessments::{Category, Finding};
use domain::ids::{AssessmentId, CategoryId, FindingId};
use domain::text::Title;
use domain::{Timestamp, Version};
use uuid::Uuid;

/// Writes what people can change of the head, and the sums derived from it. It must be as `seen`.
pub async fn update_head(tx: &mut Tx, summary: &Summary, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE assessments SET title = $3, audited_on = $4, ordered_on = $5, stated = $6, stated_score = $7, version = $8 \
               WHERE id = $1 AND version = $2 AND project_id = $9";
    let row = &summary.assessment;
    let (title, date, stated) = (row.title.as_str(), row.date.map(|date| date.to_string()), Json(&row.stated));
    let (day, score, project) = (&summary.ordered_on, summary.stated_score, row.project.0);
    changed_one(run!(tx, sql, row.id.0, seen.0, title, date, day, stated, score, row.version.0, project)?)
}

/// Says that rows of an assessment were written, and what its score is now.
pub async fn touch(tx: &mut Tx, assessment: AssessmentId, score: Option<i64>) -> Result<(), StorageError> {
    let sql = "UPDATE assessments SET written = written + 1, score = $2 WHERE id = $1";
    changed_one(run!(tx, sql, assessment.0, score)?)
}

/// Says which version of its template an assessment goes on with. It must be as `seen`, and so must its rows.
pub async fn set_template(tx: &mut Tx, summary: &Summary, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE assessments SET template_key = $4, template_version = $5, version = $6 \
               WHERE id = $1 AND version = $2 AND written = $3 AND project_id = $7";
    let row = &summary.assessment;
    let (key, number) = (row.template.as_ref().map(|it| it.key.as_str()), row.template.as_ref().map(|it| i64::from(it.version)));
    changed_one(run!(tx, sql, row.id.0, seen.0, summary.written, key, number, row.version.0, row.project.0)?)
}

/// Writes all that people can change of a category whose version is still `seen`.
pub async fn update_category(tx: &mut Tx, row: &Category, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE categories SET name = $3, weight = $4, rating = $5, status = $6, notes = $7, version = $8 \
               WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let (name, weight, notes) = (row.name.as_str(), row.weight.map(|weight| weight.to_string()), row.notes.as_str());
    changed_one(run!(tx, sql, row.id.0, seen.0, name, weight, Json(&row.rating), &row.status, notes, row.version.0)?)
}

/// Writes all that people can change of a finding whose version is still `seen`.
pub async fn update_finding(tx: &mut Tx, row: &Finding, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE findings SET category_id = $3, kind = $4, title = $5, severity = $6, location = $7, current_state = $8, required_state = $9, \
               impact = $10, recommendation = $11, body = $12, version = $13 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    let (category, kind, title) = (row.category.map(|id| id.0), word(row.kind)?, row.title.as_str());
    let (severity, location, body) = (word_some(row.severity)?, &row.location, row.body.as_str());
    let (current, required, impact, advice) = (&row.current, &row.required, &row.impact, &row.recommendation);
    let (id, version) = (row.id.0, row.version.0);
    let done = run!(tx, sql, id, seen.0, category, kind, title, severity, location, current, required, impact, advice, body, version)?;
    changed_one(done)
}

/// The categories of an assessment in order, each with its place.
pub async fn places(tx: &mut Tx, assessment: AssessmentId) -> Result<Vec<(CategoryId, i32)>, StorageError> {
    let sql = "SELECT id, position FROM categories WHERE assessment_id = $1 AND deleted_at IS NULL ORDER BY position, id";
    let rows = all!(tx, (Uuid, i32), sql, assessment.0)?;
    Ok(rows.into_iter().map(|(id, place)| (CategoryId(id), place)).collect())
}

/// Gives a category another place. Its version stays: where it stands is no part of what a form holds.
pub async fn set_place(tx: &mut Tx, id: CategoryId, place: i32) -> Result<(), StorageError> {
    run!(tx, "UPDATE categories SET position = $2 WHERE id = $1", id.0, place).map(drop)
}

/// The places behind the last category and the last finding, also behind those taken out, which keep theirs.
pub async fn next_places(tx: &mut Tx, assessment: AssessmentId) -> Result<(i32, i32), StorageError> {
    let sql = "SELECT (SELECT COALESCE(MAX(position), -1) + 1 FROM categories WHERE assessment_id = $1), \
               (SELECT COALESCE(MAX(position), -1) + 1 FROM findings WHERE assessment_id = $1)";
    one!(tx, (i32, i32), sql, assessment.0)
}

/// How many findings each category has; `None` stands for the assessment as a whole.
pub async fn count_by_category(tx: &mut Tx, assessment: AssessmentId) -> Result<Vec<(Option<CategoryId>, i64)>, StorageError> {
    let sql = "SELECT category_id, COUNT(*) FROM findings WHERE assessment_id = $1 AND deleted_at IS NULL GROUP BY category_id";
    let rows = all!(tx, (Option<Uuid>, i64), sql, assessment.0)?;
    Ok(rows.into_iter().map(|(id, count)| (id.map(CategoryId), count)).collect())
}

/// Takes out a category whose version is still `seen`, and its findings with it.
pub async fn remove_category(tx: &mut Tx, id: CategoryId, seen: Version, now: Timestamp) -> Result<(), StorageError> {
    let (now, sql) = (
        now.to_utc(),
        "UPDATE categories SET deleted_at = $3, version = version + 1 WHERE id = $1 AND version = $2 AND deleted_at IS NULL",
    );
    changed_one(run!(tx, sql, id.0, seen.0, now)?)?;
    run!(tx, "UPDATE findings SET deleted_at = $2 WHERE category_id = $1 AND deleted_at IS NULL", id.0, now).map(drop)
}

/// Puts a category back, with the findings that were taken out with it.
pub async fn restore_category(tx: &mut Tx, assessment: AssessmentId, id: CategoryId) -> Result<(), StorageError> {
    let sql = "UPDATE findings SET deleted_at = NULL WHERE category_id = $1 \
               AND deleted_at = (SELECT deleted_at FROM categories WHERE id = $1 AND assessment_id = $2)";
    run!(tx, sql, id.0, assessment.0)?;
    let sql =
        "UPDATE categories SET deleted_at = NULL, version = version + 1 WHERE id = $1 AND assessment_id = $2 AND deleted_at IS NOT NULL";
    changed_one(run!(tx, sql, id.0, assessment.0)?)
}

/// Takes out a finding whose version is still `seen`.
pub async fn remove_finding(tx: &mut Tx, id: FindingId, seen: Version, now: Timestamp) -> Result<(), StorageError> {
    let sql = "UPDATE findings SET deleted_at = $3, version = version + 1 WHERE id = $1 AND version = $2 AND deleted_at IS NULL";
    changed_one(run!(tx, sql, id.0, seen.0, moment(Some(now)))?)
}

/// Puts a finding back; one whose category is gone stands for the assessment as a whole.
pub async fn restore_finding(tx: &mut Tx, assessment: AssessmentId, id: FindingId) -> Result<(), StorageError> {
    let sql = "UPDATE findings SET deleted_at = NULL, version = version + 1, \
               category_id = (SELECT c.id FROM categories c WHERE c.id = findings.category_id AND c.deleted_at IS NULL) \
               WHERE id = $1 AND assessment_id = $2 AND deleted_at IS NOT NULL";
    changed_one(run!(tx, sql, id.0, assessment.0)?)
}

/// A row that was taken out of an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Identity.
    pub id: Uuid,
    /// A category, else a finding.
    pub is_category: bool,
    /// As shown.
    pub title: Title,
    /// When it was taken out.
    pub at: Timestamp,
}

/// What was taken out of an assessment, last first, at most `limit`; findings that went with their category stand for themselves.
pub async fn list_removed(tx: &mut Tx, assessment: AssessmentId, limit: i64) -> Result<Vec<Removed>, StorageError> {
    let sql = "SELECT id, is_category, title, deleted_at FROM ( \
               SELECT id, TRUE AS is_category, name AS title, deleted_at FROM categories WHERE assessment_id = $1 AND deleted_at IS NOT NULL \
               UNION ALL SELECT f.id, FALSE, f.title, f.deleted_at FROM findings f LEFT JOIN categories c ON c.id = f.category_id \
               WHERE f.assessment_id = $1 AND f.deleted_at IS NOT NULL AND (c.deleted_at IS NULL OR c.deleted_at <> f.deleted_at)) removed \
               ORDER BY deleted_at DESC, id LIMIT $2";
    let rows = all!(tx, (Uuid, bool, String, Moment), sql, assessment.0, limit)?;
    rows.into_iter()
        .map(|(id, is_category, title, at)| Ok(Removed { id, is_category, title: parsed(&title, "findings.title")?, at: at.into() }))
        .collect()
}
