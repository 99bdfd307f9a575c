//! Where a move of the overall score comes from.

use super::shift::Shift;
use super::{Score, ScoringRule, Share, effects};
use crate::assessments::{Category, Rating};
use num_bigint::BigInt;
use num_rational::BigRational;
use serde::Serialize;

/// What one category contributed to a move of the overall score, in three parts that add up to it exactly.
///
/// A category contributes its share times its part of the rated weight. Where both changed, each change is weighed with the mean of the
/// other one before and after, so that neither goes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Source {
    /// From another rating.
    pub rating: Shift,
    /// From another scoring rule: what the same rating would have earned before under the newer one.
    pub rule: Shift,
    /// From another part of the weight, also where the category came, went, or counts only on one side.
    pub weight: Shift,
}

impl Source {
    /// All three together.
    #[must_use]
    pub fn total(&self) -> Shift {
        self.rating.clone() + self.rule.clone() + self.weight.clone()
    }
}

/// One side of a comparison, scored.
#[derive(Clone, Debug)]
pub struct Weighed<'a> {
    categories: &'a [Category],
    /// Share and part of the weight of each category; `None` for what leaves both sides of the fraction.
    counted: Vec<Option<(Share, Share)>>,
}

impl<'a> Weighed<'a> {
    /// `score` is the score of these categories.
    #[must_use]
    pub fn of(categories: &'a [Category], score: &Score) -> Self {
        let parts = effects(categories, score).into_iter().zip(&score.rows);
        Self { categories, counted: parts.map(|(effect, row)| row.share.clone().zip(effect.weight_part)).collect() }
    }

    fn rating(&self, at: usize) -> Option<&Rating> {
        self.categories.get(at).map(|category| &category.rating)
    }

    fn counted(&self, at: Option<usize>) -> Option<&(Share, Share)> {
        at.and_then(|at| self.counted.get(at)).and_then(Option::as_ref)
    }
}

/// What a category contributed that is at place `before` on one side and at place `after` on the other; `None` where it is not there.
/// Over all categories of both sides these add up to the move of the overall score, where both sides have one.
#[must_use]
pub fn source(sides: (&Weighed<'_>, &Weighed<'_>), before: Option<usize>, after: Option<usize>, newer: &ScoringRule) -> Source {
    match (sides.0.counted(before), sides.1.counted(after)) {
        (Some((was, was_part)), Some((is, is_part))) => {
            let half = BigRational::new(BigInt::from(1), BigInt::from(2));
            let anew = before.and_then(|at| sides.0.rating(at)).and_then(|rating| newer.share(rating)).unwrap_or_else(|| was.clone());
            let mean_part = (was_part.ratio() + is_part.ratio()) * &half;
            let mean_share = (was.ratio() + is.ratio()) * half;
            Source {
                rating: Shift::of((is.ratio() - anew.ratio()) * &mean_part),
                rule: Shift::of((anew.ratio() - was.ratio()) * mean_part),
                weight: Shift::of((is_part.ratio() - was_part.ratio()) * mean_share),
            }
        }
        (Some((was, part)), None) => Source { weight: Shift::of(-(was.ratio() * part.ratio())), ..Source::default() },
        (None, Some((is, part))) => Source { weight: Shift::of(is.ratio() * part.ratio()), ..Source::default() },
        (None, None) => Source::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::overall::tests::{category, percent};
    use super::super::score;
    use super::*;
    use crate::assessments::Rag;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn any_row() -> impl Strategy<Value = Category> {
        let rating = prop_oneof![
            6 => (0_i64..=100).prop_map(percent),
            2 => Just(Rating::Rag { colour: Rag::Yellow }),
            1 => Just(Rating::NotRated),
        ];
        (prop::option::of(0_i64..=50), rating).prop_map(|(weight, rating)| category("x", weight, rating))
    }

    #[test]
    fn a_rating_that_rose_and_a_weight_that_fell_are_told_apart() {
        let before = [category("a", Some(50), percent(40)), category("b", Some(50), percent(80))];
        let after = [category("a", Some(25), percent(60)), category("b", Some(75), percent(80))];
        let rule = ScoringRule::default();
        let (was, is) = (Weighed::of(&before, &score(&before, &rule)), Weighed::of(&after, &score(&after, &rule)));
        let first = source((&was, &is), Some(0), Some(0), &rule);
        assert_eq!((first.rating.points(2).as_str(), first.weight.points(2).as_str()), ("+7.5", "−12.5"));
        let second = source((&was, &is), Some(1), Some(1), &rule);
        assert_eq!((second.rating.points(2).as_str(), second.weight.points(2).as_str()), ("±0", "+20"));
    }

    proptest! {
        #[test]
        fn what_all_categories_contributed_is_the_whole_move(
            before in prop::collection::vec(any_row(), 0..8),
            after in prop::collection::vec(any_row(), 0..8),
            both in 0_usize..8,
            yellow in 0_i64..=10,
        ) {
            let (old, new) = (ScoringRule::default(), ScoringRule { yellow: Decimal::new(yellow, 1), ..ScoringRule::default() });
            let (was, is) = (score(&before, &old), score(&after, &new));
            prop_assume!(was.overall.is_some() && is.overall.is_some());
            let sides = (&Weighed::of(&before, &was), &Weighed::of(&after, &is));
            let both = both.min(before.len()).min(after.len());
            let paired = (0..both).map(|at| (Some(at), Some(at)));
            let lone = (both..before.len()).map(|at| (Some(at), None)).chain((both..after.len()).map(|at| (None, Some(at))));
            let sum: Shift = paired.chain(lone).map(|(before, after)| source(sides, before, after, &new).total()).sum();
            prop_assert_eq!(sum, Shift::between(was.overall.as_ref(), is.overall.as_ref()));
        }
    }
}
