//! The page: it fits one screen and one sheet of paper.

use super::parts::{blocks, changed, goals, next, score};
use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use leptos::prelude::*;
use service::summary;

pub(super) async fn page(visit: Visit) -> PageResult {
    let (viewer, now) = (visit.viewer().await?, service::now());
    let found = summary::show(&visit.state.db, &viewer, now).await?;
    Ok(Page::new(format!("Summary of {}", viewer.project().name), move || {
        let (place, project) = (Place::from(&viewer), viewer.project());
        let score = score(&place, project, &found);
        let goals = goals(&place, &found);
        let blocks = blocks(&place, project, &found, now.today());
        let changed = changed(&place, &found.radar);
        let next = next(&place, &found);
        let foot = format!(
            "As of {now}. Dates are estimates at the pace of the last six weeks, if what holds a goal is done first and nothing new comes. Prints on one page."
        );
        view! {
            {tabs(&viewer, Tab::Summary, None)}
            <div class="brief">
                <div class="brief-top">{score}{goals}</div>
                <div class="brief-parts">{blocks}{changed}{next}</div>
                <p class="small muted">{foot}</p>
            </div>
        }
    }))
}
