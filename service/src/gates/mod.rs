//! Whether a project is ready, for each of its goals: what its gates find as it stands.

mod change;
mod form;
mod take;

pub use change::{change, create, remove};
pub use form::{GateForm, RuleForm};
pub use storage::gates::Failing;
pub use storage::projects::gates::Former as FormerGates;
pub use take::take;

use crate::accounts::Viewer;
use crate::assessments::scored;
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use domain::blockers::Tier;
use domain::decisions::{Decision, Moved, Shift, Verdict, moved};
use domain::gates::{CategoryFact, Count, Demand, Facts, Gate, Outcome};
use domain::ids::ProjectId;
use domain::projects::Project;
use domain::records::{RecordKind, RecordRef};
use domain::risks::Level;
use domain::text::{Slug, Title};
use std::collections::BTreeSet;
use storage::assessments::{self, Summary};
use storage::{Db, Tx, Window, blockers, decisions, gates, projects, risks};

/// How a project stands, with the audit that it leans on.
#[derive(Clone, Debug)]
pub struct Stands {
    /// What gates are weighed against.
    pub facts: Facts,
    /// The last audit that counts.
    pub audit: Option<Summary>,
}

/// A goal with what its gate finds.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// The gate.
    pub gate: Gate,
    /// What it finds.
    pub outcome: Outcome,
    /// The last decision on this goal, with how the project stands otherwise than it stood then.
    pub decided: Option<(Decision, Vec<Moved>)>,
}

/// All goals of a project as it stands.
#[derive(Clone, Debug)]
pub struct Readiness {
    /// How it stands.
    pub stands: Stands,
    /// The goals in order.
    pub goals: Vec<Weighed>,
    /// Rows that keep rules from holding, at most [`Readiness::ROWS`] of each kind.
    failing: Vec<Failing>,
    /// Open risks that no acceptance covers, with their level, the gravest first, at most [`Readiness::ROWS`].
    risks: Vec<Grave>,
}

/// A risk that keeps a rule from holding, with its level where one is known.
pub(crate) type Grave = (Failing, Option<Level>);

impl Readiness {
    /// So many rows are looked up for each kind of rule.
    pub const ROWS: i64 = 1_000;

    /// Rows that keep rules from holding, risks aside.
    pub(crate) fn failing(&self) -> &[Failing] {
        &self.failing
    }

    /// Risks that keep rules from holding, with their level.
    pub(crate) fn risks(&self) -> &[Grave] {
        &self.risks
    }

    /// The rows that keep a rule from holding, as far as they were looked up; categories are in the facts.
    #[must_use]
    pub fn rows(&self, demand: &Demand) -> Vec<&Failing> {
        let of = |kind| self.failing.iter().filter(move |row| row.record.kind == kind);
        match demand {
            Demand::MinimumOverall { .. } | Demand::MinimumPerCategory { .. } => Vec::new(),
            Demand::NoOpenBlocker { tier } => of(RecordKind::Blocker).filter(|row| row.tier.is_some_and(|of| of <= *tier)).collect(),
            Demand::BlockingItemsDone => of(RecordKind::Item).collect(),
            Demand::CriteriaMet => of(RecordKind::Criterion).collect(),
            Demand::VerificationsFresh => of(RecordKind::Verification).collect(),
            Demand::NoUnacceptedRisk { level } => {
                self.risks.iter().filter(|(_, of)| of.is_none_or(|of| of >= *level)).map(|(row, _)| row).collect()
            }
        }
    }
}

/// How a project stands: five queries.
pub(crate) async fn stands(tx: &mut Tx, project: &Project, now: Timestamp) -> Result<Stands, ServiceError> {
    let (id, today) = (project.id, now.today());
    let audit = assessments::current(tx, id).await?;
    let categories = match &audit {
        Some(audit) => assessments::list_categories(tx, audit.assessment.id).await?,
        None => Vec::new(),
    };
    let (overall, categories) = match &audit {
        Some(audit) => {
            let scored = scored(project, audit.clone(), categories);
            let rows = scored.categories.into_iter().zip(scored.score.rows);
            let rows = rows.map(|(row, earned)| CategoryFact { id: row.id, name: row.name, share: earned.share });
            (scored.score.overall, rows.collect())
        }
        None => (None, Vec::new()),
    };
    let tiers = blockers::count_by_tier(tx, id, today).await?.into_iter().filter_map(|(tier, count)| {
        let tier = Tier::try_from(u8::try_from(tier).ok()?).ok()?;
        Some((tier, u64::try_from(count).ok()?))
    });
    let levels = risks::count_unaccepted(tx, id, project.words.matrix(), today).await?;
    let levels = levels.into_iter().filter_map(|(level, count)| Some((level, u64::try_from(count).ok()?)));
    let counts = gates::count(tx, id, now).await?;
    let facts = Facts {
        audit: audit.as_ref().map(|audit| audit.assessment.id),
        overall,
        categories,
        blockers: tiers.collect(),
        items: Count::of(counts.items_open, counts.items),
        criteria: Count::of(counts.criteria_open, counts.criteria),
        risks: levels.collect(),
        verifications: Count::of(counts.verifications_open, counts.verifications),
        known: audit.is_some() || counts.known,
        holding: None,
    };
    Ok(Stands { facts, audit })
}

/// The verdict of each goal of a project as it stands, in order; `None` where its gate cannot tell. Five queries.
///
/// # Errors
/// Where the database fails.
pub(crate) async fn verdicts(tx: &mut Tx, project: &Project, now: Timestamp) -> Result<Vec<(Slug, Title, Option<Verdict>)>, ServiceError> {
    let facts = stands(tx, project, now).await?.facts;
    let verdict = |gate: &Gate| gate.weigh(&facts, &project.rule.caps).verdict;
    Ok(project.gates.gates.iter().map(|gate| (gate.goal.clone(), gate.name.clone(), verdict(gate))).collect())
}

/// All goals of a project, what their gates find, and what was decided. Eight queries.
///
/// # Errors
/// Where the database fails.
pub async fn show(db: &Db, viewer: &Viewer, now: Timestamp) -> Result<Readiness, ServiceError> {
    readiness(&mut db.read().await?, viewer.project(), now).await
}

/// How a project stands, with the rows behind its figures: seven queries.
pub(crate) async fn with_rows(tx: &mut Tx, project: &Project, now: Timestamp) -> Result<(Stands, Vec<Failing>, Vec<Grave>), ServiceError> {
    let mut stands = stands(tx, project, now).await?;
    let failing = gates::list_failing(tx, project.id, now, Readiness::ROWS).await?;
    let grave = risks::list_unaccepted(tx, project.id, project.words.matrix(), now.today(), Window::first(Readiness::ROWS)).await?;
    let grave: Vec<Grave> =
        grave.into_iter().map(|(id, title, level)| (Failing { record: RecordRef::from(id), title, tier: None }, level)).collect();
    let facts = &mut stands.facts;
    let counted = facts.blockers.iter().map(|(_, count)| *count).chain(facts.risks.iter().map(|(_, count)| *count)).sum::<u64>()
        + facts.items.open
        + facts.criteria.open
        + facts.verifications.open;
    let rows: BTreeSet<_> = failing.iter().chain(grave.iter().map(|(row, _)| row)).map(|row| row.record.id).collect();
    facts.holding = (u64::try_from(rows.len()) == Ok(counted)).then_some(rows);
    Ok((stands, failing, grave))
}

/// A decision beside how the project stands now: what is not as it was.
pub(crate) fn since(decision: &Decision, project: &Project, facts: &Facts) -> Vec<Moved> {
    let mut found = decision.facts.as_ref().map(|then| moved(then, facts)).unwrap_or_default();
    let (then, now) = (decision.gates_version, project.gates.version);
    if then != now && decision.facts.is_some() {
        let version = |number| format!("version {number}");
        found.push(Moved { what: "Rules of the gates".to_owned(), before: version(then), after: version(now), shift: Shift::Other });
    }
    found
}

pub(crate) async fn readiness(tx: &mut Tx, project: &Project, now: Timestamp) -> Result<Readiness, ServiceError> {
    let (stands, failing, risks) = with_rows(tx, project, now).await?;
    let mut decided = decisions::latest(tx, project.id).await?;
    let goals = project.gates.gates.iter().map(|gate| {
        let last = decided.iter().position(|row| row.goal == gate.goal).map(|at| decided.swap_remove(at));
        let decided = last.map(|last| {
            let since = since(&last, project, &stands.facts);
            (last, since)
        });
        Weighed { gate: gate.clone(), outcome: gate.weigh(&stands.facts, &project.rule.caps), decided }
    });
    let goals = goals.collect();
    Ok(Readiness { stands, goals, failing, risks })
}

/// The gates that a project had before, newest first: two queries.
///
/// # Errors
/// Where the database fails.
pub async fn former(db: &Db, viewer: &Viewer, page: PageNumber) -> Result<Page<FormerGates>, ServiceError> {
    const SIZE: u32 = 20;
    let (mut tx, project): (Tx, ProjectId) = (db.read().await?, viewer.id());
    let rows = projects::gates::list(&mut tx, project, page.window(SIZE)).await?;
    Ok(Page::new(rows, projects::gates::count(&mut tx, project).await?, page, SIZE))
}
