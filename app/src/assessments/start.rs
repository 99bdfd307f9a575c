//! Beginning an assessment: with what, on which day.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, ButtonLink, Checkbox, Choice, HiddenInput, Kind, Notice, Problems, Radio, Select, Sheet, TextInput};
use domain::ids::AssessmentId;
use leptos::prelude::*;
use service::PageNumber;
use service::assessments::{self, AssessmentSummary, Beginning, StartForm};
use service::templates::{self, Listed};

pub(super) async fn page(visit: Visit) -> PageResult {
    let auditor = visit.viewer().await?.auditor()?;
    let corrects: Option<AssessmentId> = visit.query("corrects").parse().ok();
    let corrected = match corrects {
        Some(id) => Some(assessments::show_head(&visit.state.db, &auditor, id).await?),
        None => None,
    };
    let newest = assessments::newest(&visit.state.db, &auditor).await?;
    let offered = templates::list(&visit.state.db, &visit.signed_in().await?, false, PageNumber::FIRST).await?.page.rows;
    Ok(Page::new("New assessment", move || {
        let (place, typed) = (Place::from(&**auditor), visit.fields());
        let begins = Begins { newest: newest.as_ref(), offered: &offered, asked: visit.query("template") };
        let body = form(&place, &begins, corrected.as_ref(), &typed);
        view! {
            {tabs(&auditor, Tab::Assessments, None)}
            <Problems problems=typed.problems()/>
            {body}
        }
    })
    .narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let auditor = visit.viewer().await?.auditor()?;
    let ticked = |name| sent.find(name).is_some();
    let from = match (sent.get("corrects"), sent.get("from")) {
        ("", "last") => Beginning::Last { ratings: ticked("ratings"), findings: ticked("findings") },
        ("", "template") => Beginning::Template { key: sent.get("template").to_owned(), settle: ticked("settle") },
        ("", _) => Beginning::Nothing,
        (corrects, _) => Beginning::Correction(corrects.parse().map_err(|_| PageError::NotFound)?),
    };
    let form = StartForm { title: sent.get("title").to_owned(), date: sent.get("date").to_owned(), from };
    let id = assessments::start(&visit.state.db, &auditor, &form, service::now()).await?;
    Ok(Done::at(format!("{}/edit?done=begun", Place::from(&**auditor).assessment(id))))
}

/// What can be begun with.
struct Begins<'a> {
    newest: Option<&'a AssessmentSummary>,
    offered: &'a [Listed],
    /// The template that the address asks for; empty for none.
    asked: &'a str,
}

fn form(place: &Place, begins: &Begins<'_>, corrected: Option<&AssessmentSummary>, typed: &Fields) -> impl IntoView + use<> {
    let (here, back) = (place.link("/assessments/new"), place.link("/assessments"));
    let (title, date) = (
        typed.value("title", corrected.map_or("", |of| of.assessment.title.as_str())),
        typed.value("date", &corrected.map(day).unwrap_or_default()),
    );
    let (wrong_title, wrong_date) = (typed.error("title"), typed.error("date"));
    let from = match corrected {
        Some(of) => correction(of).into_any(),
        None => beginnings(place, begins, typed).into_any(),
    };
    let name = if corrected.is_some() { "Correct an assessment" } else { "New assessment" };
    view! {
        <Sheet title=name main=true>
            <form method="post" action=here class="form">
                {from}
                <div class="form-row">
                    <TextInput name="title" label="Title" value=title error=wrong_title optional=true maxlength=Some(300) hint="Empty: “Audit of” and the date"/>
                    <TextInput name="date" label="Date of the audit" value=date error=wrong_date optional=true hint="2026-03-01, or 2026-03 for a month; empty: today"/>
                </div>
                <p class="hint">"Blockers, risks, ticks and all other registers belong to the project: they stay as they are, and are frozen with the assessment."</p>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Begin"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
            </form>
        </Sheet>
    }
}

fn day(of: &AssessmentSummary) -> String {
    of.assessment.date.map(|date| date.to_string()).unwrap_or_default()
}

/// A frozen assessment is never changed: another one says that it corrects it.
fn correction(of: &AssessmentSummary) -> impl IntoView + use<> {
    let (id, title) = (of.assessment.id.to_string(), of.assessment.title.to_string());
    view! {
        <HiddenInput name="corrects" value=id/>
        <p>"“"{title}"” is frozen and stays as it is. The new assessment begins with all that it holds and says that it corrects it. It is scored with the present rule of the project, and takes the place of the other in the trend once it is frozen."</p>
    }
}

fn beginnings(place: &Place, begins: &Begins<'_>, typed: &Fields) -> impl IntoView + use<> {
    let Begins { newest, offered, asked } = *begins;
    let missing = (!asked.is_empty() && !offered.iter().any(|row| row.edition.key.as_str() == asked)).then(|| {
        view! { <Notice kind=Kind::Warn>"The template that was asked for is not offered here. Choose another one."</Notice> }
    });
    let chosen = typed.value("from", if asked.is_empty() { "nothing" } else { "template" });
    let choices: Vec<Choice> =
        offered.iter().map(|row| Choice::new(row.edition.key.as_str(), format!("{} ({} categories)", row.name, row.categories))).collect();
    let (template, settle) = (typed.value("template", asked), typed.ticked("settle", true));
    let (ratings, findings) = (typed.ticked("ratings", false), typed.ticked("findings", false));
    let last = newest.map(|newest| {
        let label = format!("As the last one was: “{}”, {}", newest.assessment.title, newest.ordered_on);
        view! {
            <Radio name="from" value="last" label checked=chosen == "last" hint="Its categories and weights."/>
            <div class="indent">
                <Checkbox name="ratings" label="Also how they were rated" checked=ratings/>
                <Checkbox name="findings" label="Also notes and findings" checked=findings/>
            </div>
        }
    });
    let import = place.link("/import");
    view! {
        <fieldset class="fieldset">
            <legend>"Begin with"</legend>
            {missing}
            <Radio name="from" value="nothing" label="Nothing" checked=chosen == "nothing" hint="An empty page; add categories one by one."/>
            <Radio name="from" value="template" label="A template" checked=chosen == "template" hint="What it asks for, with weights and guidance."/>
            <div class="indent">
                <Select name="template" label="Which template" choices value=template/>
                <Checkbox name="settle" label="Also add its checklists and criteria to the project, as far as they are not there yet" checked=settle/>
                <p class="small"><a href="/templates">"Look at the templates"</a></p>
            </div>
            {last}
            <p class="small">"A report that is written already is "<a href=import>"imported"</a>"."</p>
        </fieldset>
    }
}
