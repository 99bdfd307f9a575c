//! A template made of an audit, and what stands in a project beside a template.

use crate::ServiceError;
use crate::accounts::Viewer;
use domain::Timestamp;
use domain::assessments::Category;
use domain::checklists::{Checklist, Item};
use domain::criteria::Criterion;
use domain::ids::{AssessmentId, ChecklistId};
use domain::templates::{Head, Material, Template};
use domain::text::{Markdown, Slug};
use std::collections::HashMap;
use storage::checklists::{Clock, Filter};
use storage::{Db, Tx, Window, assessments, checklists, criteria};

/// All rows: a template and what is compared with it hold no more than their limits allow.
const ALL: Window = Window::first(i64::MAX);

/// What is rated in an assessment, ticked off and asked for in its project.
pub(super) struct Present {
    pub(super) categories: Vec<Category>,
    pub(super) checklists: Vec<(Checklist, Vec<Item>)>,
    pub(super) criteria: Vec<Criterion>,
}

impl Present {
    /// Four queries.
    pub(super) async fn load(tx: &mut Tx, viewer: &Viewer, id: AssessmentId, now: Timestamp) -> Result<Self, ServiceError> {
        let categories = assessments::list_categories(tx, id).await?;
        let clock = Clock::at(now);
        let lists = checklists::list(tx, viewer.id(), clock).await?;
        let mut checklists: Vec<(Checklist, Vec<Item>)> = lists.into_iter().map(|(list, _)| (list, Vec::new())).collect();
        let places: HashMap<ChecklistId, usize> = checklists.iter().enumerate().map(|(at, (list, _))| (list.id, at)).collect();
        for listed in checklists::list_items(tx, viewer.id(), Filter::All, clock, ALL).await? {
            if let Some((_, items)) = places.get(&listed.checklist).and_then(|at| checklists.get_mut(*at)) {
                items.push(listed.item);
            }
        }
        Ok(Self { categories, checklists, criteria: criteria::list(tx, viewer.id(), ALL).await? })
    }

    pub(super) fn material(&self) -> Material<'_> {
        Material { categories: &self.categories, checklists: &self.checklists, criteria: &self.criteria }
    }
}

/// The text of a template made of an assessment and of what is ticked off and asked for in its project, to go on with. Five queries.
///
/// # Errors
/// [`ServiceError::NotFound`], [`ServiceError::Refused`] where there is more than a template can hold.
pub async fn from_assessment(db: &Db, viewer: &Viewer, id: AssessmentId, now: Timestamp) -> Result<String, ServiceError> {
    let mut tx = db.read().await?;
    let title = assessments::find(&mut tx, viewer.id(), id).await?.assessment.title;
    let present = Present::load(&mut tx, viewer, id, now).await?;
    let key = Slug::suggest(title.as_str()).unwrap_or_else(|| viewer.project().slug.clone());
    let head = Head { key, name: title, version: 1, description: Markdown::default() };
    let made = Template::of(head, &present.material()).and_then(|template| template.to_toml());
    made.map_err(|error| ServiceError::Refused(format!("No template can be made of this: {error}.")))
}
