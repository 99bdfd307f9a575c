//! Reads everything that was restored as pages read it: a row that no page could show is refused with the file that it came in.

use super::parse::Archive;
use super::value::Value;
use crate::checklists::{Clock, Filter as ItemFilter};
use crate::values::variant;
use crate::{
    StorageError, Tx, Window, accounts, assessments, blockers, changes, checklists, comments, criteria, decisions, exchange, history, lint,
    metrics, plans, projects, risks, verifications,
};
use domain::Timestamp;
use domain::ids::{AssessmentId, CommentId, ItemId, MetricId, ProjectId, SourceId, VerificationId};
use domain::records::{RecordKind, RecordRef};
use domain::relations::RelationKind;
use std::collections::BTreeSet;
use uuid::Uuid;

const ALL: Window = Window::first(i64::MAX);

/// Reads all rows of a project through the types of the domain. What is in the bin is read too, for it is put there only afterwards.
pub(super) async fn vouch(tx: &mut Tx, archive: &Archive, project: ProjectId, now: Timestamp) -> Result<(), StorageError> {
    head(tx, archive, project).await?;
    audits(tx, archive, project).await?;
    registers(tx, archive, project, now).await?;
    for id in named(archive, "evidence", "item_id") {
        checklists::list_evidence(tx, project, ItemId(id), ALL).await?;
    }
    for id in named(archive, "verification_results", "verification_id") {
        verifications::list_results(tx, VerificationId(id), ALL).await?;
    }
    talk(tx, archive, project).await?;
    history::list(tx, project, history::Filter::default(), ALL).await.map(drop)
}

async fn head(tx: &mut Tx, archive: &Archive, project: ProjectId) -> Result<(), StorageError> {
    projects::find(tx, project).await?;
    projects::rules::list(tx, project, ALL).await?;
    projects::gates::list(tx, project, ALL).await?;
    accounts::members::list(tx, project, ALL).await?;
    exchange::profile(tx, project).await?;
    for id in column(archive, "sources", "id") {
        exchange::find(tx, project, SourceId(id)).await?;
    }
    decisions::list(tx, project, None, ALL).await?;
    changes::list(tx, project, ALL).await?;
    lint::list(tx, project, ALL).await.map(drop)
}

async fn audits(tx: &mut Tx, archive: &Archive, project: ProjectId) -> Result<(), StorageError> {
    assessments::list(tx, project, ALL).await?;
    for id in column(archive, "assessments", "id").into_iter().map(AssessmentId) {
        assessments::list_categories(tx, id).await?;
        assessments::list_findings(tx, id, ALL).await?;
        assessments::list_notes(tx, id, ALL).await?;
        assessments::snapshots::find(tx, project, id).await?;
    }
    for id in column(archive, "metrics", "id").into_iter().map(MetricId) {
        metrics::find(tx, project, id).await?;
        metrics::list_measurements(tx, project, id, ALL).await?;
    }
    Ok(())
}

async fn registers(tx: &mut Tx, archive: &Archive, project: ProjectId, now: Timestamp) -> Result<(), StorageError> {
    let (words, today) = (projects::find(tx, project).await?.words, now.today());
    let every = blockers::Filter { stands: blockers::Stands::All, ..blockers::Filter::default() };
    let any = risks::Filter { state: risks::State::All, ..risks::Filter::default() };
    blockers::list(tx, project, &every, today, ALL).await?;
    risks::list(tx, project, &any, words.matrix(), today, ALL).await?;
    checklists::list(tx, project, Clock::at(now)).await?;
    checklists::list_items(tx, project, ItemFilter::All, Clock::at(now), ALL).await?;
    criteria::list(tx, project, ALL).await?;
    plans::list(tx, project, ALL).await?;
    verifications::list(tx, project, None, now, ALL).await?;
    for word in texts(archive, "relations", "kind") {
        variant::<RelationKind>(word, "relations.kind")?;
    }
    Ok(())
}

async fn talk(tx: &mut Tx, archive: &Archive, project: ProjectId) -> Result<(), StorageError> {
    let kinds = texts(archive, "comments", "record_kind").into_iter().map(RecordKind::from_word);
    let about: BTreeSet<(Uuid, RecordKind)> =
        column(archive, "comments", "record_id").into_iter().zip(kinds).filter_map(|(id, kind)| Some((id, kind?))).collect();
    for (id, kind) in about {
        comments::list(tx, project, RecordRef { kind, id }, ALL).await?;
    }
    for id in named(archive, "mentions", "comment_id") {
        comments::list_mentioned(tx, CommentId(id)).await?;
    }
    Ok(())
}

/// The rows that those of a table name, each once.
fn named(archive: &Archive, table: &str, name: &str) -> BTreeSet<Uuid> {
    column(archive, table, name).into_iter().collect()
}

/// The identities in a column.
fn column(archive: &Archive, table: &str, name: &str) -> Vec<Uuid> {
    let Some((section, at)) = archive.section(table).and_then(|section| Some((section, section.at(name)?))) else { return Vec::new() };
    section.rows.iter().filter_map(|row| row.get(at).and_then(Value::id)).collect()
}

/// The words in a column.
fn texts<'a>(archive: &'a Archive, table: &str, name: &str) -> Vec<&'a str> {
    let Some((section, at)) = archive.section(table).and_then(|section| Some((section, section.at(name)?))) else { return Vec::new() };
    section.rows.iter().filter_map(|row| row.get(at).and_then(Value::text)).collect()
}
