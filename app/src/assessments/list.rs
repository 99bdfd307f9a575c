//! All audits of a project, newest first.

use crate::frame::{Page, PageResult, Visit};
use crate::overview::{Place, percent, verdict_kind};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{ButtonKind, ButtonLink, Cell, EmptyState, Sheet, Status, Table};
use domain::assessments::AssessmentState;
use leptos::prelude::*;
use service::assessments::{self, AssessmentSummary};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let list = assessments::list(&visit.state.db, &viewer, visit.page()).await?;
    Ok(Page::new(format!("Assessments of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let import = place.audits.then(|| {
            view! {
                <ButtonLink href=place.link("/assessments/new")>"New assessment"</ButtonLink>
                <ButtonLink href=place.link("/import") kind=ButtonKind::Main>"Import a report"</ButtonLink>
            }
            .into_any()
        });
        let body = if list.rows.is_empty() {
            view! { <EmptyState title="No assessment yet" text="Each imported report becomes an assessment and stands here, newest first."/> }.into_any()
        } else {
            let (total, rows) = (list.total.to_string(), table(&place, &list.rows));
            view! { <Sheet title="Assessments" count=total>{rows}</Sheet> }.into_any()
        };
        view! { {tabs(&viewer, Tab::Assessments, import)} {body} {pager(&visit, &list)} }
    }))
}

fn table(place: &Place, rows: &[AssessmentSummary]) -> impl IntoView + use<> {
    let rows = rows.iter().map(|row| line(place, row)).collect_view();
    view! {
        <Table caption="Assessments" cards=true>
            <thead><tr>
                <th scope="col">"Assessment"</th><th scope="col">"Date"</th><th scope="col" class="num">"Computed"</th>
                <th scope="col" class="num">"Stated"</th><th scope="col">"Verdict"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn line(place: &Place, row: &AssessmentSummary) -> impl IntoView + use<> {
    let score = |score: Option<i64>| score.map_or_else(|| "–".to_owned(), percent);
    let date = row.assessment.date.map_or_else(|| format!("none; imported {}", row.ordered_on), |date| date.to_string());
    let verdict = row.assessment.stated.verdict();
    let word = verdict.map_or("not stated", domain::decisions::Verdict::as_str);
    let frozen = (row.assessment.state == AssessmentState::Final).then(|| view! { <span class="second">"frozen"</span> });
    let (computed, stated) = (score(row.score), score(row.stated_score));
    view! {
        <tr>
            <th scope="row"><a href=place.assessment(row.assessment.id)>{row.assessment.title.to_string()}</a>{frozen}</th>
            <Cell label="Date">{date}</Cell>
            <Cell label="Computed" figure=true>{computed}</Cell>
            <Cell label="Stated" figure=true>{stated}</Cell>
            <Cell label="Verdict"><Status kind=verdict_kind(verdict) text=word/></Cell>
        </tr>
    }
}
