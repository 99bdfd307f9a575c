//! Audits of a project, and the overview that stands on the last of them.

mod desk;
mod findings;
mod freeze;
mod series;
mod start;
mod write;

pub use desk::{CategoryDesk, Desk, Guides, Live, category, category_desk, desk, draft_head, finding_desk, show_head, stay};
pub use findings::{FindingForm, MOST_FINDINGS, add_finding, change_finding, remove_finding};
pub(crate) use freeze::{ALL, registers, registers_within};
pub use freeze::{Sealed, freeze, seal, snapshot};
pub use series::{Audit, History, list};
pub use start::{Beginning, StartForm, newest, start};
pub(crate) use write::same_rule;
pub use write::{
    CategoryForm, HeadForm, MOST_CATEGORIES, Removal, Written, add_category, change_category, change_head, put_back, remove_category,
    shift_category,
};

use crate::accounts::Viewer;
use crate::{Page, PageNumber, ServiceError};
use domain::Timestamp;
use domain::assessments::{Category, Finding, Note};
use domain::blockers::Blocker;
use domain::checklists::{Checklist, Progress};
use domain::criteria::Criterion;
use domain::history::Event;
use domain::ids::{AssessmentId, FindingId};
use domain::plans::Action;
use domain::portfolio::GoalVerdict;
use domain::projects::Project;
use domain::risks::Risk;
use domain::scoring::{Difference, Score, ScoringRule, explain, score};
use domain::text::Title;
use domain::verifications::Verification;
use storage::assessments::{self, Summary};
use storage::checklists::Clock;
use storage::{Db, Window, blockers, checklists, criteria, exchange, history, plans, portfolio, risks, verifications};

pub use storage::assessments::Summary as AssessmentSummary;
pub use storage::assessments::snapshots::Seal;

/// An audit with its score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The audit.
    pub summary: Summary,
    /// Its categories in order.
    pub categories: Vec<Category>,
    /// The computed score; its rows are those of `categories`.
    pub score: Score,
    /// The scoring rule that it was computed with.
    pub rule: ScoringRule,
    /// The stated beside the computed score; `None` where one of them is missing.
    pub difference: Option<Difference>,
}

/// Everything on the page of a project.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The last audit with a score.
    pub current: Option<Scored>,
    /// Audits, newest first, at most [`Overview::AUDITS`].
    pub audits: Vec<Summary>,
    /// What the gate of each goal answers, as the portfolio has it.
    pub goals: Vec<GoalVerdict>,
    /// Blockers that are not resolved: those that block first, most urgent first, at most [`Overview::ROWS`].
    pub blockers: Vec<Blocker>,
    /// How many blockers of each tier block, most urgent first; waived ones do not.
    pub open_by_tier: Vec<(i32, i64)>,
    /// Open risks, at most [`Overview::ROWS`].
    pub risks: Vec<Risk>,
    /// How many open risks there are.
    pub risk_count: i64,
    /// Checklists with their progress.
    pub checklists: Vec<(Checklist, Progress)>,
    /// Acceptance criteria, at most [`Overview::ROWS`].
    pub criteria: Vec<Criterion>,
    /// How many criteria there are, and how many of them are met.
    pub criteria_count: (i64, i64),
    /// The plan, at most [`Overview::ROWS`] steps.
    pub actions: Vec<Action>,
    /// How many steps it has in all.
    pub action_count: plans::Counts,
    /// Claims that can be checked, at most [`Overview::ROWS`].
    pub verifications: Vec<Verification>,
    /// How many claims there are in all.
    pub verification_count: verifications::Counts,
    /// What happened last.
    pub events: Vec<Event>,
}

impl Overview {
    /// Most audits on the page and in its trend.
    pub const AUDITS: i64 = 24;
    /// Most rows of a register on the page.
    pub const ROWS: i64 = 50;
}

/// An audit on a page of its own.
#[derive(Clone, Debug)]
pub struct AssessmentPage {
    /// The audit with its score.
    pub scored: Scored,
    /// Findings in order.
    pub findings: Page<Finding>,
    /// Passages of the report that are in no record.
    pub notes: Vec<Note>,
    /// The document it was read from.
    pub source: Option<exchange::Source>,
    /// Assessments that correct it, oldest first.
    pub corrections: Vec<(AssessmentId, Title)>,
}

/// Everything on the page of a project as it stands at this moment, in a fixed number of queries.
///
/// # Errors
/// Where the database fails.
pub async fn overview(db: &Db, viewer: &Viewer, now: Timestamp) -> Result<Overview, ServiceError> {
    let (project, today, rows) = (viewer.id(), now.today(), Window::first(Overview::ROWS));
    let mut tx = db.read().await?;
    let audits = assessments::list(&mut tx, project, Window::first(Overview::AUDITS)).await?;
    let current = match audits.iter().find(|audit| audit.counts() && (audit.score.is_some() || audit.stated_score.is_some())) {
        Some(summary) => {
            let categories = assessments::list_categories(&mut tx, summary.assessment.id).await?;
            Some(scored(viewer.project(), summary.clone(), categories))
        }
        None => None,
    };
    Ok(Overview {
        current,
        audits,
        goals: portfolio::find(&mut tx, project).await?.verdicts,
        blockers: blockers::list_standing(&mut tx, project, today, rows).await?,
        open_by_tier: blockers::count_by_tier(&mut tx, project, today).await?,
        risks: risks::list_open(&mut tx, project, rows).await?,
        risk_count: risks::count_open(&mut tx, project).await?,
        checklists: checklists::list(&mut tx, project, Clock::at(now)).await?,
        criteria: criteria::list(&mut tx, project, rows).await?,
        criteria_count: criteria::count(&mut tx, project).await?,
        actions: plans::list(&mut tx, project, rows).await?,
        action_count: plans::count(&mut tx, project, now.today()).await?,
        verifications: verifications::list(&mut tx, project, None, now, rows).await?,
        verification_count: verifications::count(&mut tx, project, now).await?,
        events: history::list(&mut tx, project, history::Filter::default(), Window::first(10)).await?,
    })
}

/// An audit of a project with a page of its findings.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn show(db: &Db, viewer: &Viewer, id: AssessmentId, page: PageNumber) -> Result<AssessmentPage, ServiceError> {
    const SIZE: u32 = 100;
    // An import brings no more records than this.
    const NOTES: i64 = 10_000;
    let mut tx = db.read().await?;
    let summary = assessments::find(&mut tx, viewer.id(), id).await?;
    let categories = assessments::list_categories(&mut tx, id).await?;
    let findings = assessments::list_findings(&mut tx, id, page.window(SIZE)).await?;
    let findings = Page::new(findings, assessments::count_findings(&mut tx, id).await?, page, SIZE);
    let notes = assessments::list_notes(&mut tx, id, Window::first(NOTES)).await?;
    let source = match summary.assessment.source {
        Some(source) => Some(exchange::find(&mut tx, viewer.id(), source).await?),
        None => None,
    };
    let corrections = assessments::list_corrections(&mut tx, viewer.id(), id).await?;
    Ok(AssessmentPage { scored: scored(viewer.project(), summary, categories), findings, notes, source, corrections })
}

/// A finding of a project, with the audit it stands in and the title of that.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn finding(db: &Db, viewer: &Viewer, id: FindingId) -> Result<(Finding, AssessmentId, Title), ServiceError> {
    Ok(assessments::find_finding(&mut db.read().await?, viewer.id(), id).await?)
}

pub(crate) fn scored(project: &Project, summary: Summary, categories: Vec<Category>) -> Scored {
    let rule = summary.assessment.rule.as_ref().unwrap_or(&project.rule);
    let score = score(&categories, rule);
    let difference = summary.assessment.stated.overall.as_ref().and_then(|stated| explain(stated, &categories, &score, rule));
    let rule = rule.clone();
    Scored { summary, categories, score, rule, difference }
}
