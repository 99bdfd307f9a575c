//! The list of blockers by tier, and what narrows it.

use super::row::{Shown, rows};
use crate::frame::{Page, PageResult, Visit, encoded};
use crate::overview::{Place, tier_kind};
use crate::projects::{Tab, pager, tabs};
use crate::records::undo;
use crate::ui::{Balloon, Button, ButtonKind, ButtonLink, Choice, EmptyState, NavLink, Select, SubNav, Suggestions, TextInput};
use domain::blockers::{Blocker, Tier};
use domain::people::Mentionable;
use domain::projects::Words;
use leptos::prelude::*;
use service::accounts::Viewer;
use service::blockers::{self, BlockerList, Filter, OwnedBy, Stands};

const STATES: [(Stands, &str, &str); 4] = [
    (Stands::Open, "Open", ""),
    (Stands::Waived, "Waived", "waived"),
    (Stands::Resolved, "Resolved", "resolved"),
    (Stands::All, "All", "all"),
];

pub(super) async fn page(visit: Visit) -> PageResult {
    let (viewer, now) = (visit.viewer().await?, service::now());
    let people = service::people::list(&visit.state.db, &viewer).await?;
    let filter = filter(&visit, &viewer, &people);
    let list = blockers::list(&visit.state.db, &viewer, &filter, visit.page(), now).await?;
    Ok(Page::new(format!("Blockers of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let new = place
            .edits
            .then(|| view! { <ButtonLink href=place.link("/blockers/new") kind=ButtonKind::Main>"New blocker"</ButtonLink> }.into_any());
        let shown = Shown { place: &place, words: &viewer.project().words, today: now.today() };
        let body = if list.page.rows.is_empty() { nothing(&filter, &list).into_any() } else { tiers(&shown, &list.page.rows).into_any() };
        view! {
            {tabs(&viewer, Tab::Blockers, new)}
            {undo(&visit)}
            {states(&visit, &place, &filter, &list).into_any()}
            {narrow(&visit, &place, shown.words, &people).into_any()}
            {body}
            {pager(&visit, &list.page)}
        }
    }))
}

fn filter(visit: &Visit, viewer: &Viewer, people: &[Mentionable]) -> Filter {
    let stands = STATES.iter().find(|(.., word)| *word == visit.query("state")).map_or(Stands::Open, |(stands, ..)| *stands);
    let tier = visit.query("tier").parse::<u8>().ok().and_then(|number| Tier::try_from(number).ok());
    Filter { stands, tier, owner: owned_by(visit.query("owner"), viewer, people), overdue: !visit.query("overdue").is_empty() }
}

/// Whose rows are asked for: “me”, “nobody”, a member by name or address, or anybody whose name holds what was typed.
pub(crate) fn owned_by(asked: &str, viewer: &Viewer, people: &[Mentionable]) -> OwnedBy {
    let asked = asked.trim();
    let is = |text: &str| text.to_lowercase() == asked.to_lowercase();
    let member = || people.iter().find(|person| is(&person.name) || is(&person.email));
    match (asked.to_lowercase().as_str(), viewer.person()) {
        ("", _) => OwnedBy::Anybody,
        ("nobody", _) => OwnedBy::Nobody,
        ("me", Some(me)) => OwnedBy::Member(me),
        _ => member().map_or_else(|| OwnedBy::Named(asked.to_owned()), |person| OwnedBy::Member(person.user)),
    }
}

/// Where they stand, with how many there are; what else was asked for stays.
fn states(visit: &Visit, place: &Place, filter: &Filter, list: &BlockerList) -> impl IntoView + use<> {
    let kept = ["tier", "owner", "overdue"]
        .into_iter()
        .filter(|name| !visit.query(name).is_empty())
        .map(|name| format!("&{name}={}", encoded(visit.query(name))))
        .collect::<Vec<_>>()
        .concat();
    let links = STATES.into_iter().map(|(stands, label, word)| {
        let state = if word.is_empty() { String::new() } else { format!("&state={word}") };
        let query = format!("{state}{kept}");
        let query = query.strip_prefix('&').map_or_else(String::new, |query| format!("?{query}"));
        let counts = &list.counts;
        let count = match stands {
            Stands::Open => counts.open,
            Stands::Waived => counts.waived,
            Stands::Resolved => counts.resolved,
            Stands::All => counts.open + counts.waived + counts.resolved,
        };
        let link = NavLink::new(label, place.link(&format!("/blockers{query}")), "");
        NavLink { current: stands == filter.stands, ..link.with_count(u32::try_from(count).unwrap_or(u32::MAX)) }
    });
    view! { <SubNav label="Blockers" links=links.collect()/> }
}

fn narrow(visit: &Visit, place: &Place, words: &Words, people: &[Mentionable]) -> impl IntoView + use<> {
    let tiers = words.tiers().into_iter().map(|tier| Choice::new(tier.number().to_string(), words.tier(tier)));
    let tiers: Vec<Choice> = [Choice::new("", "Every tier")].into_iter().chain(tiers).collect();
    let names = ["me".to_owned(), "nobody".to_owned()].into_iter().chain(people.iter().map(|person| person.name.clone())).collect();
    let state = Some(visit.query("state").to_owned()).filter(|state| !state.is_empty());
    let state = state.map(|state| view! { <input type="hidden" name="state" value=state/> });
    let asked = ["tier", "owner", "overdue"].iter().any(|name| !visit.query(name).is_empty());
    let (here, tier, owner, late) =
        (place.link("/blockers"), visit.query("tier").to_owned(), visit.query("owner").to_owned(), !visit.query("overdue").is_empty());
    let all = asked.then(|| view! { <a href=here.clone()>"Show all"</a> });
    view! {
        <form method="get" action=here.clone() class="filters" role="search" aria-label="Blockers">
            {state}
            <Select name="tier" label="Tier" choices=tiers value=tier/>
            <TextInput name="owner" label="Owner" value=owner list="owners" autocomplete="off"/>
            <Suggestions id="owners" words=names/>
            <div class="choice"><input class="box" type="checkbox" id="filter-overdue" name="overdue" value="yes" checked=late/>
                <label for="filter-overdue">"Overdue only"</label></div>
            <Button>"Filter"</Button>
            {all}
        </form>
    }
}

fn nothing(filter: &Filter, list: &BlockerList) -> impl IntoView + use<> {
    let narrowed = *filter != Filter { stands: filter.stands, ..Filter::default() };
    let none = list.counts.open + list.counts.waived + list.counts.resolved == 0;
    let (title, text) = match filter.stands {
        _ if none => ("No blockers", "Blockers come with an imported report, or are added by hand. There is none so far."),
        _ if narrowed => ("No blocker matches", "Try another tier or owner, or look among all of them."),
        Stands::Resolved => ("Nothing is resolved yet", "A blocker that is resolved moves here, and can be opened again."),
        Stands::Waived => ("Nothing is waived", "A blocker that may wait for a time moves here, and back when its waiver ends."),
        Stands::Open | Stands::All => ("Nothing blocks", "All blockers are resolved or waived."),
    };
    view! { <EmptyState title text/> }
}

fn tiers(shown: &Shown<'_>, blockers: &[Blocker]) -> impl IntoView + use<> {
    let sections =
        blockers.chunk_by(|left, right| left.tier == right.tier).filter_map(|rows| rows.first().map(|first| tier(shown, first.tier, rows)));
    view! { <h2 class="unseen">"By tier"</h2> <div class="tiers">{sections.collect_view()}</div> }
}

fn tier(shown: &Shown<'_>, tier: Tier, blockers: &[Blocker]) -> impl IntoView + use<> {
    let any_blocks = blockers.iter().any(|blocker| blocker.standing(shown.today).blocks());
    let kind = if any_blocks { tier_kind(tier) } else { crate::ui::Kind::Neutral };
    let words = match blockers.len() {
        1 => "1 blocker".to_owned(),
        many => format!("{many} blockers"),
    };
    let (name, label) = (shown.words.tier(tier), tier.to_string());
    view! {
        <section class="tier sheet">
            <h3><Balloon kind text=tier.number().to_string() label/>{name}<span class="count">{words}</span></h3>
            {rows(shown, blockers)}
        </section>
    }
}
