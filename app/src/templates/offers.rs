//! What a newer version offers, one box for each thing.

use super::differ::{changed, difference};
use crate::frame::Fields;
use crate::ui::{Checkbox, Sheet};
use domain::templates::{Offer, Piece, Standing};
use leptos::prelude::*;
use service::templates::Offered;

/// The offers that can be taken over, in the order of their kinds, and the gates, which are only shown.
pub(super) fn boxes(offers: &[Offered], fields: &Fields) -> impl IntoView + use<> {
    let add = offers.iter().filter(|it| matches!(it.offer, Offer::Add { .. })).map(|it| row(it, fields)).collect::<Vec<_>>();
    let change = offers.iter().filter(|it| matches!(it.offer, Offer::Change { .. })).map(|it| row(it, fields)).collect::<Vec<_>>();
    let drop = offers.iter().filter(|it| matches!(it.offer, Offer::Drop { .. })).map(|it| row(it, fields)).collect::<Vec<_>>();
    let groups = [
        ("New in it", "Not there yet by that name.", add),
        ("Otherwise in it", "What you leave stays as it is.", change),
        ("No longer in it", "A category goes with its rating and findings; the rest goes into the bin.", drop),
    ];
    let sheets = groups
        .into_iter()
        .filter(|(.., rows)| !rows.is_empty())
        .map(|(title, text, rows)| {
            let count = rows.len().to_string();
            view! { <Sheet title=title count><p class="small muted">{text}</p><ul class="rows">{rows}</ul></Sheet> }
        })
        .collect_view();
    view! { {sheets} {gates(offers)} }
}

fn gates(offers: &[Offered]) -> impl IntoView + use<> {
    let rows: Vec<_> = offers
        .iter()
        .filter_map(|it| match &it.offer {
            Offer::Gate { difference: gate } => Some(difference(gate)),
            _ => None,
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <Sheet title="Gates" count=rows.len().to_string()>
                <p class="small muted">"Only shown here: an owner takes them over under Go / no-go, “From a template”."</p>
                <ul class="rows template-diff">{rows}</ul>
            </Sheet>
        }
    })
}

fn row(offered: &Offered, fields: &Fields) -> AnyView {
    match &offered.offer {
        Offer::Add { piece } => {
            let (label, checked) = (added(piece), ticked(fields, &offered.id, true));
            let boxed = tick(&offered.id, label, checked);
            view! { <li class="row">{boxed}</li> }.into_any()
        }
        Offer::Change { standing, name, changes, own } => {
            let label = format!("Change the {} “{name}”", noun(*standing));
            let plain = (!changes.is_empty()).then(|| {
                let (boxed, list) = (tick(&offered.id, label, ticked(fields, &offered.id, true)), changed(changes));
                view! { {boxed} {list} }
            });
            let own = (!own.is_empty()).then(|| {
                let id = offered.own_id();
                let label = format!("Replace what your team wrote in the {} “{name}”", noun(*standing));
                let (boxed, list) = (tick(&id, label, ticked(fields, &id, false)), changed(own));
                view! { {boxed} {list} }
            });
            view! { <li class="row template-offer">{plain} {own}</li> }.into_any()
        }
        Offer::Drop { standing, name } => {
            let label = format!("Take out the {} “{name}”", noun(*standing));
            let boxed = tick(&offered.id, label, ticked(fields, &offered.id, false));
            view! { <li class="row">{boxed}</li> }.into_any()
        }
        Offer::Gate { .. } => ().into_any(),
    }
}

fn tick(id: &str, label: String, checked: bool) -> impl IntoView + use<> {
    let name = format!("offer-{id}");
    view! { <Checkbox name=name label checked/> }
}

/// What undoes nobody's work is ticked to begin with.
fn ticked(fields: &Fields, id: &str, first: bool) -> bool {
    fields.ticked(&format!("offer-{id}"), first)
}

fn added(piece: &Piece) -> String {
    match piece {
        Piece::Category(made) => format!("Add the category “{}”", made.name),
        Piece::Item { checklist, item } => format!("Add the item “{}” to “{checklist}”", item.text),
        Piece::Criterion(made) => format!("Add the criterion “{}”", made.text),
    }
}

const fn noun(standing: Standing) -> &'static str {
    match standing {
        Standing::Category(_) => "category",
        Standing::Item(_) => "item",
        Standing::Criterion(_) => "criterion",
    }
}
