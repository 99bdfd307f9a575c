//! One deed on all items that were chosen.

use super::lists::here;
use crate::frame::{Done, Fields, PageError, Values, Visit};
use crate::overview::Place;
use crate::ui::{Button, Choice, HiddenInput, Kind, Notice, Select, Suggestions, TextInput};
use domain::Version;
use domain::ids::{ChecklistId, ItemId};
use domain::people::Mentionable;
use leptos::prelude::*;
use service::ServiceError;
use service::checklists::{Deed, Lists, Shown, bulk};

/// An address does not grow without end: so many of the items left alone are marked.
const MARKED: usize = 25;

/// The form; the boxes in the rows belong to it by its id.
pub(super) fn bar(place: &Place, lists: &Lists, shown: Shown, people: &[Mentionable], typed: &Fields) -> impl IntoView + use<> {
    let action = place.link("/checklists/bulk");
    let choices = lists.lists.iter().map(|(list, _)| Choice::new(list.id.to_string(), list.title.to_string())).collect();
    let names = people.iter().map(|person| person.name.clone()).collect();
    let (page, show) = (lists.items.number.to_string(), shown.as_str());
    let (assignee, due) = (typed.value("assignee", ""), typed.value("due", ""));
    let button = |value: &'static str, words: &'static str| view! { <Button small=true name="deed" value=value>{words}</Button> };
    let carried = move || view! { <HiddenInput name="page" value=page.clone()/><HiddenInput name="show" value=show/> };
    view! {
        <form method="post" action=place.link("/checklists/order") id="order">{carried()}</form>
        <form method="post" action=action id="bulk" class="sheet bulk" aria-label="Chosen items">
            <header class="sheet-head"><h2>"With the chosen items"</h2></header>
            <p class="hint">"Choose items with the box at the end of their line."</p>
            {carried()}
            <div class="bulk-deeds">
                <div class="cluster">
                    {button("tick", "Tick")}{button("untick", "Take ticks back")}{button("block", "Mark as blocking")}{button("unblock", "Not blocking")}
                </div>
                <div class="bulk-deed">
                    <TextInput name="assignee" label="Assignee" value=assignee error=typed.error("assignee") list="people" autocomplete="off"/>
                    {button("assign", "Assign")}
                </div>
                <Suggestions id="people" words=names/>
                <div class="bulk-deed">
                    <TextInput name="due" label="Due" kind="date" value=due error=typed.error("due")/>
                    {button("due", "Set the day")}
                </div>
                <div class="bulk-deed">
                    <Select name="list" label="Checklist" choices value=typed.value("list", "")/>
                    {button("move", "Move there")}
                </div>
            </div>
        </form>
    }
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let incomplete = || ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into());
    let chosen = sent.0.iter().filter(|(name, _)| name == "chosen").map(|(_, value)| {
        let (id, version) = value.split_once('.')?;
        Some((id.parse::<ItemId>().ok()?, version.parse::<Version>().ok()?))
    });
    let chosen: Vec<(ItemId, Version)> = chosen.collect::<Option<_>>().ok_or_else(incomplete)?;
    let deed = match sent.get("deed") {
        "tick" => Deed::Tick(true),
        "untick" => Deed::Tick(false),
        "block" => Deed::Block(true),
        "unblock" => Deed::Block(false),
        "assign" => Deed::Assign(sent.get("assignee").to_owned()),
        "due" => Deed::Due(sent.get("due").to_owned()),
        "move" => Deed::Move(sent.get("list").parse::<ChecklistId>().map_err(|_| incomplete())?),
        _ => return Err(incomplete().into()),
    };
    let editor = visit.viewer().await?.editor()?;
    let outcome = bulk(&visit.state.db, &editor, &chosen, &deed, service::now()).await?;
    let marked: Vec<String> = outcome.left.iter().take(MARKED).map(ToString::to_string).collect();
    let left = if marked.is_empty() { String::new() } else { format!("&left={}&missed={}", outcome.left.len(), marked.join(".")) };
    Ok(Done::at(format!("{}&changed={}{left}", here(&visit.path, &sent), outcome.done)))
}

/// The items that a deed was sent for, of those that can be made out.
pub(super) fn chosen(sent: &Values) -> Vec<ItemId> {
    let values = sent.0.iter().filter(|(name, _)| name == "chosen");
    values.filter_map(|(_, value)| value.split('.').next()?.parse().ok()).collect()
}

/// The items that the last deed left alone, to mark them.
pub(super) fn missed(visit: &Visit) -> Vec<ItemId> {
    visit.query("missed").split('.').filter_map(|id| id.parse().ok()).take(MARKED).collect()
}

/// What became of the last deed.
pub(super) fn told(visit: &Visit) -> Option<impl IntoView + use<>> {
    let changed: usize = visit.query("changed").parse().ok()?;
    let left: usize = visit.query("left").parse().unwrap_or(0);
    let done = if changed == 1 { "1 item is now as asked for.".to_owned() } else { format!("{changed} items are now as asked for.") };
    if left == 0 {
        return Some(view! { <Notice kind=Kind::Ok>{done}</Notice> });
    }
    let those = if left == 1 { "1 was left alone".to_owned() } else { format!("{left} were left alone") };
    let text = format!(
        "{done} {those}: somebody changed them meanwhile, or they do not apply. Those on this page are marked; look at them, then choose them again."
    );
    Some(view! { <Notice kind=Kind::Warn>{text}</Notice> })
}
