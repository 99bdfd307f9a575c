//! Choosing what is taken as done.

use super::result::result;
use super::way::ways;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::overview::Place;
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, ButtonLink, EmptyState, Kind, Notice, Problems, Sheet, TextInput};
use domain::assessments::{Category, typed::AsTyped};
use domain::ids::CategoryId;
use domain::records::RecordKind;
use domain::text::Slug;
use domain::what_if::Work;
use leptos::prelude::*;
use service::gates::Readiness;
use service::what_if::{self, Chosen, PlanForm, WhatIf};

/// So many rows of each kind can be chosen from; nobody ticks more.
const MOST: usize = 100;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let chosen = chosen(&visit);
    let shown = what_if::show(&visit.state.db, &viewer, &chosen, service::now()).await?;
    let (asked, fields) = (visit.clone(), visit.fields());
    let page = Page::new(format!("What if? {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let result = result(&place, &viewer.project().words, &shown);
        let ways = ways(&place, &shown, &fields);
        let form = form(&place, &shown, &chosen);
        view! {
            {tabs(&viewer, Tab::Gates, None)}
            <Problems problems=fields.problems()/>
            <div class="split">
                <div class="stack">{form}</div>
                <div class="stack">{result}</div>
            </div>
            {ways}
        }
    });
    Ok(page.done(&asked, &[]))
}

pub(super) async fn plan(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let editor = visit.viewer().await?.editor()?;
    let goal: Slug = sent.get("goal").parse().map_err(|_| PageError::NotFound)?;
    let form = PlanForm { begin: sent.get("begin").to_owned(), per_day: sent.get("per_day").to_owned() };
    what_if::plan(&visit.state.db, &editor, &goal, &form, service::now()).await?;
    Ok(Done::at(format!("/projects/{}/plan?done=planned", editor.project().slug)))
}

/// The name of the field for the percentage of a category.
fn field(id: CategoryId) -> String {
    format!("rate-{id}")
}

fn chosen(visit: &Visit) -> Chosen {
    let records = visit.queries("as-done").filter_map(|id| id.parse().ok()).collect();
    let ratings = visit.named("rate-").filter_map(|(id, typed)| Some((id.parse().ok()?, typed.to_owned()))).collect();
    Chosen { records, ratings }
}

fn form(place: &Place, shown: &WhatIf, chosen: &Chosen) -> impl IntoView + use<> {
    let here = place.link("/what-if");
    let groups = [
        (RecordKind::Blocker, "Blockers resolved"),
        (RecordKind::Item, "Blocking items done"),
        (RecordKind::Criterion, "Criteria met"),
        (RecordKind::Risk, "Risks settled"),
        (RecordKind::Verification, "Verifications passed"),
    ];
    let groups = groups.map(|(kind, title)| group(kind, title, &shown.open, chosen)).collect_view();
    let ratings = shown.categories.iter().map(|row| rating(row, shown, chosen)).collect_view();
    let rated = (!shown.categories.is_empty()).then(|| {
        view! {
            <fieldset class="fieldset">
                <legend>"Categories rated anew, in percent"</legend>
                <p class="hint">"Empty ones stay as they are."</p>
                <div class="rerate">{ratings}</div>
            </fieldset>
        }
    });
    let cut = shown.is_cut().then(|| {
        view! {
            <Notice kind=Kind::Warn title="Not all open work is looked at">
                {format!("Of each kind of row, the first {} count here. The ways below may go on.", Readiness::ROWS)}
            </Notice>
        }
    });
    let nothing = (shown.open.is_empty() && shown.categories.is_empty()).then(|| {
        view! { <EmptyState title="Nothing to try yet" text="Import a report or write down what is open: blockers, blocking items, criteria, risks."/> }
    });
    let any = !chosen.records.is_empty() || chosen.ratings.iter().any(|(_, typed)| !typed.is_empty());
    let clear = any.then(|| view! { <ButtonLink href=here.clone()>"Clear"</ButtonLink> });
    view! {
        <Sheet title="As if this were done">
            {cut}{nothing}
            <form method="get" action=here.clone() class="form">
                {groups}
                {rated}
                <div class="form-actions"><Button kind=ButtonKind::Main>"Show what would be"</Button>{clear}</div>
            </form>
        </Sheet>
    }
}

fn group(kind: RecordKind, title: &'static str, open: &[Work], chosen: &Chosen) -> impl IntoView + use<> {
    let of_kind = |work: &&Work| work.deed.record().is_some_and(|record| record.kind == kind);
    let is_chosen = |work: &Work| work.deed.record().is_some_and(|record| chosen.records.contains(&record.id));
    let mut all: Vec<&Work> = open.iter().filter(of_kind).collect();
    let rest = all.len().saturating_sub(MOST);
    if rest > 0 {
        // What is chosen stays on the page, however far behind it stands.
        all.sort_by_key(|work| !is_chosen(work));
    }
    let rest = (rest > 0).then(|| view! { <p class="hint">{format!("{rest} more are not shown here.")}</p> });
    let rows: Vec<_> = all
        .into_iter()
        .take(MOST)
        .filter_map(|work| Some((work.deed.record()?.id, work.title.to_string())))
        .map(|(id, words)| {
            let (value, checked) = (id.to_string(), chosen.records.contains(&id));
            view! { <li><label class="check"><input type="checkbox" name="as-done" value=value checked=checked/><span>{words}</span></label></li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <fieldset class="fieldset"><legend>{title}</legend><ul class="tries">{rows}</ul>{rest}</fieldset> }
    })
}

fn rating(row: &Category, shown: &WhatIf, chosen: &Chosen) -> impl IntoView + use<> {
    let typed = chosen.ratings.iter().find(|(id, _)| *id == row.id).map(|(_, typed)| typed.clone()).unwrap_or_default();
    let error = shown.wrong.as_ref().filter(|(id, _)| *id == row.id).map(|(_, text)| text.clone());
    let (label, hint) = (row.name.to_string(), format!("now {}", AsTyped(&row.rating)));
    view! { <TextInput name=field(row.id) label hint value=typed error=error short=true autocomplete="off"/> }
}
