//! The list of criteria, and their order.

use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::{Place, criterion_kind};
use crate::plans::{move_buttons, views};
use crate::projects::{Tab, pager, tabs};
use crate::records::undo;
use crate::ui::{ButtonKind, ButtonLink, Cell, EmptyState, Progress, Sheet, Status, Table};
use domain::criteria::Criterion;
use domain::ids::CriterionId;
use domain::order::Direction;
use leptos::prelude::*;
use service::criteria::{self, CriterionList};

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let list = criteria::list(&visit.state.db, &viewer, visit.page()).await?;
    Ok(Page::new(format!("Criteria of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let body = if list.page.rows.is_empty() { nothing().into_any() } else { table(&place, &list).into_any() };
        view! {
            {tabs(&viewer, Tab::Plan, new_link(&place))}
            {views(&place, "/criteria")}
            {undo(&visit)}
            {body}
            {pager(&visit, &list.page)}
        }
    }))
}

/// Moves a criterion; back in the list, the row is where it went.
pub(super) async fn shift(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (CriterionId, _) = (visit.id("criterion")?, visit.viewer().await?.editor()?);
    let way = Direction::from_word(sent.get("way")).ok_or(PageError::NotFound)?;
    criteria::shift(&visit.state.db, &editor, id, way, service::now()).await?;
    let page: u32 = sent.get("page").parse().unwrap_or(1);
    Ok(Done::at(format!("/projects/{}/criteria?page={page}#criterion-{id}", editor.project().slug)))
}

fn new_link(place: &Place) -> Option<AnyView> {
    let href = place.link("/criteria/new");
    place.edits.then(|| view! { <ButtonLink href kind=ButtonKind::Main>"New criterion"</ButtonLink> }.into_any())
}

fn nothing() -> impl IntoView {
    let text = "What has to hold before the project may go, such as “A restore takes less than an hour”. Add one here, or import a report \
                that names some.";
    view! { <EmptyState title="No acceptance criteria" text/> }
}

fn table(place: &Place, list: &CriterionList) -> impl IntoView + use<> {
    let total = u32::try_from(list.page.total).unwrap_or(u32::MAX);
    let met = u32::try_from(list.met).unwrap_or(0);
    let (edits, number) = (place.edits, list.page.number);
    let rows = list.page.rows.iter().map(|row| line(place, row, number)).collect_view();
    view! {
        <Sheet title="Acceptance criteria" count=total.to_string()>
            <Progress label="Acceptance criteria" done=met total unit="met"/>
            <Table caption="Acceptance criteria" cards=true>
                <thead><tr>
                    <th scope="col">"No."</th><th scope="col">"What has to hold"</th><th scope="col">"State"</th><th scope="col">"Owner"</th>
                    {edits.then(|| view! { <th scope="col"><span class="unseen">"Order"</span></th> })}
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        </Sheet>
    }
}

fn line(place: &Place, row: &Criterion, page: u32) -> impl IntoView + use<> {
    let here = place.link(&format!("/criteria/{}", row.id));
    let (label, kind, state) = (row.label.clone().unwrap_or_default(), criterion_kind(row.state), row.state.as_str());
    let owner = row.owner.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string);
    let buttons = place.edits.then(|| {
        let buttons = move_buttons(&here, row.text.as_str(), page);
        view! { <Cell label="">{buttons}</Cell> }
    });
    view! {
        <tr id=format!("criterion-{}", row.id)>
            <Cell label="No.">{label}</Cell>
            <th scope="row"><a href=here>{row.text.to_string()}</a></th>
            <Cell label="State"><Status kind text=state/></Cell>
            <Cell label="Owner">{owner}</Cell>
            {buttons}
        </tr>
    }
}
