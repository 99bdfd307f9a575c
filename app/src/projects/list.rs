//! All projects that a person may see.

use super::tabs::pager;
use crate::frame::{Page, PageResult, Visit};
use crate::ui::{Button, ButtonKind, ButtonLink, Cell, EmptyState, Kind, PageHead, Pill, Progress, Table, Tags};
use domain::blockers::Tier;
use domain::text::Tag;
use leptos::prelude::*;
use rust_decimal::Decimal;
use service::portfolio::{self, ProjectRow, Query};

pub(super) async fn page(visit: Visit) -> PageResult {
    let query = Query { text: visit.query("text").into(), tag: visit.query("tag").into(), archived: !visit.query("archived").is_empty() };
    let who = visit.signed_in().await?;
    let projects = portfolio::list(&visit.state.db, &who, &query, visit.page(), service::now()).await?;
    Ok(Page::new("Projects", move || {
        let new = view! { <ButtonLink href="/projects/new" kind=ButtonKind::Main>"New project"</ButtonLink> }.into_any();
        view! {
            <PageHead title="Projects" subtitle="Is it ready, and what blocks it?" actions=Some(new)/>
            {filter(&query, projects.total)}
            {if projects.rows.is_empty() { empty(&query).into_any() } else { table(&projects.rows).into_any() }}
            {pager(&visit, &projects)}
        }
    }))
}

fn filter(query: &Query, total: u64) -> impl IntoView + use<> {
    let asked = *query != Query::default();
    let count = if total == 1 { "1 project".to_owned() } else { format!("{total} projects") };
    let (text, tag, archived) = (query.text.clone(), query.tag.clone(), query.archived);
    view! {
        <form method="get" action="/projects" class="filters" role="search" aria-label="Projects">
            <div class="field"><label class="label" for="filter-text">"Name"</label>
                <input class="control" id="filter-text" name="text" type="search" value=text/></div>
            <div class="field"><label class="label" for="filter-tag">"Tag"</label>
                <input class="control control-short" id="filter-tag" name="tag" value=tag/></div>
            <div class="choice"><input class="box" type="checkbox" id="filter-archived" name="archived" value="yes" checked=archived/>
                <label for="filter-archived">"Archived only"</label></div>
            <Button>"Filter"</Button>
            {asked.then(|| view! { <a href="/projects">"Show all"</a> })}
            <span class="filters-count">{count}</span>
        </form>
    }
}

fn empty(query: &Query) -> impl IntoView + use<> {
    if *query == Query::default() {
        let action = view! { <ButtonLink href="/projects/new" kind=ButtonKind::Main>"Create the first project"</ButtonLink> }.into_any();
        let text =
            "A project is what is to become ready: a service, a product, a release. Create one, then import its last readiness report.";
        view! { <EmptyState title="No project yet" text=text action=Some(action)/> }
    } else {
        let action = view! { <ButtonLink href="/projects">"Show all projects"</ButtonLink> }.into_any();
        view! { <EmptyState title="No project matches" text="Try fewer words or another tag." action=Some(action)/> }
    }
}

fn table(rows: &[ProjectRow]) -> impl IntoView + use<> {
    let rows = rows.iter().map(row).collect_view();
    view! {
        <Table caption="Projects" cards=true>
            <thead><tr>
                <th scope="col">"Project"</th><th scope="col" class="num">"Score"</th><th scope="col" class="num">"Stated"</th>
                <th scope="col">"Open blockers"</th><th scope="col">"Checklist"</th><th scope="col">"Scored on"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn row(row: &ProjectRow) -> impl IntoView + use<> {
    let project = &row.project;
    let tags: Vec<String> = project.tags.iter().map(Tag::to_string).collect();
    let blockers = match (row.open_blockers, row.top_tier) {
        // Nobody has looked: that is not the same as nothing found.
        (0, _) if !row.audited => view! { <span class="hint">"not audited"</span> }.into_any(),
        (0, _) => view! { <Pill kind=Kind::Ok text="none"/> }.into_any(),
        (open, tier) => {
            let top = tier.and_then(|tier| u8::try_from(tier).ok()).and_then(|number| Tier::try_from(number).ok()).unwrap_or(Tier::FIRST);
            let kind = if top == Tier::FIRST { Kind::Bad } else { Kind::Warn };
            view! { <Pill kind text=format!("{open}, up to {}", project.words.tier_in_sentence(top))/> }.into_any()
        }
    };
    let checklist = match (u32::try_from(row.items_done), u32::try_from(row.items)) {
        (Ok(done), Ok(total)) if total > 0 => view! { <Progress label=format!("Checklist of {}", project.name) done total/> }.into_any(),
        _ => view! { <span class="hint">"no items"</span> }.into_any(),
    };
    let (score, stated) = (percent(row.score), percent(row.stated_score));
    let scored = row.last_audit.clone().unwrap_or_else(|| "–".into());
    view! {
        <tr>
            <th scope="row"><a href=format!("/projects/{}", project.slug)>{project.name.to_string()}</a><Tags tags/></th>
            <Cell label="Score" figure=true>{score}</Cell>
            <Cell label="Stated" figure=true>{stated}</Cell>
            <Cell label="Open blockers">{blockers}</Cell>
            <Cell label="Checklist">{checklist}</Cell>
            <Cell label="Scored on">{scored}</Cell>
        </tr>
    }
}

/// Ten-thousandths as percent with up to two places; a dash where there is no score.
fn percent(score: Option<i64>) -> String {
    score.map_or_else(|| "–".into(), |score| format!("{} %", Decimal::new(score, 2).normalize()))
}
