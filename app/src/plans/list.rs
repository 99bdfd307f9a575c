//! The plan in order.

use super::parts::{done_button, move_buttons, standing_kind, views};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::{Place, prose};
use crate::projects::{Tab, pager, tabs};
use crate::records::{undo, version};
use crate::ui::{ButtonKind, ButtonLink, EmptyState, Kind, Progress, Sheet, Status};
use domain::Day;
use domain::ids::ActionId;
use domain::order::Direction;
use domain::plans::Action;
use leptos::prelude::*;
use service::plans::{self, Closed, Plan};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (viewer, now) = (visit.viewer().await?, service::now());
    let plan = plans::list(&visit.state.db, &viewer, visit.page(), now).await?;
    let asked = visit.clone();
    let page = Page::new(format!("Plan of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let body = if plan.page.rows.is_empty() { nothing().into_any() } else { steps(&place, &plan, now.today()).into_any() };
        view! {
            {tabs(&viewer, Tab::Plan, new_link(&place))}
            {views(&place, "/plan")}
            {undo(&visit)}
            {body}
            {pager(&visit, &plan.page)}
        }
    });
    Ok(page.done(
        &asked,
        &[
            ("done", "The step is done."),
            ("reopened", "The step is open again."),
            ("planned", "The way is in the plan, behind the steps that were there."),
        ],
    ))
}

pub(super) async fn set_done(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (ActionId, _) = (visit.id("step")?, visit.viewer().await?.editor()?);
    let done = sent.get("done") == "yes";
    plans::set_done(&visit.state.db, &editor, id, version(&sent)?, done, service::now()).await?;
    let word = if done { "done" } else { "reopened" };
    // Back to where the button stood.
    Ok(Done::at(match sent.find("page").and_then(|page| page.parse::<u32>().ok()) {
        Some(page) => format!("/projects/{}/plan?page={page}&done={word}#step-{id}", editor.project().slug),
        None => format!("{}?done={word}", visit.path),
    }))
}

/// Moves a step; back in the plan, it is where it went.
pub(super) async fn shift(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, editor): (ActionId, _) = (visit.id("step")?, visit.viewer().await?.editor()?);
    let way = Direction::from_word(sent.get("way")).ok_or(PageError::NotFound)?;
    plans::shift(&visit.state.db, &editor, id, way, service::now()).await?;
    let page: u32 = sent.get("page").parse().unwrap_or(1);
    Ok(Done::at(format!("/projects/{}/plan?page={page}#step-{id}", editor.project().slug)))
}

fn new_link(place: &Place) -> Option<AnyView> {
    let href = place.link("/plan/new");
    place.edits.then(|| view! { <ButtonLink href kind=ButtonKind::Main>"New step"</ButtonLink> }.into_any())
}

fn nothing() -> impl IntoView {
    let text = "A plan says what is done when, and which blockers, items, criteria and risks that closes. Add its first step, or import a \
                report that has one.";
    view! { <EmptyState title="No plan" text/> }
}

fn steps(place: &Place, plan: &Plan, today: Day) -> impl IntoView + use<> {
    let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let (done, total, late) = (count(plan.counts.done), count(plan.counts.total), plan.counts.late);
    let late = (late > 0).then(|| {
        let text = if late == 1 { "1 step is late".to_owned() } else { format!("{late} steps are late") };
        view! { <p><Status kind=Kind::Bad text/></p> }
    });
    let number = plan.page.number;
    let rows = plan.page.rows.iter().map(|row| step(place, row, plan.closed.get(&row.id).copied(), today, number)).collect_view();
    view! {
        <Sheet title="Plan" count=total.to_string()>
            <Progress label="Steps of the plan" done total unit="done"/>
            {late}
            <ol class="rows">{rows}</ol>
        </Sheet>
    }
}

fn step(place: &Place, row: &Action, closed: Option<Closed>, today: Day, page: u32) -> impl IntoView + use<> {
    let here = place.link(&format!("/plan/{}", row.id));
    let standing = row.standing(today);
    let (focus, kind, word) = (row.focus.to_string(), standing_kind(standing), standing.as_str());
    let deliverables = prose(&row.deliverables);
    let closed = closed.map(|of| {
        let label = format!("Closed by {focus}");
        view! { <Progress label done=of.closed total=of.total unit="closed"/> }
    });
    let when = row.when.clone().map(|when| view! { <span>{when}</span> });
    let date = row.date.map(|date| view! { <span>{format!("Due {date}")}</span> });
    let owner = row.owner.as_ref().map(|owner| view! { <span>{format!("Owner {owner}")}</span> });
    let done = row.done.as_ref().map(|done| view! { <span>{format!("Done by {} on {}", done.by_name, done.at.day())}</span> });
    let buttons = place.edits.then(|| {
        let (done, moves) = (done_button(place, row, Some(page)), move_buttons(&here, row.focus.as_str(), page));
        view! { <div class="cluster">{done}{moves}</div> }
    });
    view! {
        <li class="row" id=format!("step-{}", row.id)>
            <div class="row-head"><a class="row-title" href=here>{focus}</a><Status kind text=word/></div>
            <p class="row-meta">{when}{date}{owner}{done}</p>
            <div class="row-text">{deliverables}</div>
            {closed}
            {buttons}
        </li>
    }
}
