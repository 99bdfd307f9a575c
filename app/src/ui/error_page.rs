//! What a page shows when it cannot show what was asked for.

use super::text::OptText;
use leptos::prelude::*;

/// Status, what happened in plain words, what to do, and the reference under which the log has more.
#[component]
pub fn ErrorPage(
    /// The HTTP status.
    status: u16,
    /// What happened: "There is no such page".
    #[prop(into)]
    title: String,
    /// What the reader can do.
    #[prop(into)]
    text: String,
    /// The reference in the log.
    #[prop(optional, into)]
    reference: OptText,
) -> impl IntoView {
    let reference = reference.0.map(|text| view! { <p class="reference">"Reference " {text}</p> });
    view! {
        <div class="errorpage">
            <p class="errorpage-code" aria-hidden="true">{status}</p>
            <h1>{title}</h1>
            <p>{text}</p>
            {reference}
            <a class="button" href="/">"Go to the start page"</a>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_shown_only_where_there_is_one() {
        let html = view! { <ErrorPage status=404 title="There is no such page" text="Check the address."/> }.to_html();
        assert!(html.contains("404") && !html.contains("Reference"), "{html}");
        let html = view! { <ErrorPage status=500 title="That went wrong" text="Try again." reference="r-1"/> }.to_html();
        assert!(html.contains("r-1"), "{html}");
    }
}
