//! What holds for every score, tried on rational numbers.

use super::overall::tests::{category, percent};
use super::share::exact;
use super::{Score, ScoringRule, score};
use crate::assessments::{Category, Rag, Rating, Weight};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn scored(rows: &[Category]) -> Score {
    score(rows, &ScoringRule::default())
}

fn rated() -> impl Strategy<Value = Rating> {
    prop_oneof![
        (0_i64..=100).prop_map(percent),
        (0_u8..=5).prop_map(|reached| Rating::Level { reached, of: 5 }),
        prop_oneof![Just(Rag::Green), Just(Rag::Yellow), Just(Rag::Red)].prop_map(|colour| Rating::Rag { colour }),
    ]
}

fn aside() -> impl Strategy<Value = Rating> {
    prop_oneof![Just(Rating::NotRated), Just(Rating::NotApplicable { reason: "no users".into() }), Just(Rating::Rag { colour: Rag::Gray }),]
}

fn row() -> impl Strategy<Value = Category> {
    (prop::option::of(0_i64..=50), prop_oneof![4 => rated().boxed(), 1 => aside().boxed()])
        .prop_map(|(weight, rating)| category("x", weight, rating))
}

/// Σ weight·share / Σ weight, straight from the definition.
fn by_definition(rows: &[Category], rule: &ScoringRule) -> Option<BigRational> {
    let weighted = rows.iter().any(|row| row.weight.is_some());
    let weight = |row: &Category| row.weight.map_or_else(|| Decimal::from(u8::from(!weighted)), Weight::amount);
    let (mut products, mut weights) = (BigRational::zero(), BigRational::zero());
    for row in rows {
        let Some(share) = rule.share(&row.rating) else { continue };
        products += share.ratio() * exact(weight(row));
        weights += exact(weight(row));
    }
    (!weights.is_zero()).then(|| products / weights)
}

proptest! {
    #[test]
    fn the_score_is_the_rational_number_of_the_definition(rows in prop::collection::vec(row(), 0..15)) {
        prop_assert_eq!(scored(&rows).overall.map(|share| share.ratio().clone()), by_definition(&rows, &ScoringRule::default()));
    }

    #[test]
    fn weights_that_all_grow_alike_change_nothing(rows in prop::collection::vec(row(), 1..15), factor in 1_i64..=1_000) {
        let grow = |row: &Category| {
            let weight = row.weight.map(|weight| Weight::try_from(weight.amount() * Decimal::new(factor, 1)).unwrap());
            Category { weight, ..row.clone() }
        };
        let grown: Vec<_> = rows.iter().map(grow).collect();
        prop_assert_eq!(scored(&grown).overall, scored(&rows).overall);
    }

    #[test]
    fn a_single_rated_category_is_its_own_share(rating in rated(), weight in prop::option::of(1_i64..=50), others in prop::collection::vec(aside(), 0..5)) {
        let mut rows = vec![category("x", weight, rating.clone())];
        rows.extend(others.into_iter().map(|rating| category("y", weight, rating)));
        prop_assert_eq!(scored(&rows).overall, ScoringRule::default().share(&rating));
    }

    #[test]
    fn what_is_not_rated_leaves_both_sides(rows in prop::collection::vec(row(), 1..12), rating in aside(), weight in 1_i64..=50, place in 0_usize..12) {
        // A weight would make rows without one count nothing; that is another rule than this.
        let weight = rows.iter().any(|row| row.weight.is_some()).then_some(weight);
        let mut more = rows.clone();
        more.insert(place.min(rows.len()), category("z", weight, rating));
        prop_assert_eq!(scored(&more).overall, scored(&rows).overall);
    }

    #[test]
    fn the_order_of_categories_is_irrelevant((rows, shuffled) in prop::collection::vec(row(), 1..15).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
        prop_assert_eq!(scored(&shuffled).overall, scored(&rows).overall);
    }

    #[test]
    fn contributions_add_up_to_the_score(rows in prop::collection::vec(row(), 0..15)) {
        let got = scored(&rows);
        let sum: BigRational = got.rows.iter().filter_map(|row| row.contribution.as_ref()).map(|part| part.ratio().clone()).sum();
        prop_assert_eq!(sum, got.overall.map_or_else(BigRational::zero, |share| share.ratio().clone()));
    }

    #[test]
    fn what_is_shown_is_at_most_half_a_unit_off_and_a_half_goes_up(value in 0_i64..=1_000_000, places in 0_u32..=2) {
        let rule = ScoringRule { places, ..ScoringRule::default() };
        let share = super::Share::of(value.into(), Decimal::from(1_000_000)).unwrap();
        let shown: Decimal = rule.rounded(&share).parse().unwrap();
        let off = exact(shown) - share.ratio() * BigInt::from(100);
        let half = BigRational::new(BigInt::from(1), BigInt::from(2) * BigInt::from(10).pow(places));
        prop_assert!(-&half < off && off <= half);
        prop_assert_eq!(rule.rounding_of(&share).is_none(), off.is_zero());
    }
}
