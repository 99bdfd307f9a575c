//! One checklist: its name, its place, what is said about it.

use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::records::{around, newer, since, throw_button, version};
use crate::ui::{Button, ButtonKind, ButtonLink, HiddenInput, Problems, Progress, Sheet, TextInput};
use domain::checklists::{Checklist, Progress as Count};
use domain::ids::ChecklistId;
use domain::order::Direction;
use domain::records::Described;
use leptos::prelude::*;
use service::{checklists, records};

pub(super) async fn blank(visit: Visit) -> PageResult {
    let editor = visit.viewer().await?.editor()?;
    let fields = visit.fields();
    Ok(Page::new(format!("New checklist of {}", editor.project().name), move || {
        let (here, back) = (visit.path.clone(), Place::from(&*editor).link("/checklists"));
        let (value, error) = (fields.value("title", ""), fields.error("title"));
        view! {
            {tabs(&editor, Tab::Checklists, None)}
            <Problems problems=fields.problems()/>
            <Sheet title="New checklist">
                <form method="post" action=here class="form">
                    <TextInput name="title" label="Name" hint="What its items have in common, such as “Before the first night”." value error required=true
                        maxlength=Some(300) autocomplete="off"/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Make it"</Button><ButtonLink href=back>"Cancel"</ButtonLink></div>
                </form>
            </Sheet>
        }
    })
    .narrow())
}

pub(super) async fn create(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let list = checklists::create_list(&visit.state.db, &editor, sent.get("title"), service::now()).await?;
    Ok(Done::at(format!("/projects/{}/items/new?list={}&done=created", editor.project().slug, list.id)))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, viewer): (ChecklistId, _) = (visit.id("checklist")?, visit.viewer().await?);
    let (list, progress) = checklists::find_list(&visit.state.db, &viewer, id, service::now()).await?;
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let (fields, asked) = (visit.fields(), visit.clone());
    let page = Page::new(format!("{} – {}", list.title, viewer.project().name), move || {
        let place = Place::from(&viewer);
        let around = around(&visit, &viewer, id.into(), &talk);
        let stale = match fields.sent().and_then(|sent| sent.find("title")) {
            Some(_) => newer(&fields, list.version, &list.facts()).into_any(),
            None => since(&fields, &place.slug, list.version, &talk.events).into_any(),
        };
        let (value, error) = (fields.value("title", list.title.as_str()), fields.error("title"));
        let edit = place.edits.then(|| what_now(&place, &list, value, error));
        view! {
            {tabs(&viewer, Tab::Checklists, None)}
            <Problems problems=fields.problems()/>
            {stale}
            <div class="split">
                <div class="stack">{record(&place, &list, progress)}{around}</div>
                <div class="stack">{edit}</div>
            </div>
        }
    });
    Ok(page.done(
        &asked,
        &[
            ("renamed", "The checklist has its new name."),
            ("moved", "The checklist has its new place."),
            ("restored", "The checklist is back, with its items."),
        ],
    ))
}

pub(super) async fn rename(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (ChecklistId, _) = (visit.id("checklist")?, visit.viewer().await?.editor()?);
    checklists::rename(&visit.state.db, &editor, id, version(&sent)?, sent.get("title"), service::now()).await?;
    Ok(Done::at(format!("{}?done=renamed", visit.path)))
}

fn record(place: &Place, list: &Checklist, progress: Count) -> impl IntoView + use<> {
    let items = place.link(&format!("/checklists#list-{}", list.id));
    let apart =
        (progress.not_applicable > 0).then(|| view! { <p class="small muted">{format!("{} not applicable", progress.not_applicable)}</p> });
    let title = list.title.to_string();
    view! {
        <Sheet title=title.clone() main=true>
            <Progress label=title done=progress.done total=progress.total unit="done"/>
            {apart}
            <p><a href=items>"To its items"</a></p>
        </Sheet>
    }
}

fn what_now(place: &Place, list: &Checklist, value: String, error: Option<String>) -> impl IntoView + use<> {
    let (here, version) = (place.link(&format!("/checklists/{}", list.id)), list.version.0.to_string());
    let throw = throw_button(&place.slug, list.id.into(), list.version);
    let way = |way: Direction, words: &'static str| view! { <Button small=true name="way" value=way.as_str()>{words}</Button> };
    let (up, down) = (way(Direction::Up, "Move up"), way(Direction::Down, "Move down"));
    view! {
        <Sheet title="Name and place">
            <form method="post" action=here.clone() class="form">
                <HiddenInput name="version" value=version.clone()/>
                <TextInput name="title" label="Name" value error required=true maxlength=Some(300) autocomplete="off"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Rename"</Button></div>
            </form>
            <form method="post" action=format!("{here}/order") class="cluster">
                <HiddenInput name="version" value=version/>
                {up}{down}
            </form>
        </Sheet>
        <Sheet title="Away with it"><p class="hint">"It takes its items along, and brings them back."</p>{throw}</Sheet>
    }
}
