//! Many items from one pasted list: the text, then what would be added, then done.

use crate::frame::{Fields, Page, PageError, PageResult, Values, Visit, looked_at, refused};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, ButtonLink, Checkbox, Choice, HiddenInput, Problems, Select, Sheet, TextArea, TextInput};
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use service::PageNumber;
use service::checklists::{self, PasteForm, PastePlan, PlannedGroup, Shown};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (editor, now) = (visit.viewer().await?.editor()?, service::now());
    let fields = visit.fields();
    let plan = match fields.sent().filter(|_| fields.problems().is_empty()) {
        Some(sent) => Some((checklists::preview_pasted(&visit.state.db, &editor, &typed(sent), now).await?, sent.clone())),
        None => None,
    };
    let lists = checklists::list(&visit.state.db, &editor, Shown::All, PageNumber::FIRST, now).await?.lists;
    let choices: Vec<Choice> = lists
        .iter()
        .map(|(list, _)| Choice::new(list.id.to_string(), list.title.to_string()))
        .chain([Choice::new("", "a new checklist")])
        .collect();
    Ok(Page::new(format!("Paste a list into {}", editor.project().name), move || {
        let back = Place::from(&*editor).link("/checklists");
        let looked = plan.map(|(plan, sent)| preview(&visit.path, &plan, &sent));
        let form = form(&visit.path, back, choices, &fields);
        view! {
            {tabs(&editor, Tab::Checklists, None)}
            <Problems problems=fields.problems()/>
            {looked}
            <Sheet title="Paste a list">{form}</Sheet>
        }
    })
    .narrow())
}

/// Shows what would be added, or adds it: the button decides.
pub(super) async fn take(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match act(&visit, &sent).await {
        Ok(Some(path)) => Redirect::to(&path).into_response(),
        Ok(None) => looked_at(visit, page, sent).await,
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn act(visit: &Visit, sent: &Values) -> Result<Option<String>, PageError> {
    let editor = visit.viewer().await?.editor()?;
    if sent.get("then") == "add" {
        checklists::add_pasted(&visit.state.db, &editor, &typed(sent), service::now()).await?;
        return Ok(Some(format!("/projects/{}/checklists?done=added", editor.project().slug)));
    }
    // What cannot be used is refused here, so that the page itself always can be shown.
    checklists::preview_pasted(&visit.state.db, &editor, &typed(sent), service::now()).await?;
    Ok(None)
}

fn typed(sent: &Values) -> PasteForm {
    let field = |name| sent.get(name).to_owned();
    PasteForm { text: field("text"), list: field("list"), title: field("title"), headings: sent.find("headings").is_some() }
}

fn form(here: &str, back: String, choices: Vec<Choice>, fields: &Fields) -> impl IntoView + use<> {
    let (value, error) = (|name| fields.value(name, ""), |name| fields.error(name));
    let first = choices.first().map(|choice| choice.value.clone()).unwrap_or_default();
    let (list, headings, here) = (fields.value("list", &first), fields.ticked("headings", true), here.to_owned());
    view! {
        <form method="post" action=here class="form">
            <TextArea name="text" label="The list" source=true rows=12 value=value("text") error=error("text")
                hint="Markdown: bullets, numbers or “- [ ]”. Ticked ones come ticked. Nested ones come out flat. Without any, each line is an item."/>
            <Select name="list" label="Goes to" choices value=list error=error("list")/>
            <TextInput name="title" label="Name of the new checklist" value=value("title") error=error("title") optional=true maxlength=Some(300)/>
            <Checkbox name="headings" label="Each heading makes a checklist of its own" checked=headings/>
            <div class="form-actions">
                <Button kind=ButtonKind::Main name="then" value="look">"Look at it"</Button>
                <ButtonLink href=back>"Cancel"</ButtonLink>
            </div>
        </form>
    }
}

fn preview(here: &str, plan: &PastePlan, sent: &Values) -> impl IntoView + use<> {
    let items = plan.items();
    let words = if items == 1 { "Add 1 item".to_owned() } else { format!("Add {items} items") };
    let groups = plan.groups.iter().map(planned).collect_view();
    let left = (!plan.left_out.is_empty()).then(|| {
        let rows =
            plan.left_out.iter().map(|text| view! { <li class="row"><pre class="row-text">{text.clone()}</pre></li> }).collect_view();
        view! { <h3>"Not added, for it is no item"</h3><ul class="rows">{rows}</ul> }
    });
    let carried = ["text", "list", "title", "headings"]
        .into_iter()
        .filter_map(|name| sent.find(name).map(|value| view! { <HiddenInput name=name value=value.to_owned()/> }))
        .collect_view();
    let here = here.to_owned();
    let add = (items > 0).then(|| view! { <Button kind=ButtonKind::Main name="then" value="add">{words}</Button> });
    view! {
        <Sheet title="What will be added" main=true count=items.to_string()>
            {groups}
            {left}
            <form method="post" action=here>{carried}<div class="form-actions">{add}</div></form>
        </Sheet>
    }
}

fn planned(group: &PlannedGroup) -> impl IntoView + use<> {
    let new = if group.list.is_none() { "new checklist" } else { "" };
    let rows = group
        .items
        .iter()
        .map(|item| {
            let (text, state) = (item.text.to_string(), item.done.then(|| view! { <span class="tick-who">"ticked"</span> }));
            let detail = (!item.detail.is_empty()).then(|| view! { <pre class="row-text">{item.detail.to_string()}</pre> });
            view! { <li class="row"><div class="row-head"><span class="row-title">{text}</span>{state}</div>{detail}</li> }
        })
        .collect_view();
    let known = (!group.known.is_empty()).then(|| {
        let names: Vec<String> = group.known.iter().map(|text| format!("“{text}”")).collect();
        view! { <p class="small muted">{format!("There already, not doubled: {}", names.join(", "))}</p> }
    });
    view! { <h3>{group.title.to_string()}<span class="count">{new}</span></h3><ul class="rows">{rows}</ul>{known} }
}
