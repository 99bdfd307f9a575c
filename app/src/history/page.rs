//! The activity of a project.

use super::days;
use crate::frame::{Page, PageResult, Visit};
use crate::projects::{Tab, pager, tabs};
use crate::ui::{Button, Choice, EmptyState, Select, Sheet};
use domain::ids::UserId;
use domain::people::Mentionable;
use domain::records::RecordKind;
use leptos::prelude::*;
use service::history::{self, Filter};

const TALK: &str = "comment";

pub(super) async fn page(visit: Visit) -> PageResult {
    let viewer = visit.viewer().await?;
    let (kind, person) = (visit.query("kind").to_owned(), visit.query("person").to_owned());
    let filter = Filter { record: RecordKind::from_word(&kind), comments: kind == TALK, actor: person.parse::<UserId>().ok() };
    let activity = history::activity(&visit.state.db, &viewer, filter, visit.page()).await?;
    Ok(Page::new(format!("Activity of {}", viewer.project().name), move || {
        let slug = viewer.project().slug.to_string();
        let list = &activity.lines;
        let body = if list.rows.is_empty() {
            nothing(&slug, filter).into_any()
        } else {
            let bin = view! { <a class="push" href=format!("/projects/{slug}/bin")>"Bin"</a> }.into_any();
            let (count, shown) = (list.total.to_string(), days(&slug, &list.rows));
            view! { <Sheet title="Activity" count actions=Some(bin)>{shown}</Sheet> }.into_any()
        };
        view! {
            {tabs(&viewer, Tab::Activity, None)}
            {filters(&slug, &activity.people, kind, person)}
            {body}
            {pager(&visit, list)}
        }
    }))
}

fn filters(slug: &str, people: &[Mentionable], kind: String, person: String) -> impl IntoView + use<> {
    let kinds = RecordKind::ALL.iter().filter(|kind| kind.is_deletable()).map(|kind| Choice::new(kind.as_str(), kind.plural()));
    let kinds = [Choice::new("", "Everything"), Choice::new(TALK, "Comments")].into_iter().chain(kinds).collect();
    let everybody = [Choice::new("", "Everybody")].into_iter();
    let people = everybody.chain(people.iter().map(|person| Choice::new(person.user.to_string(), person.name.clone()))).collect();
    view! {
        <form method="get" action=format!("/projects/{slug}/activity") class="filters" aria-label="Activity">
            <Select name="kind" label="What" choices=kinds value=kind/>
            <Select name="person" label="Who" choices=people value=person/>
            <Button>"Show"</Button>
        </form>
    }
}

fn nothing(slug: &str, filter: Filter) -> impl IntoView + use<> {
    if filter == Filter::default() {
        view! { <EmptyState title="Nothing has happened yet" text="Whatever somebody does in this project is noted here."/> }.into_any()
    } else {
        let action = view! { <a class="button" href=format!("/projects/{slug}/activity")>"Show everything"</a> }.into_any();
        view! { <EmptyState title="Nothing like that has happened" text="Choose another kind or another person." action=Some(action)/> }
            .into_any()
    }
}
