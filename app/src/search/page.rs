//! What was found, best first, with the words that were asked for marked.

use crate::frame::{Page, PageResult, Visit, encoded};
use crate::projects::pager;
use crate::records::path;
use crate::ui::{EmptyState, NavLink, PageHead, Sheet, SubNav, Tag};
use domain::records::RecordRef;
use domain::search::{HitKind, Piece, Terms, excerpt, marked};
use leptos::prelude::*;
use service::search::{Found, Hit, Query, find};

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.signed_in().await?;
    let typed = visit.query("q").trim().to_owned();
    let query =
        Query { terms: Terms::parse(&typed), kind: HitKind::from_word(visit.query("kind")), project: visit.query("project").to_owned() };
    let found = find(&visit.state.db, &who, &query, visit.page()).await?;
    let title = if typed.is_empty() { "Search".to_owned() } else { format!("Search: {typed}") };
    Ok(Page::new(title, move || {
        let asked = Asked { typed, query };
        let hits = found.hits.rows.iter().map(|hit| row(hit, &asked.query.terms)).collect_view();
        let list = (!found.hits.rows.is_empty()).then(|| {
            view! { <Sheet title="Found" count=found.hits.total.to_string()><ol class="hits">{hits}</ol></Sheet> }
        });
        view! {
            <PageHead title="Search" subtitle=asked.words()/>
            {kinds(&asked, &found)}
            {projects(&asked, &found)}
            {list.is_none().then(|| nothing(&asked))}
            {list}
            {pager(&visit, &found.hits)}
        }
    }))
}

/// What was asked, for links that ask a little more or less.
struct Asked {
    typed: String,
    query: Query,
}

impl Asked {
    fn words(&self) -> Option<String> {
        (!self.query.terms.is_empty()).then(|| format!("What has “{}” in it, in all projects that you may see.", self.typed))
    }

    fn link(&self, kind: Option<HitKind>, project: &str) -> String {
        let kind = kind.map(|kind| format!("&kind={}", kind.as_str())).unwrap_or_default();
        let project = if project.is_empty() { String::new() } else { format!("&project={}", encoded(project)) };
        format!("/search?q={}{kind}{project}", encoded(&self.typed))
    }
}

fn kinds(asked: &Asked, found: &Found) -> impl IntoView + use<> {
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let here = asked.link(asked.query.kind, &asked.query.project);
    let all = found.kinds.iter().map(|(_, count)| count).sum();
    let first = NavLink::new("All", asked.link(None, &asked.query.project), &here).with_count(count(all));
    let others = found.kinds.iter().map(|(kind, hits)| {
        let link = asked.link(Some(*kind), &asked.query.project);
        NavLink::new(kind.plural(), link, &here).with_count(count(*hits))
    });
    let links: Vec<NavLink> = std::iter::once(first).chain(others).collect();
    (all > 0).then(|| view! { <SubNav label="Kinds" links/> })
}

/// The projects that the hits are in, or the way back to all of them.
fn projects(asked: &Asked, found: &Found) -> impl IntoView + use<> {
    let chosen = asked.query.project.clone();
    let back = (!chosen.is_empty()).then(|| view! { <li><a href=asked.link(asked.query.kind, "")>"All projects"</a></li> });
    let links = found.projects.iter().filter(|place| !chosen.is_empty() || found.projects.len() > 1 || place.hits == 0).map(|place| {
        let current = (place.slug == chosen).then_some("true");
        let href = asked.link(asked.query.kind, &place.slug);
        view! { <li><a href=href aria-current=current>{place.name.clone()}<span class="count">{place.hits}</span></a></li> }
    });
    let links = links.collect_view();
    let any = back.is_some() || !links.is_empty();
    any.then(|| view! { <nav class="hit-projects" aria-label="Projects"><ul>{back}{links}</ul></nav> })
}

fn row(hit: &Hit, terms: &Terms) -> impl IntoView + use<> {
    let (title, href) = match &hit.about {
        Some((record, about)) => (
            pieces(marked(&format!("On the {} “{about}”", record.kind.noun()), &Terms::default())),
            format!("/projects/{}/comments/{}", hit.slug, hit.id),
        ),
        None => (pieces(marked(&domain::records::one_line(&hit.title), terms)), place(hit)),
    };
    let body = excerpt(&hit.body, terms);
    let body = (!body.is_empty()).then(|| view! { <p class="hit-text">{pieces(body)}</p> });
    let project = (hit.kind != HitKind::Project).then(|| view! { <span>{hit.project.clone()}</span> });
    view! {
        <li class="hit">
            <p class="hit-title"><a href=href>{title}</a></p>
            {body}
            <p class="row-meta"><Tag text=hit.kind.noun()/>{project}</p>
        </li>
    }
}

fn place(hit: &Hit) -> String {
    match hit.kind {
        HitKind::Record(kind) => path(&hit.slug, RecordRef { kind, id: hit.id }),
        HitKind::Project | HitKind::Comment => format!("/projects/{}", hit.slug),
    }
}

fn pieces(pieces: Vec<Piece>) -> impl IntoView + use<> {
    pieces
        .into_iter()
        .map(|piece| if piece.marked { view! { <mark>{piece.text}</mark> }.into_any() } else { piece.text.into_any() })
        .collect_view()
}

fn nothing(asked: &Asked) -> impl IntoView + use<> {
    let narrowed = asked.query.kind.is_some() || !asked.query.project.is_empty();
    let (title, text) = match (asked.query.terms.is_empty(), asked.typed.is_empty()) {
        (true, true) => (
            "What are you looking for?",
            "Type a word or its beginning: projects, findings, blockers, risks, items, criteria, steps and comments are looked through."
                .to_owned(),
        ),
        (true, false) => ("There is no word in this", "Signs alone are not looked for. Type a word or its beginning.".to_owned()),
        (false, _) if narrowed => ("Nothing found here", "Look in all kinds and all projects, or with fewer words.".to_owned()),
        (false, _) => (
            "Nothing found",
            format!("Nothing that you may see has “{}” in it. Try fewer words, or only the beginning of one.", asked.typed),
        ),
    };
    let action = narrowed.then(|| view! { <a class="button" href=asked.link(None, "")>"Look everywhere"</a> }.into_any());
    view! { <EmptyState title text action/> }
}
