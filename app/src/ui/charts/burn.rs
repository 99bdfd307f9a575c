//! Open work week by week: a line of what is open, below it bars of what was opened and what was closed.

use super::{FULL, from_top, percent};
use leptos::prelude::*;

/// One week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BurnWeek {
    /// Its first day as it is to be read.
    pub date: String,
    /// Rows open at its end.
    pub open: u32,
    /// Rows opened in it.
    pub opened: u32,
    /// Rows closed in it.
    pub closed: u32,
    /// Whether it is over.
    pub over: bool,
}

/// The line, the bars and a table with the figures of both. All weeks have a place of the same width.
#[component]
pub fn BurnChart(
    /// What is counted: "blockers".
    what: &'static str,
    /// The weeks, the earliest first.
    weeks: Vec<BurnWeek>,
) -> impl IntoView {
    let ends = weeks.first().zip(weeks.last()).map(|(first, last)| format!("{} at first, {} now", first.open, last.open));
    let over = format!("over {} weeks", weeks.len());
    let line_label = format!("Open {what} {over}: {}", ends.unwrap_or_default());
    let sum = |count: fn(&BurnWeek) -> u32| weeks.iter().map(count).fold(0_u32, u32::saturating_add);
    let bar_label = format!("{} {what} opened and {} closed {over}", sum(|week| week.opened), sum(|week| week.closed));
    let (open_top, moved_top) = (
        top(weeks.iter().map(|week| week.open).max().unwrap_or_default()),
        top(weeks.iter().map(|week| week.opened.max(week.closed)).max().unwrap_or_default()),
    );
    view! {
        <figure class="trend burn">
            <p class="burn-name">"Open"</p>
            <div class="trend-plot"><svg role="img" aria-label=line_label>{grid(open_top)}{line(&weeks, open_top)}{dates(&weeks)}</svg></div>
            <p class="burn-name">"Opened and closed in each week"</p>
            <div class="trend-plot burn-low"><svg role="img" aria-label=bar_label>{grid(moved_top)}{bars(&weeks, moved_top)}{dates(&weeks)}</svg></div>
            <p class="chart-key"><span data-mark="opened">"Opened"</span><span data-mark="closed">"Closed"</span></p>
            {figures(weeks)}
        </figure>
    }
}

/// The figure at the top of a scale: 1, 2 or 5 with noughts, at least as high as what is drawn, and at least 2.
fn top(highest: u32) -> u32 {
    let mut unit: u32 = 1;
    loop {
        let found = [1, 2, 5].map(|step| unit.saturating_mul(step)).into_iter().find(|top| *top >= highest.max(2));
        match found {
            Some(top) => return top,
            None => unit = unit.saturating_mul(10),
        }
    }
}

/// How high a count stands.
fn height(count: u32, top: u32) -> u32 {
    let place = u64::from(count) * u64::from(FULL) / u64::from(top.max(1));
    u32::try_from(place).unwrap_or(FULL).min(FULL)
}

/// The left edge of a week, in ten-thousandths; that of the week behind the last is the right edge.
fn edge(week: usize, weeks: usize) -> u32 {
    let whole = usize::try_from(FULL).unwrap_or_default();
    (week * whole).checked_div(weeks).and_then(|place| u32::try_from(place).ok()).unwrap_or(FULL)
}

fn middle(week: usize, weeks: usize) -> u32 {
    u32::midpoint(edge(week, weeks), edge(week + 1, weeks))
}

fn grid(top: u32) -> impl IntoView + use<> {
    let levels = if top.is_multiple_of(2) { vec![0, top / 2, top] } else { vec![0, top] };
    levels
        .into_iter()
        .map(|level| {
            let y = from_top(height(level, top));
            view! {
                <line class="trend-grid" x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
                <text class="trend-level" x="0" y=y dx="-8" dy="0.35em" text-anchor="end">{level}</text>
            }
        })
        .collect_view()
}

fn line(weeks: &[BurnWeek], top: u32) -> impl IntoView + use<> {
    let placed: Vec<(u32, u32)> = weeks.iter().enumerate().map(|(at, week)| (middle(at, weeks.len()), height(week.open, top))).collect();
    let lines = placed.windows(2).filter_map(|pair| match pair {
        [(left, from), (right, to)] => Some(view! {
            <line class="trend-line trend-computed" x1=percent(*left) y1=from_top(*from) x2=percent(*right) y2=from_top(*to)></line>
        }),
        _ => None,
    });
    let lines = lines.collect_view();
    let last = placed.last().zip(weeks.last()).map(|((place, height), week)| {
        view! {
            <circle class="burn-now" cx=percent(*place) cy=from_top(*height) r="4"></circle>
            <text class="trend-value" x=percent(*place) y=from_top(*height) dy="-10" text-anchor="end">{week.open}</text>
        }
    });
    view! { {lines}{last} }
}

fn bars(weeks: &[BurnWeek], top: u32) -> impl IntoView + use<> {
    let count = weeks.len();
    let bars = weeks.iter().enumerate().map(|(at, week)| {
        let (left, middle, right) = (edge(at, count), middle(at, count), edge(at + 1, count));
        // A gap of a tenth of the place on both sides keeps weeks apart.
        let gap = (right - left) / 10;
        let bar = |class, from: u32, to: u32, value: u32| {
            let tall = height(value, top);
            (value > 0)
                .then(|| view! { <rect class=class x=percent(from) y=from_top(tall) width=percent(to - from) height=percent(tall)></rect> })
        };
        view! { {bar("burn-opened", left + gap, middle, week.opened)}{bar("burn-closed", middle, right - gap, week.closed)} }
    });
    bars.collect_view()
}

/// The first day of a few weeks along the base line.
fn dates(weeks: &[BurnWeek]) -> impl IntoView + use<> {
    let count = weeks.len();
    let places =
        [(0, "trend-date", "start"), (count / 2, "trend-date trend-between", "middle"), (count.saturating_sub(1), "trend-date", "end")];
    let shown = if count < 3 { places.get(..1).unwrap_or_default().to_vec() } else { places.to_vec() };
    shown
        .into_iter()
        .filter_map(|(at, class, anchor)| {
            let week = weeks.get(at)?;
            let place = match anchor {
                "start" => edge(at, count),
                "end" => edge(at + 1, count),
                _ => middle(at, count),
            };
            Some(view! { <text class=class x=percent(place) y="100%" dy="22" text-anchor=anchor>{week.date.clone()}</text> })
        })
        .collect_view()
}

fn figures(weeks: Vec<BurnWeek>) -> impl IntoView {
    let rows = weeks
        .into_iter()
        .map(|week| {
            let date = if week.over { week.date } else { format!("{} (not over)", week.date) };
            view! {
                <tr><th scope="row">{date}</th><td class="num">{week.opened}</td><td class="num">{week.closed}</td><td class="num">{week.open}</td></tr>
            }
        })
        .collect_view();
    view! {
        <details class="fold">
            <summary>"Figures"</summary>
            <table class="table">
                <thead><tr>
                    <th scope="col">"Week from"</th><th scope="col" class="num">"Opened"</th><th scope="col" class="num">"Closed"</th>
                    <th scope="col" class="num">"Open at its end"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(number: u32, open: u32, opened: u32, closed: u32) -> BurnWeek {
        BurnWeek { date: format!("week {number}"), open, opened, closed, over: number < 3 }
    }

    #[test]
    fn a_scale_ends_at_a_round_figure() {
        assert_eq!([0, 2, 3, 5, 6, 17, 21, 4_999].map(top), [2, 2, 5, 5, 10, 20, 50, 5_000]);
        assert!(top(u32::MAX) > 0);
    }

    #[test]
    fn every_week_is_in_the_table_and_has_its_bars_where_something_happened() {
        let weeks = vec![week(1, 4, 4, 0), week(2, 3, 1, 2), week(3, 3, 0, 0)];
        let html = view! { <BurnChart what="blockers" weeks/> }.to_html();
        assert_eq!(html.matches("<th scope=\"row\">").count(), 3, "{html}");
        assert_eq!((html.matches("burn-opened").count(), html.matches("burn-closed").count()), (2, 1), "{html}");
        assert_eq!(html.matches("trend-line").count(), 2, "{html}");
        assert!(
            html.contains("Open blockers over 3 weeks: 4 at first, 3 now") && html.contains("5 blockers opened and 2 closed"),
            "{html}"
        );
        assert!(html.contains("week 3 (not over)") && !html.contains("style="), "{html}");
    }

    #[test]
    fn without_weeks_nothing_is_drawn() {
        let html = view! { <BurnChart what="items" weeks=vec![]/> }.to_html();
        assert!(!html.contains("<rect") && !html.contains("<circle"), "{html}");
    }
}
