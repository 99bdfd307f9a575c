//! A comparison in short: the two audits, how the score moved and why, and how many rows are in which group.

use crate::overview::Place;
use crate::ui::{Delta, Fact, Kind, Stat, TitleBlock, Way};
use domain::changes::{Comparison, Group, Head};
use domain::scoring::Shift;
use leptos::prelude::*;

/// The two audits, each with where its registers come from.
pub(super) fn sides(place: &Place, found: &Comparison) -> impl IntoView + use<> {
    let (from, to) = (side(place, &found.before), side(place, &found.after));
    view! { <TitleBlock><Fact name="From">{from}</Fact><Fact name="To">{to}</Fact></TitleBlock> }
}

fn side(place: &Place, head: &Head) -> impl IntoView + use<> {
    let (href, title) = (place.assessment(head.id), head.title.to_string());
    let date = head.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
    let second = format!("{date}, {}", head.basis.words());
    view! { <a href=href>{title}</a><span class="second">{second}</span> }
}

/// The score and the figures of the groups.
pub(super) fn figures(found: &Comparison) -> impl IntoView + use<> {
    let groups = Group::ALL.into_iter().filter(|group| !matches!(group, Group::Unchanged | Group::Changed));
    let counts = groups.map(|group| {
        let count = found.count(group, None);
        let kind = (count > 0).then_some(bare_kind(group));
        view! { <Stat label=group.words() value=count.to_string() kind/> }
    });
    let counts = counts.collect_view();
    view! { <div class="stats">{score(found)}{counts}</div> }
}

fn score(found: &Comparison) -> impl IntoView + use<> {
    let score = &found.score;
    let (value, below) = match (&score.after, &score.moved, score.shown()) {
        (Some(after), Some(moved), _) => (format!("{after} %"), Some(delta(moved).into_any())),
        (_, _, Some((before, after))) => (after, Some(view! { {format!("was {before}, as stated")} }.into_any())),
        (Some(after), ..) => (format!("{after} %"), None),
        _ => ("–".to_owned(), None),
    };
    view! { <Stat label="Score" value below/> }
}

/// A move with its arrow: up is good.
pub(super) fn delta(moved: &Shift) -> impl IntoView + use<> {
    let (way, kind) = match (moved.is_zero(), moved.falls()) {
        (true, _) => (Way::Same, Kind::Neutral),
        (_, true) => (Way::Down, Kind::Bad),
        (_, false) => (Way::Up, Kind::Ok),
    };
    view! { <Delta way kind text=moved.points(2)/> }
}

/// Where the move of the score comes from, in a sentence; nothing where it did not move.
pub(super) fn sources(found: &Comparison) -> Option<String> {
    let score = &found.score;
    score.moved.as_ref().filter(|moved| !moved.is_zero())?;
    let parts = [("other ratings", &score.rating), ("another scoring rule", &score.rule), ("other weights and categories", &score.weight)];
    let parts: Vec<String> =
        parts.into_iter().filter(|(_, shift)| !shift.is_zero()).map(|(name, shift)| format!("{} from {name}", shift.points(2))).collect();
    Some(format!("The move of the score, in percentage points: {}.", parts.join(", ")))
}

/// What was not compared, in sentences.
pub(super) fn left_out(found: &Comparison) -> impl IntoView + use<> {
    let rows = found.left_out.iter().map(|left| {
        let (count, what) = (left.before + left.after, left.part.plural().to_lowercase());
        view! { <li>{format!("{count} {what} are not compared: nobody kept how they stood on the other side.")}</li> }
    });
    let rows = rows.collect_view();
    (!found.left_out.is_empty()).then(|| view! { <ul class="changes-left">{rows}</ul> })
}

const fn bare_kind(group: Group) -> Kind {
    match group {
        Group::Worse | Group::Reopened => Kind::Bad,
        Group::Fixed | Group::Improved => Kind::Ok,
        Group::New => Kind::Warn,
        Group::Gone | Group::Changed => Kind::Info,
        Group::Unchanged => Kind::Neutral,
    }
}
