//! The list of all projects that a person may see.

use super::asked::{Asked, address};
use super::{filter, groups, table};
use crate::frame::{Page, PageResult, Visit};
use crate::projects::pager;
use crate::ui::{Button, ButtonKind, ButtonLink, EmptyState, HiddenInput, NavLink, PageHead, SubNav};
use domain::Timestamp;
use domain::portfolio::SavedView;
use leptos::prelude::*;
use service::Page as Rows;
use service::portfolio::{self, Groups, ProjectRow};

/// What the body shows.
enum Body {
    Rows(Rows<ProjectRow>),
    Tags(Groups),
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (asked, now) = (Asked::of(&visit), service::now());
    let (who, db) = (visit.signed_in().await?, &visit.state.db);
    // Views are a person's own: a program sees the list without them.
    let views = match who.clone().person() {
        Ok(person) => portfolio::views(db, &person).await?,
        Err(_) => Vec::new(),
    };
    let body = if asked.grouped {
        Body::Tags(portfolio::by_tag(db, &who, &asked.query, visit.page(), now).await?)
    } else {
        Body::Rows(portfolio::list(db, &who, &asked.query, visit.page(), now).await?)
    };
    let done = visit.clone();
    let page = Page::new("Projects", move || {
        let new = view! { <ButtonLink href="/projects/new" kind=ButtonKind::Main>"New project"</ButtonLink> }.into_any();
        view! {
            <PageHead title="Projects" subtitle="Is it ready, and what blocks it?" actions=Some(new)/>
            {ways(&asked).into_any()}
            {kept(&asked, &views).into_any()}
            {filter::filter(&asked, total(&body)).into_any()}
            {shown(&visit, &asked, &body, now)}
            {tools(&asked).into_any()}
        }
    });
    Ok(page.done(&done, &[("saved", "The view is saved.")]))
}

const fn total(body: &Body) -> u64 {
    match body {
        Body::Rows(rows) => rows.total,
        Body::Tags(groups) => groups.projects,
    }
}

/// The two ways to look at it, and the comparison.
fn ways(asked: &Asked) -> impl IntoView + use<> {
    let link = |label: &str, href: String, current| {
        let mut link = NavLink::new(label, href, "");
        link.current = current;
        link
    };
    let (one, tags) = (Asked { grouped: false, ..asked.clone() }, Asked { grouped: true, ..asked.clone() });
    let links = vec![
        link("One table", one.link(), !asked.grouped),
        link("By tag", tags.link(), asked.grouped),
        link("One category", "/projects/compare".to_owned(), false),
    ];
    view! { <SubNav label="Portfolio" links/> }
}

/// The views that this person keeps, as links.
fn kept(asked: &Asked, views: &[SavedView]) -> impl IntoView + use<> {
    let here = asked.text();
    let links = views.iter().map(|view| {
        let (href, name) = (address("/projects", view.query.as_str()), view.name.to_string());
        let current = (view.query.as_str() == here).then_some("page");
        view! { <li><a href=href aria-current=current>{name}</a></li> }
    });
    let links = links.collect_view();
    (!views.is_empty()).then(|| {
        view! {
            <nav class="keptviews" aria-label="Saved views">
                <span class="label">"Saved views"</span><ul>{links}</ul><a href="/projects/views">"Rename or delete"</a>
            </nav>
        }
    })
}

fn shown(visit: &Visit, asked: &Asked, body: &Body, now: Timestamp) -> AnyView {
    match body {
        Body::Rows(rows) if rows.rows.is_empty() => view! { {empty(asked)}{pager(visit, rows)} }.into_any(),
        Body::Rows(rows) => {
            let listed = table::table(asked, &rows.rows, "Projects".to_owned(), true, now);
            view! { {listed}{pager(visit, rows)} }.into_any()
        }
        Body::Tags(found) if found.projects == 0 => empty(asked).into_any(),
        Body::Tags(found) => {
            let sections = groups::sections(asked, found, now);
            view! { {sections}{pager(visit, &found.tags)} }.into_any()
        }
    }
}

fn empty(asked: &Asked) -> impl IntoView + use<> {
    if asked.narrows() {
        let action = view! { <ButtonLink href="/projects">"Show all projects"</ButtonLink> }.into_any();
        view! { <EmptyState title="No project matches" text="Try fewer words, another tag, or leave something open." action=Some(action)/> }
    } else {
        let action = view! { <ButtonLink href="/projects/new" kind=ButtonKind::Main>"Create the first project"</ButtonLink> }.into_any();
        let text =
            "A project is what is to become ready: a service, a product, a release. Create one, then import its last readiness report.";
        view! { <EmptyState title="No project yet" text=text action=Some(action)/> }
    }
}

/// Keeping what is shown, and taking it along.
fn tools(asked: &Asked) -> impl IntoView + use<> {
    let (text, csv) = (asked.text(), address("/projects.csv", &asked.text()));
    view! {
        <div class="portfoliotools">
            <details class="fold">
                <summary>"Save this view"</summary>
                <form method="post" action="/projects/views" class="form viewform">
                    <HiddenInput name="query" value=text/>
                    <div class="field"><label class="label" for="view-name">"Name of the view"</label>
                        <input class="control" id="view-name" name="name" required maxlength="80" autocomplete="off"/>
                        <p class="hint">"Filters and order as they are now. Only you see it."</p></div>
                    <div class="form-actions"><Button>"Save the view"</Button></div>
                </form>
            </details>
            <a href=csv download="projects.csv">"Download as CSV"</a>
        </div>
    }
}
