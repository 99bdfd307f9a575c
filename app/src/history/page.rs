//! The activity of a project.

use super::lines;
use crate::frame::{Page, PageResult, Visit};
use crate::projects::{Tab, pager, tabs};
use crate::ui::Sheet;
use leptos::prelude::*;
use service::history;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let list = history::list(&visit.state.db, &viewer, visit.page()).await?;
    Ok(Page::new(format!("Activity of {}", viewer.project().name), move || {
        let slug = viewer.project().slug.to_string();
        let bin = view! { <a class="push" href=format!("/projects/{slug}/bin")>"Bin"</a> }.into_any();
        let (count, shown) = (list.total.to_string(), lines(&slug, &list.rows, true));
        view! {
            {tabs(&viewer, Tab::Activity, None)}
            <Sheet title="Activity" count actions=Some(bin)>{shown}</Sheet>
            {pager(&visit, &list)}
        }
    }))
}
