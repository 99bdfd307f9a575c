//! Choosing what a step closes or a verification checks: a search that leads to buttons, so that it works without a script
//! and with thousands of records.

use crate::frame::{PageError, Visit};
use crate::records::named;
use crate::ui::{Button, TextInput};
use domain::records::RecordRef;
use domain::relations::RelationKind;
use leptos::prelude::*;
use service::accounts::Viewer;
use service::records::Named;
use service::relations::{self, OFFERED};

/// What is offered on the page of `from`: what holds the text of the search. Nothing is looked up for who may not choose.
pub(crate) async fn choose(
    visit: &Visit,
    viewer: &Viewer,
    edits: bool,
    kind: RelationKind,
    from: RecordRef,
) -> Result<Vec<Named>, PageError> {
    if !edits {
        return Ok(Vec::new());
    }
    Ok(relations::candidates(&visit.state.db, viewer, kind, from, visit.query("find")).await?)
}

/// The search and what it found; `here` is the path of the page.
pub(crate) fn picker(here: &str, asked: &str, label: &'static str, found: &[Named]) -> impl IntoView + use<> {
    let offered = usize::try_from(OFFERED).unwrap_or(usize::MAX);
    let rows = found.iter().take(offered).map(|row| offer(here, row)).collect_view();
    let more = (found.len() > offered)
        .then(|| view! { <p class="small muted">{format!("The first {OFFERED} are shown. Search for a word of the one you mean.")}</p> });
    let none = found.is_empty().then(|| {
        let text = if asked.is_empty() { "There is nothing to choose from." } else { "Nothing holds these words. Try fewer of them." };
        view! { <p class="none-yet">{text}</p> }
    });
    let (action, value, open) = (format!("{here}#ties"), asked.to_owned(), !asked.is_empty());
    view! {
        <details class="fold" open=open>
            <summary>{label}</summary>
            <div class="fold-body">
                <form method="get" action=action class="filters" role="search">
                    <TextInput name="find" label="Search by title" kind="search" value/>
                    <Button>"Search"</Button>
                </form>
                {none}
                <ul class="rows picks">{rows}</ul>
                {more}
            </div>
        </details>
    }
}

fn offer(here: &str, row: &Named) -> impl IntoView + use<> {
    let (title, noun, record) = (row.title.clone(), row.record.kind.noun(), row.record);
    let label = format!("Add the {noun} “{title}”");
    view! {
        <li class="row">
            <form class="row-head" method="post" action=format!("{here}/ties")>
                {named(record)}
                <span class="row-title">{title}</span>
                <span class="small muted">{noun}</span>
                <Button small=true name="tie" value="on" label>"Add"</Button>
            </form>
        </li>
    }
}

/// The button that unties a record.
pub(crate) fn untie_button(here: &str, record: RecordRef, title: &str) -> impl IntoView + use<> {
    let (action, label) = (format!("{here}/ties"), format!("Remove “{title}”"));
    view! { <form method="post" action=action>{named(record)}<Button small=true name="tie" value="off" label>"Remove"</Button></form> }
}
