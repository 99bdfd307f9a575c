//! Tables that never push the page wider than the screen.

use super::text::OptText;
use leptos::prelude::*;

/// A table inside a region of its own. On a narrow screen it scrolls there, or, with `cards`, each row becomes a card.
///
/// The children are `thead`, `tbody`, `tfoot`. With `cards` every cell needs its column's name: use [`Cell`], and a
/// `th scope="row"` for the name of the row.
#[component]
pub fn Table(
    /// What the table shows; names the region.
    #[prop(into)]
    caption: String,
    /// Shows the caption; otherwise only screen readers hear it, as where a heading says the same.
    #[prop(optional)]
    show_caption: bool,
    /// Rows become cards on a narrow screen.
    #[prop(optional)]
    cards: bool,
    /// Head, body and foot.
    children: Children,
) -> impl IntoView {
    let narrow = cards.then_some("cards");
    let caption_class = (!show_caption).then_some("unseen");
    let label = caption.clone();
    // A region that scrolls must be reachable by keyboard.
    view! {
        <div class="tablewrap" role="region" aria-label=label tabindex="0">
            <table class="table" data-narrow=narrow>
                <caption class=caption_class>{caption}</caption>
                {children()}
            </table>
        </div>
    }
}

/// A cell that knows its column.
#[component]
pub fn Cell(
    /// Name of the column, shown where rows are cards.
    #[prop(into)]
    label: String,
    /// Figures stand at the end of the column.
    #[prop(optional)]
    figure: bool,
    /// A second, quieter line.
    #[prop(optional, into)]
    second: OptText,
    /// What stands in it.
    children: Children,
) -> impl IntoView {
    let class = figure.then_some("num");
    let second = second.0.map(|text| view! { <span class="second">{text}</span> });
    view! { <td class=class data-label=label><div>{children()}{second}</div></td> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_named_region_that_the_keyboard_reaches() {
        let html = view! {
            <Table caption="Open blockers" cards=true>
                <tbody><tr><Cell label="Owner" figure=true second="since May">"Ana"</Cell></tr></tbody>
            </Table>
        }
        .to_html();
        assert!(html.contains(r#"role="region" aria-label="Open blockers" tabindex="0""#), "{html}");
        assert!(html.contains(r#"<caption class="unseen">Open blockers</caption>"#), "{html}");
        assert!(html.contains(r#"data-label="Owner""#) && html.contains("since May"), "{html}");
    }
}
