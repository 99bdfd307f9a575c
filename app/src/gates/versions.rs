//! What the goals of a project demanded before.

use crate::frame::{Page, PageResult, Visit};
use crate::overview::Place;
use crate::projects::{Tab, pager, tabs};
use crate::ui::{EmptyState, Sheet};
use domain::gates::Gates;
use leptos::prelude::*;
use service::gates;

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let former = gates::former(&visit.state.db, &viewer, visit.page()).await?;
    Ok(Page::new(format!("Versions of the gates of {}", viewer.project().name), move || {
        let place = Place::from(&viewer);
        let now = (former.number == 1).then(|| {
            let title = format!("Version {}, which holds now", viewer.project().gates.version);
            let told = told(&viewer.project().gates);
            view! { <Sheet title>{told}</Sheet> }
        });
        let rows = former.rows.iter().map(|row| {
            let title = format!("Version {}", row.gates.version);
            let until = format!("Until {}, when {} put others in their place.", row.changed_at.day(), row.changed_by_name);
            let told = told(&row.gates);
            view! { <Sheet title><p class="small muted">{until}</p>{told}</Sheet> }
        });
        let rows = rows.collect_view();
        let none = former.rows.is_empty().then(|| {
            view! { <EmptyState title="No earlier version" text="The goals and their rules have been as they are since the project was made."/> }
        });
        view! {
            {tabs(&viewer, Tab::Gates, None)}
            <p><a href=place.link("/gates")>"Back to the verdicts"</a></p>
            {now}
            {rows}
            {none}
            {pager(&visit, &former)}
        }
    }))
}

fn told(gates: &Gates) -> impl IntoView + use<> {
    let goals = gates.gates.iter().map(|gate| {
        let rules = gate.rules.iter().map(|rule| view! { <li>{rule.to_string()}</li> }).collect_view();
        let target = gate.target.map(|target| view! { <li>{format!("the team aims at {target}")}</li> });
        view! { <div><h3>{gate.name.to_string()}</h3><ul>{rules}{target}</ul></div> }
    });
    view! { <div class="stack-tight">{goals.collect_view()}</div> }
}
