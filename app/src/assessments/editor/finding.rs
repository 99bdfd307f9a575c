//! A finding of a draft: writing a new one, changing one, taking one out.

use super::AutoSave;
use super::forms::{about, finding_fields, finding_form};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, with_island};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Problems, Sheet};
use domain::assessments::Finding;
use domain::ids::{AssessmentId, CategoryId, FindingId};
use domain::records::Described as _;
use leptos::prelude::*;
use service::accounts::Auditor;
use service::assessments;

/// The form for a new finding.
pub(super) async fn blank(visit: Visit) -> PageResult {
    let (id, auditor): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?.auditor()?);
    let head = assessments::draft_head(&visit.state.db, &auditor, id).await?;
    Ok(Page::new("New finding", move || {
        let (place, typed) = (Place::from(&**auditor), visit.fields());
        let category = typed.value("category", visit.query("category"));
        let (here, back) = (format!("{}/findings/new", place.assessment(id)), home(&place, id, category.parse().ok()));
        let fields = finding_fields(&Stored::nothing(), &typed);
        let island = island(&auditor, id, Vec::new());
        let title = head.title.to_string();
        view! {
            {tabs(&auditor, Tab::Assessments, None)}
            <Problems problems=typed.problems()/>
            {island}
            <Sheet title="New finding" main=true>
                <p class="small">"In "<a href=back.clone()>{title}</a></p>
                <form method="post" action=here class="form" id=format!("form-new-{id}") data-keep="">
                    <HiddenInput name="category" value=category/>
                    {fields}
                    <div class="form-actions">
                        <Button kind=ButtonKind::Main>"Add finding"</Button>
                        <ButtonLink href=back>"Cancel"</ButtonLink>
                        <span class="save-note" data-note="" role="status"></span>
                    </div>
                </form>
            </Sheet>
        }
    })
    .narrow())
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor): (AssessmentId, _) = (visit.id("assessment")?, visit.viewer().await?.auditor()?);
    let category = match sent.get("category") {
        "" => None,
        category => Some(category.parse::<CategoryId>().map_err(|_| PageError::NotFound)?),
    };
    assessments::add_finding(&visit.state.db, &auditor, id, category, &finding_form(&sent, true), service::now()).await?;
    Ok(Done::at(format!("{}?done=added", home(&Place::from(&**auditor), id, category))))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, auditor): (FindingId, _) = (visit.id("finding")?, visit.viewer().await?.auditor()?);
    let (finding, summary) = assessments::finding_desk(&visit.state.db, &auditor, id).await?;
    let asked = visit.clone();
    let page = Page::new(format!("Write {}", finding.title), move || {
        let (place, typed, assessment) = (Place::from(&**auditor), visit.fields(), summary.assessment.id);
        let back = home(&place, assessment, finding.category);
        let here = place.link(&format!("/findings/{id}/edit"));
        let facts = finding.facts();
        let newer = newer(&typed, finding.version, &facts);
        let stored = Stored::of(finding.version, facts);
        let (fields, version) = (finding_fields(&stored, &typed), stored.version());
        let island = island(&auditor, assessment, Vec::new());
        let (title, out) = (summary.assessment.title.to_string(), take_out(here.clone(), &finding));
        view! {
            {tabs(&auditor, Tab::Assessments, None)}
            <Problems problems=typed.problems()/>
            {island}
            {newer}
            <Sheet title=finding.title.to_string() main=true>
                <p class="small">"In "<a href=back.clone()>{title}</a></p>
                <form method="post" action=here class="form" id=format!("form-{id}") data-autosave="finding" data-row=id.to_string()>
                    {version}
                    {fields}
                    <div class="form-actions">
                        <Button kind=ButtonKind::Main>"Save"</Button>
                        <ButtonLink href=back>"Back"</ButtonLink>
                        <span class="save-note" data-note="" role="status"></span>
                    </div>
                </form>
            </Sheet>
            {out}
        }
    });
    Ok(page.done(&asked, &[("saved", "Saved.")]).narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, auditor): (FindingId, _) = (visit.id("finding")?, visit.viewer().await?.auditor()?);
    let (db, version, now) = (&visit.state.db, version(&sent)?, service::now());
    if sent.get("what") == "remove" {
        let (finding, ..) = assessments::finding_desk(db, &auditor, id).await?;
        let assessment = assessments::remove_finding(db, &auditor, id, version, now).await?;
        return Ok(Done::at(format!("{}?done=removed", home(&Place::from(&**auditor), assessment, finding.category))));
    }
    assessments::change_finding(db, &auditor, id, version, &finding_form(&sent, true), now).await?;
    Ok(Done::at(format!("{}?done=saved", visit.path)))
}

/// Where somebody came from who writes a finding.
fn home(place: &Place, assessment: AssessmentId, category: Option<CategoryId>) -> String {
    match category {
        Some(category) => place.link(&format!("/categories/{category}/edit")),
        None => format!("{}/edit", place.assessment(assessment)),
    }
}

fn island(auditor: &Auditor, assessment: AssessmentId, others: Vec<String>) -> impl IntoView + use<> {
    with_island();
    let user = auditor.person().map(|user| user.to_string()).unwrap_or_default();
    let slug = auditor.project().slug.to_string();
    view! { <AutoSave slug assessment user others/> }
}

fn take_out(here: String, row: &Finding) -> impl IntoView + use<> {
    let (id, version) = (row.id, row.version.0.to_string());
    view! {
        <form method="post" action=here>
            {about("remove", &id.to_string())}
            <HiddenInput name="version" value=version/>
            <Button kind=ButtonKind::Danger>"Take the finding out"</Button>
        </form>
    }
}
