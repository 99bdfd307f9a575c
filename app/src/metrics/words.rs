//! A move, a threshold and the place a figure comes from, as they are shown in lists and on the page of a metric.

use crate::overview::Place;
use crate::ui::{Delta, Kind, Status, Way};
use domain::metrics::{Change, Metric, Move};
use leptos::prelude::*;
use service::metrics::Entry;
use std::cmp::Ordering;

/// What kind of news a change is.
const fn kind(change: Change) -> Kind {
    match change {
        Change::Better => Kind::Ok,
        Change::Worse => Kind::Bad,
        Change::Same | Change::Changed => Kind::Neutral,
    }
}

/// By how much it moved and what that means, in words: “−1.34, worse”.
pub(super) fn moved(moved: Option<Move>) -> AnyView {
    let Some(moved) = moved else { return view! { "–" }.into_any() };
    let way = match moved.to.cmp(&moved.from) {
        Ordering::Greater => Way::Up,
        Ordering::Less => Way::Down,
        Ordering::Equal => Way::Same,
    };
    let text = match moved.change {
        Change::Same => "same".to_owned(),
        change => format!("{}, {}", moved.by(), change.as_str()),
    };
    view! { <Delta way kind=kind(moved.change) text/> }.into_any()
}

/// Whether the threshold is kept, and which it is; a dash without one.
pub(super) fn threshold(metric: &Metric, kept: Option<bool>) -> AnyView {
    let Some(words) = metric.threshold_words() else { return view! { "–" }.into_any() };
    let status = kept.map(|kept| {
        let (kind, text) = if kept { (Kind::Ok, "kept") } else { (Kind::Bad, "broken") };
        view! { <Status kind text/> }
    });
    view! { {status}<span class="second">{words}</span> }.into_any()
}

/// The audit that a figure comes from, with the line it stands on; else who entered it.
pub(super) fn origin(place: &Place, entry: &Entry) -> AnyView {
    let measurement = &entry.measurement;
    match measurement.assessment.zip(entry.audit.as_ref()) {
        Some((id, audit)) => {
            let (href, title, line) = (place.assessment(id), audit.title.to_string(), place.lines(Some(id), measurement.lines));
            view! { <a href=href>{title}</a>" "{line} }.into_any()
        }
        None => format!("entered by {}", measurement.by_name).into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::metrics::Direction;

    fn shown(from: i64, to: i64, direction: Direction) -> String {
        moved(Some(Move::new(from.into(), to.into(), direction))).to_html()
    }

    #[test]
    fn a_move_is_told_in_words_and_not_by_its_colour_alone() {
        let worse = shown(3, 2, Direction::Higher);
        assert!(worse.contains("−1, worse") && worse.contains(r#"data-way="down" data-kind="bad""#), "{worse}");
        let better = shown(3, 2, Direction::Lower);
        assert!(better.contains("−1, better") && better.contains(r#"data-way="down" data-kind="ok""#), "{better}");
        assert!(shown(3, 2, Direction::Unknown).contains("−1, changed"));
        assert!(shown(3, 3, Direction::Lower).contains(">same<"));
        assert_eq!(moved(None).to_html(), "–");
    }
}
