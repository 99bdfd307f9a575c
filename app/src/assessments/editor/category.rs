//! One category of a draft: all of it, with its findings.

use super::AutoSave;
use super::forms::{about, as_typed, asked_for, category_form};
use super::live::LiveRow;
use crate::assessments::findings::by_category;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit, looked_at, refused, with_island};
use crate::overview::{Place, prose};
use crate::projects::{Tab, pager, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Problems, Sheet, TextArea, TextInput};
use axum::Form;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::assessments::{Finding, Rating};
use domain::ids::CategoryId;
use domain::records::Described as _;
use leptos::prelude::*;
use service::assessments::{self, CategoryDesk};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, auditor): (CategoryId, _) = (visit.id("category")?, visit.viewer().await?.auditor()?);
    let desk = assessments::category_desk(&visit.state.db, &auditor, id, visit.page(), service::now()).await?;
    let asked = visit.clone();
    let page = Page::new(format!("Write {}", desk.category.name), move || {
        with_island();
        let (place, typed) = (Place::from(&**auditor), visit.fields());
        let others = desk.others.iter().map(ToString::to_string).collect::<Vec<_>>();
        let user = auditor.person().map(|user| user.to_string()).unwrap_or_default();
        let (slug, assessment) = (place.slug.clone(), desk.summary.assessment.id);
        view! {
            {tabs(&auditor, Tab::Assessments, None)}
            <Problems problems=typed.problems()/>
            <AutoSave slug assessment user others/>
            {form(&place, &desk, &typed)}
            {findings(&place, &desk)}
            {pager(&visit, &desk.findings)}
            {take_out(&place, &desk)}
        }
    });
    let sentences = [
        ("saved", "Saved."),
        ("added", "The finding is added."),
        ("removed", "The finding is taken out; it can be put back on the page of the assessment."),
    ];
    Ok(page.done(&asked, &sentences))
}

/// Saves the category, shows what its notes look like, or takes it out: the button decides.
pub(super) async fn take(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    if sent.get("then") == "look" {
        return looked_at(visit, page, sent).await;
    }
    match act(&visit, &sent).await {
        Ok(done) => Redirect::to(&done.0).into_response(),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn act(visit: &Visit, sent: &Values) -> Result<Done, PageError> {
    let (id, auditor): (CategoryId, _) = (visit.id("category")?, visit.viewer().await?.auditor()?);
    let (db, version, now) = (&visit.state.db, version(sent)?, service::now());
    if sent.get("what") == "remove" {
        let (_, assessment) = assessments::category(db, &auditor, id).await?;
        assessments::remove_category(db, &auditor, id, version, now).await?;
        return Ok(Done::at(format!("{}/edit?done=removed", Place::from(&**auditor).assessment(assessment))));
    }
    assessments::change_category(db, &auditor, id, version, &category_form(sent), now).await?;
    Ok(Done::at(format!("{}?done=saved", visit.path)))
}

fn form(place: &Place, desk: &CategoryDesk, typed: &Fields) -> impl IntoView + use<> {
    let row = &desk.category;
    let (here, back) = (
        place.link(&format!("/categories/{}/edit", row.id)),
        format!("{}/edit#category-{}", place.assessment(desk.summary.assessment.id), row.id),
    );
    let facts = row.facts();
    // A form that only asks to be looked at is no stale one.
    let looks = typed.sent().is_some_and(|sent| sent.get("then") == "look");
    let newer = (!looks).then(|| newer(typed, row.version, &facts));
    let notes = typed.value("notes", row.notes.as_str());
    let preview = looks.then(|| notes.parse().ok().map(|notes| prose(&notes)));
    let (stored, id) = (Stored::of(row.version, facts), row.id);
    let field = |name: &str| (stored.value(typed, name), typed.error(name));
    let (name, weight, status, wrong_notes) = (field("name"), field("weight"), field("status"), typed.error("notes"));
    let (title_of, wrong_rating) = (row.name.to_string(), typed.error("rating"));
    let rating = typed.value("rating", &as_typed(row));
    let usual = desk
        .guide
        .as_ref()
        .filter(|_| matches!(row.rating, Rating::NotRated))
        .map_or_else(|| row.rating.clone(), |made| made.scale.lowest());
    let guidance = desk.guide.as_ref().filter(|made| !made.guidance.is_empty()).map(|made| {
        let text = prose(&made.guidance);
        view! { <details class="fold" open=true><summary>"What to look at"</summary><div class="fold-body">{text}</div></details> }
    });
    let hint = format!("{}. Also 85, 7.5/10, green, level 3 of 5, a letter, or “n/a” with a reason.", asked_for(&usual));
    let kept = if looks {
        view! { <HiddenInput name="version" value=typed.value("version", "")/> }.into_any()
    } else {
        stored.version().into_any()
    };
    let title = desk.summary.assessment.title.to_string();
    let sums = LiveRow { id, adds: String::new(), effect: String::new() };
    view! {
        <Sheet title=title_of main=true>
            <p class="small">"In "<a href=back.clone()>{title}</a></p>
            {newer}
            {guidance}
            <form method="post" action=here class="form" id=format!("page-{id}") data-autosave="category" data-row=id.to_string()>
                {about("category", &id.to_string())}
                {kept}
                <TextInput name="name" label="Name" value=name.0 error=name.1 required=true maxlength=Some(300)/>
                <div class="form-row">
                    <TextInput name="weight" label="Weight" value=weight.0 error=weight.1 optional=true short=true hint="Any number"/>
                    <TextInput name="rating" label="Rating" value=rating error=wrong_rating optional=true hint=hint/>
                    <TextInput name="status" label="Status" value=status.0 error=status.1 optional=true/>
                </div>
                <p class="small"><strong data-adds=id.to_string()>{sums.adds}</strong>" "<span class="muted" data-effect=id.to_string()>{sums.effect}</span></p>
                <TextArea name="notes" label="Notes" hint="Markdown" value=notes error=wrong_notes optional=true rows=12/>
                <div class="preview" data-preview="notes" aria-live="polite">{preview}</div>
                <div class="form-actions">
                    <Button kind=ButtonKind::Main>"Save"</Button>
                    <Button name="then" value="look">"Preview the notes"</Button>
                    <ButtonLink href=back>"Back to the assessment"</ButtonLink>
                    <span class="save-note" data-note="" role="status"></span>
                </div>
            </form>
        </Sheet>
    }
}

fn findings(place: &Place, desk: &CategoryDesk) -> impl IntoView + use<> {
    let assessment = desk.summary.assessment.id;
    let rows: Vec<&Finding> = desk.findings.rows.iter().collect();
    let new = format!("{}/findings/new?category={}", place.assessment(assessment), desk.category.id);
    let edit: Vec<_> = desk
        .findings
        .rows
        .iter()
        .map(|row| {
            let (href, title) = (place.link(&format!("/findings/{}/edit", row.id)), row.title.to_string());
            view! { <li><a href=href>"Edit “"{title}"”"</a></li> }
        })
        .collect();
    let none = rows.is_empty().then(|| view! { <p class="none-yet">"No finding yet: what is as it should be, and what is missing."</p> });
    let list = by_category(place, assessment, &rows);
    let count = desk.findings.total.to_string();
    let fold = (!edit.is_empty()).then(|| view! { <ul class="plain small">{edit}</ul> });
    view! {
        <Sheet title="Findings" id="findings" count>
            {none}
            {list}
            {fold}
            <p><ButtonLink href=new kind=ButtonKind::Main>"Add a finding"</ButtonLink></p>
        </Sheet>
    }
}

fn take_out(place: &Place, desk: &CategoryDesk) -> impl IntoView + use<> {
    let row = &desk.category;
    let here = place.link(&format!("/categories/{}/edit", row.id));
    let (id, version) = (row.id, row.version.0.to_string());
    view! {
        <Sheet title="Take it out">
            <form method="post" action=here class="form">
                {about("remove", &id.to_string())}
                <HiddenInput name="version" value=version/>
                <p>"The category leaves the assessment with its findings. Until the assessment is frozen they can be put back."</p>
                <div class="form-actions"><Button kind=ButtonKind::Danger>"Take the category out"</Button></div>
            </form>
        </Sheet>
    }
}
