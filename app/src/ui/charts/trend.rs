//! The trend: scores over the dates of the audits.

use super::{FULL, Mark, from_top, percent};
use crate::ui::text::OptText;
use leptos::prelude::*;

/// Where a score comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointKind {
    /// The program computed it: a filled disc.
    Computed,
    /// A document states it: an open diamond.
    Stated,
}

/// One score on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// The date as it is to be read.
    pub date: String,
    /// The date as a count of days, for the distance between points; any origin.
    pub day: i64,
    /// The score as it is to be read.
    pub text: String,
    /// The score in ten-thousandths of the scale.
    pub position: u32,
    /// Where it comes from.
    pub kind: PointKind,
    /// Something that changed with this point and makes it hard to compare: "scoring rule 2".
    pub note: Option<String>,
}

/// What a chart calls its points, its figures and the level across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartWords {
    /// Filled points.
    pub computed: &'static str,
    /// Open points.
    pub stated: &'static str,
    /// The head of the column of figures.
    pub figure: &'static str,
    /// The level across.
    pub target: &'static str,
}

impl Default for ChartWords {
    fn default() -> Self {
        Self { computed: "computed", stated: "stated", figure: "Score", target: "Target" }
    }
}

/// Two points whose marks would lie on each other get one figure; this much apart (in ten-thousandths) they get two.
const APART: u32 = 200;

/// Computed scores joined by a line, stated ones by a dashed one, the target as a level; a table has the figures.
#[component]
pub fn TrendChart(
    /// What is drawn, for screen readers: "Score over four audits".
    #[prop(into)]
    label: String,
    /// The points, oldest first.
    points: Vec<TrendPoint>,
    /// What the goal asks for.
    #[prop(default = None, into)]
    target: Option<Mark>,
    /// Stretches without any point that are to be seen as such: first day and the day after the last.
    #[prop(optional)]
    bands: Vec<(i64, i64)>,
    /// Lines of the grid with their figures; without any those of a scale from 0 to 100.
    #[prop(optional)]
    levels: Vec<Mark>,
    /// What its parts are called.
    #[prop(optional)]
    words: ChartWords,
    /// A sentence on what the trend says.
    #[prop(optional, into)]
    summary: OptText,
) -> impl IntoView {
    let bands = quiet(&points, bands);
    let places = places(&points);
    let lines = [(PointKind::Stated, "trend-line trend-stated"), (PointKind::Computed, "trend-line trend-computed")]
        .map(|(kind, class)| segments(&points, &places, kind, class));
    let marks = points.iter().zip(&places).map(|(point, place)| mark(point, *place, figure_rise(point, &points))).collect_view();
    let dates = dates(&points, &places);
    let target_line = target.map(|mark| {
        let y = from_top(mark.position);
        let text = format!("{} {}", words.target, mark.text);
        view! {
            <line class="trend-target" x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
            <text class="trend-target-text" x="0" y=y dy="-5">{text}</text>
        }
    });
    let summary = summary.0.map(|text| view! { <figcaption>{text}</figcaption> });
    view! {
        <figure class="trend">
            {summary}
            <div class="trend-plot">
                <svg role="img" aria-label=label>
                    {bands}{grid(levels)}{target_line}{lines.into_iter().collect_view()}{marks}{dates}
                </svg>
            </div>
            {key(&points, words)}
            {figures(points, words)}
        </figure>
    }
}

/// Where each point stands from left to right: by its day, the only one in the middle.
fn places(points: &[TrendPoint]) -> Vec<u32> {
    points.iter().map(|point| place(points, point.day)).collect()
}

/// Where a day stands between the first point and the last.
fn place(points: &[TrendPoint], day: i64) -> u32 {
    let first = points.iter().map(|point| point.day).min().unwrap_or_default();
    let last = points.iter().map(|point| point.day).max().unwrap_or_default();
    match day.clamp(first, last).saturating_sub(first).saturating_mul(i64::from(FULL)).checked_div(last.saturating_sub(first)) {
        Some(place) => u32::try_from(place).unwrap_or_default(),
        None => FULL / 2,
    }
}

/// Bands behind everything else.
fn quiet(points: &[TrendPoint], bands: Vec<(i64, i64)>) -> impl IntoView + use<> {
    bands
        .into_iter()
        .map(|(from, to)| (place(points, from), place(points, to)))
        .filter(|(left, right)| left < right)
        .map(|(left, right)| view! { <rect class="trend-quiet" x=percent(left) y="0" width=percent(right - left) height="100%"></rect> })
        .collect_view()
}

fn grid(levels: Vec<Mark>) -> impl IntoView {
    let levels =
        if levels.is_empty() { [0, 25, 50, 75, 100_u32].map(|level| Mark::new(level * 100, level.to_string())).into() } else { levels };
    levels
        .into_iter()
        .map(|level| {
            let y = from_top(level.position);
            view! {
                <line class="trend-grid" x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
                <text class="trend-level" x="0" y=y dx="-8" dy="0.35em" text-anchor="end">{level.text}</text>
            }
        })
        .collect_view()
}

fn segments(points: &[TrendPoint], places: &[u32], kind: PointKind, class: &'static str) -> impl IntoView + use<> {
    let of_kind: Vec<_> = points.iter().zip(places).filter(|(point, _)| point.kind == kind).collect();
    of_kind
        .windows(2)
        .filter_map(|pair| match pair {
            [(from, left), (to, right)] => Some(view! {
                <line class=class x1=percent(**left) y1=from_top(from.position) x2=percent(**right) y2=from_top(to.position)></line>
            }),
            _ => None,
        })
        .collect_view()
}

fn mark(point: &TrendPoint, place: u32, rise: Option<&'static str>) -> impl IntoView + use<> {
    let (class, shape) = match point.kind {
        PointKind::Computed => ("trend-point trend-computed", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"),
        PointKind::Stated => ("trend-point trend-stated", "M0-6l6 6-6 6-6-6z"),
    };
    let changed = point.note.as_ref().map(|_| {
        let at = percent(place);
        view! { <line class="trend-changed" x1=at.clone() x2=at y1="0" y2="100%"></line> }
    });
    let figure = rise.map(|rise| {
        view! { <text class="trend-value" x=percent(place) y=from_top(point.position) dy=rise text-anchor=anchor(place)>{point.text.clone()}</text> }
    });
    view! {
        {changed}
        <svg class=class x=percent(place) y=from_top(point.position) overflow="visible"><path d=shape></path></svg>
        {figure}
    }
}

/// How far from its mark a figure stands, in pixels downwards; `None` when it shows none.
///
/// A computed score always shows its figure; a stated one only where no computed one of that day says nearly the same.
/// Of two points of one day the lower has its figure below, and so has a point at the very top.
fn figure_rise(point: &TrendPoint, all: &[TrendPoint]) -> Option<&'static str> {
    let mut same_day = all.iter().filter(|other| other.day == point.day && other.kind != point.kind);
    let said = point.kind == PointKind::Stated && same_day.clone().any(|other| other.position.abs_diff(point.position) < APART);
    let below = point.position > 9_000 || same_day.any(|other| other.position >= point.position.saturating_add(APART));
    match (said, below) {
        (true, _) => None,
        (false, true) => Some("20"),
        (false, false) => Some("-11"),
    }
}

/// Dates along the base line, left out where they would run into each other; the first and the last always stand.
fn dates(points: &[TrendPoint], places: &[u32]) -> impl IntoView + use<> {
    const ROOM: u32 = 2_000;
    let last = places.iter().copied().max().unwrap_or_default();
    let mut shown: Option<u32> = None;
    points
        .iter()
        .zip(places)
        .filter_map(|(point, place)| {
            let free = shown.is_none_or(|before| *place >= before + ROOM) && (*place == last || *place + ROOM <= last);
            if shown == Some(*place) || !free {
                return None;
            }
            shown = Some(*place);
            let class = if *place == 0 || *place == last { "trend-date" } else { "trend-date trend-between" };
            Some(view! { <text class=class x=percent(*place) y="100%" dy="22" text-anchor=anchor(*place)>{point.date.clone()}</text> })
        })
        .collect_view()
}

/// Lettering at the edges grows inwards.
const fn anchor(place: u32) -> &'static str {
    match place {
        0..=400 => "start",
        9_600.. => "end",
        _ => "middle",
    }
}

/// Names the marks where both kinds occur.
fn key(points: &[TrendPoint], words: ChartWords) -> impl IntoView + use<> {
    let has = |kind| points.iter().any(|point| point.kind == kind);
    (has(PointKind::Computed) && has(PointKind::Stated))
        .then(|| view! { <p class="chart-key"><span data-mark="computed">{capital(words.computed)}</span><span data-mark="stated">{capital(words.stated)}</span></p> })
}

/// The word with a capital.
fn capital(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

fn figures(points: Vec<TrendPoint>, words: ChartWords) -> impl IntoView {
    let rows = points
        .into_iter()
        .map(|point| {
            let kind = match point.kind {
                PointKind::Computed => words.computed,
                PointKind::Stated => words.stated,
            };
            view! { <tr><th scope="row">{point.date}</th><td>{kind}</td><td class="num">{point.text}</td><td>{point.note}</td></tr> }
        })
        .collect_view();
    view! {
        <details class="fold">
            <summary>"Figures"</summary>
            <table class="table">
                <thead><tr><th scope="col">"Date"</th><th scope="col">"Source"</th><th scope="col" class="num">{words.figure}</th><th scope="col">"Note"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(day: i64, position: u32, kind: PointKind) -> TrendPoint {
        TrendPoint { date: format!("day {day}"), day, text: position.to_string(), position, kind, note: None }
    }

    #[test]
    fn points_stand_as_far_apart_as_their_dates() {
        let points = [point(100, 5500, PointKind::Computed), point(125, 6000, PointKind::Computed), point(200, 6800, PointKind::Computed)];
        assert_eq!(places(&points), [0, 2500, 10_000]);
        assert_eq!(places(&points[..1]), [5_000]);
        assert_eq!(places(&[]), [0_u32; 0]);
    }

    #[test]
    fn a_band_lies_between_the_points_around_it() {
        let points = vec![point(0, 5500, PointKind::Computed), point(100, 6000, PointKind::Computed)];
        let html = view! { <TrendChart label="Trend" points bands=vec![(25, 50), (200, 300)]/> }.to_html();
        assert_eq!(html.matches("trend-quiet").count(), 1, "{html}");
        assert!(html.contains(r#"x="25.00%" y="0" width="25.00%""#), "{html}");
    }

    #[test]
    fn a_stated_score_next_to_the_computed_one_of_its_day_needs_no_figure_of_its_own() {
        let all = [point(1, 9215, PointKind::Computed), point(1, 9210, PointKind::Stated), point(2, 4000, PointKind::Stated)];
        assert_eq!(figure_rise(&all[1], &all), None);
        assert!(figure_rise(&all[2], &all).is_some());
    }

    #[test]
    fn two_figures_of_one_day_stand_on_different_sides() {
        let all = [point(1, 5_500, PointKind::Computed), point(1, 6_300, PointKind::Stated)];
        assert_eq!((figure_rise(&all[0], &all), figure_rise(&all[1], &all)), (Some("20"), Some("-11")));
    }

    #[test]
    fn every_point_is_in_the_table_and_lines_join_points_of_one_kind() {
        let points = vec![point(1, 5500, PointKind::Stated), point(1, 5400, PointKind::Computed), point(9, 6800, PointKind::Stated)];
        let html = view! { <TrendChart label="Trend" points target=Mark::new(8000, "80")/> }.to_html();
        assert_eq!(html.matches("<th scope=\"row\">").count(), 3, "{html}");
        assert_eq!(html.matches("trend-line trend-stated").count(), 1, "{html}");
        assert_eq!(html.matches("trend-line trend-computed").count(), 0, "{html}");
        assert!(html.contains("Target 80") && html.contains(r#"y1="20.00%""#), "{html}");
    }
}
