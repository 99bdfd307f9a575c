//! Likelihood against impact, where the register states both.

use crate::ui::Kind;
use crate::ui::charts::{HeatCell, HeatMap, HeatRow};
use domain::risks::{Level, Risk};
use leptos::prelude::*;

/// The heat map; nothing where no risk has both likelihood and impact.
pub(super) fn heat_map(risks: &[Risk]) -> impl IntoView + use<> {
    let placed: Vec<(Level, Level)> = risks.iter().filter_map(|risk| risk.likelihood.zip(risk.impact)).collect();
    (!placed.is_empty()).then(|| {
        let columns = Level::ALL.map(|level| level.as_str().to_owned()).to_vec();
        let rows = Level::ALL.iter().rev().map(|likelihood| row(*likelihood, &placed)).collect();
        view! { <HeatMap caption="Risks by likelihood and impact" rows_name="Likelihood" columns_name="Impact" columns rows/> }
    })
}

fn row(likelihood: Level, placed: &[(Level, Level)]) -> HeatRow {
    let cells = Level::ALL.map(|impact| {
        let count = placed.iter().filter(|place| **place == (likelihood, impact)).count();
        HeatCell { count: u32::try_from(count).unwrap_or(u32::MAX), kind: kind(likelihood, impact), href: None }
    });
    HeatRow { label: likelihood.as_str().to_owned(), cells: cells.to_vec() }
}

/// The usual bands of a 5 × 5 matrix: the product of both numbers below 5, below 12, and from there.
const fn kind(likelihood: Level, impact: Level) -> Kind {
    match likelihood.number() * impact.number() {
        0..5 => Kind::Ok,
        5..12 => Kind::Warn,
        _ => Kind::Bad,
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::risk;
    use super::*;

    #[test]
    fn the_map_is_drawn_only_where_likelihood_and_impact_are_stated() {
        let mut known = risk(None, Some(Level::High), None);
        assert!(!heat_map(&[known.clone()]).to_html().contains("<table"));
        known.likelihood = Some(Level::Low);
        known.impact = Some(Level::Critical);
        let html = heat_map(&[known.clone(), known]).to_html();
        assert!(html.contains(r#"<td data-kind="warn">2"#), "{html}");
    }
}
