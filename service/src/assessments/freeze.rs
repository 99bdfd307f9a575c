//! Freezing an assessment: what is to be looked at first, the document that is kept, and whether it is still what was sealed.

use super::write::same_rule;
use super::{Scored, scored};
use crate::ServiceError;
use crate::accounts::{Auditor, Viewer};
use crate::history::{self, Line};
use crate::lint;
use domain::assessments::{AssessmentState, Audited, Check, Format, Frozen, Registers, Snapshot, SnapshotError, Sums, checks};
use domain::history::EventKind;
use domain::ids::{AssessmentId, ProjectId};
use domain::{Timestamp, Version};
use storage::assessments::snapshots::{self, Seal};
use storage::assessments::{self, Summary};
use storage::checklists::{Clock, Filter as ItemFilter};
use storage::{Db, Tx, Window, blockers, checklists, criteria, exchange, plans, risks, verifications};

/// Registers are kept whole: a project has no more rows than its database holds.
pub(crate) const ALL: Window = Window::first(i64::MAX);

/// An assessment before or after it is frozen.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The assessment with its score.
    pub scored: Scored,
    /// What is to be looked at before it is frozen; nothing afterwards.
    pub checks: Vec<Check>,
    /// The seal, and whether the document that is kept is still what was sealed and says what the rows say; `None` before.
    pub seal: Option<(Seal, bool)>,
}

/// What the page for freezing shows. Fifteen queries at most.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn seal(db: &Db, viewer: &Viewer, id: AssessmentId, now: Timestamp) -> Result<Sealed, ServiceError> {
    let mut tx = db.read().await?;
    let scored = load(&mut tx, viewer, id).await?;
    let Some(seal) = snapshots::find(&mut tx, viewer.id(), id).await? else {
        let checks = found(&mut tx, viewer, &scored, now).await?;
        return Ok(Sealed { scored, checks, seal: None });
    };
    let document = snapshots::document(&mut tx, viewer.id(), id).await?;
    let intact = domain::assessments::seal(&document) == seal.sha256;
    let kept = Snapshot::read(&document);
    let findings = assessments::list_findings(&mut tx, id, ALL).await?;
    let notes = assessments::list_notes(&mut tx, id, ALL).await?;
    let same = match kept {
        Ok(kept) => {
            kept.assessment == scored.summary.assessment
                && kept.categories == scored.categories
                && kept.findings == findings
                && kept.notes == notes
        }
        // Frozen by a program that knew other fields: the digest alone says that it is what was sealed.
        Err(SnapshotError::Shape(_)) => true,
        Err(_) => false,
    };
    Ok(Sealed { scored, checks: Vec::new(), seal: Some((seal, intact && same)) })
}

/// The document of a frozen assessment, and its digest.
///
/// # Errors
/// [`ServiceError::NotFound`], also while it is not frozen.
pub async fn snapshot(db: &Db, viewer: &Viewer, id: AssessmentId) -> Result<(Seal, String), ServiceError> {
    let mut tx = db.read().await?;
    let seal = snapshots::find(&mut tx, viewer.id(), id).await?.ok_or(ServiceError::NotFound)?;
    Ok((seal, snapshots::document(&mut tx, viewer.id(), id).await?))
}

/// Freezes an assessment with the registers of its project as they are. `version` and `written` are those the caller saw, of its head
/// and of its rows; `looked` that the caller has looked at what [`seal`] found.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`], [`ServiceError::Refused`] where it is frozen already or has nothing in it,
/// [`ServiceError::Invalid`] where something is to be looked at and was not.
pub async fn freeze(
    db: &Db,
    auditor: &Auditor,
    id: AssessmentId,
    (version, written): (Version, i64),
    looked: bool,
    now: Timestamp,
) -> Result<String, ServiceError> {
    let mut tx = db.begin().await?;
    let scored = load(&mut tx, auditor, id).await?;
    let summary = scored.summary.clone();
    if (summary.assessment.version, summary.written) != (version, written) {
        return Err(ServiceError::Stale);
    }
    if summary.assessment.state == AssessmentState::Final {
        return Err(ServiceError::Refused("This assessment is frozen already.".into()));
    }
    let checks = found(&mut tx, auditor, &scored, now).await?;
    if let Some(stops) = checks.iter().find(|check| check.stops()) {
        return Err(ServiceError::Refused(format!("{stops} Bring in or write what was found first.")));
    }
    if !checks.is_empty() && !looked {
        let message = "Look at the points below, then tick that you have.".into();
        return Err(ServiceError::Invalid { field: "looked", message });
    }
    let rule = auditor.project().rule.clone();
    let project = same_rule(&mut tx, auditor).await?;
    let mut head = summary.assessment.clone();
    (head.state, head.rule, head.version) = (AssessmentState::Final, Some(rule.clone()), version.next());
    let source = match head.source {
        Some(source) => Some(exchange::find(&mut tx, auditor.id(), source).await?.sha256),
        None => None,
    };
    let kept = Snapshot {
        format: Format::First,
        project: Audited { id: project.id, slug: project.slug, name: project.name, words: project.words },
        assessment: head.clone(),
        source_sha256: source,
        rule,
        score: Sums::from(&scored.score),
        categories: scored.categories,
        findings: assessments::list_findings(&mut tx, id, ALL).await?,
        notes: assessments::list_notes(&mut tx, id, ALL).await?,
        registers: registers(&mut tx, auditor, now).await?,
        frozen: Frozen { at: now, by: auditor.actor().user(), by_name: auditor.actor().name().clone() },
    };
    let document = kept.write().map_err(|error| ServiceError::Refused(format!("The assessment {error}.")))?;
    let bytes = i64::try_from(document.len()).unwrap_or(i64::MAX);
    let seal = Seal { sha256: domain::assessments::seal(&document), bytes, frozen: kept.frozen };
    snapshots::insert(&mut tx, auditor.id(), id, &seal, &document).await?;
    let score = scored.score.overall.as_ref().map(|share| share.basis_points().into());
    assessments::freeze(&mut tx, &Summary { assessment: head, score, ..summary.clone() }, version).await?;
    let summary = format!("froze the assessment “{}” with SHA-256 {}", summary.assessment.title, seal.sha256);
    history::tell(&mut tx, auditor, Line::new(EventKind::AssessmentFrozen, id, summary), now).await?;
    tx.commit().await?;
    Ok(seal.sha256)
}

async fn load(tx: &mut Tx, viewer: &Viewer, id: AssessmentId) -> Result<Scored, ServiceError> {
    let summary = assessments::find(tx, viewer.id(), id).await?;
    let categories = assessments::list_categories(tx, id).await?;
    Ok(scored(viewer.project(), summary, categories))
}

/// What is to be looked at first: what the sums say, then what lint finds in the audit and nobody decided to live with.
async fn found(tx: &mut Tx, viewer: &Viewer, scored: &Scored, now: Timestamp) -> Result<Vec<Check>, ServiceError> {
    let assessment = &scored.summary.assessment;
    let findings = assessments::count_findings(tx, assessment.id).await?;
    let findings = u64::try_from(findings).unwrap_or_default();
    let mut found = checks(assessment, &scored.categories, findings, &scored.score, scored.difference.as_ref());
    if !found.iter().any(Check::stops) {
        let known = lint::dismissed(tx, viewer).await?;
        let world = lint::World::of_scored(tx, viewer, scored.clone(), now).await?;
        found.extend(lint::before_freezing(world.issues().await?, &known).into_iter().map(Check::Lint));
    }
    Ok(found)
}

/// The registers of a project, whole: seven queries.
pub(crate) async fn registers(tx: &mut Tx, viewer: &Viewer, now: Timestamp) -> Result<Registers, ServiceError> {
    registers_within(tx, viewer, now, ALL).await
}

/// As [`registers`], so many rows of each.
pub(crate) async fn registers_within(tx: &mut Tx, viewer: &Viewer, now: Timestamp, rows: Window) -> Result<Registers, ServiceError> {
    let (project, today): (ProjectId, _) = (viewer.id(), now.today());
    let every = blockers::Filter { stands: blockers::Stands::All, ..blockers::Filter::default() };
    let any = risks::Filter { state: risks::State::All, ..risks::Filter::default() };
    let items = checklists::list_items(tx, project, ItemFilter::All, Clock::at(now), rows).await?;
    Ok(Registers {
        blockers: blockers::list(tx, project, &every, today, rows).await?,
        risks: risks::list(tx, project, &any, viewer.project().words.matrix(), today, rows).await?,
        checklists: checklists::list(tx, project, Clock::at(now)).await?.into_iter().map(|(list, _)| list).collect(),
        items: items.into_iter().map(|listed| listed.item).collect(),
        criteria: criteria::list(tx, project, rows).await?,
        actions: plans::list(tx, project, rows).await?,
        verifications: verifications::list(tx, project, None, now, rows).await?,
    })
}
