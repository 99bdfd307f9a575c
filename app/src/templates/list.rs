//! The templates that can be used, and those that were withdrawn.

use crate::frame::{Page, PageResult, Visit};
use crate::projects::pager;
use crate::ui::{ButtonKind, ButtonLink, Cell, Crumb, EmptyState, PageHead, Table};
use leptos::prelude::*;
use service::templates::{self, Listed, TemplateList};

pub(super) async fn page(visit: Visit) -> PageResult {
    let withdrawn = visit.query("show") == "withdrawn";
    let who = visit.signed_in().await?;
    let list = templates::list(&visit.state.db, &who, withdrawn, visit.page()).await?;
    let title = if withdrawn { "Withdrawn templates" } else { "Templates" };
    Ok(Page::new(title, move || {
        let new = view! { <ButtonLink href="/templates/new" kind=ButtonKind::Main>"New template"</ButtonLink> }.into_any();
        let crumbs = if withdrawn { vec![Crumb::new("Templates", "/templates")] } else { Vec::new() };
        let body = if list.page.rows.is_empty() { nothing(withdrawn).into_any() } else { table(&list, title).into_any() };
        let gone = (!withdrawn && list.withdrawn > 0).then(|| {
            let words = format!("Withdrawn templates ({})", list.withdrawn);
            view! { <p class="small"><a href="/templates?show=withdrawn">{words}</a></p> }
        });
        view! {
            <PageHead title=title subtitle="What an audit starts from: what is rated, ticked off and asked for." crumbs actions=Some(new)/>
            {body}
            {pager(&visit, &list.page)}
            {gone}
        }
    }))
}

fn nothing(withdrawn: bool) -> impl IntoView {
    let (title, text) = if withdrawn {
        ("No template is withdrawn", "A template that its author takes out of the offer stands here.")
    } else {
        ("No template on this page", "Go back to the first page.")
    };
    view! { <EmptyState title text/> }
}

fn table(list: &TemplateList, caption: &'static str) -> impl IntoView + use<> {
    let rows = list.page.rows.iter().map(row).collect_view();
    view! {
        <Table caption=caption cards=true>
            <thead><tr>
                <th scope="col">"Template"</th><th scope="col" class="num">"Version"</th><th scope="col" class="num">"Categories"</th>
                <th scope="col">"From"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn row(row: &Listed) -> impl IntoView + use<> {
    let (href, name, purpose) = (format!("/templates/{}", row.edition.key), row.name.to_string(), row.purpose.clone());
    let from = row.owner.as_ref().map_or_else(|| "Holdpoint".to_owned(), ToString::to_string);
    let (version, categories) = (row.edition.version.to_string(), row.categories.to_string());
    view! {
        <tr>
            <th scope="row"><a href=href>{name}</a><span class="second template-purpose">{purpose}</span></th>
            <Cell label="Version" figure=true>{version}</Cell>
            <Cell label="Categories" figure=true>{categories}</Cell>
            <Cell label="From">{from}</Cell>
        </tr>
    }
}
