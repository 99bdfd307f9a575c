//! What is rated in an assessment.

use crate::values::{Json, columns, lines, parsed, parsed_some};
use crate::{StorageError, Tx};
use domain::Version;
use domain::assessments::{Category, Rating, Weight};
use domain::ids::{AssessmentId, CategoryId, ProjectId};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    position: i32,
    name: String,
    weight: Option<String>,
    rating: Json<Rating>,
    status: Option<String>,
    notes: String,
    line_from: Option<i32>,
    line_to: Option<i32>,
    version: i64,
}

impl Row {
    pub(super) fn category(self) -> Result<Category, StorageError> {
        let weight: Option<Decimal> = parsed_some(self.weight.as_deref(), "categories.weight")?;
        Ok(Category {
            id: CategoryId(self.id),
            position: self.position,
            name: parsed(&self.name, "categories.name")?,
            weight: weight.map(Weight::try_from).transpose().map_err(|_| StorageError::Corrupt("categories.weight"))?,
            rating: self.rating.0,
            status: self.status,
            notes: parsed(&self.notes, "categories.notes")?,
            lines: lines(self.line_from, self.line_to),
            version: Version(self.version),
        })
    }
}

/// Adds a category.
pub async fn insert_category(tx: &mut Tx, assessment: AssessmentId, row: &Category) -> Result<(), StorageError> {
    let sql = "INSERT INTO categories (id, assessment_id, position, name, weight, rating, status, notes, line_from, line_to, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (from, to) = columns(row.lines);
    let (name, weight, notes) = (row.name.as_str(), row.weight.map(|weight| weight.to_string()), row.notes.as_str());
    let (status, version) = (&row.status, row.version.0);
    run!(tx, sql, row.id.0, assessment.0, row.position, name, weight, Json(&row.rating), status, notes, from, to, version).map(drop)
}

/// The categories of an assessment in order, without those taken out.
pub async fn list_categories(tx: &mut Tx, assessment: AssessmentId) -> Result<Vec<Category>, StorageError> {
    let sql = "SELECT id, position, name, weight, rating, status, notes, line_from, line_to, version FROM categories \
               WHERE assessment_id = $1 AND deleted_at IS NULL ORDER BY position, id";
    all!(tx, Row, sql, assessment.0)?.into_iter().map(Row::category).collect()
}

#[derive(sqlx::FromRow)]
struct Found {
    #[sqlx(flatten)]
    category: Row,
    assessment_id: Uuid,
}

/// A category of a project that was not taken out, and the assessment it stands in.
pub async fn find_category(tx: &mut Tx, project: ProjectId, id: CategoryId) -> Result<(Category, AssessmentId), StorageError> {
    let sql = "SELECT c.id, c.position, c.name, c.weight, c.rating, c.status, c.notes, c.line_from, c.line_to, c.version, c.assessment_id \
               FROM categories c JOIN assessments a ON a.id = c.assessment_id WHERE c.id = $1 AND a.project_id = $2 AND c.deleted_at IS NULL";
    let found = one!(tx, Found, sql, id.0, project.0)?;
    Ok((found.category.category()?, AssessmentId(found.assessment_id)))
}
