//! Pairs of name and value.

use leptos::prelude::*;

/// One pair of [`Facts`] or of a [`TitleBlock`].
#[component]
pub fn Fact(
    /// The name.
    #[prop(into)]
    name: String,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd>{children()}</dd></div> }
}

/// Names on the left, values on the right.
#[component]
pub fn Facts(
    /// The pairs: [`Fact`]s, or `dt` and `dd`.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// The same as the title block of a drawing: small names in ruled cells.
#[component]
pub fn TitleBlock(
    /// The pairs: [`Fact`]s.
    children: Children,
) -> impl IntoView {
    view! { <dl class="titleblock">{children()}</dl> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_stands_with_its_name() {
        let html = view! { <TitleBlock><Fact name="Date">"2026-03-01"</Fact><Fact name="Rule">"v1 & v2"</Fact></TitleBlock> }.to_html();
        assert!(html.contains("<div><dt>Date</dt><dd>2026-03-01</dd></div>"), "{html}");
        assert!(html.contains("<dt>Rule</dt><dd>v1 &amp; v2</dd>"), "{html}");
    }
}
