//! Charts drawn on the server: SVG without a style attribute, each with its figures in words or in a table.
//!
//! Positions are whole ten-thousandths of the full width or height (10 000 is all of it), so no binary float comes
//! near a score. They are written as percentages into SVG that has no view box: charts stretch with the page while
//! lettering and line widths keep their size.

pub mod burn;
pub mod contribution;
pub mod gauge;
pub mod heat_map;
pub mod sparkline;
pub mod trend;

pub use burn::{BurnChart, BurnWeek};
pub use contribution::{Contribution, ContributionBars};
pub use gauge::{Mark, ScoreGauge};
pub use heat_map::{HeatCell, HeatMap, HeatRow};
pub use sparkline::Sparkline;
pub use trend::{ChartWords, PointKind, TrendChart, TrendPoint};

/// All of a width or height, in the unit of positions.
pub const FULL: u32 = 10_000;

/// A position as a percentage: 9215 → `92.15%`. More than all is all.
pub(super) fn percent(position: u32) -> String {
    let position = position.min(FULL);
    format!("{}.{:02}%", position / 100, position % 100)
}

/// A height above the base line as a percentage from the top, as SVG counts.
pub(super) fn from_top(position: u32) -> String {
    percent(FULL - position.min(FULL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_written_to_the_hundredth_and_stay_inside() {
        assert_eq!(percent(9215), "92.15%");
        assert_eq!(percent(5), "0.05%");
        assert_eq!(percent(12_000), "100.00%");
        assert_eq!(from_top(2_500), "75.00%");
    }
}
