//! Ratings of any kind, and weights.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How a category was rated. Different kinds may stand in one assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rating {
    /// So many points out of so many; percent is out of 100.
    Points(Points),
    /// A traffic light.
    Rag {
        /// Its colour.
        colour: Rag,
    },
    /// Level n of m, `reached` at most `of`, `of` at least 1.
    Level {
        /// The level reached.
        reached: u8,
        /// The highest level there is.
        of: u8,
    },
    /// A letter with or without a sign, as written (`A`, `B+`); the scoring rule knows which letters there are.
    Letter {
        /// The letter.
        letter: String,
    },
    /// Does not apply to this project; never without a reason.
    NotApplicable {
        /// Why not.
        reason: String,
    },
    /// Nobody has looked yet. Unknown, not zero.
    NotRated,
}

/// A traffic light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rag {
    /// Sufficient.
    Green,
    /// A gap one can live with.
    Yellow,
    /// A gap that blocks.
    Red,
    /// Not evaluated yet: leaves both sides of the score.
    Gray,
}

impl Rag {
    /// The colour as a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::Gray => "gray",
        }
    }
}

impl FromStr for Rag {
    type Err = RatingError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().as_str() {
            "green" => Ok(Self::Green),
            "yellow" | "amber" | "orange" => Ok(Self::Yellow),
            "red" => Ok(Self::Red),
            "gray" | "grey" => Ok(Self::Gray),
            other => Err(RatingError::Colour(other.to_owned())),
        }
    }
}

/// Points out of a maximum: 0 to the maximum, the maximum above 0 and at most [`Points::LARGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawPoints")]
pub struct Points {
    value: Decimal,
    max: Decimal,
}

#[derive(Deserialize)]
struct RawPoints {
    value: Decimal,
    max: Decimal,
}

impl TryFrom<RawPoints> for Points {
    type Error = RatingError;

    fn try_from(raw: RawPoints) -> Result<Self, Self::Error> {
        Self::new(raw.value, raw.max)
    }
}

impl Points {
    /// The largest maximum; nobody rates in millions.
    pub const LARGEST: i64 = 1_000_000;

    /// Takes points out of a maximum.
    ///
    /// # Errors
    /// Where the maximum is not above 0 and within bounds, or the value is not between 0 and the maximum.
    pub fn new(value: Decimal, max: Decimal) -> Result<Self, RatingError> {
        if max <= Decimal::ZERO || max > Decimal::from(Self::LARGEST) {
            return Err(RatingError::Maximum(max));
        }
        if value < Decimal::ZERO || value > max {
            return Err(RatingError::Points { value, max });
        }
        Ok(Self { value: value.normalize(), max: max.normalize() })
    }

    /// Points reached.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.value
    }

    /// Points there are.
    #[must_use]
    pub const fn max(self) -> Decimal {
        self.max
    }
}

/// `92 %`, `7.5 of 10`, `green`, `level 3 of 5`, `B+`, `not applicable`, `not rated`.
impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Points(points) if points.max == Decimal::ONE_HUNDRED => write!(f, "{} %", points.value),
            Self::Points(points) => write!(f, "{} of {}", points.value, points.max),
            Self::Rag { colour } => f.write_str(colour.as_str()),
            Self::Level { reached, of } => write!(f, "level {reached} of {of}"),
            Self::Letter { letter } => f.write_str(letter),
            Self::NotApplicable { .. } => f.write_str("not applicable"),
            Self::NotRated => f.write_str("not rated"),
        }
    }
}

/// Why a rating was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RatingError {
    /// The maximum is out of bounds.
    #[error("a maximum of {0} points cannot be used; it must be above 0 and at most 1000000")]
    Maximum(Decimal),
    /// The value lies outside of 0 to the maximum.
    #[error("{value} is not between 0 and {max}")]
    Points {
        /// Points given.
        value: Decimal,
        /// Points there are.
        max: Decimal,
    },
    /// No traffic light.
    #[error("“{0}” is no colour; use green, yellow, red or gray")]
    Colour(String),
}

/// How much a category counts: any amount that is not negative, up to [`Weight::LARGEST`]. Weights need not add up to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
pub struct Weight(Decimal);

/// The weight is negative or too large.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a weight of {0} cannot be used; it must be between 0 and 1000000")]
pub struct WeightError(pub Decimal);

impl Weight {
    /// The largest weight.
    pub const LARGEST: i64 = 1_000_000;

    /// The amount.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.0
    }
}

impl TryFrom<Decimal> for Weight {
    type Error = WeightError;

    fn try_from(amount: Decimal) -> Result<Self, Self::Error> {
        let fits = amount >= Decimal::ZERO && amount <= Decimal::from(Self::LARGEST);
        if fits { Ok(Self(amount.normalize())) } else { Err(WeightError(amount)) }
    }
}

impl From<Weight> for Decimal {
    fn from(weight: Weight) -> Self {
        weight.0
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_from_the_wire_are_checked_too() {
        let good: Rating = serde_json::from_str(r#"{"kind":"points","value":"7.50","max":"10"}"#).unwrap();
        assert_eq!(good.to_string(), "7.5 of 10");
        for bad in [
            r#"{"kind":"points","value":"11","max":"10"}"#,
            r#"{"kind":"points","value":"0","max":"0"}"#,
            r#"{"kind":"points","value":"-1","max":"10"}"#,
        ] {
            assert!(serde_json::from_str::<Rating>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_weight_is_not_negative() {
        assert!(Weight::try_from(Decimal::NEGATIVE_ONE).is_err());
        assert_eq!(Weight::try_from(Decimal::new(1500, 2)).unwrap().to_string(), "15");
    }
}
