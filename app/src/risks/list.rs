//! The register, what narrows it, and the map of likelihood and impact.

use super::heat::heat_map;
use super::table::table;
use crate::blockers::owned_by;
use crate::frame::{Page, PageResult, Visit, encoded};
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::records::undo;
use crate::ui::{Button, ButtonKind, ButtonLink, Choice, EmptyState, NavLink, Select, Sheet, SubNav, Suggestions, TextInput};
use domain::people::Mentionable;
use domain::risks::Level;
use leptos::prelude::*;
use service::accounts::Viewer;
use service::risks::{self, Accepted, Filter, LevelAsked, RiskList, State};

/// What narrows the list beside its state, in the words of the address.
const NARROWS: [&str; 6] = ["level", "owner", "due", "accepted", "likelihood", "impact"];
const STATES: [(State, &str, &str); 3] = [(State::Open, "Open", ""), (State::Closed, "Closed", "closed"), (State::All, "All", "all")];

pub(super) async fn page(visit: Visit) -> PageResult {
    let (viewer, now) = (visit.viewer().await?, service::now());
    let people = service::people::list(&visit.state.db, &viewer).await?;
    let filter = filter(&visit, &viewer, &people);
    let list = risks::list(&visit.state.db, &viewer, &filter, visit.page(), now).await?;
    Ok(Page::new(format!("Risks of {}", viewer.project().name), move || {
        let (place, words) = (Place::from(&viewer), &viewer.project().words);
        let new = place
            .edits
            .then(|| view! { <ButtonLink href=place.link("/risks/new") kind=ButtonKind::Main>"New risk"</ButtonLink> }.into_any());
        let body = if list.page.rows.is_empty() {
            nothing(&visit, &list).into_any()
        } else {
            let (total, rows) = (list.page.total.to_string(), table(&place, words, now.today(), &list.page.rows).into_any());
            view! { <Sheet title="Register" count=total>{rows}</Sheet> }.into_any()
        };
        let map = heat_map(&place, words, &list.cells, list.counts.open).into_any();
        view! {
            {tabs(&viewer, Tab::Risks, new)}
            {undo(&visit)}
            {map}
            {states(&visit, &place, &filter, &list).into_any()}
            {narrow(&visit, &place, &people).into_any()}
            {body}
            {pager(&visit, &list.page)}
        }
    }))
}

fn filter(visit: &Visit, viewer: &Viewer, people: &[Mentionable]) -> Filter {
    let state = STATES.iter().find(|(.., word)| *word == visit.query("state")).map_or(State::Open, |(state, ..)| *state);
    let step = |name| visit.query(name).parse().ok().and_then(Level::from_number);
    let level = match visit.query("level") {
        "unknown" => LevelAsked::Unknown,
        figure => figure.parse().ok().and_then(Level::from_number).map_or(LevelAsked::Any, LevelAsked::Is),
    };
    let accepted = match visit.query("accepted") {
        "yes" => Accepted::Holds,
        "no" => Accepted::Not,
        _ => Accepted::Any,
    };
    let owner = owned_by(visit.query("owner"), viewer, people);
    Filter { state, level, owner, due: !visit.query("due").is_empty(), accepted, likelihood: step("likelihood"), impact: step("impact") }
}

fn states(visit: &Visit, place: &Place, filter: &Filter, list: &RiskList) -> impl IntoView + use<> {
    let kept = NARROWS
        .into_iter()
        .filter(|name| !visit.query(name).is_empty())
        .map(|name| format!("&{name}={}", encoded(visit.query(name))))
        .collect::<Vec<_>>()
        .concat();
    let links = STATES.into_iter().map(|(state, label, word)| {
        let own = if word.is_empty() { String::new() } else { format!("&state={word}") };
        let query = format!("{own}{kept}");
        let query = query.strip_prefix('&').map_or_else(String::new, |query| format!("?{query}"));
        let count = match state {
            State::Open => list.counts.open,
            State::Closed => list.counts.closed,
            State::All => list.counts.open + list.counts.closed,
        };
        let link = NavLink::new(label, place.link(&format!("/risks{query}")), "");
        NavLink { current: state == filter.state, ..link.with_count(u32::try_from(count).unwrap_or(u32::MAX)) }
    });
    let words = format!("{} accepted, {} due for review", list.counts.accepted, list.counts.due);
    let some = list.counts.accepted + list.counts.due > 0;
    view! { <SubNav label="Risks" links=links.collect()/> {some.then(|| view! { <p class="small muted">{words}</p> })} }
}

fn narrow(visit: &Visit, place: &Place, people: &[Mentionable]) -> impl IntoView + use<> {
    let levels = Level::ALL.into_iter().rev().map(|level| Choice::new(level.number().to_string(), level.as_str()));
    let levels = [Choice::new("", "Every level")].into_iter().chain(levels).chain([Choice::new("unknown", "not known")]).collect();
    let accepted = vec![Choice::new("", "Accepted or not"), Choice::new("yes", "Accepted"), Choice::new("no", "Not accepted")];
    let names = ["me".to_owned(), "nobody".to_owned()].into_iter().chain(people.iter().map(|person| person.name.clone())).collect();
    let kept = ["state", "likelihood", "impact"].into_iter().filter(|name| !visit.query(name).is_empty());
    let kept = kept.map(|name| view! { <input type="hidden" name=name value=visit.query(name).to_owned()/> }).collect_view();
    let asked = NARROWS.iter().any(|name| !visit.query(name).is_empty());
    let value = |name: &str| visit.query(name).to_owned();
    let (here, level, owner, given, due) =
        (place.link("/risks"), value("level"), value("owner"), value("accepted"), !visit.query("due").is_empty());
    let all = asked.then(|| view! { <a href=here.clone()>"Show all"</a> });
    view! {
        <form method="get" action=here.clone() class="filters" role="search" aria-label="Risks">
            {kept}
            <Select name="level" label="Level" choices=levels value=level/>
            <TextInput name="owner" label="Owner" value=owner list="owners" autocomplete="off"/>
            <Suggestions id="owners" words=names/>
            <Select name="accepted" label="Acceptance" choices=accepted value=given/>
            <div class="choice"><input class="box" type="checkbox" id="filter-due" name="due" value="yes" checked=due/>
                <label for="filter-due">"Review due"</label></div>
            <Button>"Filter"</Button>
            {all}
        </form>
    }
}

fn nothing(visit: &Visit, list: &RiskList) -> impl IntoView + use<> {
    let none = list.counts.open + list.counts.closed == 0;
    let narrowed = NARROWS.iter().any(|name| !visit.query(name).is_empty());
    let (title, text) = match (none, narrowed, visit.query("state")) {
        (true, ..) => ("No risks", "Risks come with an imported report, or are added by hand. There is none so far."),
        (_, true, _) => ("No risk matches", "Try another level or owner, or look among all of them."),
        (.., "closed") => ("Nothing is closed", "A risk that does not exist any more is closed and moves here."),
        _ => ("No open risks", "All risks are closed."),
    };
    view! { <EmptyState title text/> }
}
