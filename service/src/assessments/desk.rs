//! What somebody who writes an assessment has before them.

use super::write::sign;
use super::{Scored, scored};
use crate::accounts::{Auditor, Viewer};
use crate::{Page, PageNumber, ServiceError, templates};
use domain::Timestamp;
use domain::assessments::{Assessment, AssessmentState, Category, Finding, Rating};
use domain::ids::{AssessmentId, CategoryId, FindingId};
use domain::scoring::{Difference, Score};
use domain::templates::TemplateCategory;
use domain::text::{Title, match_key};
use std::collections::HashMap;
use storage::assessments::writing::Removed;
use storage::assessments::{self, Summary, writers, writing};
use storage::{Db, Tx};

/// A sign of life counts for so long.
const PRESENT: chrono::TimeDelta = chrono::TimeDelta::seconds(60);

/// The sums of a draft as they are now.
#[derive(Clone, Debug)]
pub struct Live {
    /// The score; its rows are those of `categories`.
    pub score: Score,
    /// The categories in order.
    pub categories: Vec<Category>,
    /// The stated beside the computed score; `None` where one of them is missing.
    pub difference: Option<Difference>,
}

/// The page on which an assessment is written.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The assessment with its score.
    pub scored: Scored,
    /// How many findings each category has; `None` stands for the assessment as a whole.
    pub findings: HashMap<Option<CategoryId>, i64>,
    /// What was taken out and can be put back, last first, at most [`Desk::REMOVED`].
    pub removed: Vec<Removed>,
    /// Others who have it open.
    pub others: Vec<Title>,
    /// What its template says of categories that go by their name there.
    pub guides: Guides,
}

impl Desk {
    /// So many rows that were taken out are shown.
    pub const REMOVED: i64 = 50;
}

/// The page of one category that is being written.
#[derive(Clone, Debug)]
pub struct CategoryDesk {
    /// The assessment that it stands in.
    pub summary: Summary,
    /// The category.
    pub category: Category,
    /// Its findings in order.
    pub findings: Page<Finding>,
    /// Others who have the assessment open.
    pub others: Vec<Title>,
    /// What its template says of it.
    pub guide: Option<TemplateCategory>,
}

/// What the template of an assessment says of its categories.
#[derive(Clone, Debug, Default)]
pub struct Guides(HashMap<String, TemplateCategory>);

impl Guides {
    /// One query where the assessment began from a template; none otherwise.
    pub(super) async fn of(tx: &mut Tx, summary: &Summary) -> Result<Self, ServiceError> {
        let Some(edition) = &summary.assessment.template else { return Ok(Self::default()) };
        let template = templates::edition(tx, edition).await?;
        let parts = template.map(domain::templates::Template::into_parts);
        let categories = parts.map(|parts| parts.categories).unwrap_or_default();
        Ok(Self(categories.into_iter().map(|made| (match_key(made.name.as_str()), made)).collect()))
    }

    /// What is said of a category; nothing where the template has none of that name.
    #[must_use]
    pub fn find(&self, category: &Category) -> Option<&TemplateCategory> {
        self.0.get(&match_key(category.name.as_str()))
    }

    /// The rating whose scale a bare number is meant on: that of the category, else of its template.
    #[must_use]
    pub fn usual(&self, category: &Category) -> Rating {
        match &category.rating {
            Rating::NotRated | Rating::NotApplicable { .. } => self.find(category).map_or(Rating::NotRated, |made| made.scale.lowest()),
            rated => rated.clone(),
        }
    }
}

/// What the page shows on which an assessment is written; it tells the others that this person is there.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] once it is frozen.
pub async fn desk(db: &Db, auditor: &Auditor, id: AssessmentId, now: Timestamp) -> Result<Desk, ServiceError> {
    let mut tx = db.begin().await?;
    let summary = super::write::draft(&mut tx, auditor, id).await?;
    let categories = assessments::list_categories(&mut tx, id).await?;
    let findings = writing::count_by_category(&mut tx, id).await?.into_iter().collect();
    let removed = writing::list_removed(&mut tx, id, Desk::REMOVED).await?;
    let others = present(&mut tx, auditor, id, now).await?;
    let guides = Guides::of(&mut tx, &summary).await?;
    tx.commit().await?;
    Ok(Desk { scored: scored(auditor.project(), summary, categories), findings, removed, others, guides })
}

/// As [`desk`], for one category with a page of its findings.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] once its assessment is frozen.
pub async fn category_desk(
    db: &Db,
    auditor: &Auditor,
    id: CategoryId,
    page: PageNumber,
    now: Timestamp,
) -> Result<CategoryDesk, ServiceError> {
    const SIZE: u32 = 100;
    let mut tx = db.begin().await?;
    let (category, assessment) = assessments::find_category(&mut tx, auditor.id(), id).await?;
    let summary = super::write::draft(&mut tx, auditor, assessment).await?;
    let rows = assessments::list_findings_of(&mut tx, assessment, Some(id), page.window(SIZE)).await?;
    let counts = writing::count_by_category(&mut tx, assessment).await?;
    let total = counts.into_iter().find(|(of, _)| *of == Some(id)).map_or(0, |(_, count)| count);
    let others = present(&mut tx, auditor, assessment, now).await?;
    let guide = Guides::of(&mut tx, &summary).await?.find(&category).cloned();
    tx.commit().await?;
    Ok(CategoryDesk { summary, category, findings: Page::new(rows, total, page, SIZE), others, guide })
}

/// A finding of a draft and the assessment it stands in, for its form.
///
/// # Errors
/// As [`category_desk`].
pub async fn finding_desk(db: &Db, auditor: &Auditor, id: FindingId) -> Result<(Finding, Summary), ServiceError> {
    let mut tx = db.read().await?;
    let (finding, assessment, _) = assessments::find_finding(&mut tx, auditor.id(), id).await?;
    Ok((finding, super::write::draft(&mut tx, auditor, assessment).await?))
}

/// The head of a draft.
///
/// # Errors
/// As [`desk`].
pub async fn draft_head(db: &Db, auditor: &Auditor, id: AssessmentId) -> Result<Assessment, ServiceError> {
    Ok(super::write::draft(&mut db.read().await?, auditor, id).await?.assessment)
}

/// The head of any assessment of a project, with its sums.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn show_head(db: &Db, viewer: &Viewer, id: AssessmentId) -> Result<Summary, ServiceError> {
    Ok(assessments::find(&mut db.read().await?, viewer.id(), id).await?)
}

/// A category of a project, and the assessment it stands in.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn category(db: &Db, viewer: &Viewer, id: CategoryId) -> Result<(Category, AssessmentId), ServiceError> {
    Ok(assessments::find_category(&mut db.read().await?, viewer.id(), id).await?)
}

/// Says that this person still has it open, and who else has.
///
/// # Errors
/// [`ServiceError::NotFound`].
pub async fn stay(db: &Db, auditor: &Auditor, id: AssessmentId, now: Timestamp) -> Result<Vec<Title>, ServiceError> {
    let mut tx = db.begin().await?;
    let summary = assessments::find(&mut tx, auditor.id(), id).await?;
    if summary.assessment.state == AssessmentState::Final {
        return Ok(Vec::new());
    }
    let others = present(&mut tx, auditor, id, now).await?;
    tx.commit().await?;
    Ok(others)
}

async fn present(tx: &mut Tx, auditor: &Auditor, id: AssessmentId, now: Timestamp) -> Result<Vec<Title>, ServiceError> {
    sign(tx, auditor, id, now).await?;
    let Some(user) = auditor.actor().user() else { return Ok(Vec::new()) };
    Ok(writers::others(tx, id, user, (now.to_utc() - PRESENT).into()).await?)
}

/// The sums as the rows are now.
pub(super) async fn live(tx: &mut Tx, viewer: &Viewer, summary: &Summary) -> Result<Live, ServiceError> {
    let categories = assessments::list_categories(tx, summary.assessment.id).await?;
    let Scored { score, categories, difference, .. } = scored(viewer.project(), summary.clone(), categories);
    Ok(Live { score, categories, difference })
}
