//! The page of one item.

use super::evidence;
use super::lists::line_words;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::{Place, prose};
use crate::projects::{Tab, tabs};
use crate::records::{around, since, throw_button, version};
use crate::relations::tied;
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, Fact, HiddenInput, Kind, Pill, Problems, Select, Sheet, TextInput, TitleBlock};
use domain::Timestamp;
use domain::checklists::{Item, ItemState};
use domain::ids::ItemId;
use leptos::prelude::*;
use service::ServiceError;
use service::checklists::{self, ItemPage, Ticked};
use service::{records, relations};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (id, viewer, now): (ItemId, _, _) = (visit.id("item")?, visit.viewer().await?, service::now());
    let shown = checklists::show(&visit.state.db, &viewer, id, now).await?;
    let ties = relations::tied(&visit.state.db, &viewer, id).await?;
    let talk = records::around(&visit.state.db, &viewer, id, visit.talk()).await?;
    let asked = visit.clone();
    let page = Page::new(format!("{} – {}", shown.item.text, viewer.project().name), move || {
        let (place, fields) = (Place::from(&viewer), visit.fields());
        let around = around(&visit, &viewer, id.into(), &talk);
        let stale = since(&fields, &place.slug, shown.item.version, &talk.events);
        let deeds = place.edits.then(|| what_now(&place, &shown, &visit));
        view! {
            {tabs(&viewer, Tab::Checklists, None)}
            <Problems problems=fields.problems()/>
            {stale}
            <div class="split">
                <div class="stack">{record(&place, &shown, now)}{evidence::sheet(&place, &visit, id, &shown.evidence)}{around}</div>
                <div class="stack">{deeds}{tied(&place, id.into(), &ties, now)}</div>
            </div>
        }
    });
    Ok(page.done(
        &asked,
        &[
            ("created", "The item is added."),
            ("changed", "Saved."),
            ("ticked", "The item is ticked."),
            ("unticked", "The tick is taken back."),
            ("aside", "The item does not apply any more, and counts on neither side."),
            ("applies", "The item applies again."),
            ("moved", "The item is in its new place."),
            ("proved", "The evidence is added."),
            ("restored", "The item is back."),
        ],
    ))
}

pub(super) async fn tick(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (ItemId, _) = (visit.id("item")?, visit.viewer().await?.editor()?);
    let done = sent.get("done") == "yes";
    match checklists::tick(&visit.state.db, &editor, id, version(&sent)?, done, service::now()).await? {
        Ticked::Stale(_) => Err(ServiceError::Stale.into()),
        Ticked::Saved(_) => Ok(Done::at(format!("{}?done={}", visit.path, if done { "ticked" } else { "unticked" }))),
    }
}

pub(super) async fn apply(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor, now): (ItemId, _, _) = (visit.id("item")?, visit.viewer().await?.editor()?, service::now());
    let version = version(&sent)?;
    let word = if sent.get("applies") == "yes" {
        checklists::take_up(&visit.state.db, &editor, id, version, now).await?;
        "applies"
    } else {
        checklists::set_aside(&visit.state.db, &editor, id, version, sent.get("reason"), now).await?;
        "aside"
    };
    Ok(Done::at(format!("{}?done={word}", visit.path)))
}

const fn standing(state: ItemState) -> (Kind, &'static str) {
    match state {
        ItemState::Open => (Kind::Neutral, "open"),
        ItemState::Unverified => (Kind::Warn, "ticked, waits for a verification"),
        ItemState::Done => (Kind::Ok, "done"),
        ItemState::NotApplicable => (Kind::Neutral, "not applicable"),
    }
}

fn record(place: &Place, shown: &ItemPage, now: Timestamp) -> impl IntoView + use<> {
    let item = &shown.item;
    let edit = place.edits.then(|| {
        let href = place.link(&format!("/items/{}/edit", item.id));
        view! { <span class="push"><ButtonLink href small=true>"Edit"</ButtonLink></span> }.into_any()
    });
    let (kind, word) = standing(item.state(now));
    let blocking = item.blocking.then(|| view! { <Pill kind=Kind::Bad text="blocking"/> });
    let overdue = item.is_overdue(now).then(|| view! { <Pill kind=Kind::Bad text="overdue"/> });
    let list = shown.lists.iter().find(|(list, _)| list.id == item.checklist).map(|(list, _)| {
        let (href, title) = (place.link(&format!("/checklists/{}", list.id)), list.title.to_string());
        view! { <Fact name="Checklist"><a href=href>{title}</a></Fact> }
    });
    let detail = prose(&item.detail);
    let facts = facts(item, now).into_iter().map(|(name, value)| view! { <Fact name>{value}</Fact> }).collect_view();
    view! {
        <Sheet title=item.text.to_string() main=true actions=edit>
            <p class="cluster"><Pill kind text=word/>{blocking}{overdue}</p>
            <TitleBlock>{list}{facts}</TitleBlock>
            {detail}
        </Sheet>
    }
}

fn facts(item: &Item, now: Timestamp) -> Vec<(&'static str, String)> {
    let ticked = item.done.as_ref().map(|done| {
        let how = if done.imported { "In the report that" } else { "By" };
        let end = if done.imported { " brought in" } else { "" };
        format!("{how} {}{end} · {}", done.by_name, done.at)
    });
    let vouched = item.needs_verification.then(|| match item.verified_until {
        None => "Needed, none has passed yet".to_owned(),
        Some(until) if until <= now => format!("Lapsed {until}"),
        Some(until) if until.today().to_string().starts_with("9999") => "Passed, does not lapse".to_owned(),
        Some(until) => format!("Passed, fresh until {until}"),
    });
    let facts = [
        ("Assignee", Some(item.assignee.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string))),
        ("Due", item.due.map(|due| due.to_string())),
        ("Ticked", ticked),
        ("Verification", vouched),
        ("Not applicable", item.set_aside.as_ref().map(|aside| format!("{} ({}, {})", aside.reason, aside.by_name, aside.at))),
        ("From the report", item.lines.map(line_words)),
    ];
    facts.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))).collect()
}

fn what_now(place: &Place, shown: &ItemPage, visit: &Visit) -> impl IntoView + use<> {
    let (item, fields) = (&shown.item, visit.fields());
    let here = place.link(&format!("/items/{}", item.id));
    let version = item.version.0.to_string();
    let carried = move || view! { <HiddenInput name="version" value=version.clone()/> };
    let (value, words) = if item.done.is_some() { ("no", "Take the tick back") } else { ("yes", "Tick it") };
    let tick = item.set_aside.is_none().then(|| {
        view! { <form method="post" action=format!("{here}/tick")>{carried()}<Button kind=ButtonKind::Main name="done" value=value>{words}</Button></form> }
    });
    let applies = if item.set_aside.is_some() {
        view! { <form method="post" action=format!("{here}/applies")>{carried()}<Button name="applies" value="yes">"It applies again"</Button></form> }.into_any()
    } else {
        let (value, error) = (fields.value("reason", ""), fields.error("reason"));
        let open = error.is_some();
        view! {
            <details class="fold" open=open>
                <summary>"It does not apply …"</summary>
                <form method="post" action=format!("{here}/applies") class="fold-body form">
                    {carried()}
                    <TextInput name="reason" label="Reason" hint="Why it does not concern this project." value error required=true maxlength=Some(300)/>
                    <div class="form-actions"><Button>"Set it aside"</Button></div>
                </form>
            </details>
        }
        .into_any()
    };
    let others = shown.lists.iter().map(|(list, _)| list).filter(|list| list.id != item.checklist);
    let choices: Vec<Choice> = others.map(|list| Choice::new(list.id.to_string(), list.title.to_string())).collect();
    let elsewhere = (!choices.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary>"Move it to another checklist …"</summary>
                <form method="post" action=format!("{here}/order") class="fold-body form">
                    {carried()}
                    <Select name="list" label="Checklist" choices/>
                    <div class="form-actions"><Button>"Move it"</Button></div>
                </form>
            </details>
        }
    });
    let throw = throw_button(&place.slug, item.id.into(), item.version);
    view! { <Sheet title="What now?"><div class="stack-tight">{tick}{applies}{elsewhere}{throw}</div></Sheet> }
}
