//! The form in which a step is written.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, Problems, Sheet, Suggestions, TextArea, TextInput};
use domain::ids::ActionId;
use domain::people::Mentionable;
use domain::records::Described;
use leptos::prelude::*;
use service::people;
use service::plans::{self, ActionForm};

pub(super) async fn blank(visit: Visit) -> PageResult {
    let editor = visit.viewer().await?.editor()?;
    let people = people::list(&visit.state.db, &editor).await?;
    let typed = visit.fields();
    Ok(Page::new(format!("New step of {}", editor.project().name), move || {
        let back = Place::from(&*editor).link("/plan");
        let form = form(&visit.path, back, &Stored::nothing(), &typed, &people);
        view! {
            {tabs(&editor, Tab::Plan, None)}
            <Problems problems=typed.problems()/>
            <Sheet title="New step">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let action = plans::create(&visit.state.db, &editor, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/plan/{}?done=created", editor.project().slug, action.id)))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, editor): (ActionId, _) = (visit.id("step")?, visit.viewer().await?.editor()?);
    let action = plans::find(&visit.state.db, &editor, id).await?;
    let people = people::list(&visit.state.db, &editor).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Change {}", action.focus), move || {
        let back = Place::from(&*editor).link(&format!("/plan/{id}"));
        let stored = Stored::of(action.version, action.facts());
        let form = form(&visit.path, back, &stored, &fields, &people);
        view! {
            {tabs(&editor, Tab::Plan, None)}
            <Problems problems=fields.problems()/>
            {newer(&fields, action.version, &action.facts())}
            <Sheet title="Change the step">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (ActionId, _) = (visit.id("step")?, visit.viewer().await?.editor()?);
    plans::change(&visit.state.db, &editor, id, version(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/plan/{id}?done=changed", editor.project().slug)))
}

fn typed(sent: &Values) -> ActionForm {
    let field = |name| sent.get(name).to_owned();
    ActionForm {
        when: field("when"),
        date: field("date"),
        focus: field("focus"),
        deliverables: field("deliverables"),
        owner: field("owner"),
    }
}

fn form(here: &str, back: String, stored: &Stored, typed: &Fields, people: &[Mentionable]) -> impl IntoView + use<> {
    let (value, error) = (|name| stored.value(typed, name), |name| typed.error(name));
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    let (version, here) = (stored.version(), here.to_owned());
    view! {
        <form method="post" action=here class="form">
            {version}
            <TextInput name="focus" label="Focus" hint="What the step is about." value=value("focus") error=error("focus") required=true
                maxlength=Some(300)/>
            <div class="form-row">
                <TextInput name="when" label="When" hint="A day or phase as people say it, such as Day 3." value=value("when") error=error("when")
                    optional=true maxlength=Some(100) autocomplete="off"/>
                <TextInput name="date" label="Date" hint="Its last day: from the day after it is late." kind="date" value=value("date")
                    error=error("date") optional=true/>
            </div>
            <TextInput name="owner" label="Owner" hint="A member, or anybody else by name." value=value("owner") error=error("owner") optional=true
                list="people" autocomplete="off"/>
            <Suggestions id="people" words=names/>
            <TextArea name="deliverables" label="Deliverables" hint="What there will be afterwards. Markdown." value=value("deliverables")
                error=error("deliverables") rows=8 optional=true/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
}
