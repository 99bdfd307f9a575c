//! The bin of a project: what was thrown away, and how to fetch it back.

use super::path;
use super::throw::{named, record};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::ui::{Button, Cell, EmptyState, Problems, Sheet, Table};
use leptos::prelude::*;
use service::records;
use service::records::Named;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let list = records::bin(&visit.state.db, &viewer, visit.page()).await?;
    let (fields, asked) = (visit.fields(), visit.clone());
    Ok(Page::new(format!("Bin of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let body = if list.rows.is_empty() {
            let text = "What is thrown away waits here and can be fetched back whole, with its comments and its history.";
            view! { <EmptyState title="The bin is empty" text/> }.into_any()
        } else {
            table(&place, &list.rows, list.total).into_any()
        };
        view! {
            {tabs(&viewer, Tab::Activity, None)}
            <Problems problems=fields.problems()/>
            {body}
            {pager(&asked, &list)}
        }
    }))
}

pub(super) async fn restore(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (record, editor) = (record(&sent)?, visit.viewer().await?.editor()?);
    records::restore(&visit.state.db, &editor, record, service::now()).await?;
    Ok(Done::at(format!("{}?done=restored", path(editor.project().slug.as_str(), record))))
}

fn table(place: &Place, rows: &[Named], total: u64) -> impl IntoView + use<> {
    let lines = rows
        .iter()
        .map(|row| {
            let (title, kind) = (row.title.clone(), row.record.kind.noun());
            let when = row.deleted_at.map(|at| at.to_string()).unwrap_or_default();
            let who = row.deleted_by.clone().unwrap_or_default();
            let label = format!("Restore {title}");
            let record = row.record;
            let restore = place.edits.then(|| {
                view! {
                    <form method="post" action=place.link("/bin/restore")>{named(record)}<Button small=true label>"Restore"</Button></form>
                }
            });
            view! {
                <tr>
                    <th scope="row">{title}</th>
                    <Cell label="Kind">{kind}</Cell>
                    <Cell label="Thrown away">{when}</Cell>
                    <Cell label="By">{who}</Cell>
                    <Cell label="">{restore}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Sheet title="Bin" count=total.to_string()>
            <Table caption="What was thrown away" cards=true>
                <thead><tr>
                    <th scope="col">"What"</th><th scope="col">"Kind"</th><th scope="col">"Thrown away"</th><th scope="col">"By"</th>
                    <th scope="col"><span class="unseen">"Action"</span></th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </Table>
        </Sheet>
    }
}
