//! All decisions of a project.

use crate::frame::{Page, PageResult, Visit};
use crate::gates::verdict_word;
use crate::overview::{Place, verdict_kind};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{Cell, EmptyState, Sheet, Status, Table};
use leptos::prelude::*;
use service::decisions;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let list = decisions::list(&visit.state.db, &viewer, visit.page()).await?;
    Ok(Page::new(format!("Decisions of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let rows = list.rows.iter().map(|row| {
            let href = place.link(&format!("/decisions/{}", row.id));
            let (kind, word) = (verdict_kind(Some(row.verdict)), row.verdict.as_str());
            let (goal, by, on) = (row.goal_name.to_string(), row.by_name.to_string(), row.at.day().to_string());
            let gate = if row.is_override() {
                format!("{}, overridden", verdict_word(row.computed))
            } else {
                verdict_word(row.computed).to_owned()
            };
            view! {
                <tr>
                    <th scope="row"><a href=href>{goal}</a></th>
                    <Cell label="Signed"><Status kind text=word/></Cell>
                    <Cell label="The gate said">{gate}</Cell>
                    <Cell label="By">{by}</Cell>
                    <Cell label="On">{on}</Cell>
                </tr>
            }
        });
        let rows = rows.collect_view();
        let table = if list.rows.is_empty() {
            view! { <EmptyState title="Nothing is decided yet" text="Verdicts of gates are computed. A decision is what a person signs on one of them: go, conditional or no-go."/> }.into_any()
        } else {
            view! {
                <Table caption="Decisions, newest first" cards=true>
                    <thead><tr>
                        <th scope="col">"Goal"</th><th scope="col">"Signed"</th><th scope="col">"The gate said"</th><th scope="col">"By"</th><th scope="col">"On"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            }
            .into_any()
        };
        let all = view! { <a class="push" href=place.link("/gates")>"Verdicts now"</a> }.into_any();
        view! {
            {tabs(&viewer, Tab::Gates, None)}
            <Sheet title="Decisions" count=list.total.to_string() actions=Some(all)>{table}</Sheet>
            {pager(&visit, &list)}
        }
    }))
}
