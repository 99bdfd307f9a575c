//! Audits one after another: who wrote them, and what was rated in each.

use super::{Row, Summary};
use crate::values::{Json, parsed, parsed_some};
use crate::{StorageError, Tx, Window};
use domain::assessments::{Rated, Rating, Weight};
use domain::ids::{AssessmentId, ProjectId};
use domain::text::Title;
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Signed {
    #[sqlx(flatten)]
    row: Row,
    author_name: Option<String>,
}

/// Assessments of a project, newest first, each with the name of its author, where that account is still there.
pub async fn list_signed(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<(Summary, Option<Title>)>, StorageError> {
    let sql = "SELECT a.id, a.project_id, a.title, a.audited_on, a.ordered_on, a.state, a.stated, a.score, a.stated_score, a.source_id, \
               a.supersedes_id, a.template_key, a.template_version, a.rule, a.author_id, a.created_at, a.version, a.written, \
               EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = a.id AND s.state = 'final') AS corrected, u.name AS author_name FROM assessments a LEFT JOIN users u ON u.id = a.author_id \
               WHERE a.project_id = $1 ORDER BY a.ordered_on DESC, a.id DESC LIMIT $2 OFFSET $3";
    let rows = all!(tx, Signed, sql, project.0, window.limit, window.offset)?;
    rows.into_iter().map(|signed| Ok((signed.row.summary()?, parsed_some(signed.author_name.as_deref(), "users.name")?))).collect()
}

/// Assessments of a project that say how it stands, newest first: those for which [`Summary::counts`] holds.
pub async fn list_counting(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Summary>, StorageError> {
    let sql = "SELECT id, project_id, title, audited_on, ordered_on, state, stated, score, stated_score, source_id, supersedes_id, template_key, \
               template_version, rule, author_id, created_at, version, written, FALSE AS corrected FROM assessments a \
               WHERE project_id = $1 AND (state = 'final' OR source_id IS NOT NULL) \
               AND NOT EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = a.id AND s.state = 'final') \
               ORDER BY ordered_on DESC, id DESC LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::summary).collect()
}

#[derive(sqlx::FromRow)]
struct RatedRow {
    assessment_id: Uuid,
    name: String,
    weight: Option<String>,
    rating: Json<Rating>,
}

impl RatedRow {
    fn rated(self) -> Result<(AssessmentId, Rated), StorageError> {
        let weight: Option<Decimal> = parsed_some(self.weight.as_deref(), "categories.weight")?;
        let rated = Rated {
            name: parsed(&self.name, "categories.name")?,
            weight: weight.map(Weight::try_from).transpose().map_err(|_| StorageError::Corrupt("categories.weight"))?,
            rating: self.rating.0,
        };
        Ok((AssessmentId(self.assessment_id), rated))
    }
}

/// What was rated in the assessments of a window of [`list_signed`], those of one assessment in their order.
pub async fn list_series(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<(AssessmentId, Rated)>, StorageError> {
    let sql = "SELECT c.assessment_id, c.name, c.weight, c.rating FROM \
               (SELECT id FROM assessments WHERE project_id = $1 ORDER BY ordered_on DESC, id DESC LIMIT $2 OFFSET $3) audits \
               JOIN categories c ON c.assessment_id = audits.id WHERE c.deleted_at IS NULL ORDER BY c.assessment_id, c.position, c.id";
    all!(tx, RatedRow, sql, project.0, window.limit, window.offset)?.into_iter().map(RatedRow::rated).collect()
}

/// A draft, as far as scoring it anew needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Identity.
    pub id: AssessmentId,
    /// As shown.
    pub title: Title,
    /// The stored score in ten-thousandths.
    pub score: Option<i64>,
    /// What is rated in it, in order.
    pub rated: Vec<Rated>,
}

/// The drafts of a project, newest first, with what is rated in them: two queries.
pub async fn list_drafts(tx: &mut Tx, project: ProjectId) -> Result<Vec<Draft>, StorageError> {
    let sql = "SELECT id, title, score FROM assessments WHERE project_id = $1 AND state = 'draft' ORDER BY ordered_on DESC, id DESC";
    let heads = all!(tx, (Uuid, String, Option<i64>), sql, project.0)?;
    let mut drafts = heads
        .into_iter()
        .map(|(id, title, score)| Ok(Draft { id: AssessmentId(id), title: parsed(&title, "assessments.title")?, score, rated: Vec::new() }))
        .collect::<Result<Vec<_>, StorageError>>()?;
    let sql = "SELECT c.assessment_id, c.name, c.weight, c.rating FROM assessments a JOIN categories c ON c.assessment_id = a.id \
               WHERE a.project_id = $1 AND a.state = 'draft' AND c.deleted_at IS NULL ORDER BY c.position, c.id";
    for row in all!(tx, RatedRow, sql, project.0)? {
        let (id, rated) = row.rated()?;
        if let Some(draft) = drafts.iter_mut().find(|draft| draft.id == id) {
            draft.rated.push(rated);
        }
    }
    Ok(drafts)
}

/// How many assessments of a project are frozen.
pub async fn count_frozen(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    let sql = "SELECT COUNT(*) FROM assessments WHERE project_id = $1 AND state = 'final'";
    Ok(one!(tx, (i64,), sql, project.0)?.0)
}

/// Writes the score of a draft that was computed anew; what is frozen keeps its own, whoever asks.
pub async fn update_score(tx: &mut Tx, project: ProjectId, id: AssessmentId, score: Option<i64>) -> Result<(), StorageError> {
    let sql = "UPDATE assessments SET score = $3, written = written + 1 WHERE id = $1 AND project_id = $2 AND state = 'draft'";
    crate::error::changed_one(run!(tx, sql, id.0, project.0, score)?)
}
