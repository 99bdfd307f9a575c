//! The page of the register.

use super::heat::heat_map;
use super::table::table;
use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::ui::{EmptyState, Sheet};
use leptos::prelude::*;
use service::risks;

pub(super) async fn list(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let list = risks::list(&visit.state.db, &viewer, visit.page()).await?;
    Ok(Page::new(format!("Risks of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let body = if list.rows.is_empty() {
            let text = "Risks come with an imported report: a table with levels, or a list of what could go wrong.";
            view! { <EmptyState title="No risks" text/> }.into_any()
        } else {
            let (total, rows) = (list.total.to_string(), table(&place, &list.rows));
            view! { {heat_map(&list.rows)} <Sheet title="Register" count=total>{rows}</Sheet> }.into_any()
        };
        view! { {tabs(&viewer, Tab::Risks, None)} {body} {pager(&visit, &list)} }
    }))
}
