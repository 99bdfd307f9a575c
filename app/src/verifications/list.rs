//! The list of verifications, and what narrows it.

use super::freshness_kind;
use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::records::undo;
use crate::ui::{ButtonKind, ButtonLink, Cell, EmptyState, NavLink, Sheet, Status, SubNav, Table};
use domain::Timestamp;
use domain::verifications::{Freshness, Verification};
use leptos::prelude::*;
use service::verifications::{self, Counts, VerificationList};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (viewer, now) = (visit.viewer().await?, service::now());
    let only = Freshness::from_word(visit.query("state"));
    let list = verifications::list(&visit.state.db, &viewer, only, visit.page(), now).await?;
    Ok(Page::new(format!("Verifications of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let body = if list.page.rows.is_empty() { nothing(only, list.counts).into_any() } else { table(&place, &list, now).into_any() };
        view! {
            {tabs(&viewer, Tab::Verifications, new_link(&place))}
            {states(&place, only, list.counts)}
            {undo(&visit)}
            {body}
            {pager(&visit, &list.page)}
        }
    }))
}

fn new_link(place: &Place) -> Option<AnyView> {
    let href = place.link("/verifications/new");
    place.edits.then(|| view! { <ButtonLink href kind=ButtonKind::Main>"New verification"</ButtonLink> }.into_any())
}

fn states(place: &Place, only: Option<Freshness>, counts: Counts) -> impl IntoView + use<> {
    let address = |only: Option<Freshness>| {
        let query = only.map_or_else(String::new, |only| format!("?state={}", only.as_str()));
        place.link(&format!("/verifications{query}"))
    };
    let label = |only: Option<Freshness>| match only {
        None => "All",
        Some(Freshness::Failing) => "Failing",
        Some(Freshness::Expired) => "Expired",
        Some(Freshness::Unknown) => "Unknown",
        Some(Freshness::Fresh) => "Fresh",
    };
    let choices = std::iter::once(None).chain(Freshness::ALL.into_iter().map(Some));
    let links = choices
        .map(|of| NavLink::new(label(of), address(of), &address(only)).with_count(u32::try_from(counts.of(of)).unwrap_or(u32::MAX)))
        .collect();
    view! { <SubNav label="Verifications" links/> }
}

fn nothing(only: Option<Freshness>, counts: Counts) -> impl IntoView {
    if only.is_some() && counts.total > 0 {
        return view! { <EmptyState title="None of these" text="No verification of this project is in this state. The other ones are under “All”."/> };
    }
    let text = "A verification is a claim that can be checked: what to run, what it should show, and for how long a pass counts. Add one \
                here, or import a report with commands. Holdpoint never runs them; people and pipelines post what they gave.";
    view! { <EmptyState title="No verifications" text/> }
}

fn table(place: &Place, list: &VerificationList, now: Timestamp) -> impl IntoView + use<> {
    let rows = list.page.rows.iter().map(|row| line(place, row, now)).collect_view();
    view! {
        <Sheet title="Verifications" count=list.page.total.to_string()>
            <p class="small muted">"Nothing runs these commands here: people and pipelines run them and post what they gave."</p>
            <Table caption="Verifications" cards=true>
                <thead><tr>
                    <th scope="col">"What"</th><th scope="col">"State"</th><th scope="col">"Last result"</th><th scope="col">"Counts until"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        </Sheet>
    }
}

fn line(place: &Place, row: &Verification, now: Timestamp) -> impl IntoView + use<> {
    let (href, name) = (place.link(&format!("/verifications/{}", row.id)), row.name().to_owned());
    let command = row.command.as_str().lines().next().unwrap_or_default().to_owned();
    let command = row.title.is_some().then(|| view! { <code class="second command">{command}</code> });
    let freshness = row.freshness(now);
    let (kind, word) = (freshness_kind(freshness), freshness.as_str());
    let last = row.last.as_ref().map_or_else(|| "none yet".to_owned(), |last| format!("{}, {}", last.outcome.as_str(), last.at));
    let by = row.last.as_ref().map(|last| last.by.clone());
    let until = row.last.as_ref().and_then(|last| last.expires_at).map_or_else(|| "–".to_owned(), |end| end.to_string());
    view! {
        <tr id=format!("verification-{}", row.id)>
            <th scope="row"><a href=href>{name}</a>{command}</th>
            <Cell label="State"><Status kind text=word/></Cell>
            <Cell label="Last result" second=by>{last}</Cell>
            <Cell label="Counts until">{until}</Cell>
        </tr>
    }
}
