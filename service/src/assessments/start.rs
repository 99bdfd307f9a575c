//! Beginning an assessment here: with nothing, from a template, as the last one was, or to correct one that is frozen.

use super::freeze::ALL;
use super::write::same_rule;
use crate::accounts::Auditor;
use crate::history::{self, Line};
use crate::{ServiceError, input, new_id, templates};
use domain::assessments::{Assessment, AssessmentState, Category, Finding, Note, Rating, Stated};
use domain::history::EventKind;
use domain::ids::{AssessmentId, CategoryId};
use domain::metrics::Measurement;
use domain::scoring::{Share, score};
use domain::templates::{Template, TemplateCategory};
use domain::text::Markdown;
use domain::time::ReportDate;
use domain::{Timestamp, Version};
use std::collections::HashMap;
use storage::assessments::{self, Summary};
use storage::{Db, Tx, metrics};

/// More figures no report brings.
const MEASUREMENTS: i64 = 500;

/// What an assessment begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Beginning {
    /// An empty page.
    #[default]
    Nothing,
    /// The categories of a template, to be rated.
    Template {
        /// Which one, in its newest version.
        key: String,
        /// Also its checklists and criteria, as far as the project has not got them yet.
        settle: bool,
    },
    /// The categories of the last assessment with their weights.
    Last {
        /// Also how they were rated.
        ratings: bool,
        /// Also notes and findings.
        findings: bool,
    },
    /// Everything that a frozen assessment holds: what is begun corrects it.
    Correction(AssessmentId),
}

/// A new assessment as typed.
#[derive(Clone, Debug, Default)]
pub struct StartForm {
    /// As shown; where it is empty it is made from the date, or is that of the one to correct.
    pub title: String,
    /// `2026-03-01` or `2026-03`; empty for today.
    pub date: String,
    /// What it begins with.
    pub from: Beginning,
}

/// Begins an assessment. Ticks of checklists belong to the project and are not touched.
///
/// # Errors
/// [`ServiceError::Invalid`] for an unusable title or date, [`ServiceError::NotFound`], [`ServiceError::Refused`] where there is no last
/// one, or the one to correct is not frozen.
pub async fn start(db: &Db, auditor: &Auditor, form: &StartForm, now: Timestamp) -> Result<AssessmentId, ServiceError> {
    let mut tx = db.begin().await?;
    let head = form.head(auditor, now)?;
    let begun = match &form.from {
        Beginning::Nothing => Begun::with_nothing(head),
        Beginning::Template { key, settle } => {
            let template = templates::choose(&mut tx, key).await?;
            templates::keep(&mut tx, &template, now).await?;
            if *settle {
                templates::settle(&mut tx, auditor, &template, now).await?;
            }
            from_template(head, &template)
        }
        Beginning::Last { ratings, findings } => last(&mut tx, auditor, head, *ratings, *findings).await?,
        Beginning::Correction(of) => correction(&mut tx, auditor, head, !form.title.trim().is_empty(), *of).await?,
    };
    let id = begun.save(&mut tx, auditor, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// The last assessment of a project, which a new one can begin with.
///
/// # Errors
/// Where the database fails.
pub async fn newest(db: &Db, auditor: &Auditor) -> Result<Option<Summary>, ServiceError> {
    Ok(assessments::latest(&mut db.read().await?, auditor.id()).await?)
}

impl StartForm {
    fn head(&self, auditor: &Auditor, now: Timestamp) -> Result<Assessment, ServiceError> {
        let date: ReportDate = match self.date.trim() {
            "" => now.day(),
            typed => typed.parse().map_err(|error| ServiceError::Invalid { field: "date", message: input::sentence(&error) })?,
        };
        let title = match input::title_if_any("title", "The title", &self.title)? {
            Some(title) => title,
            None => input::title("title", "The title", &format!("Audit of {date}"))?,
        };
        Ok(Assessment {
            id: new_id(),
            project: auditor.id(),
            title,
            date: Some(date),
            state: AssessmentState::Draft,
            stated: Stated::default(),
            source: None,
            supersedes: None,
            template: None,
            rule: None,
            author: auditor.actor().author(),
            created_at: now,
            version: Version::FIRST,
        })
    }
}

/// An assessment before it is written into the database.
struct Begun {
    head: Assessment,
    categories: Vec<Category>,
    findings: Vec<Finding>,
    notes: Vec<Note>,
    /// The figures of the one that it corrects.
    measurements: Vec<Measurement>,
    /// What it began with, for the line of history.
    with: String,
}

impl Begun {
    const fn with_nothing(head: Assessment) -> Self {
        Self { head, categories: Vec::new(), findings: Vec::new(), notes: Vec::new(), measurements: Vec::new(), with: String::new() }
    }

    async fn save(self, tx: &mut Tx, auditor: &Auditor, now: Timestamp) -> Result<AssessmentId, ServiceError> {
        same_rule(tx, auditor).await?;
        let id = self.head.id;
        let computed = score(&self.categories, &auditor.project().rule).overall;
        let stated = self.head.stated.overall.and_then(|score| Share::of(score.value, score.max));
        let summary = Summary {
            ordered_on: self.head.date.unwrap_or_else(|| now.day()).to_string(),
            score: computed.map(|share| share.basis_points().into()),
            stated_score: stated.map(|share| share.basis_points().into()),
            written: 0,
            corrected: false,
            assessment: self.head,
        };
        assessments::insert(tx, &summary).await?;
        for category in &self.categories {
            assessments::insert_category(tx, id, category).await?;
        }
        for finding in &self.findings {
            assessments::insert_finding(tx, id, finding).await?;
        }
        for note in &self.notes {
            assessments::insert_note(tx, id, note).await?;
        }
        for measurement in &self.measurements {
            metrics::insert_measurement(tx, auditor.id(), &Measurement { assessment: Some(id), ..measurement.clone() }).await?;
        }
        let line = format!("began the assessment “{}”{}", summary.assessment.title, self.with);
        history::tell(tx, auditor, Line::new(EventKind::AssessmentCreated, id, line), now).await?;
        Ok(id)
    }
}

/// What a template asks for; nothing is rated yet.
fn from_template(head: Assessment, template: &Template) -> Begun {
    let parts = template.parts();
    let category = |(position, made): (i32, &TemplateCategory)| Category {
        id: new_id(),
        position,
        name: made.name.clone(),
        weight: made.weight,
        rating: Rating::NotRated,
        status: None,
        notes: Markdown::default(),
        lines: None,
        version: Version::FIRST,
    };
    Begun {
        categories: (0..).zip(&parts.categories).map(category).collect(),
        with: format!(" from the template “{}”, version {}", parts.name, parts.version),
        ..Begun::with_nothing(Assessment { template: Some(template.edition()), ..head })
    }
}

/// What the last assessment looked at; how it was rated and what was found only where that is asked for.
async fn last(tx: &mut Tx, auditor: &Auditor, head: Assessment, ratings: bool, findings: bool) -> Result<Begun, ServiceError> {
    let none =
        || ServiceError::Refused("There is no assessment yet that this one could begin with. Begin with nothing, or import one.".into());
    let before = assessments::latest(tx, auditor.id()).await?.ok_or_else(none)?;
    let mut begun = copy(tx, &before, Assessment { template: before.assessment.template.clone(), ..head }).await?;
    for category in &mut begun.categories {
        category.status = category.status.take().filter(|_| ratings);
        if !ratings {
            category.rating = Rating::NotRated;
        }
        if !findings {
            category.notes = Markdown::default();
        }
    }
    if !findings {
        begun.findings.clear();
    }
    // What the report said beside its records belongs to that report.
    begun.notes.clear();
    begun.with = format!(" as “{}” was", before.assessment.title);
    Ok(begun)
}

/// All of a frozen assessment, to be corrected.
async fn correction(tx: &mut Tx, auditor: &Auditor, head: Assessment, named: bool, of: AssessmentId) -> Result<Begun, ServiceError> {
    let wrong = assessments::find(tx, auditor.id(), of).await?;
    if wrong.assessment.state != AssessmentState::Final {
        return Err(ServiceError::Refused(
            "Only a frozen assessment needs another one to correct it; this one can still be changed.".into(),
        ));
    }
    let Assessment { stated, template, title, .. } = wrong.assessment.clone();
    let title = if named { head.title.clone() } else { title };
    let mut begun = copy(tx, &wrong, Assessment { title, stated, template, supersedes: Some(of), ..head }).await?;
    // Figures count no more once what they stand in is corrected; as with lines, the other's document stays behind.
    for measurement in metrics::list_of_assessment(tx, auditor.id(), of, MEASUREMENTS).await? {
        begun.measurements.push(Measurement { id: new_id(), lines: None, ..measurement });
    }
    begun.with = format!(", which corrects “{}”", wrong.assessment.title);
    Ok(begun)
}

/// The rows of an assessment as rows of another one. Lines of a source stay behind: they are those of the other's document.
async fn copy(tx: &mut Tx, of: &Summary, head: Assessment) -> Result<Begun, ServiceError> {
    let id = of.assessment.id;
    let mut anew: HashMap<CategoryId, CategoryId> = HashMap::new();
    let mut categories = assessments::list_categories(tx, id).await?;
    for category in &mut categories {
        let new = new_id();
        anew.insert(category.id, new);
        (category.id, category.lines, category.version) = (new, None, Version::FIRST);
    }
    let mut findings = assessments::list_findings(tx, id, ALL).await?;
    for finding in &mut findings {
        finding.category = finding.category.and_then(|category| anew.get(&category).copied());
        (finding.id, finding.lines, finding.version) = (new_id(), None, Version::FIRST);
    }
    let mut notes = assessments::list_notes(tx, id, ALL).await?;
    for note in &mut notes {
        (note.id, note.lines) = (new_id(), None);
    }
    Ok(Begun { head, categories, findings, notes, measurements: Vec::new(), with: String::new() })
}
