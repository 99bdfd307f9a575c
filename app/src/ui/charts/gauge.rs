//! The gauge: an overall score read off a ruled scale, the stated score beside the computed one.

use super::percent;
use crate::ui::text::OptText;
use leptos::prelude::*;

/// One reading on a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands, in ten-thousandths of the scale.
    pub position: u32,
    /// The figure as it is to be read: "92.15".
    pub text: String,
}

impl Mark {
    /// A reading from its position and its figure.
    pub fn new(position: u32, text: impl Into<String>) -> Self {
        Self { position, text: text.into() }
    }
}

/// A scale from 0 to 100 with the computed score as a filled pointer, the stated one as an open diamond and the target
/// as a dashed line; the figures stand above it.
#[component]
pub fn ScoreGauge(
    /// What the program computed; `None` where nothing rated carries weight.
    #[prop(default = None, into)]
    computed: Option<Mark>,
    /// What the document states.
    #[prop(default = None, into)]
    stated: Option<Mark>,
    /// What the goal asks for.
    #[prop(default = None, into)]
    target: Option<Mark>,
    /// How far stated and computed are apart: "+0.05".
    #[prop(optional, into)]
    difference: OptText,
    /// Why they are apart, one sentence each.
    #[prop(optional)]
    reasons: Vec<String>,
) -> impl IntoView {
    let label = description(computed.as_ref(), stated.as_ref(), target.as_ref());
    let value = computed.as_ref().map_or_else(|| "—".to_owned(), |mark| mark.text.clone());
    let of = computed.as_ref().map(|_| view! { <span class="gauge-of">"of 100"</span> });
    let side = [
        ("stated", "Stated", stated.as_ref().map(|mark| mark.text.clone())),
        ("target", "Target", target.as_ref().map(|mark| mark.text.clone())),
        ("difference", "Difference", difference.0),
    ];
    let side = side
        .into_iter()
        .filter_map(|(mark, name, text)| {
            text.map(|text| view! { <div class="gauge-side" data-mark=mark><dt>{name}</dt><dd>{text}</dd></div> })
        })
        .collect_view();
    let reasons = (!reasons.is_empty()).then(|| {
        let lines = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
        view! { <ul class="gauge-reasons">{lines}</ul> }
    });
    view! {
        <figure class="gauge">
            <dl class="gauge-figures">
                <div class="gauge-main"><dt>"Computed score"</dt><dd><strong>{value}</strong>{of}</dd></div>
                {side}
            </dl>
            <svg class="gauge-scale" role="img" aria-label=label>
                {ruler()}
                <rect class="gauge-track" x="0" y="14" width="100%" height="10"></rect>
                {computed.map(|mark| pointer(&mark))}
                {target.map(|mark| target_line(&mark))}
                {stated.map(|mark| diamond(&mark))}
            </svg>
            {reasons}
        </figure>
    }
}

/// Graduations under the track: every 2, longer at 10, with figures.
fn ruler() -> impl IntoView {
    let lines = (0..=50_u32)
        .map(|step| {
            let (class, end) = if step % 5 == 0 { ("gauge-major", "36") } else { ("gauge-minor", "30") };
            let at = percent(step * 200);
            view! { <line class=class x1=at.clone() x2=at y1="26" y2=end></line> }
        })
        .collect_view();
    let figures = (0..=10_u32)
        .map(|ten| {
            let anchor = match ten {
                0 => "start",
                10 => "end",
                _ => "middle",
            };
            view! { <text class="gauge-figure" x=percent(ten * 1_000) y="50" text-anchor=anchor>{ten * 10}</text> }
        })
        .collect_view();
    view! { <g class="gauge-ruler">{lines}{figures}</g> }
}

fn pointer(mark: &Mark) -> impl IntoView + use<> {
    let at = percent(mark.position);
    view! {
        <rect class="gauge-fill" x="0" y="14" width=at.clone() height="10"></rect>
        <svg class="gauge-pointer" x=at overflow="visible"><path d="M-6 0h12l-6 11zM-.75 9h1.5v17h-1.5z"></path></svg>
    }
}

fn target_line(mark: &Mark) -> impl IntoView + use<> {
    view! { <svg class="gauge-target" x=percent(mark.position) overflow="visible"><path d="M0 2v34"></path></svg> }
}

fn diamond(mark: &Mark) -> impl IntoView + use<> {
    view! { <svg class="gauge-stated" x=percent(mark.position) overflow="visible"><path d="M0 13l6 6-6 6-6-6z"></path></svg> }
}

fn description(computed: Option<&Mark>, stated: Option<&Mark>, target: Option<&Mark>) -> String {
    let first = computed.map_or_else(|| "No computed score".to_owned(), |mark| format!("Computed score {} of 100", mark.text));
    let rest = [("stated", stated), ("target", target)];
    let rest = rest.into_iter().filter_map(|(name, mark)| mark.map(|mark| format!("{name} {}", mark.text)));
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gauge_says_both_scores_and_sets_both_marks() {
        let html = view! {
            <ScoreGauge computed=Mark::new(9215, "92.15") stated=Mark::new(9210, "92.1") difference="+0.05" reasons=vec!["Rounded <down>".to_owned()]/>
        }
        .to_html();
        assert!(html.contains(r#"aria-label="Computed score 92.15 of 100, stated 92.1""#), "{html}");
        assert!(html.contains(r#"x="92.15%""#) && html.contains(r#"x="92.10%""#), "{html}");
        assert!(html.contains("Rounded &lt;down&gt;") && !html.contains("style="), "{html}");
    }

    #[test]
    fn no_score_is_a_dash_and_never_a_zero() {
        let html = view! { <ScoreGauge stated=Mark::new(5_000, "50")/> }.to_html();
        assert!(html.contains("<strong>—</strong>") && html.contains("No computed score, stated 50"), "{html}");
        assert!(!html.contains("gauge-fill"), "{html}");
    }
}
