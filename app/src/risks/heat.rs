//! Likelihood against impact, where the register states both.

use super::table::level_kind;
use crate::overview::Place;
use crate::ui::charts::{HeatCell, HeatMap, HeatRow};
use domain::projects::Words;
use domain::risks::{Level, Polarity};
use leptos::prelude::*;

/// The heat map, whose figures lead to the risks of their cell, and how many of the `open` ones are not on it; nothing where
/// no open risk has both likelihood and impact.
pub(super) fn heat_map(place: &Place, words: &Words, cells: &[(Level, Level, i64)], open: i64) -> impl IntoView + use<> {
    (!cells.is_empty()).then(|| {
        let off = match open - cells.iter().map(|cell| cell.2).sum::<i64>() {
            ..=0 => None,
            1 => Some("1 open risk is not on the map: its likelihood or its impact is not known.".to_owned()),
            many => Some(format!("{many} open risks are not on the map: their likelihood or their impact is not known.")),
        };
        let off = off.map(|words| view! { <p class="small muted">{words}</p> });
        let columns = Level::ALL.map(|step| format!("{} {}", step.number(), words.impact(step))).to_vec();
        let rows = Level::ALL.iter().rev().map(|likelihood| row(place, words, *likelihood, cells)).collect();
        view! { <HeatMap caption="Risks by likelihood and impact" rows_name="Likelihood" columns_name="Impact" columns rows/> {off} }
    })
}

fn row(place: &Place, words: &Words, likelihood: Level, counted: &[(Level, Level, i64)]) -> HeatRow {
    let cells = Level::ALL.map(|impact| {
        let count = counted.iter().find(|cell| (cell.0, cell.1) == (likelihood, impact)).map_or(0, |cell| cell.2);
        let level = words.matrix().level(likelihood, impact);
        let kind = level_kind(level, Polarity::LowerIsBetter);
        let href = place.link(&format!("/risks?likelihood={}&impact={}", likelihood.number(), impact.number()));
        HeatCell { count: u32::try_from(count).unwrap_or(u32::MAX), kind, word: level.as_str().to_owned(), href: Some(href) }
    });
    HeatRow { label: format!("{} {}", likelihood.number(), words.likelihood(likelihood)), cells: cells.to_vec() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_is_drawn_only_where_something_stands_in_it_and_leads_to_what_does() {
        let place = Place { slug: "dock".into(), edits: false, audits: false };
        assert!(!heat_map(&place, &Words::default(), &[], 3).to_html().contains("<table"));
        let html = heat_map(&place, &Words::default(), &[(Level::Low, Level::Critical, 2)], 5).to_html();
        assert!(html.contains(r#"href="/projects/dock/risks?likelihood=2&amp;impact=5""#) && html.contains("2 unlikely"), "{html}");
        assert!(html.contains("3 open risks are not on the map"), "{html}");
        assert!(!heat_map(&place, &Words::default(), &[(Level::Low, Level::Low, 2)], 2).to_html().contains("not on the map"));
    }
}
