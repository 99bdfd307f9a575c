//! What the plan and the criteria beside it show alike.

use crate::overview::Place;
use crate::ui::{Button, ButtonKind, HiddenInput, Kind, NavLink, SubNav};
use domain::order::Direction;
use domain::plans::{Action, Standing};
use leptos::prelude::*;

/// The two views of what is aimed at: the steps, and the criteria. `here` is the end of the address.
pub(crate) fn views(place: &Place, here: &str) -> impl IntoView + use<> {
    let links = [("Steps", "/plan"), ("Criteria", "/criteria")];
    let links = links.into_iter().map(|(label, path)| NavLink::new(label, place.link(path), &place.link(here))).collect();
    view! { <SubNav label="Plan" links/> }
}

/// Buttons that move a row of a list one place up and down; `here` is the path of its record, `page` that of the list.
pub(crate) fn move_buttons(here: &str, title: &str, page: u32) -> impl IntoView + use<> {
    let button = |way: Direction, sign: &'static str| {
        let label = format!("Move {} “{title}”", way.as_str());
        view! { <Button kind=ButtonKind::Quiet small=true name="way" value=way.as_str() label><span aria-hidden="true">{sign}</span></Button> }
    };
    let (up, down) = (button(Direction::Up, "↑"), button(Direction::Down, "↓"));
    let action = format!("{here}/move");
    view! { <form method="post" action=action class="moves"><HiddenInput name="page" value=page.to_string()/>{up}{down}</form> }
}

/// Late is what needs somebody.
pub(crate) const fn standing_kind(standing: Standing) -> Kind {
    match standing {
        Standing::Open => Kind::Neutral,
        Standing::Late => Kind::Bad,
        Standing::Done => Kind::Ok,
    }
}

/// The button that says that a step is done, or that it is open again; `page` leads back to the list, none to the step.
pub(super) fn done_button(place: &Place, row: &Action, page: Option<u32>) -> impl IntoView + use<> {
    let (verb, value) = if row.done.is_some() { ("Reopen", "no") } else { ("Mark as done", "yes") };
    let (action, version) = (place.link(&format!("/plan/{}/done", row.id)), row.version.0.to_string());
    let label = page.map(|_| format!("{verb}: {}", row.focus));
    let (small, page) = (page.is_some(), page.map(|page| view! { <HiddenInput name="page" value=page.to_string()/> }));
    view! {
        <form method="post" action=action>
            <HiddenInput name="version" value=version/>
            {page}
            <Button small name="done" value label>{verb}</Button>
        </form>
    }
}
