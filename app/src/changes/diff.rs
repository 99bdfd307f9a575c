//! Two audits side by side.

use super::categories::categories;
use super::entry::entries;
use super::{choose, names, strip};
use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::ui::{ButtonLink, EmptyState, Fact, NavLink, Pager, Problems, Sheet, SubNav, TitleBlock};
use domain::changes::{Comparison, Entry, Group, Part};
use domain::ids::AssessmentId;
use leptos::prelude::*;
use service::changes::{self, Changes};

/// Rows on a page: two thousand findings must not make a page that nobody can load.
const SIZE: usize = 100;

/// What is asked for: a group, everything, or everything but what is unchanged; of one kind or of all.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Asked {
    group: Option<Group>,
    all: bool,
    part: Option<Part>,
}

impl Asked {
    fn of(visit: &Visit) -> Self {
        let group = visit.query("group");
        Self { group: Group::from_word(group), all: group == "all", part: Part::from_word(visit.query("part")) }
    }

    fn takes(self, entry: &Entry) -> bool {
        let group = self.group.map_or(self.all || entry.group != Group::Unchanged, |group| group == entry.group);
        group && self.part.is_none_or(|part| part == entry.part)
    }

    fn query(self) -> String {
        let group = if self.all { Some("all") } else { self.group.map(Group::as_str) };
        let pairs = [("group", group), ("part", self.part.map(Part::as_str))];
        let pairs: Vec<String> = pairs.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let (from, to): (AssessmentId, AssessmentId) = (visit.id("from")?, visit.id("to")?);
    let found = changes::compare(&visit.state.db, &viewer, from, to, service::now()).await?;
    let asked = visit.clone();
    let page = Page::new(format!("What changed in {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let here = super::path(&place, from, to);
        let other = super::path(&place, to, from);
        let swap = view! { <ButtonLink href=other>"Swap sides"</ButtonLink> }.into_any();
        let filter = Asked::of(&visit);
        let first = filter == Asked { group: None, all: false, part: None } && visit.query("page").is_empty();
        let table = first.then(|| categories(&place, &found.comparison));
        let problems = visit.fields().problems();
        view! {
            {tabs(&viewer, Tab::Changes, Some(swap))}
            <Problems problems/>
            {head(&place, &found, &here)}
            {table}
            {filters(&found.comparison, filter, &here)}
            {rows(&place, &visit, &found.comparison, filter)}
            {names::said(&place, &found, &here)}
        }
    });
    let sentences =
        [("matched", "Remembered. It holds for all comparisons of this project."), ("forgotten", "Taken back. Names are compared again.")];
    Ok(page.done(&asked, &sentences))
}

fn head(place: &Place, found: &Changes, here: &str) -> impl IntoView + use<> {
    let comparison = &found.comparison;
    let (sides, figures, left) = (strip::sides(place, comparison), strip::figures(comparison), strip::left_out(comparison));
    let sources = strip::sources(comparison).map(|words| view! { <p>{words}</p> });
    let choose = choose::form(place, &found.audits, comparison.before.id, comparison.after.id);
    let file = |format: &str| format!("{here}/file?format={format}");
    let (markdown, json) = (file("md"), file("json"));
    view! {
        <Sheet title="What changed" main=true>
            {sides}
            {figures}
            {sources}
            {left}
            <TitleBlock><Fact name="Download"><a href=markdown>"Markdown"</a>" · "<a href=json>"JSON"</a></Fact></TitleBlock>
            {choose}
        </Sheet>
    }
}

fn filters(found: &Comparison, asked: Asked, here: &str) -> impl IntoView + use<> {
    let counted = |asked: Asked| u32::try_from(found.entries.iter().filter(|entry| asked.takes(entry)).count()).unwrap_or(u32::MAX);
    let link = |label: &str, to: Asked| NavLink {
        current: to == asked,
        ..NavLink::new(label, format!("{here}{}#rows", to.query()), "").with_count(counted(to))
    };
    let changed = link("All changes", Asked { group: None, all: false, ..asked });
    let groups = Group::ALL.into_iter().map(|group| link(group.words(), Asked { group: Some(group), all: false, ..asked }));
    let groups: Vec<NavLink> = [changed].into_iter().chain(groups).collect();
    let every = link("Every kind", Asked { part: None, ..asked });
    let parts = Part::ALL.into_iter().filter(|part| found.entries.iter().any(|entry| entry.part == *part));
    let parts = parts.map(|part| link(part.plural(), Asked { part: Some(part), ..asked }));
    let parts: Vec<NavLink> = [every].into_iter().chain(parts).collect();
    view! {
        <div id="rows"><SubNav label="What became of it" links=groups/></div>
        <SubNav label="Kind" links=parts/>
    }
}

fn rows(place: &Place, visit: &Visit, found: &Comparison, asked: Asked) -> impl IntoView + use<> {
    let all: Vec<&Entry> = found.entries.iter().filter(|entry| asked.takes(entry)).collect();
    if all.is_empty() {
        let (title, text) = match asked.group {
            _ if found.entries.is_empty() => ("Nothing to compare", "Neither audit has anything that can be compared."),
            Some(_) => ("Nothing here", "No row of this kind is in this group. Choose another one above."),
            None => ("Nothing changed", "Everything that can be compared stands as it did."),
        };
        return view! { <EmptyState title text/> }.into_any();
    }
    let pages = all.len().div_ceil(SIZE).max(1);
    let number = visit.query("page").parse::<usize>().unwrap_or(1).clamp(1, pages);
    let shown: Vec<&Entry> = all.into_iter().skip((number - 1) * SIZE).take(SIZE).collect();
    let groups = shown.chunk_by(|one, other| one.group == other.group).filter_map(|rows| {
        let group = rows.first()?.group;
        let count = found.entries.iter().filter(|entry| entry.group == group && asked.takes(entry)).count().to_string();
        let list = entries(place, found, rows);
        Some(view! { <Sheet title=group.words() count>{list}</Sheet> })
    });
    let groups = groups.collect_view();
    let link = |number: usize| format!("{}#rows", visit.page_link(u32::try_from(number).unwrap_or(u32::MAX)));
    let (previous, next) = ((number > 1).then(|| link(number - 1)), (number < pages).then(|| link(number + 1)));
    let (page, count) = (u32::try_from(number).unwrap_or(u32::MAX), u32::try_from(pages).unwrap_or(u32::MAX));
    view! { {groups} <Pager page pages=count previous next last=link(pages)/> }.into_any()
}
