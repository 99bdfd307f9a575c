//! The verdicts now and then.

use crate::gates::{rule_table, verdict_word};
use crate::overview::{Place, verdict_kind};
use crate::summary::forecast_words;
use crate::ui::{Cell, Sheet, Status, Table};
use domain::decisions::Verdict;
use domain::gates::State;
use domain::projects::Words;
use domain::scoring::Share;
use leptos::prelude::*;
use service::what_if::WhatIf;

/// Score and verdicts now and then, and what would still hold each goal.
pub(super) fn result(place: &Place, words: &Words, shown: &WhatIf) -> impl IntoView + use<> {
    let figure = |share: Option<&Share>| share.map_or_else(|| "no score".to_owned(), |share| format!("{share} %"));
    let (now, then) = (figure(shown.now.overall.as_ref()), figure(shown.then.overall.as_ref()));
    let moved = match (&shown.now.overall, &shown.then.overall) {
        (Some(now), Some(then)) if now != then => Some(format!("{} points", then.moved_from(now).points(2))),
        _ => None,
    };
    let rows = shown.goals.iter().map(|goal| {
        let (now, then) = (goal.now.verdict, goal.then.verdict);
        let status = |verdict: Option<Verdict>| view! { <Status kind=verdict_kind(verdict) text=verdict_word(verdict)/> };
        let (name, now, then) = (goal.gate.name.to_string(), status(now), status(then));
        let (when, second) = forecast_words(&goal.when);
        view! {
            <tr>
                <th scope="row">{name}</th>
                <Cell label="Now">{now}</Cell>
                <Cell label="Then">{then}</Cell>
                <Cell label="The rest done" second>{when}</Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let still = shown.goals.iter().filter(|goal| goal.then.verdict != Some(Verdict::Go)).map(|goal| {
        let left: Vec<_> = goal.then.rules.iter().filter(|row| row.state != State::Holds).cloned().collect();
        let capped = goal.then.standing.capping();
        let capped = (capped > 0).then(|| {
            let noun = if capped == 1 { "blocker caps" } else { "blockers cap" };
            view! { <p>{format!("{capped} open {noun} the verdict, whatever the score.")}</p> }
        });
        let (title, table) = (format!("What would still hold {}", goal.gate.name), rule_table(place, words, &left, None));
        let table = (!left.is_empty()).then_some(table);
        view! { <details class="fold"><summary>{title}</summary>{capped}{table}</details> }
    });
    let still = still.collect_view();
    view! {
        <Sheet title="What would be" main=true>
            <Table caption="Now and then" cards=true>
                <thead><tr><th scope="col">"Goal"</th><th scope="col">"Now"</th><th scope="col">"Then"</th><th scope="col">"The rest done"</th></tr></thead>
                <tbody>
                    <tr><th scope="row">"Overall score"</th><Cell label="Now">{now}</Cell><Cell label="Then" second=moved>{then}</Cell><Cell label="The rest done">"–"</Cell></tr>
                    {rows}
                </tbody>
            </Table>
            <p class="hint">"The last column is an estimate: when the rest of the blockers and items that hold the goal would be closed at the pace of the last six weeks, if they come first and nothing new comes; the dates below it are the faster and the slower weeks."</p>
            {still}
        </Sheet>
    }
}
