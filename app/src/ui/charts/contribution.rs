//! What each category adds to the score: a table whose bars are as long as the weight and filled as far as it is earned.

use super::percent;
use crate::ui::kind::Kind;
use crate::ui::text::OptText;
use leptos::prelude::*;

/// One category as it counts towards the score. Texts are ready to read, positions ten-thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Name of the category.
    pub name: String,
    /// Where its page is.
    pub href: Option<String>,
    /// Its rating as written: "18/20", "Green", "n/a".
    pub rating: String,
    /// What the rating means.
    pub kind: Kind,
    /// Its weight.
    pub weight: String,
    /// The share of it that is earned: "90 %". Empty when it does not count.
    pub share: String,
    /// What it adds to the score: "18.00".
    pub contribution: String,
    /// The weight as a part of the heaviest category's: length of the bar.
    pub length: u32,
    /// The contribution on the same scale: how far the bar is filled.
    pub filled: u32,
    /// Why it does not count, or what it would take.
    pub note: Option<String>,
}

/// The bars of all categories, with their figures.
#[component]
pub fn ContributionBars(
    /// The categories in the order of the document.
    rows: Vec<Contribution>,
    /// Sum of the contributions, for the foot.
    #[prop(optional, into)]
    total: OptText,
    /// Sum of the weights that count, for the foot.
    #[prop(optional, into)]
    total_weight: OptText,
) -> impl IntoView {
    let foot = total.0.map(|total| {
        view! {
            <tfoot>
                <tr>
                    <th scope="row" colspan="2">"Overall"</th>
                    <td></td>
                    <td class="num" data-label="Weight">{total_weight.0}</td>
                    <td></td>
                    <td class="num" data-label="Adds">{total}</td>
                </tr>
            </tfoot>
        }
    });
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <div class="tablewrap" role="region" aria-label="Categories" tabindex="0">
            <table class="table bars">
                <caption class="unseen">"Categories with weight, share and contribution"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Category"</th>
                        <th scope="col">"Rating"</th>
                        <th scope="col" class="bars-head">"Weight earned"</th>
                        <th scope="col" class="num">"Weight"</th>
                        <th scope="col" class="num">"Share"</th>
                        <th scope="col" class="num">"Adds"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                {foot}
            </table>
        </div>
    }
}

fn row(row: Contribution) -> impl IntoView {
    let name = match row.href {
        Some(href) => view! { <a href=href>{row.name}</a> }.into_any(),
        None => row.name.into_any(),
    };
    let note = row.note.map(|note| view! { <span class="second">{note}</span> });
    view! {
        <tr>
            <th scope="row">{name}{note}</th>
            <td class="bars-rating"><span class="status" data-kind=row.kind.as_str()>{row.rating}</span></td>
            <td class="bars-bar">
                <svg class="bar" data-kind=row.kind.as_str() aria-hidden="true" focusable="false">
                    <rect class="bar-track" x="0" y="0" height="100%" width=percent(row.length)></rect>
                    <rect class="bar-fill" x="0" y="0" height="100%" width=percent(row.filled)></rect>
                </svg>
            </td>
            <td class="num" data-label="Weight">{row.weight}</td>
            <td class="num" data-label="Share">{row.share}</td>
            <td class="num" data-label="Adds">{row.contribution}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_the_weight_and_filled_as_far_as_it_is_earned() {
        let row = Contribution {
            name: "Safety & care".into(),
            href: None,
            rating: "18/20".into(),
            kind: Kind::Ok,
            weight: "20".into(),
            share: "90 %".into(),
            contribution: "18.00".into(),
            length: 10_000,
            filled: 9_000,
            note: Some("2 points short".into()),
        };
        let html = view! { <ContributionBars rows=vec![row] total="92.15" total_weight="100"/> }.to_html();
        assert!(html.contains("Safety &amp; care") && html.contains("2 points short"), "{html}");
        assert!(html.contains(r#"width="100.00%""#) && html.contains(r#"width="90.00%""#), "{html}");
        assert!(html.contains(r#"data-label="Adds" class="num">92.15"#), "{html}");
    }
}
