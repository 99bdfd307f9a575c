//! What is measured again and again: lists, histories, and what people change of them.

mod form;

pub use form::{MeasurementForm, MetricForm};

use crate::accounts::{Editor, Viewer};
use crate::history::{self, Line};
use crate::{Page, PageNumber, ServiceError, new_id};
use domain::history::{Event, EventKind};
use domain::ids::{MeasurementId, MetricId, ProjectId};
use domain::metrics::{Measurement, Metric, key};
use domain::records::{changes, named};
use domain::{Timestamp, Version};
pub use storage::metrics::{Audit, Entry};
use storage::{Db, StorageError, Tx, Window, metrics};

/// Most metrics that are looked at for what got worse; nobody follows more.
const MOST: i64 = 1_000;

/// So many measurements of each metric stand in the small chart of a list.
pub const SPARK: i64 = 12;

/// So many measurements stand in the chart of a metric.
pub const CHART: i64 = 60;

/// A metric with its last measurements that count, oldest first.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The metric.
    pub metric: Metric,
    /// At most [`SPARK`].
    pub entries: Vec<Entry>,
}

/// A page of the metrics of a project.
#[derive(Clone, Debug)]
pub struct MetricList {
    /// The rows, in order.
    pub page: Page<Followed>,
    /// How many metrics are followed.
    pub followed: i64,
    /// How many are set aside.
    pub aside: i64,
}

/// A metric with everything around it.
#[derive(Clone, Debug)]
pub struct MetricPage {
    /// The metric.
    pub metric: Metric,
    /// A page of its measurements, newest first, also those that do not count.
    pub entries: Page<Entry>,
    /// The measurement before the last of that page.
    pub before: Option<Entry>,
    /// The newest [`CHART`] measurements, newest first, also those that do not count.
    pub newest: Vec<Entry>,
    /// What people did to it, newest first.
    pub events: Vec<Event>,
}

/// Metrics of a project: those that are followed, or those that are set aside. Two queries.
///
/// # Errors
/// Where the database fails.
pub async fn list(db: &Db, viewer: &Viewer, aside: bool, page: PageNumber) -> Result<MetricList, ServiceError> {
    const SIZE: u32 = 50;
    let mut tx = db.read().await?;
    let rows = metrics::list(&mut tx, viewer.id(), aside, page.window(SIZE), SPARK).await?;
    let (followed, set_aside) = metrics::count(&mut tx, viewer.id()).await?;
    let rows = rows.into_iter().map(|(metric, entries)| Followed { metric, entries }).collect();
    let total = if aside { set_aside } else { followed };
    Ok(MetricList { page: Page::new(rows, total, page, SIZE), followed, aside: set_aside })
}

/// A metric with its history: five queries.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn find(db: &Db, viewer: &Viewer, id: MetricId, page: PageNumber) -> Result<MetricPage, ServiceError> {
    const SIZE: u32 = 50;
    const EVENTS: i64 = 50;
    let mut tx = db.read().await?;
    let metric = metrics::find(&mut tx, viewer.id(), id).await?;
    // One more than the page holds: the last of it is compared with that.
    let window = page.window(SIZE);
    let mut rows = metrics::list_measurements(&mut tx, viewer.id(), id, Window { limit: window.limit + 1, ..window }).await?;
    let before = rows.split_off(rows.len().min(SIZE as usize)).pop();
    let total = metrics::count_measurements(&mut tx, id).await?;
    let newest = metrics::list_measurements(&mut tx, viewer.id(), id, Window::first(CHART)).await?;
    let events = storage::history::list_of(&mut tx, viewer.id(), id.0, Window::first(EVENTS)).await?;
    Ok(MetricPage { metric, entries: Page::new(rows, total, page, SIZE), before, newest, events })
}

/// A metric alone.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn head(db: &Db, viewer: &Viewer, id: MetricId) -> Result<Metric, ServiceError> {
    Ok(metrics::find(&mut db.read().await?, viewer.id(), id).await?)
}

/// The metrics that a project follows, each with its last two measurements that count: what [`domain::metrics::steps`] takes. One query.
///
/// # Errors
/// Where the database fails.
pub async fn steps(tx: &mut Tx, project: ProjectId) -> Result<Vec<(Metric, Vec<Measurement>)>, ServiceError> {
    let rows = metrics::list(tx, project, false, Window::first(MOST), 2).await?;
    Ok(rows.into_iter().map(|(metric, entries)| (metric, entries.into_iter().map(|entry| entry.measurement).collect())).collect())
}

/// Makes a metric, behind all others.
///
/// # Errors
/// [`ServiceError::Invalid`], also where there is one of that name and unit.
pub async fn create(db: &Db, editor: &Editor, form: &MetricForm, now: Timestamp) -> Result<Metric, ServiceError> {
    let mut tx = db.begin().await?;
    let position = metrics::next_place(&mut tx, editor.id()).await?;
    let metric = form.read(Metric {
        id: new_id(),
        project: editor.id(),
        key: String::new(),
        position,
        name: domain::text::Title::untitled(),
        unit: None,
        direction: domain::metrics::Direction::Unknown,
        threshold: None,
        set_aside_at: None,
        version: Version::FIRST,
    })?;
    let metric = Metric { key: key(metric.name.as_str(), metric.unit.as_ref().map(domain::text::Word::as_str)), ..metric };
    if let Some(there) = metrics::get_by_key(&mut tx, editor.id(), &metric.key).await? {
        let aside = if there.set_aside_at.is_some() { " is set aside; take it up again" } else { " is that metric already; use it" };
        return Err(ServiceError::Invalid { field: "name", message: format!("“{}”{aside}, or choose another name.", there.name) });
    }
    metrics::insert(&mut tx, &metric).await?;
    tell(&mut tx, editor, EventKind::MetricCreated, &metric, format!("added the metric “{}”", metric.name), now).await?;
    tx.commit().await?;
    Ok(metric)
}

/// Changes a metric. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`].
pub async fn change(
    db: &Db,
    editor: &Editor,
    id: MetricId,
    version: Version,
    form: &MetricForm,
    now: Timestamp,
) -> Result<Metric, ServiceError> {
    let mut tx = db.begin().await?;
    let before = metrics::find(&mut tx, editor.id(), id).await?;
    if before.version != version {
        return Err(ServiceError::Stale);
    }
    let after = Metric { version: version.next(), ..form.read(before.clone())? };
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return Ok(before);
    }
    metrics::update(&mut tx, &after, version).await?;
    let line = format!("changed {} of the metric “{}”", named(&changes), after.name);
    history::tell(&mut tx, editor, Line::of(EventKind::MetricChanged, id.0, line).with(changes), now).await?;
    tx.commit().await?;
    Ok(after)
}

/// Follows a metric no longer, or again. Its history stays, and later reports go on adding to it. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`].
pub async fn set_aside(
    db: &Db,
    editor: &Editor,
    id: MetricId,
    version: Version,
    aside: bool,
    now: Timestamp,
) -> Result<Metric, ServiceError> {
    let mut tx = db.begin().await?;
    let before = metrics::find(&mut tx, editor.id(), id).await?;
    if before.version != version || before.set_aside_at.is_some() == aside {
        return Err(ServiceError::Stale);
    }
    let after = Metric { set_aside_at: aside.then_some(now), version: version.next(), ..before };
    metrics::update(&mut tx, &after, version).await?;
    let (kind, did) = if aside { (EventKind::MetricSetAside, "set aside") } else { (EventKind::MetricTakenUp, "took up again") };
    tell(&mut tx, editor, kind, &after, format!("{did} the metric “{}”", after.name), now).await?;
    tx.commit().await?;
    Ok(after)
}

/// Enters a measurement by hand.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`].
pub async fn measure(db: &Db, editor: &Editor, id: MetricId, form: &MeasurementForm, now: Timestamp) -> Result<Measurement, ServiceError> {
    let mut tx = db.begin().await?;
    let metric = metrics::find(&mut tx, editor.id(), id).await?;
    let measurement = form.read(&metric, editor.actor().name().clone(), now)?;
    metrics::insert_measurement(&mut tx, editor.id(), &measurement).await?;
    let line = format!("entered {} for the metric “{}” on {}", metric.figure(measurement.value), metric.name, measurement.date);
    tell(&mut tx, editor, EventKind::MetricMeasured, &metric, line, now).await?;
    tx.commit().await?;
    Ok(measurement)
}

/// Takes a measurement away: one that was entered by hand, or misread in a report that is not frozen.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] for one of a frozen assessment.
pub async fn unmeasure(db: &Db, editor: &Editor, id: MeasurementId, now: Timestamp) -> Result<Metric, ServiceError> {
    let mut tx = db.begin().await?;
    let entry = metrics::find_measurement(&mut tx, editor.id(), id).await?;
    if entry.audit.as_ref().is_some_and(|audit| audit.frozen) {
        return Err(ServiceError::Refused(
            "This figure belongs to a frozen assessment, which cannot change. Correct the assessment, or set the metric aside.".into(),
        ));
    }
    let metric = metrics::find(&mut tx, editor.id(), entry.measurement.metric).await?;
    metrics::delete_measurement(&mut tx, editor.id(), id).await.map_err(|error| match error {
        StorageError::Stale => ServiceError::NotFound,
        other => other.into(),
    })?;
    let Measurement { value, date, .. } = entry.measurement;
    let line = format!("took away {} of the metric “{}” on {date}", metric.figure(value), metric.name);
    tell(&mut tx, editor, EventKind::MetricUnmeasured, &metric, line, now).await?;
    tx.commit().await?;
    Ok(metric)
}

async fn tell(tx: &mut Tx, editor: &Editor, kind: EventKind, metric: &Metric, summary: String, now: Timestamp) -> Result<(), ServiceError> {
    history::tell(tx, editor, Line::of(kind, metric.id.0, summary), now).await
}
