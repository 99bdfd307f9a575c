//! Gathers what a report tells.

use crate::ServiceError;
use crate::accounts::Viewer;
use crate::assessments::{ALL, registers, scored};
use crate::changes::{self, Radar, Standing, side};
use crate::gates::readiness;
use domain::Timestamp;
use domain::assessments::{Audited, Snapshot};
use domain::changes::{Basis, regressions};
use domain::exports::{Audit, Dossier, Goal, Past, Subject, facts_of};
use domain::gates::Gates;
use domain::ids::AssessmentId;
use domain::projects::Project;
use domain::text::Markdown;
use domain::time::ReportDate;
use storage::assessments::{self, Summary, snapshots};
use storage::{Db, Tx, Window, decisions, organisation, projects};

/// So many audits of the past are told of.
const PAST: i64 = 100;

/// Audits that a report can be about.
#[derive(Clone, Debug)]
pub struct Audits {
    /// Newest first, at most [`Audits::OFFERED`].
    pub rows: Vec<Summary>,
}

impl Audits {
    /// Most audits that are offered; older ones are asked for on their own page.
    pub const OFFERED: i64 = 60;
}

/// Audits that a report can be about: one query.
///
/// # Errors
/// Where the database fails.
pub async fn audits(db: &Db, viewer: &Viewer) -> Result<Audits, ServiceError> {
    Ok(Audits { rows: assessments::list(&mut db.read().await?, viewer.id(), Window::first(Audits::OFFERED)).await? })
}

/// Everything that a report about this may tell. The number of queries does not depend on how much is in it.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] where an audit was frozen by a program of another version.
pub async fn read(db: &Db, viewer: &Viewer, subject: Subject, now: Timestamp) -> Result<Dossier, ServiceError> {
    load(&mut db.read().await?, viewer, subject, now).await
}

pub(crate) async fn load(tx: &mut Tx, viewer: &Viewer, subject: Subject, now: Timestamp) -> Result<Dossier, ServiceError> {
    match subject {
        Subject::Present => present(tx, viewer, now).await,
        Subject::Audit(id) => of_audit(tx, viewer, id, now).await,
    }
}

/// The project as it stands.
async fn present(tx: &mut Tx, viewer: &Viewer, now: Timestamp) -> Result<Dossier, ServiceError> {
    let project = viewer.project();
    let readiness = readiness(tx, project, now).await?;
    let audit = match readiness.stands.audit {
        Some(summary) => Some(audit(tx, viewer, summary).await?),
        None => None,
    };
    let goals = readiness.goals.into_iter().map(|weighed| Goal {
        name: weighed.gate.name,
        verdict: weighed.outcome.verdict,
        rules: weighed.outcome.rules,
        standing: weighed.outcome.standing,
        signed: weighed.decided.map(|(decision, moved)| (decision, !moved.is_empty())),
    });
    let goals = goals.collect();
    let counting = assessments::list_counting(tx, project.id, Window::first(PAST)).await?;
    let (changes, worse) = match changes::radar_in(tx, viewer, now).await? {
        Radar::Nothing => (None, Vec::new()),
        Radar::Alone { worse, .. } => (None, worse),
        Radar::Step { changes, worse, .. } => (Some(changes.comparison), worse),
    };
    Ok(Dossier {
        organisation: organisation::get(tx).await?.map(|of| of.name),
        project: audited(project),
        description: project.description.clone(),
        audit,
        registers: registers(tx, viewer, now).await?,
        goals,
        past: past(&counting),
        changes,
        worse,
        at: now,
    })
}

/// One audit: all of it from its sealed document where it is frozen, so that nothing of today gets in.
async fn of_audit(tx: &mut Tx, viewer: &Viewer, id: AssessmentId, now: Timestamp) -> Result<Dossier, ServiceError> {
    let project = viewer.project();
    let summary = assessments::find(tx, project.id, id).await?;
    let seal = snapshots::find(tx, project.id, id).await?;
    let mut counting = assessments::list_counting(tx, project.id, Window::first(PAST)).await?;
    if let Some(seal) = &seal {
        // An audit of an earlier day that came later was not known then.
        counting.retain(|row| row.assessment.created_at <= seal.frozen.at);
    }
    let place = counting.iter().position(|row| row.assessment.id == id);
    let before = place.and_then(|place| counting.get(place + 1)).map(|row| row.assessment.id);
    let (audit, words, registers, basis, at) = if let Some(seal) = seal {
        let kept = sealed(tx, project, id).await?;
        let at = kept.frozen.at;
        let (words, registers) = (kept.project.clone(), kept.registers.clone());
        (audit_of(kept, seal.sha256), words, registers, Basis::Frozen, at)
    } else {
        let standing = if place == Some(0) || counting.is_empty() { Standing::Present } else { Standing::Past };
        let side = side(tx, viewer, &summary, standing, now).await?;
        (audit(tx, viewer, summary.clone()).await?, audited(project), side.registers, side.basis, side.at)
    };
    let goals = match basis {
        Basis::Frozen | Basis::Present => goals(tx, project, &audit, &words, &registers, at).await?,
        // What the registers were is not known, so no gate can be weighed.
        Basis::Report | Basis::Unknown => Vec::new(),
    };
    let comparison = match before {
        Some(before) => Some(changes::between(tx, viewer, (before, id), now).await?),
        None => None,
    };
    let worse = comparison.as_ref().map(|comparison| regressions(comparison, &[])).unwrap_or_default();
    Ok(Dossier {
        organisation: organisation::get(tx).await?.map(|of| of.name),
        project: words,
        // What the project is today is no part of what was frozen.
        description: if basis == Basis::Frozen { Markdown::default() } else { project.description.clone() },
        audit: Some(audit),
        registers,
        goals,
        past: past(place.map_or(&[][..], |place| counting.get(place..).unwrap_or_default())),
        changes: comparison,
        worse,
        at,
    })
}

/// The document of a frozen audit.
async fn sealed(tx: &mut Tx, project: &Project, id: AssessmentId) -> Result<Snapshot, ServiceError> {
    let document = snapshots::document(tx, project.id, id).await?;
    let kept = crate::exchange::off_thread(move || Snapshot::parse(&document)).await?;
    kept.map_err(|_| {
        let message = "This audit was frozen by a version of Holdpoint whose documents this one cannot read. Export it with that version, or \
                       take its document as it is.";
        ServiceError::Refused(message.into())
    })
}

/// The audit of a document, scored as it was.
fn audit_of(kept: Snapshot, sha256: String) -> Audit {
    let score = domain::scoring::score(&kept.categories, &kept.rule);
    let stated = kept.assessment.stated.overall.as_ref();
    let difference = stated.and_then(|stated| domain::scoring::explain(stated, &kept.categories, &score, &kept.rule));
    Audit {
        assessment: kept.assessment,
        rule: kept.rule,
        score,
        difference,
        categories: kept.categories,
        findings: kept.findings,
        notes: kept.notes,
        seal: Some((kept.frozen, sha256)),
    }
}

async fn audit(tx: &mut Tx, viewer: &Viewer, summary: Summary) -> Result<Audit, ServiceError> {
    let id = summary.assessment.id;
    let seal = snapshots::find(tx, viewer.id(), id).await?.map(|seal| (seal.frozen, seal.sha256));
    let categories = assessments::list_categories(tx, id).await?;
    let findings = assessments::list_findings(tx, id, ALL).await?;
    let notes = assessments::list_notes(tx, id, ALL).await?;
    let scored = scored(viewer.project(), summary, categories);
    Ok(Audit {
        assessment: scored.summary.assessment,
        rule: scored.rule,
        score: scored.score,
        difference: scored.difference,
        categories: scored.categories,
        findings,
        notes,
        seal,
    })
}

/// The gates that were in force at that moment, weighed against the registers as they were, with what was signed on this audit.
async fn goals(
    tx: &mut Tx,
    project: &Project,
    audit: &Audit,
    words: &Audited,
    registers: &domain::assessments::Registers,
    at: Timestamp,
) -> Result<Vec<Goal>, ServiceError> {
    /// Nobody signs more often on one project.
    const SIGNED: Window = Window::first(1_000);
    let former = projects::gates::list(tx, project.id, ALL).await?;
    // Newest first: the last one of those that were replaced after that moment is the one that held then.
    let in_force: &Gates = former.iter().take_while(|row| row.changed_at > at).last().map_or(&project.gates, |row| &row.gates);
    let facts = facts_of(audit, registers, &words.words, at);
    let signed = decisions::list(tx, project.id, None, SIGNED).await?;
    let of_this =
        |decision: &&domain::decisions::Decision| decision.facts.as_ref().is_some_and(|facts| facts.audit == Some(audit.assessment.id));
    let goals = in_force.gates.iter().map(|gate| {
        let outcome = gate.weigh(&facts, &audit.rule.caps);
        let decision = signed.iter().filter(of_this).find(|decision| decision.goal == gate.goal);
        let signed = decision.map(|decision| {
            let moved = decision.gates_version != in_force.version
                || decision.facts.as_ref().is_some_and(|then| !domain::decisions::moved(then, &facts).is_empty());
            (decision.clone(), moved)
        });
        Goal { name: gate.name.clone(), verdict: outcome.verdict, rules: outcome.rules, standing: outcome.standing, signed }
    });
    Ok(goals.collect())
}

/// The day that an audit is ordered by, in days since the first of January 1970; of a month the first.
fn day_of(date: ReportDate) -> i64 {
    let (year, month) = date.year_and_month();
    let day = date.day_of_month().unwrap_or(1);
    let parse = |text: &str| text.parse::<domain::Day>();
    match (parse(&format!("{year:04}-{month:02}-{day:02}")), parse("1970-01-01")) {
        (Ok(day), Ok(first)) => day.days_since(first),
        // Neither fails: both are dates of the calendar.
        _ => 0,
    }
}

fn audited(project: &Project) -> Audited {
    Audited { id: project.id, slug: project.slug.clone(), name: project.name.clone(), words: project.words.clone() }
}

/// Audits with a score, oldest first.
fn past(newest_first: &[Summary]) -> Vec<Past> {
    let scored = newest_first.iter().filter_map(|row| {
        let score = row.score.or(row.stated_score)?;
        let date: ReportDate = row.ordered_on.parse().ok()?;
        Some(Past {
            title: row.assessment.title.clone(),
            date: row.assessment.date.map_or_else(|| "without a date".to_owned(), |date| date.to_string()),
            day: day_of(date),
            score: u32::try_from(score).ok()?,
            stated: row.score.is_none(),
        })
    });
    let mut past: Vec<Past> = scored.collect();
    past.reverse();
    past
}
