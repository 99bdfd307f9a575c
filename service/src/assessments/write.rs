//! Writing in a draft: its head and its categories. Each save names the version it was made on and gives back the sums as they are then.

use super::desk::{Guides, Live, live};
use crate::accounts::Auditor;
use crate::history::{self, Line};
use crate::{ServiceError, input, new_id, portfolio};
use domain::assessments::{Assessment, AssessmentState, Category, Rating, typed};
use domain::history::EventKind;
use domain::ids::{AssessmentId, CategoryId, FindingId};
use domain::order::{Direction, moved};
use domain::projects::Project;
use domain::records::{changes, named};
use domain::scoring::{Share, score};
use domain::text::Markdown;
use domain::{Timestamp, Version};
use storage::assessments::{self, Summary, writers, writing};
use storage::{Db, Tx, Window, projects};

/// Most categories of an assessment.
pub const MOST_CATEGORIES: usize = 500;

/// The head of an assessment as typed.
#[derive(Clone, Debug, Default)]
pub struct HeadForm {
    /// As shown.
    pub title: String,
    /// `2026-03-01` or `2026-03`; may be empty.
    pub date: String,
    /// The score that its author states; may be empty.
    pub stated: String,
    /// The decision in words; may be empty.
    pub decision: String,
    /// The status in words; may be empty.
    pub status: String,
}

/// A category as typed. What is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct CategoryForm {
    /// As shown.
    pub name: String,
    /// A number; may be empty.
    pub weight: String,
    /// Any rating as people type it; empty for not rated.
    pub rating: String,
    /// The status in words.
    pub status: Option<String>,
    /// Markdown.
    pub notes: Option<String>,
}

/// What a save led to: the version of the row that was saved, and the sums of the whole.
#[derive(Clone, Debug)]
pub struct Written {
    /// The row as it is now.
    pub version: Version,
    /// All sums.
    pub live: Live,
}

/// Changes title, date and what is stated. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`], [`ServiceError::Refused`] once it is frozen.
pub async fn change_head(
    db: &Db,
    auditor: &Auditor,
    id: AssessmentId,
    version: Version,
    form: &HeadForm,
    now: Timestamp,
) -> Result<Written, ServiceError> {
    let mut tx = db.begin().await?;
    let before = draft(&mut tx, auditor, id).await?;
    let after = form.read(&before.assessment)?;
    if before.assessment.version != version {
        return Err(ServiceError::Stale);
    }
    let changes = changes(&before.assessment, &after);
    if changes.is_empty() {
        let live = live(&mut tx, auditor, &before).await?;
        return Ok(Written { version, live });
    }
    let after = Assessment { version: version.next(), ..after };
    let ordered_on = after.date.unwrap_or_else(|| after.created_at.day()).to_string();
    let stated_score = after.stated.overall.and_then(|score| Share::of(score.value, score.max)).map(|share| share.basis_points().into());
    let saved = Summary { assessment: after, ordered_on, stated_score, ..before };
    writing::update_head(&mut tx, &saved, version).await?;
    let summary = format!("changed {} of the assessment “{}”", named(&changes), saved.assessment.title);
    history::tell(&mut tx, auditor, Line::new(EventKind::AssessmentChanged, id, summary).with(changes), now).await?;
    sign(&mut tx, auditor, id, now).await?;
    let live = live(&mut tx, auditor, &saved).await?;
    tx.commit().await?;
    Ok(Written { version: version.next(), live })
}

/// Adds a category behind all others.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Refused`] once it is frozen or where there are too many.
pub async fn add_category(
    db: &Db,
    auditor: &Auditor,
    id: AssessmentId,
    form: &CategoryForm,
    now: Timestamp,
) -> Result<Category, ServiceError> {
    let mut tx = db.begin().await?;
    let summary = draft(&mut tx, auditor, id).await?;
    if writing::places(&mut tx, id).await?.len() >= MOST_CATEGORIES {
        return Err(ServiceError::Refused(format!("An assessment has at most {MOST_CATEGORIES} categories. Take one out first.")));
    }
    let empty = Category {
        id: new_id(),
        position: writing::next_places(&mut tx, id).await?.0,
        name: input::title("name", "The name", &form.name)?,
        weight: None,
        rating: Rating::NotRated,
        status: None,
        notes: Markdown::default(),
        lines: None,
        version: Version::FIRST,
    };
    let category = form.read(auditor, &Guides::of(&mut tx, &summary).await?, &empty)?;
    assessments::insert_category(&mut tx, id, &category).await?;
    written(&mut tx, auditor, &summary, now).await?;
    tx.commit().await?;
    Ok(category)
}

/// Changes a category. `version` is the one the caller saw.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Invalid`], [`ServiceError::Stale`], [`ServiceError::Refused`] once it is frozen.
pub async fn change_category(
    db: &Db,
    auditor: &Auditor,
    id: CategoryId,
    version: Version,
    form: &CategoryForm,
    now: Timestamp,
) -> Result<Written, ServiceError> {
    let mut tx = db.begin().await?;
    let (before, assessment) = assessments::find_category(&mut tx, auditor.id(), id).await?;
    let summary = draft(&mut tx, auditor, assessment).await?;
    let after = form.read(auditor, &Guides::of(&mut tx, &summary).await?, &before)?;
    if before.version != version {
        return Err(ServiceError::Stale);
    }
    if changes(&before, &after).is_empty() {
        let live = live(&mut tx, auditor, &summary).await?;
        return Ok(Written { version, live });
    }
    let after = Category { version: version.next(), ..after };
    writing::update_category(&mut tx, &after, version).await?;
    let live = written(&mut tx, auditor, &summary, now).await?;
    tx.commit().await?;
    Ok(Written { version: after.version, live })
}

/// Moves a category one place up or down; nothing where it is at the end already.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] once the assessment is frozen.
pub async fn shift_category(db: &Db, auditor: &Auditor, id: CategoryId, way: Direction, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let (_, assessment) = assessments::find_category(&mut tx, auditor.id(), id).await?;
    let summary = draft(&mut tx, auditor, assessment).await?;
    let places = moved(&writing::places(&mut tx, assessment).await?, id, way);
    if places.is_empty() {
        return Ok(());
    }
    for (id, place) in places {
        writing::set_place(&mut tx, id, place).await?;
    }
    written(&mut tx, auditor, &summary, now).await?;
    Ok(tx.commit().await?)
}

/// Takes out a category with its findings; they can be put back until the assessment is frozen. `version` is the one the caller saw.
///
/// # Errors
/// As [`change_category`].
pub async fn remove_category(db: &Db, auditor: &Auditor, id: CategoryId, version: Version, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let (category, assessment) = assessments::find_category(&mut tx, auditor.id(), id).await?;
    let summary = draft(&mut tx, auditor, assessment).await?;
    writing::remove_category(&mut tx, id, version, now).await?;
    cut(&mut tx, auditor, &summary, format!("took the category “{}” out of", category.name), now).await?;
    Ok(tx.commit().await?)
}

/// Puts a category or a finding back that was taken out.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Stale`] where somebody put it back already, [`ServiceError::Refused`] once it is frozen.
pub async fn put_back(db: &Db, auditor: &Auditor, id: AssessmentId, row: Removal, now: Timestamp) -> Result<(), ServiceError> {
    let mut tx = db.begin().await?;
    let summary = draft(&mut tx, auditor, id).await?;
    match row {
        Removal::Category(row) => writing::restore_category(&mut tx, id, row).await?,
        Removal::Finding(row) => writing::restore_finding(&mut tx, id, row).await?,
    }
    let what = match row {
        Removal::Category(_) => "a category",
        Removal::Finding(_) => "a finding",
    };
    cut(&mut tx, auditor, &summary, format!("put {what} back into"), now).await?;
    Ok(tx.commit().await?)
}

/// A row that was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// A category, with the findings that went with it.
    Category(CategoryId),
    /// A finding.
    Finding(FindingId),
}

/// The assessment, where it can still be written.
pub(super) async fn draft(tx: &mut Tx, auditor: &Auditor, id: AssessmentId) -> Result<Summary, ServiceError> {
    let summary = assessments::find(tx, auditor.id(), id).await?;
    if summary.assessment.state == AssessmentState::Final {
        let text = "This assessment is frozen and cannot be changed any more. Begin a new one that corrects it.";
        return Err(ServiceError::Refused(text.into()));
    }
    Ok(summary)
}

/// The project as it is now. A rule that changed since the proof was made has scored all drafts anew: what would be kept by the old one
/// is refused.
pub(crate) async fn same_rule(tx: &mut Tx, auditor: &Auditor) -> Result<Project, ServiceError> {
    let project = projects::get(tx, &auditor.project().slug).await?.ok_or(ServiceError::NotFound)?;
    if project.rule == auditor.project().rule { Ok(project) } else { Err(ServiceError::Stale) }
}

/// After a row was written: the score is kept, history has its line for the sitting, and the sums are given back.
pub(super) async fn written(tx: &mut Tx, auditor: &Auditor, summary: &Summary, now: Timestamp) -> Result<Live, ServiceError> {
    same_rule(tx, auditor).await?;
    let id = summary.assessment.id;
    let live = live(tx, auditor, summary).await?;
    writing::touch(tx, id, live.score.overall.as_ref().map(|share| share.basis_points().into())).await?;
    sit(tx, auditor, &summary.assessment, now).await?;
    if summary.counts() {
        // Most saves of a sitting leave no line of history, with which this would be done.
        portfolio::refresh(tx, auditor.id(), now).await?;
    }
    sign(tx, auditor, id, now).await?;
    Ok(live)
}

/// After a row was taken out or put back: a line of its own, for others will look for what is gone.
pub(super) async fn cut(tx: &mut Tx, auditor: &Auditor, summary: &Summary, what: String, now: Timestamp) -> Result<(), ServiceError> {
    same_rule(tx, auditor).await?;
    let id = summary.assessment.id;
    let categories = assessments::list_categories(tx, id).await?;
    let overall = score(&categories, &auditor.project().rule).overall;
    writing::touch(tx, id, overall.map(|share| share.basis_points().into())).await?;
    let line = format!("{what} the assessment “{}”", summary.assessment.title);
    history::tell(tx, auditor, Line::new(EventKind::AssessmentCut, id, line), now).await?;
    sign(tx, auditor, id, now).await
}

/// History has one line for each person and sitting, not one for each word: what counts is what is frozen in the end.
async fn sit(tx: &mut Tx, auditor: &Auditor, assessment: &Assessment, now: Timestamp) -> Result<(), ServiceError> {
    const SITTING: chrono::TimeDelta = chrono::TimeDelta::minutes(30);
    let last = storage::history::list_of(tx, auditor.id(), assessment.id.0, Window::first(1)).await?;
    let same = last.first().is_some_and(|event| {
        event.kind == EventKind::AssessmentWritten && event.actor == auditor.actor().user() && now.to_utc() - event.at.to_utc() < SITTING
    });
    if same {
        return Ok(());
    }
    let line = format!("wrote in the assessment “{}”", assessment.title);
    history::tell(tx, auditor, Line::new(EventKind::AssessmentWritten, assessment.id, line), now).await
}

/// A sign of life; the operator at the command line gives none.
pub(super) async fn sign(tx: &mut Tx, auditor: &Auditor, id: AssessmentId, now: Timestamp) -> Result<(), ServiceError> {
    match auditor.actor().user() {
        Some(user) => Ok(writers::seen(tx, id, user, now).await?),
        None => Ok(()),
    }
}

impl HeadForm {
    fn read(&self, of: &Assessment) -> Result<Assessment, ServiceError> {
        const WORDS: usize = 300;
        let date = match self.date.trim() {
            "" => None,
            typed => Some(typed.parse().map_err(|error| ServiceError::Invalid { field: "date", message: input::sentence(&error) })?),
        };
        let mut stated = of.stated.clone();
        stated.overall = typed::stated(&self.stated).map_err(|error| ServiceError::invalid("stated", "The stated score", error))?;
        stated.decision = input::line("decision", "The decision", &self.decision, WORDS)?;
        stated.status = input::line("status", "The status", &self.status, WORDS)?;
        Ok(Assessment { title: input::title("title", "The title", &self.title)?, date, stated, ..of.clone() })
    }
}

impl CategoryForm {
    /// The category with the fields as the form has them.
    fn read(&self, auditor: &Auditor, guides: &Guides, of: &Category) -> Result<Category, ServiceError> {
        const STATUS: usize = 300;
        let letters = &auditor.project().rule.letters;
        // What was not touched stays what it is, whatever the rule makes of such words by now.
        let untouched = self.rating.trim() == typed::AsTyped(&of.rating).to_string().trim();
        let read = if untouched { Ok(of.rating.clone()) } else { typed::rating(&self.rating, &guides.usual(of), letters) };
        let rating = read.map_err(|error| match error {
            typed::TypedError::Unknown(_) => ServiceError::Invalid { field: "rating", message: format!("{error}.") },
            other => ServiceError::invalid("rating", "The rating", other),
        })?;
        Ok(Category {
            name: input::title("name", "The name", &self.name)?,
            weight: typed::weight(&self.weight).map_err(|error| ServiceError::invalid("weight", "The weight", error))?,
            rating,
            status: match &self.status {
                Some(typed) => input::line("status", "The status", typed, STATUS)?,
                None => of.status.clone(),
            },
            notes: match &self.notes {
                Some(typed) => input::markdown("notes", "The text of the notes", typed)?,
                None => of.notes.clone(),
            },
            ..of.clone()
        })
    }
}
