//! The page of one step.

use super::parts::{done_button, standing_kind};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::{Place, prose};
use crate::projects::{Tab, tabs};
use crate::records::{around, path, since, throw_button};
use crate::relations::{self, choose, picker, untie_button};
use crate::ui::{ButtonLink, Fact, Kind, Pill, Problems, Progress, Sheet, Status, TitleBlock};
use domain::Day;
use domain::ids::ActionId;
use domain::plans::Action;
use domain::relations::RelationKind;
use leptos::prelude::*;
use service::plans::{self, Closing};
use service::records;

pub(super) async fn one(visit: Visit) -> PageResult {
    let (id, viewer, now): (ActionId, _, _) = (visit.id("step")?, visit.viewer().await?, service::now());
    let step = plans::show(&visit.state.db, &viewer, id, now).await?;
    let found = choose(&visit, &viewer, Place::from(&viewer).edits, RelationKind::Closes, id.into()).await?;
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let asked = visit.clone();
    let page = Page::new(format!("{} – {}", step.action.focus, viewer.project().name), move || {
        let (place, fields) = (Place::from(&viewer), visit.fields());
        let around = around(&visit, &viewer, id.into(), &talk);
        let picker =
            place.edits.then(|| picker(&place.link(&format!("/plan/{id}")), visit.query("find"), "Add what it closes", &found).into_any());
        view! {
            {tabs(&viewer, Tab::Plan, None)}
            <Problems problems=fields.problems()/>
            {since(&fields, &place.slug, step.action.version, &talk.events)}
            <div class="split">
                <div class="stack">{record(&place, &step.action, now.today())}</div>
                <div class="stack">
                    {place.edits.then(|| what_now(&place, &step.action))}
                    {closing(&place, id, &step.closing, picker)}
                </div>
            </div>
            {around}
        }
    });
    Ok(page.done(
        &asked,
        &[
            ("created", "The step is added. Say below what it closes."),
            ("changed", "Saved."),
            ("done", "The step is done."),
            ("reopened", "The step is open again."),
            ("tied", "The step closes one more record."),
            ("untied", "The step does not close that record any more."),
            ("restored", "The step is back."),
        ],
    ))
}

pub(super) async fn tie(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let id: ActionId = visit.id("step")?;
    relations::set(visit, sent, RelationKind::Closes, id.into()).await
}

fn record(place: &Place, row: &Action, today: Day) -> impl IntoView + use<> {
    let here = place.link(&format!("/plan/{}", row.id));
    let edit = place
        .edits
        .then(|| view! { <span class="push"><ButtonLink href=format!("{here}/edit") small=true>"Edit"</ButtonLink></span> }.into_any());
    let standing = row.standing(today);
    let (kind, word) = (standing_kind(standing), standing.as_str());
    let facts = [
        ("When", row.when.clone()),
        ("Date", row.date.map(|date| date.to_string())),
        ("Owner", Some(row.owner.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string))),
        ("Done", row.done.as_ref().map(|done| format!("{} by {}", done.at.day(), done.by_name))),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| value.map(|value| view! { <Fact name>{value}</Fact> })).collect_view();
    let deliverables = prose(&row.deliverables);
    let deliverables = (!row.deliverables.is_empty()).then(|| view! { <div><h3>"Deliverables"</h3>{deliverables}</div> });
    view! {
        <Sheet title=row.focus.to_string() main=true actions=edit>
            <p><Pill kind text=word/></p>
            <TitleBlock>{facts}</TitleBlock>
            {deliverables}
        </Sheet>
    }
}

fn what_now(place: &Place, row: &Action) -> impl IntoView + use<> {
    let (done, throw) = (done_button(place, row, None), throw_button(&place.slug, row.id.into(), row.version));
    view! { <Sheet title="What now?"><div class="stack-tight">{done}{throw}</div></Sheet> }
}

fn closing(place: &Place, id: ActionId, rows: &[Closing], picker: Option<AnyView>) -> impl IntoView + use<> {
    let here = place.link(&format!("/plan/{id}"));
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let done = u32::try_from(rows.iter().filter(|row| row.closed).count()).unwrap_or(u32::MAX);
    let progress = (total > 0).then(|| view! { <Progress label="What this step closes" done total unit="closed"/> });
    let none = rows.is_empty().then(|| view! { <p class="none-yet">"Nothing so far: a step that closes nothing moves no gate."</p> });
    let lines = rows
        .iter()
        .map(|row| {
            let (href, title, noun) = (path(&place.slug, row.record), row.title.clone(), row.record.kind.noun());
            let (kind, word) = if row.closed { (Kind::Ok, "closed") } else { (Kind::Neutral, "open") };
            let untie = place.edits.then(|| untie_button(&here, row.record, &row.title));
            view! {
                <li class="row">
                    <div class="row-head"><a class="row-title" href=href>{title}</a><Status kind text=word/></div>
                    <div class="cluster"><span class="small muted">{noun}</span>{untie}</div>
                </li>
            }
        })
        .collect_view();
    let list = (!rows.is_empty()).then(|| view! { <ul class="rows">{lines}</ul> });
    view! { <Sheet title="What it closes" id="ties">{progress}{none}{list}{picker}</Sheet> }
}
