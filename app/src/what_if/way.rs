//! The shortest way through each gate.

use crate::frame::Fields;
use crate::gates::verdict_word;
use crate::overview::{Place, verdict_kind};
use crate::records::path;
use crate::ui::{Button, Cell, HiddenInput, Kind, Notice, Sheet, Status, Table, TextInput};
use domain::decisions::Verdict;
use domain::what_if::{Deed, Step};
use leptos::prelude::*;
use service::what_if::{Change, WhatIf};

pub(super) fn ways(place: &Place, shown: &WhatIf, fields: &Fields) -> impl IntoView + use<> {
    shown.goals.iter().map(|goal| way(place, goal, fields)).collect_view()
}

fn way(place: &Place, goal: &Change, fields: &Fields) -> impl IntoView + use<> {
    let title = format!("The shortest way to {}", goal.gate.name);
    if goal.now.verdict == Some(Verdict::Go) {
        return view! { <Sheet title><p class="none-yet">"Nothing is needed: the gate says go."</p></Sheet> }.into_any();
    }
    let short = goal.way.last().is_none_or(|step| step.verdict != Some(Verdict::Go));
    let short = short.then(|| {
        view! {
            <Notice kind=Kind::Info title="Open work alone does not get there">
                "A rule about which nothing is known has to be told first, or the gate has no rules, or more rows are open than are looked at here."
            </Notice>
        }
    });
    let rows = goal.way.iter().enumerate().map(|(at, step)| row(place, at, step)).collect_view();
    let count = goal.way.len().to_string();
    let table = (!goal.way.is_empty()).then(|| {
        view! {
            <Table caption=title.clone() cards=true>
                <thead><tr>
                    <th scope="col">"Step"</th><th scope="col">"Opens"</th><th scope="col" class="num">"Score"</th><th scope="col">"Verdict then"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    let plan = (place.edits && !goal.way.is_empty()).then(|| plan(place, goal, fields));
    view! { <Sheet title=title count>{short}{table}{plan}</Sheet> }.into_any()
}

fn row(place: &Place, at: usize, step: &Step) -> impl IntoView + use<> {
    let words = match step.work.deed {
        Deed::Rate(_, to) => format!("{} “{}” to {to}", step.work.deed.verb(), step.work.title),
        _ => format!("{} “{}”", step.work.deed.verb(), step.work.title),
    };
    let words = format!("{}. {words}", at + 1);
    let named = match step.work.deed.record() {
        Some(record) => view! { <a href=path(&place.slug, record)>{words}</a> }.into_any(),
        None => words.into_any(),
    };
    let opens = if step.opens.is_empty() { "–".to_owned() } else { step.opens.join("; ") };
    let moves = step.moves.as_ref().map_or_else(|| "–".to_owned(), |moves| moves.points(2));
    let (kind, verdict) = (verdict_kind(step.verdict), verdict_word(step.verdict));
    view! {
        <tr>
            <th scope="row">{named}</th>
            <Cell label="Opens">{opens}</Cell>
            <Cell label="Score" figure=true>{moves}</Cell>
            <Cell label="Verdict then"><Status kind text=verdict/></Cell>
        </tr>
    }
}

/// The form that makes a plan of it.
fn plan(place: &Place, goal: &Change, fields: &Fields) -> impl IntoView + use<> {
    let (action, key) = (place.link("/what-if/plan"), goal.gate.goal.to_string());
    let mine = fields.sent().is_some_and(|sent| sent.get("goal") == key);
    let value = |name: &str, stored: &str| if mine { fields.value(name, stored) } else { stored.to_owned() };
    let error = |name: &str| fields.error(name).filter(|_| mine);
    let ids = (format!("begin-{key}"), format!("per-day-{key}"));
    view! {
        <details class="fold" open=mine>
            <summary>"Make a plan of it"</summary>
            <form method="post" action=action class="form">
                <HiddenInput name="goal" value=key/>
                <div class="form-row">
                    <TextInput name="begin" id=ids.0 label="First day" kind="date" value=value("begin", "") error=error("begin") short=true/>
                    <TextInput name="per_day" id=ids.1 label="Steps a day" value=value("per_day", "1") error=error("per_day") short=true/>
                </div>
                <div class="form-actions"><Button>"Add it to the plan"</Button></div>
            </form>
        </details>
    }
}
