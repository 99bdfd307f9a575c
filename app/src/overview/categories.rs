//! What each category adds to the score, as bars.

use super::parts::of_share;
use crate::ui::Kind;
use crate::ui::charts::{Contribution, ContributionBars};
use domain::assessments::{Category, Rag, Rating};
use domain::scoring::{Contribution as Row, Share};
use leptos::prelude::*;
use rust_decimal::Decimal;
use service::assessments::Scored;

/// The categories of an audit as bars; `page` is the address of its page, where each category has its place.
pub(crate) fn category_bars(page: &str, scored: &Scored) -> impl IntoView + use<> {
    let heaviest = scored.score.rows.iter().map(|row| row.weight).max().unwrap_or_default();
    let weighted = scored.score.weight_sum.is_some();
    let rows: Vec<Contribution> =
        scored.categories.iter().zip(&scored.score.rows).map(|(category, row)| bar(page, category, row, heaviest, weighted)).collect();
    let total = scored.score.overall.as_ref().map(|share| share.percent(2).to_string());
    let total_weight = scored.score.weight_sum.map(|sum| sum.normalize().to_string());
    view! { <ContributionBars rows total total_weight/> }
}

fn bar(page: &str, category: &Category, row: &Row, heaviest: Decimal, weighted: bool) -> Contribution {
    let length = Share::of(row.weight, heaviest).map_or(0, |share| share.basis_points());
    let earned = row.share.as_ref().map_or(0, Share::basis_points);
    let counts = !weighted || category.weight.is_some();
    Contribution {
        name: category.name.to_string(),
        href: Some(format!("{page}#category-{}", category.position)),
        rating: category.rating.to_string(),
        kind: rating_kind(&category.rating, row.share.as_ref()),
        weight: match (category.weight, weighted) {
            (Some(weight), _) => weight.to_string(),
            (None, true) => "none".to_owned(),
            (None, false) => "equal".to_owned(),
        },
        share: row.share.as_ref().map(|share| format!("{share} %")).unwrap_or_default(),
        contribution: row.contribution.as_ref().filter(|_| counts).map(|part| part.percent(2).to_string()).unwrap_or_default(),
        length,
        filled: length * earned / crate::ui::charts::FULL,
        note: note(category, row, weighted),
    }
}

pub(crate) fn rating_kind(rating: &Rating, share: Option<&Share>) -> Kind {
    match rating {
        Rating::Rag { colour: Rag::Green } => Kind::Ok,
        Rating::Rag { colour: Rag::Yellow } => Kind::Warn,
        Rating::Rag { colour: Rag::Red } => Kind::Bad,
        _ => of_share(share),
    }
}

/// Why a category does not count, else the status as the author wrote it.
fn note(category: &Category, row: &Row, weighted: bool) -> Option<String> {
    match &category.rating {
        Rating::NotApplicable { reason } => Some(format!("Not counted: {reason}")),
        _ if row.share.is_none() => Some(match &category.status {
            Some(status) => format!("{status} · not counted: no rating"),
            None => "Not counted: no rating".to_owned(),
        }),
        _ if weighted && category.weight.is_none() => Some("Not counted: no weight".to_owned()),
        // A status of signs alone says nothing that the rating does not.
        _ => category.status.clone().filter(|status| status.contains(char::is_alphanumeric) && *status != category.rating.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::assessments::{Points, Weight};
    use domain::ids::CategoryId;
    use domain::scoring::{ScoringRule, score};

    fn category(name: &str, weight: i64, value: Option<i64>) -> Category {
        let rating = value.map_or(Rating::NotRated, |value| Rating::Points(Points::new(value.into(), 100.into()).unwrap()));
        Category {
            id: CategoryId(uuid::Uuid::nil()),
            position: 3,
            name: name.parse().unwrap(),
            weight: Some(Weight::try_from(Decimal::from(weight)).unwrap()),
            rating,
            status: None,
            notes: domain::text::Markdown::default(),
            lines: None,
            version: domain::Version::FIRST,
        }
    }

    #[test]
    fn a_bar_is_as_long_as_its_weight_and_filled_as_far_as_it_is_earned() {
        let categories = [category("Hull & <deck>", 40, Some(90)), category("Crew", 20, Some(50)), category("Papers", 40, None)];
        let score = score(&categories, &ScoringRule::default());
        let bars: Vec<_> = categories.iter().zip(&score.rows).map(|(category, row)| bar("/a", category, row, 40.into(), true)).collect();
        assert_eq!((bars[0].length, bars[0].filled), (10_000, 9_000));
        assert_eq!((bars[1].length, bars[1].filled), (5_000, 2_500));
        assert_eq!(bars[2].note.as_deref(), Some("Not counted: no rating"));
        assert_eq!(bars[0].href.as_deref(), Some("/a#category-3"));
        let html = view! { <ContributionBars rows=bars/> }.to_html();
        assert!(html.contains("Hull &amp; &lt;deck&gt;"), "{html}");
        assert!(html.contains("60.00") && html.contains("16.67"), "{html}");
    }
}
