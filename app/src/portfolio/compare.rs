//! All projects on one category.

use super::asked::address;
use crate::frame::{Page, PageResult, Visit, encoded};
use crate::overview::percent;
use crate::projects::pager;
use crate::ui::{Button, ButtonLink, Cell, Choice, Crumb, EmptyState, PageHead, Select, Table};
use leptos::prelude::*;
use service::portfolio::{self, Compared, Comparison};

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.signed_in().await?;
    let lowest = visit.query("sort") != "-share";
    let found = portfolio::compare(&visit.state.db, &who, visit.query("category"), lowest, visit.page()).await?;
    Ok(Page::new("Compare projects", move || {
        let crumbs = vec![Crumb::new("Projects", "/projects")];
        let subtitle =
            "One category in the last audit with a score of each project. Names are compared without case, numbering and punctuation.";
        let body = if found.rows.total == 0 { empty(&found).into_any() } else { table(&found, lowest).into_any() };
        view! {
            <PageHead title="Compare projects on one category" subtitle=subtitle crumbs/>
            {choose(&found, lowest)}
            {body}
            {pager(&visit, &found.rows)}
        }
    }))
}

fn choose(found: &Comparison, lowest: bool) -> impl IntoView + use<> {
    let mut choices: Vec<Choice> =
        found.categories.iter().map(|(key, name, count)| Choice::new(key.clone(), format!("{name} ({count})"))).collect();
    if !found.key.is_empty() && !found.categories.iter().any(|(key, ..)| *key == found.key) {
        choices.push(Choice::new(found.key.clone(), found.key.clone()));
    }
    let orders = vec![Choice::new("share", "Lowest first"), Choice::new("-share", "Highest first")];
    let order = if lowest { "share" } else { "-share" };
    let (count, key) = (found.rows.total, found.key.clone());
    let count = if count == 1 { "1 project".to_owned() } else { format!("{count} projects") };
    (!choices.is_empty()).then(|| {
        view! {
            <form method="get" action="/projects/compare" class="filters" role="search" aria-label="Category">
                <Select name="category" label="Category" choices value=key/>
                <Select name="sort" label="Order" choices=orders value=order/>
                <Button>"Compare"</Button>
                <span class="filters-count">{count}</span>
            </form>
        }
    })
}

fn empty(found: &Comparison) -> impl IntoView + use<> {
    let action = view! { <ButtonLink href="/projects">"To the projects"</ButtonLink> }.into_any();
    let (title, text) = if found.categories.is_empty() {
        ("No category yet", "Import a report with scores, or freeze an assessment: its categories can then be compared.")
    } else {
        ("No project has this category", "Choose another one above.")
    };
    view! { <EmptyState title text action=Some(action)/> }
}

fn table(found: &Comparison, lowest: bool) -> impl IntoView + use<> {
    let rows = found.rows.rows.iter().map(row).collect_view();
    let turned = if lowest { "-share" } else { "share" };
    let href = address("/projects/compare", &format!("category={}&sort={turned}", encoded(&found.key)));
    let stands = if lowest { "ascending" } else { "descending" };
    view! {
        <Table caption="Projects on one category" cards=true>
            <thead><tr>
                <th scope="col">"Project"</th><th scope="col">"Category there"</th>
                <th scope="col" class="num" aria-sort=stands><a class="sorter" href=href>"Share"</a></th>
                <th scope="col">"Rating"</th><th scope="col" class="num">"Audit"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn row(row: &Compared) -> impl IntoView + use<> {
    let (href, name, category) = (format!("/projects/{}", row.slug), row.project.to_string(), row.category.to_string());
    let share = row.share.map_or_else(|| "–".to_owned(), |share| format!("{} %", percent(share)));
    let rating = if row.rating.is_empty() { "not rated".to_owned() } else { row.rating.clone() };
    let on = row.scored_on.clone().unwrap_or_else(|| "–".to_owned());
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a></th>
            <Cell label="Category there">{category}</Cell>
            <Cell label="Share" figure=true>{share}</Cell>
            <Cell label="Rating">{rating}</Cell>
            <Cell label="Audit" figure=true>{on}</Cell>
        </tr>
    }
}
