//! The form in which an item is written.

use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{Stored, newer, version};
use crate::ui::{Button, ButtonKind, ButtonLink, Checkbox, HiddenInput, Problems, Sheet, Suggestions, TextArea, TextInput};
use domain::ids::{ChecklistId, ItemId};
use domain::people::Mentionable;
use domain::records::Described;
use leptos::prelude::*;
use service::checklists::{self, ItemForm};
use service::people;

pub(super) async fn blank(visit: Visit) -> PageResult {
    let editor = visit.viewer().await?.editor()?;
    let typed = visit.fields();
    let list = typed.value("list", visit.query("list")).parse::<ChecklistId>().map_err(|_| PageError::NotFound)?;
    let (list, _) = checklists::find_list(&visit.state.db, &editor, list, service::now()).await?;
    let people = people::list(&visit.state.db, &editor).await?;
    let asked = visit.clone();
    let page = Page::new(format!("New item of {}", list.title), move || {
        let back = Place::from(&*editor).link(&format!("/checklists#list-{}", list.id));
        let form = form(&visit.path, back, &Stored::nothing(), Some(list.id), &typed, &people);
        view! {
            {tabs(&editor, Tab::Checklists, None)}
            <Problems problems=typed.problems()/>
            <Sheet title=format!("New item in “{}”", list.title)>{form}</Sheet>
        }
    });
    let done = [("added", "The item is added. Here is room for the next one."), ("created", "The checklist is made. Add its first item.")];
    Ok(page.narrow().done(&asked, &done))
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let list = sent.get("list").parse::<ChecklistId>().map_err(|_| PageError::NotFound)?;
    let item = checklists::create(&visit.state.db, &editor, list, &typed(&sent), service::now()).await?;
    let slug = &editor.project().slug;
    // Lists are written in one go: the button decides whether the form comes back empty.
    Ok(Done::at(if sent.get("then") == "another" {
        format!("/projects/{slug}/items/new?list={list}&done=added")
    } else {
        format!("/projects/{slug}/items/{}?done=created", item.id)
    }))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, editor): (ItemId, _) = (visit.id("item")?, visit.viewer().await?.editor()?);
    let item = checklists::show(&visit.state.db, &editor, id, service::now()).await?.item;
    let people = people::list(&visit.state.db, &editor).await?;
    let typed = visit.fields();
    Ok(Page::new(format!("Change {}", item.text), move || {
        let back = Place::from(&*editor).link(&format!("/items/{id}"));
        let form = form(&visit.path, back, &Stored::of(item.version, item.facts()), None, &typed, &people);
        view! {
            {tabs(&editor, Tab::Checklists, None)}
            <Problems problems=typed.problems()/>
            {newer(&typed, item.version, &item.facts())}
            <Sheet title="Change the item">{form}</Sheet>
        }
    })
    .narrow())
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (ItemId, _) = (visit.id("item")?, visit.viewer().await?.editor()?);
    checklists::change(&visit.state.db, &editor, id, version(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/items/{id}?done=changed", editor.project().slug)))
}

fn typed(sent: &Values) -> ItemForm {
    let field = |name| sent.get(name).to_owned();
    ItemForm {
        text: field("text"),
        detail: field("detail"),
        assignee: field("assignee"),
        due: field("due"),
        blocking: sent.find("blocking").is_some(),
        needs_verification: sent.find("needs_verification").is_some(),
    }
}

fn form(
    here: &str,
    back: String,
    stored: &Stored,
    list: Option<ChecklistId>,
    typed: &Fields,
    people: &[Mentionable],
) -> impl IntoView + use<> {
    let (value, error) = (|name| stored.value(typed, name), |name| typed.error(name));
    let ticked = |name| typed.ticked(name, !stored.value(&Fields::default(), name).is_empty());
    let (blocking, needs) = (ticked("blocking"), ticked("needs_verification"));
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    let (version, here) = (stored.version(), here.to_owned());
    let another = list.map(|_| view! { <Button name="then" value="another">"Save and add another"</Button> });
    let list = list.map(|list| view! { <HiddenInput name="list" value=list.to_string()/> });
    view! {
        <form method="post" action=here class="form">
            {version}
            {list}
            <TextInput name="text" label="Text" hint="What is done when it is ticked, in one line." value=value("text") error=error("text") required=true
                maxlength=Some(300) autocomplete="off"/>
            <TextArea name="detail" label="Details" hint="How it is done. Markdown." value=value("detail") error=error("detail") rows=6 optional=true/>
            <div class="form-row">
                <TextInput name="assignee" label="Assignee" hint="A member, or anybody else by name." value=value("assignee") error=error("assignee")
                    optional=true list="people" autocomplete="off"/>
                <TextInput name="due" label="Due" hint="Its last day: from the day after it is overdue." kind="date" value=value("due")
                    error=error("due") optional=true/>
            </div>
            <Suggestions id="people" words=names/>
            <Checkbox name="blocking" label="Blocking" hint="The project cannot go while it is open." checked=blocking/>
            <Checkbox name="needs_verification" label="Needs a passing verification" checked=needs
                hint="A tick alone is not enough: it counts as done while a verification that checks it is fresh and passed."/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button>{another}<ButtonLink href=back>"Cancel"</ButtonLink></div>
        </form>
    }
}
