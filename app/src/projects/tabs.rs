//! The tabs of a project, on each of its pages.

use crate::frame::Visit;
use crate::ui::{Crumb, GroupNav, Kind, NavLink, Notice, PageHead, Pager};
use leptos::prelude::*;
use service::Page;
use service::accounts::Viewer;

/// Where in a project a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Overview,
    Summary,
    Gates,
    Assessments,
    Changes,
    Blockers,
    Risks,
    Checklists,
    Metrics,
    Plan,
    Verifications,
    Lint,
    Trends,
    Exports,
    Activity,
    Members,
    Settings,
}

/// A group by name, and its tabs: which, its name, and the end of its address.
type Group = (&'static str, &'static [(Tab, &'static str, &'static str)]);

/// The tabs in their groups: how it stands, what is open, what was found, what it is.
const GROUPS: [Group; 4] = [
    (
        "Status",
        &[
            (Tab::Overview, "Overview", ""),
            (Tab::Summary, "Summary", "/summary"),
            (Tab::Gates, "Go / no-go", "/gates"),
            (Tab::Changes, "Changes", "/changes"),
            (Tab::Trends, "Trends", "/trends"),
        ],
    ),
    (
        "Work",
        &[
            (Tab::Blockers, "Blockers", "/blockers"),
            (Tab::Risks, "Risks", "/risks"),
            (Tab::Checklists, "Checklists", "/checklists"),
            (Tab::Plan, "Plan", "/plan"),
            (Tab::Verifications, "Verifications", "/verifications"),
        ],
    ),
    ("Audits", &[(Tab::Assessments, "Assessments", "/assessments"), (Tab::Metrics, "Metrics", "/metrics"), (Tab::Lint, "Lint", "/lint")]),
    (
        "Project",
        &[
            (Tab::Exports, "Export", "/exports"),
            (Tab::Activity, "Activity", "/activity"),
            (Tab::Members, "Members", "/members"),
            (Tab::Settings, "Settings", "/settings"),
        ],
    ),
];

/// Name of the project, what can be done, and the tabs with the present one marked.
pub(crate) fn tabs(viewer: &Viewer, here: Tab, actions: Option<AnyView>) -> impl IntoView + use<> {
    let project = viewer.project();
    let may_settle = viewer.role() == domain::accounts::Role::Owner;
    let link = |(tab, label, path): &(Tab, &'static str, &'static str)| {
        let mut link = NavLink::new(*label, format!("/projects/{}{path}", project.slug), "");
        link.current = *tab == here;
        link
    };
    let groups = GROUPS.map(|(name, tabs)| {
        let open = tabs.iter().filter(|(tab, ..)| may_settle || *tab != Tab::Settings);
        (name, open.map(link).collect::<Vec<_>>())
    });
    let archived = project.archived_at.map(|at| {
        view! { <Notice kind=Kind::Warn title="This project is archived">{format!("Since {}. Everything can be read; only its members can be changed.", at.day())}</Notice> }
    });
    view! {
        <PageHead title=project.name.to_string() crumbs=vec![Crumb::new("Projects", "/projects")] actions=actions/>
        <GroupNav label="Project" groups=groups.to_vec()/>
        {archived}
    }
}

/// Leads to the pages beside this one; the rest of the query stays as it is.
pub(crate) fn pager<T>(visit: &Visit, list: &Page<T>) -> impl IntoView + use<T> {
    leaf(list, &|number| visit.page_link(number))
}

/// As [`pager`], for the list of a page whose number stands under this name, and which has this id.
pub(crate) fn pager_of<T>(visit: &Visit, name: &str, id: &str, list: &Page<T>) -> impl IntoView + use<T> {
    leaf(list, &|number| format!("{}#{id}", visit.link_with(name, number)))
}

fn leaf<T>(list: &Page<T>, link: &dyn Fn(u32) -> String) -> impl IntoView + use<T> {
    let (page, pages) = (list.number, list.pages());
    let previous = (page > 1).then(|| link(page - 1));
    let next = (page < pages).then(|| link(page + 1));
    view! { <Pager page pages previous next last=link(pages.max(1))/> }
}
