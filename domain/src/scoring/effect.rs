//! What a single category does to the overall score, and what is missing to a target.

use super::overall::{Contribution, Score};
use super::share::{Share, exact};
use crate::assessments::{Category, Rating};
use num_rational::BigRational;
use num_traits::{One, Zero};

/// What one category does to the overall score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Its part of the rated weight; `None` for what leaves both sides, and where nothing rated carries weight.
    pub weight_part: Option<Share>,
    /// The overall score of the other categories alone; `None` where they have none.
    pub without: Option<Share>,
}

/// What is missing to a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// From the overall score up to the target, 0 where it is reached; `None` where there is no score.
    pub distance: Option<Share>,
    /// One for each category, in order: the least share with which the overall score reaches the target while all others
    /// stay as they are. `None` where it cannot be done by this one: it does not apply, carries no weight, or 100 % are too little.
    pub needed: Vec<Option<Share>>,
}

/// The effect of each category, in order. `score` is the score of these categories.
#[must_use]
pub fn effects(categories: &[Category], score: &Score) -> Vec<Effect> {
    let all = Sums::of(&score.rows);
    let weighted = categories.iter().filter(|category| category.weight.is_some()).count();
    let pairs = categories.iter().zip(&score.rows);
    pairs
        .enumerate()
        .map(|(place, (category, row))| {
            let counted = row.share.as_ref().filter(|_| !all.weights.is_zero());
            let without = if weighted == 1 && category.weight.is_some() {
                // Without the only weight there is, all others count alike.
                let others = score.rows.iter().enumerate().filter(|(other, _)| *other != place);
                let shares = others.filter_map(|(_, row)| row.share.as_ref());
                shares.fold(Sums::nothing(), |sums, share| sums.plus(share.ratio(), &BigRational::one()))
            } else {
                all.minus(row)
            };
            Effect { weight_part: counted.and_then(|_| Share::from_ratio(exact(row.weight) / &all.weights)), without: without.quotient() }
        })
        .collect()
}

/// What is missing to `target`. `score` is the score of these categories.
#[must_use]
pub fn missing(categories: &[Category], score: &Score, target: &Share) -> Missing {
    let all = Sums::of(&score.rows);
    let needed = categories.iter().zip(&score.rows).map(|(category, row)| {
        if row.weight.is_zero() || matches!(category.rating, Rating::NotApplicable { .. }) {
            return None;
        }
        let others = all.minus(row);
        let weight = exact(row.weight);
        let share = (target.ratio() * (&others.weights + &weight) - others.products) / weight;
        Share::from_ratio(share.max(BigRational::zero()))
    });
    let distance = score.overall.as_ref();
    Missing {
        distance: distance.and_then(|overall| Share::from_ratio((target.ratio() - overall.ratio()).max(BigRational::zero()))),
        needed: needed.collect(),
    }
}

/// Both sides of the fraction.
struct Sums {
    products: BigRational,
    weights: BigRational,
}

impl Sums {
    fn nothing() -> Self {
        Self { products: BigRational::zero(), weights: BigRational::zero() }
    }

    fn of(rows: &[Contribution]) -> Self {
        let rated = rows.iter().filter_map(|row| Some((row.share.as_ref()?, exact(row.weight))));
        rated.fold(Self::nothing(), |sums, (share, weight)| sums.plus(share.ratio(), &weight))
    }

    fn plus(self, share: &BigRational, weight: &BigRational) -> Self {
        Self { products: self.products + share * weight, weights: self.weights + weight }
    }

    fn minus(&self, row: &Contribution) -> Self {
        let weight = exact(row.weight);
        match &row.share {
            Some(share) => Self { products: &self.products - share.ratio() * &weight, weights: &self.weights - weight },
            None => Self { products: self.products.clone(), weights: self.weights.clone() },
        }
    }

    fn quotient(self) -> Option<Share> {
        if self.weights.is_zero() { None } else { Share::from_ratio(self.products / self.weights) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::overall::tests::{category, percent};
    use super::super::{ScoringRule, score};
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn scored(rows: &[Category]) -> Score {
        score(rows, &ScoringRule::default())
    }

    fn share(percent: i64) -> Share {
        Share::of(percent.into(), Decimal::ONE_HUNDRED).unwrap()
    }

    #[test]
    fn what_one_category_needs_alone_is_told_or_that_it_cannot() {
        let rows = [
            category("a", Some(50), percent(80)),
            category("b", Some(40), percent(60)),
            category("c", Some(10), percent(50)),
            category("d", Some(10), Rating::NotApplicable { reason: "no users".into() }),
            category("e", None, percent(10)),
            category("f", Some(100), Rating::NotRated),
        ];
        let got = missing(&rows, &scored(&rows), &share(75));
        assert_eq!(got.distance, Some(share(6)));
        let needed: Vec<_> = got.needed.iter().map(|needed| needed.as_ref().map(ToString::to_string)).collect();
        let needed: Vec<_> = needed.iter().map(Option::as_deref).collect();
        assert_eq!(needed, [Some("92"), Some("75"), None, None, None, Some("81")]);
    }

    #[test]
    fn a_target_that_is_reached_leaves_nothing_missing() {
        let rows = [category("a", None, percent(100)), category("b", None, percent(90))];
        let got = missing(&rows, &scored(&rows), &share(50));
        assert_eq!(got, Missing { distance: Some(share(0)), needed: vec![Some(share(10)), Some(share(0))] });
        let none = [category("a", None, Rating::NotRated)];
        assert_eq!(missing(&none, &scored(&none), &share(50)), Missing { distance: None, needed: vec![Some(share(50))] });
    }

    /// A category with any weight, or none, and rated or not.
    fn any_row() -> impl Strategy<Value = Category> {
        let rating = prop_oneof![
            6 => (0_i64..=100).prop_map(percent),
            1 => Just(Rating::NotRated),
            1 => Just(Rating::NotApplicable { reason: "no users".into() }),
        ];
        (prop::option::of(0_i64..=50), rating).prop_map(|(weight, rating)| category("x", weight, rating))
    }

    proptest! {
        #[test]
        fn leaving_one_out_is_scoring_the_rest(rows in prop::collection::vec(any_row(), 1..12)) {
            for (place, effect) in effects(&rows, &scored(&rows)).into_iter().enumerate() {
                let mut rest = rows.clone();
                rest.remove(place);
                prop_assert_eq!(effect.without, scored(&rest).overall);
            }
        }

        #[test]
        fn parts_of_the_weight_add_up_to_the_whole(rows in prop::collection::vec(any_row(), 1..12)) {
            let got = scored(&rows);
            let sum: BigRational = effects(&rows, &got).iter().filter_map(|effect| effect.weight_part.as_ref()).map(|part| part.ratio().clone()).sum();
            let whole = if got.overall.is_some() { BigRational::one() } else { BigRational::zero() };
            prop_assert_eq!(sum, whole);
        }

        #[test]
        fn the_share_that_is_needed_gives_the_target_or_the_category_needs_nothing(rows in prop::collection::vec(any_row(), 1..12), target in 0_i64..=100) {
            let target = share(target);
            let needed = missing(&rows, &scored(&rows), &target).needed;
            for (place, needed) in needed.into_iter().enumerate() {
                let Some(needed) = needed else { continue };
                let mut then = rows.clone();
                // The exact share is put into the rows themselves: a third has no decimal that a rating could carry.
                then[place].rating = percent(0);
                let mut rows = scored(&then).rows;
                rows[place].share = Some(needed.clone());
                let reached = Sums::of(&rows).quotient().unwrap();
                prop_assert!(reached == target || (needed.ratio().is_zero() && reached > target));
            }
        }
    }
}
