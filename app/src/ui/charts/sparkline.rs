//! A trend the size of a word.

use super::{FULL, from_top, percent};
use leptos::prelude::*;

/// Scores in their order, evenly spaced, joined by a line; the last one is a disc.
#[component]
pub fn Sparkline(
    /// What it says, in words: "55, 61, 68".
    #[prop(into)]
    label: String,
    /// The scores in ten-thousandths, oldest first.
    points: Vec<u32>,
) -> impl IntoView {
    let gaps = u32::try_from(points.len().saturating_sub(1)).unwrap_or(FULL).max(1);
    let placed: Vec<(u32, u32)> = (0..).map(|index: u32| index.saturating_mul(FULL) / gaps).zip(points).collect();
    let lines = placed
        .windows(2)
        .filter_map(|pair| match pair {
            [(left, from), (right, to)] => {
                Some(view! { <line x1=percent(*left) y1=from_top(*from) x2=percent(*right) y2=from_top(*to)></line> })
            }
            _ => None,
        })
        .collect_view();
    let last = placed.last().map(|(place, position)| view! { <circle cx=percent(*place) cy=from_top(*position) r="2.5"></circle> });
    view! { <svg class="sparkline" role="img" aria-label=label>{lines}{last}</svg> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_scores_make_two_lines_and_one_end() {
        let html = view! { <Sparkline label="55, 61, 68" points=vec![5500, 6100, 6800]/> }.to_html();
        assert_eq!(html.matches("<line").count(), 2, "{html}");
        assert!(html.contains(r#"cx="100.00%" cy="32.00%""#) && html.contains(r#"aria-label="55, 61, 68""#), "{html}");
    }

    #[test]
    fn no_scores_draw_nothing() {
        let html = view! { <Sparkline label="none" points=vec![]/> }.to_html();
        assert!(!html.contains("<line") && !html.contains("<circle"), "{html}");
    }
}
