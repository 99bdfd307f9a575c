//! What a document says about what the project has already, before it is saved.

use super::{find, off_thread, understood};
use crate::accounts::Importer;
use crate::changes::MOST_SAID;
use crate::{ServiceError, assessments::registers, people};
use domain::assessments::Registers;
use domain::changes::{Part, key};
use domain::digest::sha256;
use domain::exchange::Reading;
use domain::exchange::reconcile::{After, Meeting, reconcile};
use domain::exchange::rows::{self, Origin};
use domain::ids::{AssessmentId, SourceId};
use domain::time::ReportDate;
use domain::{Timestamp, Version};
use storage::exchange::{self as sources, Source};
use storage::{Db, Tx, Window, assessments, changes, records};
use uuid::Uuid;

/// What a document says about what the project has already.
#[derive(Clone, Debug)]
pub struct Reconciled {
    /// The document.
    pub source: Source,
    /// What was understood, with what people corrected of it.
    pub reading: Reading,
    /// What it says of each record of the registers, what has to be looked at first.
    pub meetings: Vec<Meeting>,
    /// False for a report older than one that is here already.
    pub newest: bool,
    /// Digest of all this: who chooses has seen exactly this.
    pub digest: String,
    /// The assessment that these very bytes became before, if they did.
    pub already: Option<AssessmentId>,
}

/// What a document says about what the project has already: fifteen queries, however much there is.
///
/// # Errors
/// [`ServiceError::NotFound`]
pub async fn reconciled(db: &Db, importer: &Importer, id: SourceId, now: Timestamp) -> Result<Reconciled, ServiceError> {
    let mut tx = db.read().await?;
    let source = find(&mut tx, importer, id).await?;
    let already = sources::saved(&mut tx, importer.id(), &source.sha256).await?;
    let profile = sources::profile(&mut tx, importer.id()).await?.profile;
    let (source, reading) = off_thread(move || {
        let reading = understood(&source, &profile).reading;
        (source, reading)
    })
    .await?;
    let newest = is_newest(&mut tx, importer, reading.date.as_ref().map(|date| date.date), now).await?;
    let met = meet(&mut tx, importer, &reading, AssessmentId(Uuid::nil()), newest, now).await?;
    Ok(Reconciled { source, reading, meetings: met.meetings, newest, digest: met.digest, already })
}

/// The records of both sides and what follows.
pub(super) struct Met {
    /// Those of the report, each once.
    pub(super) told: Registers,
    pub(super) meetings: Vec<Meeting>,
    pub(super) digest: String,
}

/// So many records that were thrown away last are known again.
const MOST_THROWN: i64 = 2_000;

/// Eleven queries.
pub(super) async fn meet(
    tx: &mut Tx,
    importer: &Importer,
    reading: &Reading,
    assessment: AssessmentId,
    newest: bool,
    now: Timestamp,
) -> Result<Met, ServiceError> {
    let origin = Origin { project: importer.id(), assessment, by_name: importer.actor().name(), at: now };
    let here = registers(tx, importer, now).await?;
    let members = people::known(tx, importer).await?;
    let remembered: Vec<_> = changes::list(tx, importer.id(), Window::first(MOST_SAID)).await?.into_iter().map(|said| said.names).collect();
    let thrown = records::list_deleted(tx, importer.id(), Window::first(MOST_THROWN)).await?.into_iter();
    let binned = thrown.filter_map(|row| Some((Part::of(row.record.kind)?, key(&row.title)))).collect();
    let mut told = rows::registers(reading, &origin, Uuid::now_v7);
    for blocker in &mut told.blockers {
        blocker.owner = people::written(&members, blocker.owner.as_ref().map(|owner| owner.name.as_str()));
    }
    for risk in &mut told.risks {
        risk.owner = people::written(&members, risk.owner.as_ref().map(|owner| owner.name.as_str()));
    }
    for item in &mut told.items {
        item.assignee = people::written(&members, item.assignee.as_ref().map(|owner| owner.name.as_str()));
    }
    for criterion in &mut told.criteria {
        criterion.owner = people::written(&members, criterion.owner.as_ref().map(|owner| owner.name.as_str()));
    }
    let meetings = reconcile(&here, &told, &remembered, &importer.project().words, &binned, &origin, newest);
    let digest = digest(&meetings);
    Ok(Met { told, meetings, digest })
}

/// The same as long as neither the project nor the report says something else.
fn digest(meetings: &[Meeting]) -> String {
    let mut text = String::new();
    for meeting in meetings {
        let Meeting { name, lines, changes, .. } = meeting;
        let (key, verdict, seen) = (meeting.key(), meeting.verdict.as_str(), seen(meeting));
        text.extend([key, format!(" {verdict} {name} {lines:?} {changes:?} {seen:?}\n")]);
    }
    sha256(text.as_bytes())
}

/// The version of the record that would be changed.
pub(super) fn seen(meeting: &Meeting) -> Option<Version> {
    meeting.known?;
    meeting.after.as_ref().map(|after| match after {
        After::Blocker(row) => row.version,
        After::Risk(row) => row.version,
        After::Item(row) => row.version,
        After::Criterion(row) => row.version,
        After::Verification(row) => row.version,
    })
}

/// Whether no audit of the project is of a later day.
pub(super) async fn is_newest(tx: &mut Tx, importer: &Importer, date: Option<ReportDate>, now: Timestamp) -> Result<bool, ServiceError> {
    // A document without a date of its own, such as a scan, stands under the day of its import and says nothing about that of others.
    const LOOKED_AT: i64 = 20;
    let last = assessments::list(tx, importer.id(), Window::first(LOOKED_AT)).await?;
    let dated = last.iter().find(|audit| audit.assessment.date.is_some());
    Ok(dated.is_none_or(|audit| audit.ordered_on <= ordered_on(date, now)))
}

/// What audits are ordered by: the date, or the day of import where the report has none.
pub(super) fn ordered_on(date: Option<ReportDate>, now: Timestamp) -> String {
    date.unwrap_or_else(|| now.day()).to_string()
}
