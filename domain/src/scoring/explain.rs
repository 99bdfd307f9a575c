//! Why a stated score differs from the computed one.

use super::overall::{Score, score};
use super::rule::ScoringRule;
use super::share::{Share, exact};
use crate::assessments::{Category, StatedScore};
use crate::text::Title;
use num_traits::Signed;
use rust_decimal::Decimal;
use std::fmt;

/// Stated and computed score side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The stated score as a share of its maximum.
    pub stated: Share,
    /// Absolute distance in percentage points, rounded half up to two places.
    pub points: Decimal,
    /// True where the stated score lies below the computed one.
    pub stated_is_lower: bool,
    /// What explains it, most certain first; empty where both are equal.
    pub reasons: Vec<Reason>,
}

/// One explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The stated score is the computed one, rounded half up to so many places.
    Rounded(u32),
    /// The stated score is the computed one, cut off after so many places.
    Truncated(u32),
    /// Rated rows that carry no weight although others do.
    RowsWithoutWeight(Vec<Title>),
    /// Rows with a weight but without a rating.
    WeightsWithoutRating(Vec<Title>),
    /// The weights add up to something else than 100.
    WeightSum(Decimal),
    /// Without this row the computed score would be the stated one.
    Without(Title),
    /// As if all rows counted alike.
    EqualWeights,
    /// No arithmetic on these rows gives the stated score.
    Unexplained,
}

/// Compares a stated score with the computed one. `None` where one of them is missing or the stated one lies outside its scale.
#[must_use]
pub fn explain(stated: &StatedScore, categories: &[Category], computed: &Score, rule: &ScoringRule) -> Option<Difference> {
    let overall = computed.overall.as_ref()?;
    let share = Share::of(stated.value, stated.max)?;
    let off = (share.ratio() - overall.ratio()).abs();
    let difference = |reasons| Difference {
        points: Share::from_ratio(off.clone()).map_or(Decimal::ZERO, |off| off.percent(2).normalize()),
        stated_is_lower: share < *overall,
        stated: share.clone(),
        reasons,
    };
    if share == *overall {
        return Some(difference(Vec::new()));
    }
    let mut reasons = Vec::new();
    if gives(overall, stated, Rounding::HalfUp) {
        reasons.push(Reason::Rounded(stated.places()));
    } else if gives(overall, stated, Rounding::Cut) {
        reasons.push(Reason::Truncated(stated.places()));
    }
    let by_arithmetic = !reasons.is_empty();
    reasons.extend(weights(categories, computed));
    if !by_arithmetic {
        let found = other_readings(stated, categories, rule);
        let none = found.is_empty();
        reasons.extend(found);
        if none {
            reasons.push(Reason::Unexplained);
        }
    }
    Some(difference(reasons))
}

/// How an author brings a sum to the number that is written down.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rounding {
    HalfUp,
    Cut,
}

/// True where `overall`, brought to the stated number of places on the stated scale, is the stated value or an end of its range.
fn gives(overall: &Share, stated: &StatedScore, rounding: Rounding) -> bool {
    let unit = exact(Decimal::new(1, stated.places())) / exact(stated.max);
    [Some(stated.value), stated.high].into_iter().flatten().any(|value| {
        let off = overall.ratio() - exact(value) / exact(stated.max);
        match rounding {
            Rounding::HalfUp => -&unit <= &off + &off && &off + &off < unit,
            Rounding::Cut => !off.is_negative() && off < unit,
        }
    })
}

fn weights(categories: &[Category], computed: &Score) -> Vec<Reason> {
    let Some(sum) = computed.weight_sum else { return Vec::new() };
    let names = |pick: &dyn Fn(&Category, bool) -> bool| -> Vec<Title> {
        categories
            .iter()
            .zip(&computed.rows)
            .filter(|(category, row)| pick(category, row.share.is_some()))
            .map(|(category, _)| category.name.clone())
            .collect()
    };
    let mut reasons = Vec::new();
    let unweighted = names(&|category, rated| category.weight.is_none() && rated);
    if !unweighted.is_empty() {
        reasons.push(Reason::RowsWithoutWeight(unweighted));
    }
    let unrated = names(&|category, rated| category.weight.is_some() && !rated);
    if !unrated.is_empty() {
        reasons.push(Reason::WeightsWithoutRating(unrated));
    }
    if sum != Decimal::ONE_HUNDRED {
        reasons.push(Reason::WeightSum(sum));
    }
    reasons
}

/// Readings of the same rows under which the stated score comes out.
fn other_readings(stated: &StatedScore, categories: &[Category], rule: &ScoringRule) -> Vec<Reason> {
    let matches = |rows: &[Category]| {
        score(rows, rule).overall.is_some_and(|share| gives(&share, stated, Rounding::HalfUp) || gives(&share, stated, Rounding::Cut))
    };
    let mut reasons = Vec::new();
    if categories.iter().any(|category| category.weight.is_some()) {
        let alike: Vec<Category> = categories.iter().map(|category| Category { weight: None, ..category.clone() }).collect();
        if matches(&alike) {
            reasons.push(Reason::EqualWeights);
        }
    }
    // More rows make a chance hit likelier than an explanation, and the search is quadratic.
    if (3..=40).contains(&categories.len()) {
        for left_out in 0..categories.len() {
            let mut rest = categories.to_vec();
            let row = rest.remove(left_out);
            if rule.share(&row.rating).is_some() && matches(&rest) {
                reasons.push(Reason::Without(row.name));
            }
        }
    }
    reasons
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |names: &[Title]| names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Rounded(0) => f.write_str("the stated score is rounded to a whole number"),
            Self::Rounded(places) => write!(f, "the stated score is rounded to {places} decimal place{}", plural(*places)),
            Self::Truncated(places) => {
                write!(f, "the stated score is cut off after {places} decimal place{}, not rounded", plural(*places))
            }
            Self::RowsWithoutWeight(names) => write!(f, "rated but without a weight, so not counted: {}", list(names)),
            Self::WeightsWithoutRating(names) => write!(f, "weighted but not rated, so not counted: {}", list(names)),
            Self::WeightSum(sum) => {
                write!(f, "the weights add up to {}, not 100; the computed score divides by the sum of rated weights", sum.normalize())
            }
            Self::Without(name) => write!(f, "without “{name}” the rows give the stated score"),
            Self::EqualWeights => f.write_str("with all rows counting alike, the rows give the stated score"),
            Self::Unexplained => f.write_str("no reading of the rows gives the stated score; it may be an estimate"),
        }
    }
}

const fn plural(count: u32) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::super::overall::tests::{category, percent};
    use super::*;
    use crate::assessments::Rating;

    fn reasons(stated: &str, max: i64, rows: &[Category]) -> Vec<Reason> {
        let rule = ScoringRule::default();
        let stated = StatedScore::new(stated.parse().unwrap(), max.into());
        explain(&stated, rows, &score(rows, &rule), &rule).unwrap().reasons
    }

    #[test]
    fn a_score_that_was_cut_instead_of_rounded_is_recognised() {
        let rows = [category("a", Some(75), percent(92)), category("b", Some(25), percent(91))];
        assert_eq!(reasons("91.7", 100, &rows), [Reason::Truncated(1)]);
        assert_eq!(reasons("91.8", 100, &rows), [Reason::Rounded(1)]);
    }

    #[test]
    fn a_row_left_out_by_the_author_is_found() {
        let rows = [category("a", None, percent(90)), category("b", None, percent(80)), category("c", None, percent(10))];
        assert_eq!(reasons("85", 100, &rows), [Reason::Without("c".parse().unwrap())]);
        assert_eq!(reasons("77", 100, &rows), [Reason::Unexplained]);
    }

    #[test]
    fn weights_are_named_where_they_are_at_odds() {
        let rows = [category("a", Some(50), percent(90)), category("b", Some(30), Rating::NotRated), category("c", None, percent(10))];
        let got = reasons("70", 100, &rows);
        assert!(got.contains(&Reason::RowsWithoutWeight(vec!["c".parse().unwrap()])), "{got:?}");
        assert!(got.contains(&Reason::WeightsWithoutRating(vec!["b".parse().unwrap()])), "{got:?}");
        assert!(got.contains(&Reason::WeightSum(Decimal::from(80))), "{got:?}");
    }

    #[test]
    fn a_score_out_of_ten_is_compared_on_its_own_scale() {
        let rows = [category("a", None, percent(84)), category("b", None, percent(83))];
        assert_eq!(reasons("8.4", 10, &rows), [Reason::Rounded(1)]);
        assert_eq!(reasons("8.3", 10, &rows), [Reason::Truncated(1)]);
    }
}
