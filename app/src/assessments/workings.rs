//! How the score comes about: a sum that anybody can follow.

use crate::ui::{Cell, Table};
use domain::scoring::{Outcome, Step, Workings, workings};
use leptos::prelude::*;
use service::assessments::Scored;

/// The workings, folded away; nothing where there is no category.
pub(super) fn how(scored: &Scored) -> impl IntoView + use<> {
    (!scored.categories.is_empty()).then(|| {
        let found = workings(&scored.categories, &scored.score);
        let (text, table) = (found.to_string(), table(&found));
        let rule = format!("Letters, levels and traffic lights become shares by version {} of the scoring rule.", scored.rule.version);
        view! {
            <details class="fold">
                <summary>"How this number comes about"</summary>
                <div class="fold-body">
                    <p class="small muted">"Each share times its weight; the sum of that divided by the sum of the weights of what is rated. Nothing is rounded on the way. "{rule}</p>
                    {table}
                    <details class="fold">
                        <summary>"As text, to copy"</summary>
                        <div class="fold-body"><pre class="copy" tabindex="0">{text}</pre></div>
                    </details>
                </div>
            </details>
        }
    })
}

fn table(found: &Workings) -> impl IntoView + use<> {
    let rows = found.steps.iter().map(line).collect_view();
    let foot = found.result.as_ref().map(foot);
    view! {
        <Table caption="How the score comes about" cards=true>
            <thead><tr>
                <th scope="col">"Category"</th><th scope="col">"Rating"</th><th scope="col" class="num">"Share"</th>
                <th scope="col" class="num">"× weight"</th><th scope="col" class="num">"= product"</th>
            </tr></thead>
            <tbody>{rows}</tbody>
            {foot}
        </Table>
    }
}

fn line(step: &Step) -> impl IntoView + use<> {
    let (share, weight, product) = match &step.share {
        Ok(share) => (share.clone(), step.weight.clone(), step.product.clone().unwrap_or_default()),
        Err(aside) => (aside.as_str().to_owned(), "–".to_owned(), "counts on neither side".to_owned()),
    };
    let (name, rating) = (step.name.to_string(), step.rating.clone());
    view! {
        <tr>
            <th scope="row">{name}</th>
            <Cell label="Rating">{rating}</Cell>
            <Cell label="Share" figure=true>{share}</Cell>
            <Cell label="× weight" figure=true>{weight}</Cell>
            <Cell label="= product" figure=true>{product}</Cell>
        </tr>
    }
}

fn foot(result: &Outcome) -> impl IntoView + use<> {
    let rounding = if result.rounded { ", rounded half up to two decimal places" } else { "" };
    let words = format!("{} ÷ {} = {} = {} %{rounding}", result.products, result.weights, result.fraction, result.percent);
    let (weights, products) = (result.weights.clone(), result.products.clone());
    view! {
        <tfoot>
            <tr>
                <th scope="row">"Sum"</th><td></td><td></td>
                <Cell label="Weights that count" figure=true>{weights}</Cell>
                <Cell label="Products" figure=true>{products}</Cell>
            </tr>
            <tr><th scope="row">"Score"</th><td colspan="4" class="num">{words}</td></tr>
        </tfoot>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::assessments::{Category, Points, Rating, Weight};
    use domain::scoring::{ScoringRule, score};

    #[test]
    fn the_table_ends_with_the_quotient_and_says_what_does_not_count() {
        let category = |name: &str, weight: i64, rating| Category {
            id: uuid::Uuid::nil().into(),
            position: 0,
            name: name.parse().unwrap(),
            weight: Some(Weight::try_from(rust_decimal::Decimal::from(weight)).unwrap()),
            rating,
            status: None,
            notes: domain::text::Markdown::default(),
            lines: None,
            version: domain::Version::FIRST,
        };
        let points = Points::new(5.into(), 6.into()).unwrap();
        let rows = [category("Heat", 30, Rating::Points(points)), category("Fan", 10, Rating::NotRated)];
        let html = table(&workings(&rows, &score(&rows, &ScoringRule::default()))).to_html();
        assert!(html.contains("25 ÷ 30 = 5/6 = 83.33 %, rounded half up") && html.contains("counts on neither side"), "{html}");
    }
}
