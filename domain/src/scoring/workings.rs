//! How a score comes about, line by line, so that anybody can follow it with a pocket calculator.

use super::overall::Score;
use super::share::exact;
use crate::assessments::{Category, Rating};
use crate::text::Title;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use std::fmt;

/// The workings of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workings {
    /// One line for each category, in order.
    pub steps: Vec<Step>,
    /// The last lines; `None` where there is no score.
    pub result: Option<Outcome>,
}

/// What one category brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The category.
    pub name: Title,
    /// Its rating in words.
    pub rating: String,
    /// The share that it earns, such as `9/10`; or why it counts on neither side.
    pub share: Result<String, Aside>,
    /// Its weight.
    pub weight: String,
    /// Share times weight; `None` where it counts on neither side.
    pub product: Option<String>,
}

/// Why a category counts on neither side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// It does not apply.
    NotApplicable,
    /// Nobody has rated it.
    NotRated,
    /// The scoring rule has no share for this rating.
    Unknown,
}

impl Aside {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotApplicable => "does not apply",
            Self::NotRated => "not rated",
            Self::Unknown => "not known to the scoring rule",
        }
    }
}

/// Sum of products, divided by the sum of the weights that count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Sum of share times weight.
    pub products: String,
    /// Sum of the weights of rated categories.
    pub weights: String,
    /// The quotient as a fraction in lowest terms.
    pub fraction: String,
    /// In percent, rounded half up to two decimal places.
    pub percent: String,
    /// Whether that rounding changed anything.
    pub rounded: bool,
}

/// The workings of a score of these categories.
#[must_use]
pub fn workings(categories: &[Category], score: &Score) -> Workings {
    let (mut products, mut weights) = (BigRational::zero(), BigRational::zero());
    let mut steps = Vec::with_capacity(categories.len());
    for (category, row) in categories.iter().zip(&score.rows) {
        let weight = exact(row.weight);
        let product = row.share.as_ref().map(|share| share.ratio() * &weight);
        if let Some(product) = &product {
            products += product;
            weights += &weight;
        }
        let aside = match category.rating {
            Rating::NotApplicable { .. } => Aside::NotApplicable,
            Rating::NotRated => Aside::NotRated,
            _ => Aside::Unknown,
        };
        steps.push(Step {
            name: category.name.clone(),
            rating: category.rating.to_string(),
            share: row.share.as_ref().map(super::Share::fraction).ok_or(aside),
            weight: number(&weight),
            product: product.as_ref().map(number),
        });
    }
    let result = score.overall.as_ref().map(|overall| Outcome {
        products: number(&products),
        weights: number(&weights),
        fraction: overall.fraction(),
        percent: overall.percent(2).normalize().to_string(),
        rounded: exact(overall.percent(2)) != overall.ratio() * BigInt::from(100),
    });
    Workings { steps, result }
}

/// A number as a decimal where it has an end, else as a fraction with its first places.
fn number(value: &BigRational) -> String {
    const PLACES: u32 = 6;
    let mut rest = value.denom().clone();
    for factor in [2, 5].map(BigInt::from) {
        while (&rest % &factor).is_zero() && rest > BigInt::one() {
            rest /= &factor;
        }
    }
    let scaled = |places: u32| {
        let half = BigRational::new(BigInt::one(), BigInt::from(2));
        (value * BigInt::from(10).pow(places) + half).floor().to_integer()
    };
    let decimal = |places: u32| {
        let digits = format!("{:0>width$}", scaled(places).to_string(), width = places as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - places as usize);
        let part = part.trim_end_matches('0');
        if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }
    };
    // Weights and points have at most 28 decimal places, so their products end by the 56th.
    if rest.is_one() { decimal(56) } else { format!("{}/{} ≈ {}", value.numer(), value.denom(), decimal(PLACES)) }
}

/// As text to paste into a mail: each line a sum that can be checked.
impl fmt::Display for Workings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Step { name, rating, share, weight, product } in &self.steps {
            match (share, product) {
                (Ok(share), Some(product)) => writeln!(f, "{name}: {rating}; {share} × {weight} = {product}")?,
                (Err(aside), _) => writeln!(f, "{name}: {}; counts on neither side", aside.as_str())?,
                (Ok(share), None) => writeln!(f, "{name}: {rating}; {share}")?,
            }
        }
        let Some(result) = &self.result else {
            return writeln!(f, "Nothing that is rated carries weight: there is no score.");
        };
        writeln!(f, "Sum of share × weight: {}", result.products)?;
        writeln!(f, "Sum of the weights of what is rated: {}", result.weights)?;
        let rounding = if result.rounded { ", rounded half up to two decimal places" } else { "" };
        writeln!(f, "{} ÷ {} = {} = {} %{rounding}", result.products, result.weights, result.fraction, result.percent)
    }
}

#[cfg(test)]
mod tests {
    use super::super::overall::tests::{category, percent};
    use super::super::{ScoringRule, score};
    use super::*;
    use proptest::prelude::*;

    fn of(rows: &[Category]) -> Workings {
        workings(rows, &score(rows, &ScoringRule::default()))
    }

    #[test]
    fn each_line_can_be_followed_and_the_last_one_is_the_score() {
        let rows = [
            category("Heat", Some(60), percent(90)),
            category("Door", Some(30), Rating::Level { reached: 2, of: 3 }),
            category("Fan", Some(10), Rating::NotRated),
        ];
        assert_eq!(
            of(&rows).to_string(),
            "Heat: 90 %; 9/10 × 60 = 54\nDoor: level 2 of 3; 2/3 × 30 = 20\nFan: not rated; counts on neither side\n\
             Sum of share × weight: 74\nSum of the weights of what is rated: 90\n74 ÷ 90 = 37/45 = 82.22 %, rounded half up to two decimal places\n"
        );
    }

    #[test]
    fn a_number_without_an_end_is_a_fraction() {
        let rows = [category("Door", None, Rating::Level { reached: 1, of: 3 })];
        let got = of(&rows);
        assert_eq!(got.steps[0].product.as_deref(), Some("1/3 ≈ 0.333333"));
        assert!(of(&[]).result.is_none() && of(&[]).to_string().contains("no score"));
    }

    proptest! {
        #[test]
        fn the_lines_add_up_to_the_last_one(rows in prop::collection::vec((0_i64..=100, 0_i64..=50), 1..20)) {
            let rows: Vec<_> = rows.iter().map(|(value, weight)| category("x", Some(*weight), percent(*value))).collect();
            let got = of(&rows);
            let sum: rust_decimal::Decimal = got.steps.iter().filter_map(|step| step.product.as_ref()).map(|text| text.parse::<rust_decimal::Decimal>().unwrap()).sum();
            if let Some(result) = got.result {
                prop_assert_eq!(sum.normalize().to_string(), result.products);
            }
        }
    }
}
