//! Pairs of name and value.

use leptos::prelude::*;

fn pairs(rows: Vec<(String, AnyView)>) -> impl IntoView {
    rows.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view()
}

/// Names on the left, values on the right.
#[component]
pub fn Facts(
    /// The pairs in order.
    rows: Vec<(String, AnyView)>,
) -> impl IntoView {
    view! { <dl class="facts">{pairs(rows)}</dl> }
}

/// The same as the title block of a drawing: small names in ruled cells.
#[component]
pub fn TitleBlock(
    /// The pairs in order.
    rows: Vec<(String, AnyView)>,
) -> impl IntoView {
    view! { <dl class="titleblock">{pairs(rows)}</dl> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_stands_with_its_name() {
        let rows = vec![("Date".to_owned(), "2026-03-01".into_any()), ("Rule".to_owned(), "v1 & v2".into_any())];
        let html = view! { <TitleBlock rows/> }.to_html();
        assert!(html.contains("<div><dt>Date</dt><dd>2026-03-01</dd></div>"), "{html}");
        assert!(html.contains("<dt>Rule</dt><dd>v1 &amp; v2</dd>"), "{html}");
    }
}
