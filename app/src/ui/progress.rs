//! Figures: how far, how much, and which way it went.

use super::kind::Kind;
use super::text::OptText;
use leptos::prelude::*;

/// A bar with its figures in words: "17 of 40 done".
#[component]
pub fn Progress(
    /// What is measured, for screen readers: "Checklist Hardware".
    #[prop(into)]
    label: String,
    /// How much is done.
    done: u32,
    /// Out of how much.
    total: u32,
    /// What stands behind the figures: "done".
    #[prop(optional, into)]
    unit: OptText,
) -> impl IntoView {
    let text = match unit.0 {
        Some(unit) => format!("{done} of {total} {unit}"),
        None => format!("{done} of {total}"),
    };
    let kind = (total > 0 && done >= total).then_some("ok");
    // `max` must be more than nothing; an empty list is an empty bar.
    view! {
        <div class="progress">
            <progress max=total.max(1) value=done data-kind=kind aria-label=label></progress>
            <span class="progress-text">{text}</span>
        </div>
    }
}

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// More than before.
    Up,
    /// Less than before.
    Down,
    /// As before.
    Same,
}

impl Way {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Same => "same",
        }
    }
}

/// A change: the arrow shows the way, the colour whether that is good, the text says it all.
#[component]
pub fn Delta(
    /// Which way it went.
    way: Way,
    /// Whether that is good; up is not always.
    #[prop(optional)]
    kind: Kind,
    /// The change: "+13 since 2026-01-10".
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="delta" data-way=way.as_str() data-kind=kind.as_str()>{text}</span> }
}

/// A big figure with its name.
#[component]
pub fn Stat(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The figure, ready to read.
    #[prop(into)]
    value: String,
    /// What it counts: "of 40", "%".
    #[prop(optional, into)]
    unit: OptText,
    /// A line below: a [`Delta`], or where the figure comes from.
    #[prop(default = None, into)]
    below: Option<AnyView>,
    /// Marks the figure as good or bad.
    #[prop(default = None, into)]
    kind: Option<Kind>,
) -> impl IntoView {
    let unit = unit.0.map(|text| view! { " "<span class="unit">{text}</span> });
    let below = below.map(|below| view! { <span class="stat-delta">{below}</span> });
    view! {
        <div class="stat" data-kind=kind.map(Kind::as_str)>
            <span class="letter">{label}</span>
            <span class="stat-value">{value}{unit}</span>
            {below}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_says_its_figures_in_words() {
        let html = view! { <Progress label="Hardware" done=17 total=40 unit="done"/> }.to_html();
        assert!(html.contains(r#"max="40" value="17" aria-label="Hardware""#), "{html}");
        assert!(html.contains("17 of 40 done") && !html.contains("data-kind"), "{html}");
    }

    #[test]
    fn an_empty_list_is_an_empty_bar_and_not_a_finished_one() {
        let html = view! { <Progress label="Empty" done=0 total=0/> }.to_html();
        assert!(html.contains(r#"max="1" value="0""#) && !html.contains("data-kind"), "{html}");
    }

    #[test]
    fn a_change_shows_its_way() {
        let html = view! { <Delta way=Way::Up kind=Kind::Ok text="+13"/> }.to_html();
        assert!(html.contains(r#"data-way="up" data-kind="ok""#), "{html}");
    }
}
