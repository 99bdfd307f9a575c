//! The checklists of a project, and the form that ticks without scripts.

use super::bulk;
use super::island::TickList;
use super::tick::TickRow;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::records::{undo, version};
use crate::ui::{ButtonKind, ButtonLink, EmptyState, Kind, NavLink, Notice, Problems, Progress, SubNav};
use domain::checklists::{Checklist, Progress as Count};
use domain::ids::ItemId;
use domain::{LineRange, Timestamp};
use leptos::prelude::*;
use service::ServiceError;
use service::checklists::{self, Listed, Lists, Shown, Ticked};
use service::people;

pub(super) async fn page(visit: Visit) -> PageResult {
    let (viewer, now) = (visit.viewer().await?, service::now());
    // A form that was refused was on a filtered page of the list, which it carries along.
    let fields = visit.fields();
    let word = fields.sent().map_or_else(|| visit.query("show").to_owned(), |sent| sent.get("show").to_owned());
    let shown = Shown::from_word(&word);
    let page = fields.sent().map_or_else(|| visit.page(), |sent| service::PageNumber::parse(sent.find("page")));
    let lists = checklists::list(&visit.state.db, &viewer, shown, page, now).await?;
    let place = Place::from(&viewer);
    let people = if place.edits { people::list(&visit.state.db, &viewer).await? } else { Vec::new() };
    let (title, asked) = (format!("Checklists of {}", viewer.project().name), visit.clone());
    let page = Page::new(title, move || {
        let marks = Marks { missed: bulk::missed(&visit), chosen: fields.sent().map(bulk::chosen).unwrap_or_default() };
        let groups: Vec<_> = lists.lists.iter().filter_map(|list| group(&place, list, &lists, shown, &marks, now)).collect();
        let bar = (place.edits && !lists.items.rows.is_empty()).then(|| bulk::bar(&place, &lists, shown, &people, &fields));
        view! {
            {tabs(&viewer, Tab::Checklists, actions(&place))}
            <Problems problems=fields.problems()/>
            {undo(&visit)}
            {bulk::told(&visit)}
            {(!lists.lists.is_empty()).then(|| head(&place, &lists, shown))}
            {nothing(&place, &lists, shown)}
            {groups}
            {pager(&visit, &lists.items)}
            {bar}
        }
    });
    let done = [("added", "The items are added."), ("created", "The checklist is made. Add its first item.")];
    Ok(page.done(&asked, &done).with_islands())
}

/// Back to where a form of the list stood: its page, with the same choice.
pub(super) fn here(path: &str, sent: &Values) -> String {
    let page: u32 = sent.get("page").parse().unwrap_or(1);
    format!("{path}?show={}&page={page}", Shown::from_word(sent.get("show")).as_str())
}

pub(super) async fn tick(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let incomplete = || ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into());
    let id: ItemId = sent.get("item").parse().map_err(|_| incomplete())?;
    let version = version(&sent)?;
    let editor = visit.viewer().await?.editor()?;
    match checklists::tick(&visit.state.db, &editor, id, version, sent.find("done").is_some(), service::now()).await? {
        Ticked::Stale(_) => Err(ServiceError::Stale.into()),
        Ticked::Saved(item) => Ok(Done::at(format!("{}#item-{}", here(&visit.path, &sent), item.id))),
    }
}

fn actions(place: &Place) -> Option<AnyView> {
    let (paste, new) = (place.link("/checklists/paste"), place.link("/checklists/new"));
    place
        .edits
        .then(|| view! { <ButtonLink href=paste>"Paste a list"</ButtonLink> <ButtonLink href=new>"New checklist"</ButtonLink> }.into_any())
}

/// How far all lists are, and which items are shown.
fn head(place: &Place, lists: &Lists, shown: Shown) -> impl IntoView + use<> {
    let address = |choice: Shown| match choice {
        Shown::All => place.link("/checklists"),
        other => place.link(&format!("/checklists?show={}", other.as_str())),
    };
    let name = |choice| match choice {
        Shown::All => "All",
        Shown::Open => "Open",
        Shown::Blocking => "Blocking",
        Shown::Mine => "Mine",
        Shown::Overdue => "Overdue",
    };
    let count = |choice| u32::try_from(lists.counts.of(choice)).unwrap_or(u32::MAX);
    let links = Shown::ALL.map(|choice| NavLink::new(name(choice), address(choice), &address(shown)).with_count(count(choice)));
    let sum = lists.progress();
    let apart =
        (sum.not_applicable > 0).then(|| view! { <span class="small muted">{format!("{} not applicable", sum.not_applicable)}</span> });
    view! {
        <div class="checklists-head">
            <SubNav label="Items" links=links.into()/>
            <div class="checklists-sum"><Progress label="All checklists" done=sum.done total=sum.total unit="done in all"/>{apart}</div>
        </div>
    }
}

/// The rows of one list on this page; `None` where all its rows are on other pages. A list without items is on the first one.
fn group(
    place: &Place,
    (list, progress): &(Checklist, Count),
    lists: &Lists,
    shown: Shown,
    marks: &Marks,
    now: Timestamp,
) -> Option<impl IntoView + use<>> {
    let rows: Vec<TickRow> = lists.items.rows.iter().filter(|row| row.checklist == list.id).map(|row| tick_row(row, marks, now)).collect();
    let empty = progress.rows() == 0 && lists.items.number == 1 && shown == Shown::All;
    if rows.is_empty() && !empty {
        return None;
    }
    let none = empty.then(|| view! { <p class="none-yet">"No items yet."</p> });
    let href = place.link(&format!("/checklists/{}", list.id));
    let add = place.edits.then(|| {
        let (href, label) = (place.link(&format!("/items/new?list={}", list.id)), format!("Add an item to {}", list.title));
        view! { <p class="checklist-foot"><a class="button" data-size="small" href=href aria-label=label>"Add an item"</a></p> }
    });
    let (slug, title, page, may_tick) = (place.slug.clone(), list.title.to_string(), lists.items.number, place.edits);
    let (done, total, show) = (progress.done, progress.total, shown.as_str().to_owned());
    Some(view! {
        <section class="sheet" id=format!("list-{}", list.id)>
            <TickList slug title href done total rows page show may_tick/>
            {none}
            {add}
        </section>
    })
}

/// What the last deed on many items left to say about some.
struct Marks {
    missed: Vec<ItemId>,
    chosen: Vec<ItemId>,
}

fn tick_row(row: &Listed, marks: &Marks, now: Timestamp) -> TickRow {
    let problem = marks
        .missed
        .contains(&row.item.id)
        .then(|| "This was left alone: somebody changed it meanwhile, or it does not apply. This is how it stands now.".to_owned());
    let chosen = marks.chosen.contains(&row.item.id);
    TickRow { problem, chosen, ..TickRow::of(&row.item, Some(row.evidence), now) }
}

fn nothing(place: &Place, lists: &Lists, shown: Shown) -> impl IntoView + use<> {
    if lists.lists.is_empty() {
        let import = place.audits.then(|| {
            let href = place.link("/import");
            view! { <ButtonLink href kind=ButtonKind::Main>"Import a report"</ButtonLink> }.into_any()
        });
        let text = "Make a checklist, paste one that you have, or import a report: every “- [ ]” in it becomes an item.";
        return view! { <EmptyState title="No checklist yet" text action=import/> }.into_any();
    }
    let text = match shown {
        Shown::All => return ().into_any(),
        Shown::Open => "Every item is done.",
        Shown::Blocking => "No blocking item is open.",
        Shown::Mine => "No open item is assigned to you.",
        Shown::Overdue => "Nothing is overdue.",
    };
    lists.items.rows.is_empty().then(|| view! { <Notice kind=Kind::Ok>{text}</Notice> }).into_any()
}

/// Lines of a report, in words.
pub(super) fn line_words(lines: LineRange) -> String {
    if lines.first == lines.last { format!("line {}", lines.first) } else { format!("lines {}–{}", lines.first, lines.last) }
}
