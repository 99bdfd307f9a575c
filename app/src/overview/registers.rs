//! Checklists, criteria, plan, verifications and history, each in short.

use super::parts::{criterion_kind, prose};
use super::place::Place;
use crate::history::lines;
use crate::ui::{Cell, Progress, Sheet, Status, Table};
use domain::checklists::{Checklist, Progress as Done};
use domain::criteria::Criterion;
use domain::history::Event;
use domain::plans::Action;
use domain::verifications::Verification;
use leptos::prelude::*;
use service::checklists::Lists;

pub(super) fn checklists(place: &Place, lists: &[(Checklist, Done)]) -> impl IntoView + use<> {
    let (done, total) = lists.iter().fold((0, 0), |sum, (_, of)| (sum.0 + of.done, sum.1 + of.total));
    let mut before = 0;
    let rows = lists
        .iter()
        .map(|(list, of)| {
            let page = before / Lists::SIZE + 1;
            before += of.total;
            let href = place.link(&format!("/checklists?page={page}#list-{}", list.id));
            let title = list.title.to_string();
            let blocking = (of.blocking_open > 0).then(|| format!("{} blocking open", of.blocking_open));
            view! {
                <li class="row">
                    <div class="row-head"><a class="row-title" href=href>{title.clone()}</a></div>
                    <Progress label=title done=of.done total=of.total unit="done"/>
                    <p class="row-meta">{blocking}</p>
                </li>
            }
        })
        .collect_view();
    if lists.is_empty() {
        return ().into_any();
    }
    let all = view! { <a class="push" href=place.link("/checklists")>"Tick items"</a> }.into_any();
    view! { <Sheet title="Checklists" count=format!("{done} of {total}") actions=Some(all)><ul class="rows">{rows}</ul></Sheet> }.into_any()
}

pub(super) fn criteria(rows: &[Criterion]) -> impl IntoView + use<> {
    let lines = rows
        .iter()
        .map(|row| {
            let (label, kind, state) = (row.label.clone().unwrap_or_default(), criterion_kind(row.state), row.state.as_str());
            view! {
                <tr>
                    <Cell label="Criterion">{label}</Cell>
                    <th scope="row">{row.text.to_string()}</th>
                    <Cell label="State"><Status kind text=state/></Cell>
                </tr>
            }
        })
        .collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <Sheet title="Acceptance criteria" count=rows.len().to_string()>
                <Table caption="Acceptance criteria">
                    <thead><tr><th scope="col">"No."</th><th scope="col">"What has to hold"</th><th scope="col">"State"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </Table>
            </Sheet>
        }
    })
}

/// So many rows of a long register stand open; the rest is folded away.
const OPEN_ROWS: usize = 10;

pub(super) fn plan(rows: &[Action]) -> impl IntoView + use<> {
    let (first, rest) = rows.split_at(rows.len().min(OPEN_ROWS));
    let (first, rest) = (steps(first), (!rest.is_empty()).then(|| fold(rest.len(), "more steps", steps(rest))));
    (!rows.is_empty()).then(|| view! { <Sheet title="Plan" count=rows.len().to_string()>{first}{rest}</Sheet> })
}

fn steps(rows: &[Action]) -> impl IntoView + use<> {
    let dated = rows.iter().any(|row| row.when.is_some());
    let described = rows.iter().any(|row| !row.deliverables.is_empty());
    let lines = rows
        .iter()
        .map(|row| {
            let (when, deliverables) = (row.when.clone().unwrap_or_else(|| "–".to_owned()), prose(&row.deliverables));
            view! {
                <tr>
                    {dated.then(|| view! { <Cell label="When">{when}</Cell> })}
                    <th scope="row">{row.focus.to_string()}</th>
                    {described.then(|| view! { <Cell label="Deliverables">{deliverables}</Cell> })}
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption="Plan" cards=true>
            <thead><tr>
                {dated.then(|| view! { <th scope="col">"When"</th> })}
                <th scope="col">"Focus"</th>
                {described.then(|| view! { <th scope="col">"Deliverables"</th> })}
            </tr></thead>
            <tbody>{lines}</tbody>
        </Table>
    }
}

fn fold(count: usize, what: &str, rest: impl IntoView + 'static) -> impl IntoView {
    view! { <details class="fold"><summary>{format!("{count} {what}")}</summary><div class="fold-body">{rest}</div></details> }
}

pub(super) fn verifications(rows: &[Verification]) -> impl IntoView + use<> {
    let (first, rest) = rows.split_at(rows.len().min(OPEN_ROWS));
    let (first, rest) = (commands(first), (!rest.is_empty()).then(|| fold(rest.len(), "more verifications", commands(rest))));
    (!rows.is_empty()).then(|| {
        view! {
            <Sheet title="Verifications" count=rows.len().to_string()>
                <p class="small muted">"Commands that check a claim. Nothing runs them here: run one yourself, or let your CI do it."</p>
                {first}
                {rest}
            </Sheet>
        }
    })
}

fn commands(rows: &[Verification]) -> impl IntoView + use<> {
    let lines = rows
        .iter()
        .map(|row| {
            let expected = row.expected.clone().map(|text| view! { <p class="small muted">"Expected: "{text}</p> });
            let command = row.command.as_str().to_owned();
            view! { <li class="row"><div class="prose row-text"><pre tabindex="0"><code>{command}</code></pre></div>{expected}</li> }
        })
        .collect_view();
    view! { <ul class="rows">{lines}</ul> }
}

pub(super) fn events(place: &Place, events: &[Event]) -> impl IntoView + use<> {
    let rows = lines(&place.slug, events, true);
    let all = view! { <a class="push" href=place.link("/activity")>"All activity"</a> }.into_any();
    (!events.is_empty()).then(|| view! { <Sheet title="Recent activity" actions=Some(all)>{rows}</Sheet> })
}
