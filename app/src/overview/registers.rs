//! Checklists, criteria, plan, verifications and history, each in short.

use super::parts::{criterion_kind, prose};
use super::place::Place;
use crate::history::lines;
use crate::plans::standing_kind;
use crate::ui::{Cell, Progress, Sheet, Status, Table};
use crate::verifications::freshness_kind;
use domain::checklists::{Checklist, Progress as Done};
use domain::criteria::Criterion;
use domain::history::Event;
use domain::plans::Action;
use domain::verifications::Verification;
use domain::{Day, Timestamp};
use leptos::prelude::*;
use service::checklists::Lists;
use service::plans::Counts as Steps;

pub(super) fn checklists(place: &Place, lists: &[(Checklist, Done)]) -> impl IntoView + use<> {
    let (done, total) = lists.iter().fold((0, 0), |sum, (_, of)| (sum.0 + of.done, sum.1 + of.total));
    let mut before = 0;
    let rows = lists
        .iter()
        .map(|(list, of)| {
            let page = before / Lists::SIZE + 1;
            before += of.rows();
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

pub(super) fn criteria(place: &Place, rows: &[Criterion], total: i64) -> impl IntoView + use<> {
    let lines = rows
        .iter()
        .map(|row| {
            let (label, kind, state) = (row.label.clone().unwrap_or_default(), criterion_kind(row.state), row.state.as_str());
            let href = place.link(&format!("/criteria/{}", row.id));
            view! {
                <tr>
                    <Cell label="Criterion">{label}</Cell>
                    <th scope="row"><a href=href>{row.text.to_string()}</a></th>
                    <Cell label="State"><Status kind text=state/></Cell>
                </tr>
            }
        })
        .collect_view();
    (!rows.is_empty()).then(|| {
        let all = view! { <a class="push" href=place.link("/criteria")>"All criteria"</a> }.into_any();
        let more = beyond(rows.len(), total);
        view! {
            <Sheet title="Acceptance criteria" count=total.to_string() actions=Some(all)>
                <Table caption="Acceptance criteria">
                    <thead><tr><th scope="col">"No."</th><th scope="col">"What has to hold"</th><th scope="col">"State"</th></tr></thead>
                    <tbody>{lines}</tbody>
                </Table>
                {more}
            </Sheet>
        }
    })
}

/// Says so where a register is longer than what is shown of it.
fn beyond(shown: usize, total: i64) -> impl IntoView + use<> {
    let more = i64::try_from(shown).map_or(0, |shown| total - shown);
    (more > 0).then(|| view! { <p class="small muted">{format!("… and {more} more.")}</p> })
}

/// So many rows of a long register stand open; the rest is folded away.
const OPEN_ROWS: usize = 10;

pub(super) fn plan(place: &Place, rows: &[Action], of: Steps, today: Day) -> impl IntoView + use<> {
    let (first, rest) = rows.split_at(rows.len().min(OPEN_ROWS));
    let (first, rest) = (steps(place, first, today), (!rest.is_empty()).then(|| fold(rest.len(), "more steps", steps(place, rest, today))));
    (!rows.is_empty()).then(|| {
        let all = view! { <a class="push" href=place.link("/plan")>"The whole plan"</a> }.into_any();
        let (count, more) = (format!("{} of {} done", of.done, of.total), beyond(rows.len(), of.total));
        view! { <Sheet title="Plan" count actions=Some(all)>{first}{rest}{more}</Sheet> }
    })
}

fn steps(place: &Place, rows: &[Action], today: Day) -> impl IntoView + use<> {
    let dated = rows.iter().any(|row| row.when.is_some() || row.date.is_some());
    let described = rows.iter().any(|row| !row.deliverables.is_empty());
    let lines = rows
        .iter()
        .map(|row| {
            let date = row.date.map(|date| date.to_string());
            let (when, date) = if row.when.is_some() { (row.when.clone(), date) } else { (date, None) };
            let (when, deliverables) = (when.unwrap_or_else(|| "–".to_owned()), prose(&row.deliverables));
            let (href, standing) = (place.link(&format!("/plan/{}", row.id)), row.standing(today));
            let (kind, word) = (standing_kind(standing), standing.as_str());
            view! {
                <tr>
                    {dated.then(|| view! { <Cell label="When" second=date>{when}</Cell> })}
                    <th scope="row"><a href=href>{row.focus.to_string()}</a></th>
                    <Cell label="State"><Status kind text=word/></Cell>
                    {described.then(|| view! { <Cell label="Deliverables">{deliverables}</Cell> })}
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table caption="Plan" cards=true>
            <thead><tr>
                {dated.then(|| view! { <th scope="col">"When"</th> })}
                <th scope="col">"Focus"</th><th scope="col">"State"</th>
                {described.then(|| view! { <th scope="col">"Deliverables"</th> })}
            </tr></thead>
            <tbody>{lines}</tbody>
        </Table>
    }
}

fn fold(count: usize, what: &str, rest: impl IntoView + 'static) -> impl IntoView {
    view! { <details class="fold"><summary>{format!("{count} {what}")}</summary><div class="fold-body">{rest}</div></details> }
}

pub(super) fn verifications(place: &Place, rows: &[Verification], total: i64, now: Timestamp) -> impl IntoView + use<> {
    let (first, rest) = rows.split_at(rows.len().min(OPEN_ROWS));
    let (first, rest) =
        (commands(place, first, now), (!rest.is_empty()).then(|| fold(rest.len(), "more verifications", commands(place, rest, now))));
    (!rows.is_empty()).then(|| {
        let all = view! { <a class="push" href=place.link("/verifications")>"All verifications"</a> }.into_any();
        let more = beyond(rows.len(), total);
        view! {
            <Sheet title="Verifications" count=total.to_string() actions=Some(all)>
                <p class="small muted">"Commands that check a claim. Nothing runs them here: run one yourself, or let your CI do it."</p>
                {first}
                {rest}
                {more}
            </Sheet>
        }
    })
}

fn commands(place: &Place, rows: &[Verification], now: Timestamp) -> impl IntoView + use<> {
    let lines = rows
        .iter()
        .map(|row| {
            let expected = row.expected.clone().map(|text| view! { <p class="small muted">"Expected: "{text}</p> });
            let (href, name) = (place.link(&format!("/verifications/{}", row.id)), row.name().to_owned());
            let fresh = row.freshness(now);
            let (kind, word) = (freshness_kind(fresh), fresh.as_str());
            let command = row.title.as_ref().map(|_| row.command.as_str().to_owned());
            let command = command.map(|command| view! { <div class="prose row-text"><pre tabindex="0"><code>{command}</code></pre></div> });
            view! {
                <li class="row">
                    <div class="row-head"><a class="row-title" href=href>{name}</a><Status kind text=word/></div>
                    {command}
                    {expected}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{lines}</ul> }
}

pub(super) fn events(place: &Place, events: &[Event]) -> impl IntoView + use<> {
    let rows = lines(&place.slug, events, true);
    let all = view! { <a class="push" href=place.link("/activity")>"All activity"</a> }.into_any();
    (!events.is_empty()).then(|| view! { <Sheet title="Recent activity" actions=Some(all)>{rows}</Sheet> })
}
