//! Audits: their head and notes. Categories, findings, and what changes them while they are drafts have files of their own.

mod categories;
mod findings;
mod series;
pub mod snapshots;
pub mod writers;
pub mod writing;

pub use categories::{find_category, insert_category, list_categories};
pub use findings::{count_findings, find_finding, insert_finding, list_findings, list_findings_of};
pub use series::{Draft, count_frozen, list_counting, list_drafts, list_series, list_signed, update_score};

use crate::error::changed_one;
use crate::values::{Json, Moment, columns, lines, parsed, parsed_some, variant, word};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::assessments::{Assessment, Edition, Note, Stated};
use domain::ids::{AssessmentId, NoteId, ProjectId, SourceId, UserId};
use domain::scoring::ScoringRule;
use domain::text::Title;
use uuid::Uuid;

/// What lists and charts need of an assessment beside its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The head.
    pub assessment: Assessment,
    /// The date, or the day of import where the report has none.
    pub ordered_on: String,
    /// Computed score in ten-thousandths.
    pub score: Option<i64>,
    /// Stated score in ten-thousandths.
    pub stated_score: Option<i64>,
    /// Counts what was written in its rows, from 0.
    pub written: i64,
    /// Whether a frozen assessment corrects it.
    pub corrected: bool,
}

impl Summary {
    /// Whether it says how the project stands.
    #[must_use]
    pub const fn counts(&self) -> bool {
        self.assessment.counts(self.corrected)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    title: String,
    audited_on: Option<String>,
    ordered_on: String,
    state: String,
    stated: Json<Stated>,
    score: Option<i64>,
    stated_score: Option<i64>,
    source_id: Option<Uuid>,
    supersedes_id: Option<Uuid>,
    template_key: Option<String>,
    template_version: Option<i64>,
    rule: Option<Json<ScoringRule>>,
    author_id: Uuid,
    created_at: Moment,
    version: i64,
    written: i64,
    corrected: bool,
}

impl Row {
    fn summary(self) -> Result<Summary, StorageError> {
        let template = match (self.template_key, self.template_version) {
            (Some(key), Some(version)) => {
                let version = version.try_into().map_err(|_| StorageError::Corrupt("assessments.template_version"))?;
                Some(Edition { key: parsed(&key, "assessments.template_key")?, version })
            }
            _ => None,
        };
        Ok(Summary {
            assessment: Assessment {
                id: AssessmentId(self.id),
                project: ProjectId(self.project_id),
                title: parsed(&self.title, "assessments.title")?,
                date: parsed_some(self.audited_on.as_deref(), "assessments.audited_on")?,
                state: variant(&self.state, "assessments.state")?,
                stated: self.stated.0,
                source: self.source_id.map(SourceId),
                supersedes: self.supersedes_id.map(AssessmentId),
                template,
                rule: self.rule.map(|rule| rule.0),
                author: UserId(self.author_id),
                created_at: self.created_at.into(),
                version: Version(self.version),
            },
            ordered_on: self.ordered_on,
            score: self.score,
            stated_score: self.stated_score,
            written: self.written,
            corrected: self.corrected,
        })
    }
}

/// Adds an assessment with the sums derived from its rows.
pub async fn insert(tx: &mut Tx, summary: &Summary) -> Result<(), StorageError> {
    let sql = "INSERT INTO assessments (id, project_id, title, audited_on, ordered_on, state, stated, score, stated_score, source_id, author_id, \
               created_at, version, supersedes_id, rule, template_key, template_version, written) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    let row = &summary.assessment;
    let (title, date, state) = (row.title.as_str(), row.date.map(|date| date.to_string()), word(row.state)?);
    let (source, author, at) = (row.source.map(|id| id.0), row.author.0, row.created_at.to_utc());
    let (score, stated_score, ordered_on) = (summary.score, summary.stated_score, &summary.ordered_on);
    run!(
        tx,
        sql,
        row.id.0,
        row.project.0,
        title,
        date,
        ordered_on,
        state,
        Json(&row.stated),
        score,
        stated_score,
        source,
        author,
        at,
        row.version.0,
        row.supersedes.map(|id| id.0),
        row.rule.as_ref().map(Json),
        row.template.as_ref().map(|edition| edition.key.as_str()),
        row.template.as_ref().map(|edition| i64::from(edition.version)),
        summary.written
    )
    .map(drop)
}

/// Freezes an assessment with the rule that it was scored with and the sums derived from its rows; nothing of it can be written
/// afterwards. It must be as `seen`.
pub async fn freeze(tx: &mut Tx, frozen: &Summary, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE assessments SET state = $1, rule = $2, score = $3, stated_score = $4, version = $5 \
               WHERE id = $6 AND project_id = $7 AND version = $8 AND written = $9";
    let row = &frozen.assessment;
    let (state, rule, sums) = (word(row.state)?, row.rule.as_ref().map(Json), (frozen.score, frozen.stated_score));
    changed_one(run!(tx, sql, state, rule, sums.0, sums.1, row.version.0, row.id.0, row.project.0, seen.0, frozen.written)?)
}

/// An assessment of a project.
pub async fn find(tx: &mut Tx, project: ProjectId, id: AssessmentId) -> Result<Summary, StorageError> {
    let sql = "SELECT id, project_id, title, audited_on, ordered_on, state, stated, score, stated_score, source_id, supersedes_id, template_key, \
               template_version, rule, author_id, created_at, version, written, \
               EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = assessments.id AND s.state = 'final') AS corrected FROM assessments WHERE id = $1 AND project_id = $2";
    one!(tx, Row, sql, id.0, project.0)?.summary()
}

/// Assessments of a project, newest first.
pub async fn list(tx: &mut Tx, project: ProjectId, window: Window) -> Result<Vec<Summary>, StorageError> {
    let sql = "SELECT id, project_id, title, audited_on, ordered_on, state, stated, score, stated_score, source_id, supersedes_id, template_key, \
               template_version, rule, author_id, created_at, version, written, \
               EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = assessments.id AND s.state = 'final') AS corrected FROM assessments WHERE project_id = $1 ORDER BY ordered_on DESC, id DESC LIMIT $2 OFFSET $3";
    all!(tx, Row, sql, project.0, window.limit, window.offset)?.into_iter().map(Row::summary).collect()
}

/// The assessment that a new one would go on from: the last that is frozen and not corrected, else the last that is there.
pub async fn latest(tx: &mut Tx, project: ProjectId) -> Result<Option<Summary>, StorageError> {
    let sql = "SELECT id, project_id, title, audited_on, ordered_on, state, stated, score, stated_score, source_id, supersedes_id, template_key, \
               template_version, rule, author_id, created_at, version, written, \
               EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = assessments.id AND s.state = 'final') AS corrected FROM assessments \
               WHERE project_id = $1 ORDER BY CASE WHEN state = 'final' AND NOT EXISTS \
               (SELECT 1 FROM assessments s WHERE s.supersedes_id = assessments.id AND s.state = 'final') THEN 0 WHEN source_id IS NOT NULL THEN 1 \
               ELSE 2 END, ordered_on DESC, id DESC LIMIT 1";
    maybe!(tx, Row, sql, project.0)?.map(Row::summary).transpose()
}

/// The assessments that correct a frozen one, oldest first, at most ten.
pub async fn list_corrections(tx: &mut Tx, project: ProjectId, of: AssessmentId) -> Result<Vec<(AssessmentId, Title)>, StorageError> {
    let sql = "SELECT id, title FROM assessments WHERE supersedes_id = $1 AND project_id = $2 ORDER BY id LIMIT 10";
    let rows = all!(tx, (Uuid, String), sql, of.0, project.0)?;
    rows.into_iter().map(|(id, title)| Ok((AssessmentId(id), parsed(&title, "assessments.title")?))).collect()
}

/// The assessment that says how a project stands: the newest that counts and has a score, computed or stated.
pub async fn current(tx: &mut Tx, project: ProjectId) -> Result<Option<Summary>, StorageError> {
    let sql = "SELECT id, project_id, title, audited_on, ordered_on, state, stated, score, stated_score, source_id, supersedes_id, template_key, \
               template_version, rule, author_id, created_at, version, written, FALSE AS corrected FROM assessments \
               WHERE project_id = $1 AND (score IS NOT NULL OR stated_score IS NOT NULL) AND (source_id IS NOT NULL OR state = 'final') \
               AND NOT EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = assessments.id AND s.state = 'final') \
               ORDER BY ordered_on DESC, id DESC LIMIT 1";
    maybe!(tx, Row, sql, project.0)?.map(Row::summary).transpose()
}

/// How many assessments a project has.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<i64, StorageError> {
    Ok(one!(tx, (i64,), "SELECT COUNT(*) FROM assessments WHERE project_id = $1", project.0)?.0)
}

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: Uuid,
    position: i32,
    text: String,
    line_from: Option<i32>,
    line_to: Option<i32>,
}

/// Adds a note.
pub async fn insert_note(tx: &mut Tx, assessment: AssessmentId, note: &Note) -> Result<(), StorageError> {
    let sql = "INSERT INTO notes (id, assessment_id, position, text, line_from, line_to) VALUES ($1, $2, $3, $4, $5, $6)";
    let (from, to) = columns(note.lines);
    run!(tx, sql, note.id.0, assessment.0, note.position, note.text.as_str(), from, to).map(drop)
}

/// The notes of an assessment in order.
pub async fn list_notes(tx: &mut Tx, assessment: AssessmentId, window: Window) -> Result<Vec<Note>, StorageError> {
    let sql = "SELECT id, position, text, line_from, line_to FROM notes WHERE assessment_id = $1 ORDER BY position, id LIMIT $2 OFFSET $3";
    let rows = all!(tx, NoteRow, sql, assessment.0, window.limit, window.offset)?;
    rows.into_iter()
        .map(|row| {
            Ok(Note {
                id: NoteId(row.id),
                position: row.position,
                text: parsed(&row.text, "notes.text")?,
                lines: lines(row.line_from, row.line_to),
            })
        })
        .collect()
}
