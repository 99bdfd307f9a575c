//! Status in all sizes: word with shape, framed word, tag, balloon, stamp.

use super::kind::Kind;
use super::text::OptText;
use leptos::prelude::*;

/// A word with the shape of its kind.
#[component]
pub fn Status(
    /// Decides shape and colour.
    kind: Kind,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="status" data-kind=kind.as_str()>{text}</span> }
}

/// The same in a tinted frame, for the one status of a row that matters.
#[component]
pub fn Pill(
    /// Decides shape and colour.
    kind: Kind,
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="status pill" data-kind=kind.as_str()>{text}</span> }
}

/// A label without a meaning of its own.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class="tag">{text}</span> }
}

/// Several tags in a row; nothing when there are none.
#[component]
pub fn Tags(
    /// The words in order.
    tags: Vec<String>,
) -> impl IntoView {
    (!tags.is_empty()).then(|| {
        let tags = tags.into_iter().map(|text| view! { <li class="tag">{text}</li> }).collect_view();
        view! { <ul class="tags" aria-label="Tags">{tags}</ul> }
    })
}

/// A short figure in a circle, as parts are numbered on a drawing: the tier of a blocker, a step.
#[component]
pub fn Balloon(
    /// One or two characters.
    #[prop(into)]
    text: String,
    /// What the figure is, for those who cannot see it: "Tier 1".
    #[prop(into)]
    label: String,
    /// Its kind.
    #[prop(optional)]
    kind: Kind,
) -> impl IntoView {
    view! { <span class="balloon" data-kind=kind.as_str() role="img" aria-label=label>{text}</span> }
}

/// The stamp of a verdict: the word large, what it is about above it, who and when below.
#[component]
pub fn Stamp(
    /// Decides the colour; `Neutral` is drawn dashed, for a verdict that is not given yet.
    kind: Kind,
    /// The word.
    #[prop(into)]
    word: String,
    /// What the verdict is about: the goal.
    #[prop(optional, into)]
    about: OptText,
    /// Who gave it and when.
    #[prop(optional, into)]
    by: OptText,
    /// For use within a line.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "stamp stamp-small" } else { "stamp" };
    let about = about.0.map(|text| view! { <span class="stamp-goal">{text}</span> });
    let by = by.0.map(|text| view! { <span class="stamp-by">{text}</span> });
    view! { <p class=class data-kind=kind.as_str()>{about}<strong class="stamp-word">{word}</strong>{by}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_always_has_its_word() {
        let html = view! { <Status kind=Kind::Warn text="Yellow <1>"/> }.to_html();
        assert_eq!(html, r#"<span data-kind="warn" class="status">Yellow &lt;1&gt;</span>"#);
    }

    #[test]
    fn a_balloon_says_what_its_figure_is() {
        let html = view! { <Balloon text="1" label="Tier 1" kind=Kind::Bad/> }.to_html();
        assert!(html.contains(r#"aria-label="Tier 1""#) && html.contains(">1<"), "{html}");
    }

    #[test]
    fn a_stamp_without_a_signer_leaves_the_line_out() {
        let html = view! { <Stamp kind=Kind::Neutral word="Undecided" about="Beta"/> }.to_html();
        assert!(html.contains("Beta") && !html.contains("stamp-by"), "{html}");
    }

    #[test]
    fn no_tags_make_no_empty_list() {
        assert!(!view! { <Tags tags=vec![]/> }.to_html().contains("<ul"));
    }
}
