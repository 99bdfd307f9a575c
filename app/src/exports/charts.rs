//! Charts of a report, from the parts that pages draw theirs with.

use super::draw::kind;
use crate::ui::charts::{HeatCell, HeatMap, HeatRow, PointKind, TrendChart, TrendPoint};
use domain::exports::{Bar, Bars, Heat, Tone, Trend};
use leptos::prelude::*;

/// Shares as bars, with their words.
pub(super) fn bars(bars: &Bars) -> AnyView {
    let rows = bars.bars.iter().map(bar).collect::<Vec<_>>();
    let caption = bars.caption.clone();
    view! { <figure class="report-bars"><figcaption>{caption}</figcaption><ul>{rows}</ul></figure> }.into_any()
}

fn bar(bar: &Bar) -> AnyView {
    let share = bar.share.unwrap_or(0).min(10_000);
    let width = format!("{}.{:02}%", share / 100, share % 100);
    let (name, words) = (bar.name.clone(), bar.words.clone());
    view! {
        <li>
            <span class="report-bar-name">{name}</span>
            <svg class="report-bar" data-kind=kind(bar.tone).as_str() aria-hidden="true" focusable="false">
                <rect class="report-bar-all" width="100%" height="100%"></rect>
                <rect class="report-bar-filled" width=width height="100%"></rect>
            </svg>
            <span class="report-bar-words">{words}</span>
        </li>
    }
    .into_any()
}

/// Scores over time.
pub(super) fn trend(trend: &Trend) -> AnyView {
    let points = trend.points.iter().map(|point| TrendPoint {
        date: point.date.clone(),
        day: point.day,
        text: format!("{}.{:02}", point.score / 100, point.score % 100),
        position: point.score,
        kind: if point.stated { PointKind::Stated } else { PointKind::Computed },
        note: None,
    });
    view! { <TrendChart label=trend.caption.clone() points=points.collect() summary=trend.caption.clone()/> }.into_any()
}

/// Risks by likelihood and impact, the likeliest on top.
pub(super) fn heat(heat: &Heat) -> AnyView {
    let rows =
        heat.likelihood.iter().zip(&heat.fields).rev().map(|(label, fields)| HeatRow {
            label: label.clone(),
            cells: fields.iter().map(|(count, tone)| cell(*count, *tone)).collect(),
        });
    let (caption, columns) = (heat.caption.clone(), heat.impact.clone());
    view! { <HeatMap caption=caption rows_name="Likelihood" columns_name="Impact" columns=columns rows=rows.collect()/> }.into_any()
}

fn cell(count: u64, tone: Tone) -> HeatCell {
    let word = match tone {
        Tone::Neutral | Tone::Good => "low",
        Tone::Warn => "medium",
        Tone::Bad => "high",
    };
    HeatCell { count: u32::try_from(count).unwrap_or(u32::MAX), kind: kind(tone), word: word.to_owned(), href: None }
}
