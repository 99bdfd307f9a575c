//! What narrows the list and brings it into another order. Works without scripts, and on a phone, where there are no headings.

use super::asked::Asked;
use crate::ui::{Button, Choice, HiddenInput, Kind, Notice, Select, Suggestions};
use domain::portfolio::GoalVerdict;
use leptos::prelude::*;
use service::portfolio::Sort;

const ORDERS: [(Sort, &str, &str); 10] = [
    (Sort::Name, "Name, A to Z", "Name, Z to A"),
    (Sort::Score, "Score, lowest first", "Score, highest first"),
    (Sort::Delta, "Change, furthest down first", "Change, furthest up first"),
    (Sort::Blockers, "Blockers, fewest first", "Blockers, most urgent first"),
    (Sort::Overdue, "Overdue, least first", "Overdue, most first"),
    (Sort::Items, "Open items, fewest first", "Open items, most first"),
    (Sort::Age, "Audit, newest first", "Audit, oldest first"),
    (Sort::Demo, "Demo, go first", "Demo, no-go first"),
    (Sort::Beta, "Beta, go first", "Beta, no-go first"),
    (Sort::Production, "Production, go first", "Production, no-go first"),
];

pub(super) fn filter(asked: &Asked, total: u64) -> impl IntoView + use<> {
    let query = &asked.query;
    let count = if total == 1 { "1 project".to_owned() } else { format!("{total} projects") };
    let verdicts = [("", "Any verdict"), ("go", "Go"), ("conditional", "Conditional"), ("no_go", "No-go"), ("undecided", "Undecided")];
    let verdicts = verdicts.map(|(value, label)| Choice::new(value, label)).to_vec();
    let orders =
        ORDERS.iter().flat_map(|(sort, up, down)| [Choice::new(sort.as_str(), *up), Choice::new(format!("-{}", sort.as_str()), *down)]);
    let order = format!("{}{}", if query.down { "-" } else { "" }, query.sort.as_str());
    let age = query.older_than.map(|days| days.to_string());
    let (text, tag, goal, verdict) = (query.text.clone(), query.tag.clone(), asked.goal.clone(), asked.verdict.clone());
    let (urgent, archived) = (query.urgent, query.archived);
    // Led to from the list by tag; there to be taken away.
    let untagged = query.untagged.then(|| {
        view! {
            <div class="choice"><input class="box" type="checkbox" id="filter-untagged" name="untagged" value="yes" checked/>
                <label for="filter-untagged">"Without a tag"</label></div>
        }
    });
    let wrong = asked.wrong.map(|words| view! { <Notice kind=Kind::Warn>{words}</Notice> });
    let grouped = asked.grouped.then(|| view! { <HiddenInput name="group" value="tag"/> });
    let asks = asked.narrows();
    view! {
        {wrong}
        <form method="get" action="/projects" class="filters" role="search" aria-label="Projects">
            {grouped}
            <div class="field"><label class="label" for="filter-text">"Name"</label>
                <input class="control" id="filter-text" name="text" type="search" value=text/></div>
            <div class="field"><label class="label" for="filter-tag">"Tag"</label>
                <input class="control" id="filter-tag" name="tag" value=tag/></div>
            <div class="field"><label class="label" for="filter-goal">"Goal"</label>
                <input class="control" id="filter-goal" name="goal" list="goals" value=goal/></div>
            <Suggestions id="goals" words=GoalVerdict::COLUMNS.map(str::to_owned).to_vec()/>
            <Select name="verdict" id="filter-verdict" label="Verdict on it" choices=verdicts value=verdict/>
            <div class="field"><label class="label" for="filter-older">"Audit older than days"</label>
                <input class="control" id="filter-older" name="older" inputmode="numeric" value=age/></div>
            <Select name="sort" id="filter-sort" label="Order" choices=orders.collect() value=order/>
            <div class="choice"><input class="box" type="checkbox" id="filter-urgent" name="urgent" value="yes" checked=urgent/>
                <label for="filter-urgent">"With open tier 1 blockers"</label></div>
            {untagged}
            <div class="choice"><input class="box" type="checkbox" id="filter-archived" name="archived" value="yes" checked=archived/>
                <label for="filter-archived">"Archived only"</label></div>
            <Button>"Filter"</Button>
            {asks.then(|| view! { <a href="/projects">"Show all"</a> })}
            <span class="filters-count">{count}</span>
        </form>
    }
}
