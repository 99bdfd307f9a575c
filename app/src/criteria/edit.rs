//! The form in which a criterion is written.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, Problems, Select, Sheet, Suggestions, TextArea, TextInput};
use domain::criteria::CriterionState;
use domain::ids::CriterionId;
use domain::people::Mentionable;
use domain::records::Described;
use leptos::prelude::*;
use service::criteria::{self, CriterionForm};
use service::people;

pub(super) async fn blank(visit: Visit) -> PageResult {
    let editor = visit.viewer().await?.editor()?;
    let people = people::list(&visit.state.db, &editor).await?;
    let typed = visit.fields();
    Ok(Page::new(format!("New criterion of {}", editor.project().name), move || {
        let back = Place::from(&*editor).link("/criteria");
        let form = form(&visit.path, back, &Stored::nothing(), &typed, &people);
        view! {
            {tabs(&editor, Tab::Plan, None)}
            <Problems problems=typed.problems()/>
            <Sheet title="New criterion">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let criterion = criteria::create(&visit.state.db, &editor, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/criteria/{}?done=created", editor.project().slug, criterion.id)))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, editor): (CriterionId, _) = (visit.id("criterion")?, visit.viewer().await?.editor()?);
    let criterion = criteria::find(&visit.state.db, &editor, id).await?;
    let people = people::list(&visit.state.db, &editor).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Change {}", criterion.text), move || {
        let back = Place::from(&*editor).link(&format!("/criteria/{id}"));
        let stored = Stored::of(criterion.version, criterion.facts());
        let form = form(&visit.path, back, &stored, &fields, &people);
        view! {
            {tabs(&editor, Tab::Plan, None)}
            <Problems problems=fields.problems()/>
            {newer(&fields, criterion.version, &criterion.facts())}
            <Sheet title="Change the criterion">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (CriterionId, _) = (visit.id("criterion")?, visit.viewer().await?.editor()?);
    criteria::change(&visit.state.db, &editor, id, version(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/criteria/{id}?done=changed", editor.project().slug)))
}

fn typed(sent: &Values) -> CriterionForm {
    let field = |name| sent.get(name).to_owned();
    CriterionForm { label: field("label"), text: field("text"), state: field("state"), owner: field("owner"), notes: field("notes") }
}

fn form(here: &str, back: String, stored: &Stored, typed: &Fields, people: &[Mentionable]) -> impl IntoView + use<> {
    let (value, error) = (|name| stored.value(typed, name), |name| typed.error(name));
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    let states = CriterionState::ALL.into_iter().map(|state| Choice::new(state.as_str(), state.as_str())).collect();
    let (version, here) = (stored.version(), here.to_owned());
    view! {
        <form method="post" action=here class="form">
            {version}
            <TextInput name="text" label="What has to hold" value=value("text") error=error("text") required=true maxlength=Some(300)/>
            <div class="form-row">
                <Select name="state" label="State" choices=states value=value("state") error=error("state")/>
                <TextInput name="label" label="Letter or number" hint="As people call it, such as A or 3." value=value("label") error=error("label")
                    optional=true maxlength=Some(20) short=true autocomplete="off"/>
            </div>
            <TextInput name="owner" label="Owner" hint="A member, or anybody else by name." value=value("owner") error=error("owner") optional=true
                list="people" autocomplete="off"/>
            <Suggestions id="people" words=names/>
            <TextArea name="notes" label="Notes" hint="How it is judged, what was seen. Markdown." value=value("notes") error=error("notes") rows=8
                optional=true/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
}
