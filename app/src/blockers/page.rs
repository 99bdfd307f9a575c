//! The list of blockers by tier, open or resolved ones.

use super::row::rows;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::{Place, tier_kind};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{Balloon, EmptyState, Kind, NavLink, Problems, SubNav};
use domain::Version;
use domain::blockers::{Blocker, Tier};
use domain::ids::BlockerId;
use leptos::prelude::*;
use service::ServiceError;
use service::blockers;

pub(super) async fn list(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let resolved = visit.query("state") == "resolved";
    let list = blockers::list(&visit.state.db, &viewer, resolved, visit.page()).await?;
    let title = format!("Blockers of {}", viewer.project().name);
    let (fields, asked) = (visit.fields(), visit.clone());
    let page = Page::new(title, move || {
        let place = Place::from(&viewer);
        let here = place.link("/blockers");
        let shown = if resolved { format!("{here}?state=resolved") } else { here.clone() };
        let links = vec![
            NavLink::new("Open", here.clone(), &shown).with_count(count(list.open)),
            NavLink::new("Resolved", format!("{here}?state=resolved"), &shown).with_count(count(list.resolved)),
        ];
        let body =
            if list.page.rows.is_empty() { nothing(resolved, list.resolved).into_any() } else { tiers(&place, &list.page.rows).into_any() };
        view! {
            {tabs(&viewer, Tab::Blockers, None)}
            <Problems problems=fields.problems()/>
            <SubNav label="Blockers" links/>
            {body}
            {pager(&asked, &list.page)}
        }
    });
    Ok(page.done(&visit, &[("resolved", "The blocker is resolved."), ("reopened", "The blocker is open again.")]))
}

/// The address of one blocker leads to its place in the list.
pub(super) async fn one(visit: Visit) -> PageResult {
    let id: BlockerId = visit.id("blocker")?;
    Err(PageError::Elsewhere(format!("/projects/{}/blockers#blocker-{id}", visit.viewer().await?.project().slug)))
}

pub(super) async fn set(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let id: BlockerId = visit.id("blocker")?;
    let incomplete = |_| ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into());
    let version: Version = sent.get("version").parse().map_err(incomplete)?;
    let resolved = sent.get("resolved") == "yes";
    blockers::set_resolved(&visit.state.db, &editor, id, version, resolved, service::now()).await?;
    // Back to the list that the row was in: it has left it, and the sentence says so.
    let rest = if resolved { "?done=resolved" } else { "?state=resolved&done=reopened" };
    Ok(Done::at(format!("/projects/{}/blockers{rest}", editor.project().slug)))
}

fn count(rows: i64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

fn nothing(resolved: bool, done: i64) -> impl IntoView {
    let (title, text) = match (resolved, done) {
        (true, _) => ("Nothing is resolved yet", "A blocker that is resolved moves here, and can be opened again from here."),
        (false, 0) => ("No blockers", "Blockers come with an imported report. None has named one so far."),
        (false, _) => ("Nothing blocks", "All blockers are resolved."),
    };
    view! { <EmptyState title text/> }
}

fn tiers(place: &Place, blockers: &[Blocker]) -> impl IntoView + use<> {
    let sections =
        blockers.chunk_by(|left, right| left.tier == right.tier).filter_map(|rows| rows.first().map(|first| tier(place, first.tier, rows)));
    view! { <h2 class="unseen">"By tier"</h2> <div class="tiers">{sections.collect_view()}</div> }
}

fn tier(place: &Place, tier: Tier, blockers: &[Blocker]) -> impl IntoView + use<> {
    let any_open = blockers.iter().any(|blocker| blocker.state.is_open());
    let kind = if any_open { tier_kind(tier) } else { Kind::Neutral };
    let words = match blockers.len() {
        1 => "1 blocker".to_owned(),
        many => format!("{many} blockers"),
    };
    view! {
        <section class="tier sheet">
            <h3><Balloon kind text=tier.number().to_string() label=tier.to_string()/>{tier.to_string()}<span class="count">{words}</span></h3>
            {rows(place, blockers, true)}
        </section>
    }
}
