//! The categories of both audits in one table, with what each did to the score.

use super::entry::{kind, matched, name};
use super::strip::delta;
use crate::overview::Place;
use crate::ui::{Cell, Sheet, Status, Table};
use domain::changes::{Comparison, Entry, Part};
use leptos::prelude::*;

/// More than this are not put into one table; the filter by kind pages through all.
const MOST: usize = 60;

/// The table; nothing where neither audit has a category.
pub(super) fn categories(place: &Place, found: &Comparison) -> Option<AnyView> {
    let all: Vec<&Entry> = found.entries.iter().filter(|entry| entry.part == Part::Category).collect();
    if all.is_empty() {
        return None;
    }
    let rows = all.iter().take(MOST).map(|entry| row(place, found, entry)).collect_view();
    let more = all.len().saturating_sub(MOST);
    let href = format!("{}?part=category&group=all", super::path(place, found.before.id, found.after.id));
    let more = (more > 0).then(|| view! { <p><a href=href>{format!("{more} more categories")}</a></p> });
    let count = all.len().to_string();
    Some(
        view! {
            <Sheet title="Categories" count id="categories">
                <Table caption="Categories" cards=true>
                    <thead><tr>
                        <th scope="col">"Category"</th><th scope="col">"Before"</th><th scope="col">"After"</th>
                        <th scope="col">"What became of it"</th><th scope="col">"Effect on the score"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
                {more}
            </Sheet>
        }
        .into_any(),
    )
}

fn row(place: &Place, found: &Comparison, entry: &Entry) -> impl IntoView + use<> {
    let stand = |stand: &Option<domain::changes::Stand>| stand.as_ref().map_or_else(|| "–".to_owned(), |stand| stand.stands.clone());
    let (before, after) = (stand(&entry.before), stand(&entry.after));
    let weight = entry.changes.iter().find(|change| change.field == "Weight").map(|change| {
        let shown = |value: &str| if value.is_empty() { "none".to_owned() } else { value.to_owned() };
        let words = format!("weight {} → {}", shown(&change.before), shown(&change.after));
        view! { <span class="second">{words}</span> }
    });
    let effect = entry.effect.as_ref().map_or_else(
        || "–".into_any(),
        |source| {
            let parts = [("rating", &source.rating), ("rule", &source.rule), ("weight", &source.weight)];
            let parts: Vec<String> =
                parts.iter().filter(|(_, shift)| !shift.is_zero()).map(|(name, shift)| format!("{name} {}", shift.points(2))).collect();
            let parts = (parts.len() > 1).then(|| view! { <span class="second">{parts.join(", ")}</span> });
            view! { {delta(&source.total())}{parts} }.into_any()
        },
    );
    let matched = matched(place, found, entry).map(|words| view! { <span class="second">{words}</span> });
    let (kind, word, name) = (kind(entry), entry.group.words(), name(place, found, entry));
    view! {
        <tr>
            <th scope="row">{name}{matched}</th>
            <Cell label="Before">{before}</Cell>
            <Cell label="After">{after}{weight}</Cell>
            <Cell label="What became of it"><Status kind text=word/></Cell>
            <Cell label="Effect on the score">{effect}</Cell>
        </tr>
    }
}
