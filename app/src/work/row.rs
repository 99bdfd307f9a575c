//! One thing that somebody has in hand.

use crate::records::path;
use crate::ui::{Button, HiddenInput, Kind, Pill, Tag};
use domain::Day;
use domain::accounts::Role;
use domain::records::RecordKind;
use domain::search::{Piece, Terms, excerpt};
use leptos::prelude::*;
use service::work::{Naming, Task};

/// Something assigned; an item has its box here.
pub(super) fn task(row: &Task, today: Day, show: &str) -> impl IntoView + use<> {
    let href = path(&row.slug, row.record);
    let late = row.due.filter(|due| *due < today);
    let due = row.due.map(|due| {
        let class = late.map(|_| "overdue");
        let word = if row.record.kind == RecordKind::Risk { "Review" } else { "Due" };
        let words = if late.is_some() { format!("{word} {due}, overdue") } else { format!("{word} {due}") };
        view! { <span class=class>{words}</span> }
    });
    let blocking = (row.blocking && row.record.kind == RecordKind::Item).then(|| view! { <Pill kind=Kind::Bad text="Blocking"/> });
    let waits = row.ticked.then(|| view! { <span class="status" data-kind="warn">"Waits for a passing verification"</span> });
    let tick = (row.record.kind == RecordKind::Item && !row.ticked && row.role >= Role::Engineer).then(|| tick(row, show));
    view! {
        <li class="row" id=format!("work-{}", row.record.id)>
            <div class="row-head"><span class="row-title"><a href=href>{row.title.clone()}</a></span>{blocking}{waits}</div>
            <p class="row-meta"><Tag text=row.record.kind.noun()/>{due}<a href=format!("/projects/{}", row.slug)>{row.project.clone()}</a></p>
            {tick}
        </li>
    }
}

fn tick(row: &Task, show: &str) -> impl IntoView + use<> {
    let label = format!("Tick “{}”", row.title);
    view! {
        <form class="row-text" method="post" action="/work/tick">
            <HiddenInput name="project" value=row.slug.clone()/>
            <HiddenInput name="item" value=row.record.id.to_string()/>
            <HiddenInput name="version" value=row.version.0.to_string()/>
            <HiddenInput name="show" value=show.to_owned()/>
            <Button small=true name="done" value="yes" label>"Tick"</Button>
        </form>
    }
}

/// A comment that waits for an answer.
pub(super) fn naming(row: &Naming) -> impl IntoView + use<> {
    let href = format!("/projects/{}/comments/{}", row.slug, row.comment);
    let (kind, about) = (row.about.0.noun(), row.about.1.clone());
    let words = format!("{} on the {kind} “{about}”", row.author);
    let said: String = excerpt(&row.body, &Terms::default()).into_iter().map(|piece: Piece| piece.text).collect();
    let at = row.at.to_string();
    view! {
        <li class="row">
            <div class="row-head"><span class="row-title"><a href=href>{words}</a></span></div>
            <p class="row-text">{said}</p>
            <p class="row-meta"><span>{at}</span><a href=format!("/projects/{}", row.slug)>{row.project.clone()}</a></p>
        </li>
    }
}
