//! The weighted score and what each category adds to it.

use super::rule::ScoringRule;
use super::share::{Share, exact};
use crate::assessments::{Category, Rated, Rating, Weight};
use num_rational::BigRational;
use num_traits::Zero;
use rust_decimal::Decimal;

/// The score of an assessment, with all that is needed to follow it by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Σ weight·share / Σ weight over rated categories; `None` when nothing rated carries weight.
    pub overall: Option<Share>,
    /// One row per category, in order.
    pub rows: Vec<Contribution>,
    /// Categories with a share.
    pub rated: usize,
    /// Categories that apply: all but those marked not applicable.
    pub applicable: usize,
    /// Sum of all weights given; `None` where the report gives none and all count alike.
    pub weight_sum: Option<Decimal>,
}

/// What one category adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Share earned; `None` for what leaves both sides.
    pub share: Option<Share>,
    /// The weight used: as given, 1 where no category has one, 0 where only others have one.
    pub weight: Decimal,
    /// Part of the overall score that comes from here; the parts add up to it.
    pub contribution: Option<Share>,
}

/// Scores categories under a rule. Exact; nothing is rounded here.
#[must_use]
pub fn score(categories: &[Category], rule: &ScoringRule) -> Score {
    of_ratings(categories.iter().map(|category| (&category.rating, category.weight)), rule)
}

/// As [`score`], of what was read for a series.
#[must_use]
pub fn score_rated(rated: &[Rated], rule: &ScoringRule) -> Score {
    of_ratings(rated.iter().map(|row| (&row.rating, row.weight)), rule)
}

fn of_ratings<'a>(ratings: impl Iterator<Item = (&'a Rating, Option<Weight>)> + Clone, rule: &ScoringRule) -> Score {
    let weighted = ratings.clone().any(|(_, weight)| weight.is_some());
    let weight_of = |weight: Option<Weight>| match weight {
        Some(weight) => weight.amount(),
        None if weighted => Decimal::ZERO,
        None => Decimal::ONE,
    };
    let shares: Vec<(Option<Share>, Decimal)> = ratings.clone().map(|(rating, weight)| (rule.share(rating), weight_of(weight))).collect();
    let rated_weight: BigRational = shares.iter().filter(|(share, _)| share.is_some()).map(|(_, weight)| exact(*weight)).sum();
    let rows: Vec<Contribution> = shares
        .into_iter()
        .map(|(share, weight)| {
            let contribution = share.as_ref().filter(|_| !rated_weight.is_zero());
            let contribution = contribution.and_then(|share| Share::from_ratio(share.ratio() * exact(weight) / &rated_weight));
            Contribution { share, weight, contribution }
        })
        .collect();
    let parts: Vec<&Share> = rows.iter().filter_map(|row| row.contribution.as_ref()).collect();
    let overall = if parts.is_empty() { None } else { Share::from_ratio(parts.iter().map(|part| part.ratio()).sum()) };
    Score {
        overall,
        rated: rows.iter().filter(|row| row.share.is_some()).count(),
        applicable: ratings.clone().filter(|(rating, _)| !matches!(rating, Rating::NotApplicable { .. })).count(),
        weight_sum: weighted.then(|| ratings.filter_map(|(_, weight)| weight).map(Weight::amount).sum()),
        rows,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::assessments::{Points, Rag};
    use crate::ids::CategoryId;
    use crate::text::Markdown;
    use num_bigint::BigInt;
    use proptest::prelude::*;

    pub(in crate::scoring) fn category(name: &str, weight: Option<i64>, rating: Rating) -> Category {
        Category {
            id: CategoryId(uuid::Uuid::nil()),
            position: 0,
            name: name.parse().unwrap(),
            weight: weight.map(|amount| Weight::try_from(Decimal::from(amount)).unwrap()),
            rating,
            status: None,
            notes: Markdown::default(),
            lines: None,
            version: crate::Version::FIRST,
        }
    }

    pub(in crate::scoring) fn percent(value: i64) -> Rating {
        Rating::Points(Points::new(value.into(), Decimal::ONE_HUNDRED).unwrap())
    }

    fn overall(categories: &[Category]) -> Option<String> {
        score(categories, &ScoringRule::default()).overall.map(|share| share.to_string())
    }

    #[test]
    fn a_category_that_is_not_applicable_leaves_both_sides_of_the_fraction() {
        let skipped = Rating::NotApplicable { reason: "no users".into() };
        let rows = [category("a", Some(60), percent(50)), category("b", Some(40), skipped)];
        assert_eq!(overall(&rows).unwrap(), "50");
        assert_eq!(score(&rows, &ScoringRule::default()).applicable, 1);
    }

    #[test]
    fn nothing_rated_is_no_score_and_not_zero() {
        assert_eq!(overall(&[]), None);
        assert_eq!(overall(&[category("a", Some(1), Rating::NotRated), category("b", None, Rating::Rag { colour: Rag::Gray })]), None);
        assert_eq!(overall(&[category("a", Some(0), percent(80))]), None);
    }

    #[test]
    fn without_weights_all_count_alike_and_with_some_the_others_count_nothing() {
        assert_eq!(overall(&[category("a", None, percent(50)), category("b", None, percent(100))]).unwrap(), "75");
        assert_eq!(overall(&[category("a", Some(3), percent(50)), category("b", None, percent(100))]).unwrap(), "50");
    }

    proptest! {
        #[test]
        fn the_score_is_the_rational_number_and_the_parts_add_up(rows in prop::collection::vec((0_i64..=100, 0_i64..=50), 1..20)) {
            let categories: Vec<_> = rows.iter().map(|(value, weight)| category("x", Some(*weight), percent(*value))).collect();
            let got = score(&categories, &ScoringRule::default());
            let weights: i64 = rows.iter().map(|(_, weight)| weight).sum();
            if weights == 0 {
                prop_assert!(got.overall.is_none());
            } else {
                let sum: i64 = rows.iter().map(|(value, weight)| value * weight).sum();
                let truth = BigRational::new(BigInt::from(sum), BigInt::from(weights * 100));
                prop_assert_eq!(got.overall.as_ref().map(Share::ratio), Some(&truth));
                let parts: BigRational = got.rows.iter().filter_map(|row| row.contribution.as_ref()).map(|part| part.ratio().clone()).sum();
                prop_assert_eq!(parts, truth);
            }
        }
    }
}
