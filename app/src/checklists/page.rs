//! The checklists of a project, and the form that ticks without scripts.

use super::island::TickList;
use super::tick::TickRow;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{ButtonKind, ButtonLink, EmptyState, Problems};
use domain::Version;
use domain::accounts::Role;
use domain::checklists::{Checklist, Progress};
use domain::ids::ItemId;
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::Viewer;
use service::checklists::{Listed, Shown, Ticked, list, tick};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let lists = list(&visit.state.db, &viewer, Shown::All, visit.page(), service::now()).await?;
    let (fields, asked) = (visit.fields(), visit.clone());
    let title = format!("Checklists of {}", viewer.project().name);
    let page = Page::new(title, move || {
        let may_tick = viewer.role() >= Role::Engineer && viewer.project().archived_at.is_none();
        let slug = viewer.project().slug.to_string();
        let groups: Vec<_> =
            lists.lists.iter().filter_map(|(group, progress)| tick_list(&slug, group, *progress, &lists.items, may_tick)).collect();
        view! {
            {tabs(&viewer, Tab::Checklists, None)}
            <Problems problems=fields.problems()/>
            {lists.lists.is_empty().then(|| empty(&viewer))}
            {groups}
            {pager(&asked, &lists.items)}
        }
    });
    Ok(page.with_islands())
}

/// The rows of one list on this page; `None` where all its rows are on other pages.
fn tick_list(
    slug: &str,
    group: &Checklist,
    progress: Progress,
    items: &service::Page<Listed>,
    may_tick: bool,
) -> Option<impl IntoView + use<>> {
    let rows: Vec<TickRow> = items.rows.iter().filter(|item| item.checklist == group.id).map(|row| TickRow::from(&row.item)).collect();
    if rows.is_empty() {
        return None;
    }
    let (slug, title, page) = (slug.to_owned(), group.title.to_string(), items.number);
    Some(
        view! { <section class="sheet" id=format!("list-{}", group.id)><TickList slug title done=progress.done total=progress.total rows page may_tick/></section> },
    )
}

fn empty(viewer: &Viewer) -> impl IntoView + use<> {
    let import = (viewer.role() >= Role::Auditor && viewer.project().archived_at.is_none()).then(|| {
        let href = format!("/projects/{}/import", viewer.project().slug);
        view! { <ButtonLink href kind=ButtonKind::Main>"Import a report"</ButtonLink> }.into_any()
    });
    let text = "Items come from the task lists of an imported report: every “- [ ]” becomes one, under the heading it stands below.";
    view! { <EmptyState title="No checklist yet" text action=import/> }
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let incomplete = || ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into());
    let id: ItemId = sent.get("item").parse().map_err(|_| incomplete())?;
    let version: Version = sent.get("version").parse().map_err(|_| incomplete())?;
    let editor = visit.viewer().await?.editor()?;
    match tick(&visit.state.db, &editor, id, version, sent.find("done").is_some(), service::now()).await? {
        Ticked::Stale(_) => Err(ServiceError::Stale.into()),
        Ticked::Saved(item) => {
            let page: u32 = sent.get("page").parse().unwrap_or(1);
            Ok(Done::at(format!("{}?page={page}#item-{}", visit.path, item.id)))
        }
    }
}
