//! What is measured again and again, and the figures.

use crate::error::changed_one;
use crate::values::{Moment, columns, lines, moment, parsed, parsed_some, variant};
use crate::{StorageError, Tx, Window};
use domain::Version;
use domain::ids::{AssessmentId, MeasurementId, MetricId, ProjectId};
use domain::metrics::{Measurement, Metric, Threshold};
use domain::text::Title;
use rust_decimal::Decimal;
use uuid::Uuid;

/// Whether the audit that a measurement comes from says how the project stands; what was entered by hand does.
macro_rules! counts {
    () => {
        "(m.assessment_id IS NULL OR ((a.state = 'final' OR a.source_id IS NOT NULL) \
         AND NOT EXISTS (SELECT 1 FROM assessments s WHERE s.supersedes_id = a.id AND s.state = 'final')))"
    };
}

/// A measurement and the audit that it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The figure.
    pub measurement: Measurement,
    /// The audit; `None` for what was entered by hand.
    pub audit: Option<Audit>,
    /// Whether it says how the project stands: as [`crate::assessments::Summary::counts`] of its audit.
    pub counts: bool,
}

/// What is shown of an audit beside a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Its title.
    pub title: Title,
    /// Whether it is frozen, so that the figure stays.
    pub frozen: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    project_id: Uuid,
    key: String,
    position: i32,
    name: String,
    unit: Option<String>,
    direction: String,
    threshold_bound: Option<String>,
    threshold: Option<String>,
    set_aside_at: Option<Moment>,
    version: i64,
}

impl Row {
    fn metric(self) -> Result<Metric, StorageError> {
        let value: Option<Decimal> = parsed_some(self.threshold.as_deref(), "metrics.threshold")?;
        let threshold = self.threshold_bound.zip(value).map(|(word, value)| Threshold::from_word(&word, value));
        Ok(Metric {
            id: MetricId(self.id),
            project: ProjectId(self.project_id),
            key: self.key,
            position: self.position,
            name: parsed(&self.name, "metrics.name")?,
            unit: parsed_some(self.unit.as_deref(), "metrics.unit")?,
            direction: variant(&self.direction, "metrics.direction")?,
            threshold: threshold.map(|threshold| threshold.ok_or(StorageError::Corrupt("metrics.threshold_bound"))).transpose()?,
            set_aside_at: self.set_aside_at.map(Into::into),
            version: Version(self.version),
        })
    }
}

/// A measurement with its audit; all of it is nothing beside a metric that was never measured.
#[derive(sqlx::FromRow)]
struct EntryRow {
    measurement_id: Option<Uuid>,
    metric_id: Option<Uuid>,
    assessment_id: Option<Uuid>,
    measured_on: Option<String>,
    value: Option<String>,
    previous: Option<String>,
    line_from: Option<i32>,
    line_to: Option<i32>,
    by_name: Option<String>,
    audit_title: Option<String>,
    audit_state: Option<String>,
    counts: bool,
}

impl EntryRow {
    fn entry(self) -> Result<Option<Entry>, StorageError> {
        let (Some(id), Some(metric)) = (self.measurement_id, self.metric_id) else { return Ok(None) };
        let text = |text: Option<String>| text.unwrap_or_default();
        let audit = match (self.audit_title, self.audit_state) {
            (Some(title), Some(state)) => Some(Audit { title: parsed(&title, "assessments.title")?, frozen: state == "final" }),
            _ => None,
        };
        Ok(Some(Entry {
            measurement: Measurement {
                id: MeasurementId(id),
                metric: MetricId(metric),
                value: parsed(&text(self.value), "measurements.value")?,
                previous: parsed_some(self.previous.as_deref(), "measurements.previous")?,
                date: parsed(&text(self.measured_on), "measurements.measured_on")?,
                assessment: self.assessment_id.map(AssessmentId),
                lines: lines(self.line_from, self.line_to),
                by_name: parsed(&text(self.by_name), "measurements.by_name")?,
            },
            audit,
            counts: self.counts,
        }))
    }
}

/// Adds a metric. [`StorageError::Exists`] where the project has one with its key.
pub async fn insert(tx: &mut Tx, row: &Metric) -> Result<(), StorageError> {
    let sql = "INSERT INTO metrics (id, project_id, key, position, name, unit, direction, threshold_bound, threshold, set_aside_at, version) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let (bound, threshold) = bounds(row.threshold);
    let (unit, direction, aside) = (row.unit.as_ref().map(domain::text::Word::as_str), row.direction.as_str(), moment(row.set_aside_at));
    let (id, project, name, version) = (row.id.0, row.project.0, row.name.as_str(), row.version.0);
    run!(tx, sql, id, project, &row.key, row.position, name, unit, direction, bound, threshold, aside, version).map(drop)
}

/// Writes all fields that people can change of a metric whose version is still `seen`.
pub async fn update(tx: &mut Tx, row: &Metric, seen: Version) -> Result<(), StorageError> {
    let sql = "UPDATE metrics SET name = $4, unit = $5, direction = $6, threshold_bound = $7, threshold = $8, set_aside_at = $9, version = $10 \
               WHERE id = $1 AND project_id = $2 AND version = $3";
    let (bound, threshold) = bounds(row.threshold);
    let (unit, direction, aside) = (row.unit.as_ref().map(domain::text::Word::as_str), row.direction.as_str(), moment(row.set_aside_at));
    let (id, project, name, version) = (row.id.0, row.project.0, row.name.as_str(), row.version.0);
    changed_one(run!(tx, sql, id, project, seen.0, name, unit, direction, bound, threshold, aside, version)?)
}

fn bounds(threshold: Option<Threshold>) -> (Option<&'static str>, Option<String>) {
    (threshold.map(Threshold::as_str), threshold.map(|threshold| threshold.value().to_string()))
}

/// A metric of a project, followed or not.
pub async fn find(tx: &mut Tx, project: ProjectId, id: MetricId) -> Result<Metric, StorageError> {
    let sql = "SELECT id, project_id, key, position, name, unit, direction, threshold_bound, threshold, set_aside_at, version FROM metrics \
               WHERE id = $1 AND project_id = $2";
    one!(tx, Row, sql, id.0, project.0)?.metric()
}

/// The metric of a project with this key, followed or not.
pub async fn get_by_key(tx: &mut Tx, project: ProjectId, key: &str) -> Result<Option<Metric>, StorageError> {
    let sql = "SELECT id, project_id, key, position, name, unit, direction, threshold_bound, threshold, set_aside_at, version FROM metrics \
               WHERE project_id = $1 AND key = $2";
    maybe!(tx, Row, sql, project.0, key)?.map(Row::metric).transpose()
}

/// The keys of all metrics of a project, followed or not: what an import compares with.
pub async fn keys(tx: &mut Tx, project: ProjectId) -> Result<Vec<(String, MetricId)>, StorageError> {
    let rows = all!(tx, (String, Uuid), "SELECT key, id FROM metrics WHERE project_id = $1", project.0)?;
    Ok(rows.into_iter().map(|(key, id)| (key, MetricId(id))).collect())
}

/// The place behind the last metric.
pub async fn next_place(tx: &mut Tx, project: ProjectId) -> Result<i32, StorageError> {
    one!(tx, (i32,), "SELECT COALESCE(MAX(position), -1) + 1 FROM metrics WHERE project_id = $1", project.0).map(|row| row.0)
}

/// How many metrics of a project are followed, and how many are not.
pub async fn count(tx: &mut Tx, project: ProjectId) -> Result<(i64, i64), StorageError> {
    let sql = "SELECT COUNT(CASE WHEN set_aside_at IS NULL THEN 1 END), COUNT(set_aside_at) FROM metrics WHERE project_id = $1";
    one!(tx, (i64, i64), sql, project.0)
}

#[derive(sqlx::FromRow)]
struct Joined {
    #[sqlx(flatten)]
    metric: Row,
    #[sqlx(flatten)]
    entry: EntryRow,
}

/// A window of the metrics of a project and the last measurements of each.
macro_rules! measured_sql {
    ($shown:literal) => {
        concat!(
            "SELECT x.id, x.project_id, x.key, x.position, x.name, x.unit, x.direction, x.threshold_bound, x.threshold, x.set_aside_at, \
             x.version, m.id AS measurement_id, m.metric_id, m.assessment_id, m.measured_on, m.value, m.previous, m.line_from, m.line_to, \
             m.by_name, a.title AS audit_title, a.state AS audit_state, (m.id IS NOT NULL) AS counts FROM \
             (SELECT * FROM metrics WHERE project_id = $1 AND set_aside_at ",
            $shown,
            " ORDER BY position, id LIMIT $2 OFFSET $3) x LEFT JOIN measurements m ON m.metric_id = x.id AND m.id IN \
             (SELECT m.id FROM measurements m LEFT JOIN assessments a ON a.id = m.assessment_id WHERE m.metric_id = x.id AND ",
            counts!(),
            " ORDER BY m.measured_on DESC, m.id DESC LIMIT $4) LEFT JOIN assessments a ON a.id = m.assessment_id \
             ORDER BY x.position, x.id, m.measured_on, m.id"
        )
    };
}

/// Metrics of a project in order, each with its last measurements that count, oldest first: one query. `aside` asks for those that
/// nobody follows any more.
pub async fn list(
    tx: &mut Tx,
    project: ProjectId,
    aside: bool,
    window: Window,
    last: i64,
) -> Result<Vec<(Metric, Vec<Entry>)>, StorageError> {
    let sql = if aside { measured_sql!("IS NOT NULL") } else { measured_sql!("IS NULL") };
    let mut found: Vec<(Metric, Vec<Entry>)> = Vec::new();
    for Joined { metric, entry } in all!(tx, Joined, sql, project.0, window.limit, window.offset, last)? {
        if found.last().is_none_or(|(before, _)| before.id.0 != metric.id) {
            found.push((metric.metric()?, Vec::new()));
        }
        if let (Some((_, entries)), Some(entry)) = (found.last_mut(), entry.entry()?) {
            entries.push(entry);
        }
    }
    Ok(found)
}

/// Adds a measurement. [`StorageError::Exists`] where its audit says something about the metric already.
pub async fn insert_measurement(tx: &mut Tx, project: ProjectId, row: &Measurement) -> Result<(), StorageError> {
    let sql = "INSERT INTO measurements (id, project_id, metric_id, assessment_id, measured_on, value, previous, line_from, line_to, by_name) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let ((from, to), audit) = (columns(row.lines), row.assessment.map(|id| id.0));
    let (on, value, previous) = (row.date.to_string(), row.value.to_string(), row.previous.map(|value| value.to_string()));
    run!(tx, sql, row.id.0, project.0, row.metric.0, audit, on, value, previous, from, to, row.by_name.as_str()).map(drop)
}

/// The measurements of a metric, newest first, also those that do not count.
pub async fn list_measurements(tx: &mut Tx, project: ProjectId, metric: MetricId, window: Window) -> Result<Vec<Entry>, StorageError> {
    let sql = concat!(
        "SELECT m.id AS measurement_id, m.metric_id, m.assessment_id, m.measured_on, m.value, m.previous, m.line_from, m.line_to, m.by_name, \
         a.title AS audit_title, a.state AS audit_state, ",
        counts!(),
        " AS counts FROM measurements m LEFT JOIN assessments a ON a.id = m.assessment_id WHERE m.metric_id = $1 AND m.project_id = $2 \
         ORDER BY m.measured_on DESC, m.id DESC LIMIT $3 OFFSET $4"
    );
    let rows = all!(tx, EntryRow, sql, metric.0, project.0, window.limit, window.offset)?;
    rows.into_iter().filter_map(|row| row.entry().transpose()).collect()
}

/// How many measurements a metric has, also those that do not count.
pub async fn count_measurements(tx: &mut Tx, metric: MetricId) -> Result<i64, StorageError> {
    one!(tx, (i64,), "SELECT COUNT(*) FROM measurements WHERE metric_id = $1", metric.0).map(|row| row.0)
}

/// A measurement of a project.
pub async fn find_measurement(tx: &mut Tx, project: ProjectId, id: MeasurementId) -> Result<Entry, StorageError> {
    let sql = concat!(
        "SELECT m.id AS measurement_id, m.metric_id, m.assessment_id, m.measured_on, m.value, m.previous, m.line_from, m.line_to, m.by_name, \
         a.title AS audit_title, a.state AS audit_state, ",
        counts!(),
        " AS counts FROM measurements m LEFT JOIN assessments a ON a.id = m.assessment_id WHERE m.id = $1 AND m.project_id = $2"
    );
    one!(tx, EntryRow, sql, id.0, project.0)?.entry()?.ok_or(StorageError::NotFound)
}

/// Takes a measurement away. The database refuses it for one of a frozen assessment.
pub async fn delete_measurement(tx: &mut Tx, project: ProjectId, id: MeasurementId) -> Result<(), StorageError> {
    changed_one(run!(tx, "DELETE FROM measurements WHERE id = $1 AND project_id = $2", id.0, project.0)?)
}

/// What an assessment says about metrics, at most so much.
pub async fn list_of_assessment(
    tx: &mut Tx,
    project: ProjectId,
    audit: AssessmentId,
    limit: i64,
) -> Result<Vec<Measurement>, StorageError> {
    let sql = concat!(
        "SELECT m.id AS measurement_id, m.metric_id, m.assessment_id, m.measured_on, m.value, m.previous, m.line_from, m.line_to, m.by_name, \
         a.title AS audit_title, a.state AS audit_state, ",
        counts!(),
        " AS counts FROM measurements m LEFT JOIN assessments a ON a.id = m.assessment_id WHERE m.assessment_id = $1 AND m.project_id = $2 \
         ORDER BY m.id LIMIT $3"
    );
    let rows = all!(tx, EntryRow, sql, audit.0, project.0, limit)?;
    rows.into_iter().filter_map(|row| row.entry().map(|entry| entry.map(|entry| entry.measurement)).transpose()).collect()
}
