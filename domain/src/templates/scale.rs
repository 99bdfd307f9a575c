//! How a category is meant to be rated.

use crate::assessments::{Points, Rag, Rating};
use crate::exact::digits;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

/// How a category is meant to be rated; written `percent`, `points of 10`, `rag`, `level of 5`, `letter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Scale {
    /// 0 to 100.
    Percent,
    /// So many points out of so many.
    Points {
        /// How many there are.
        of: Maximum,
    },
    /// A traffic light.
    Rag,
    /// A level out of so many, 0 where not even the first is reached.
    Level {
        /// The highest.
        of: NonZeroU8,
    },
    /// A letter of the project's scoring rule.
    Letter,
}

/// How many points there are: above 0, at most [`Points::LARGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Maximum(Decimal);

/// The words name no scale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no scale; use “percent”, “points of 10” (any number up to 1000000), “rag”, “level of 5” (up to 255) or “letter”")]
pub struct ScaleError(pub String);

impl Scale {
    /// The lowest rating on this scale: tells a form on which scale a bare number is meant.
    #[must_use]
    pub fn lowest(self) -> Rating {
        match self {
            Self::Percent => points(Decimal::ONE_HUNDRED),
            Self::Points { of } => points(of.0),
            Self::Rag => Rating::Rag { colour: Rag::Red },
            Self::Level { of } => Rating::Level { reached: 0, of: of.get() },
            Self::Letter => Rating::NotRated,
        }
    }

    /// The scale of a rating; `None` where nobody has rated.
    #[must_use]
    pub fn of(rating: &Rating) -> Option<Self> {
        match rating {
            Rating::Points(points) if points.max() == Decimal::ONE_HUNDRED => Some(Self::Percent),
            Rating::Points(points) => Maximum::try_from(points.max()).ok().map(|of| Self::Points { of }),
            Rating::Rag { .. } => Some(Self::Rag),
            Rating::Level { of, .. } => NonZeroU8::new(*of).map(|of| Self::Level { of }),
            Rating::Letter { .. } => Some(Self::Letter),
            Rating::NotApplicable { .. } | Rating::NotRated => None,
        }
    }
}

/// 0 of so many; a [`Maximum`] is always one that points can have.
fn points(of: Decimal) -> Rating {
    Points::new(Decimal::ZERO, of).map_or(Rating::NotRated, Rating::Points)
}

impl Maximum {
    /// The number of points.
    #[must_use]
    pub const fn points(self) -> Decimal {
        self.0
    }
}

impl TryFrom<Decimal> for Maximum {
    type Error = ScaleError;

    fn try_from(points: Decimal) -> Result<Self, Self::Error> {
        let fits = points > Decimal::ZERO && points <= Decimal::from(Points::LARGEST);
        if fits { Ok(Self(points.normalize())) } else { Err(ScaleError(format!("points of {points}"))) }
    }
}

impl FromStr for Scale {
    type Err = ScaleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words = text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        let found = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["percent"] => Some(Self::Percent),
            ["rag"] => Some(Self::Rag),
            ["letter"] => Some(Self::Letter),
            ["points", "of", number] => digits(number).and_then(|of| Maximum::try_from(of).ok()).map(|of| Self::Points { of }),
            ["level", "of", number] => number.parse().ok().map(|of| Self::Level { of }),
            _ => None,
        };
        found.ok_or_else(|| ScaleError(text.to_owned()))
    }
}

impl TryFrom<String> for Scale {
    type Error = ScaleError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Scale> for String {
    fn from(scale: Scale) -> Self {
        scale.to_string()
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent => f.write_str("percent"),
            Self::Points { of } => write!(f, "points of {}", of.0),
            Self::Rag => f.write_str("rag"),
            Self::Level { of } => write!(f, "level of {of}"),
            Self::Letter => f.write_str("letter"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_read_from_its_words_and_written_the_same() {
        for text in ["percent", "points of 10", "points of 12.5", "rag", "level of 3", "letter"] {
            assert_eq!(text.parse::<Scale>().unwrap().to_string(), text);
        }
        assert_eq!(" Level  of 3 ".parse::<Scale>().unwrap().to_string(), "level of 3");
        for bad in ["", "stars", "points", "points of 0", "points of 1000001", "level of 0", "level of 256", "points of 1e3"] {
            assert!(bad.parse::<Scale>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_lowest_rating_of_a_scale_is_on_it() {
        for text in ["percent", "points of 12.5", "rag", "level of 3"] {
            let scale: Scale = text.parse().unwrap();
            assert_eq!(Scale::of(&scale.lowest()), Some(scale), "{text}");
        }
    }

    #[test]
    fn the_scale_of_a_rating_is_known_unless_nobody_rated() {
        let points = |max: i64| Rating::Points(Points::new(Decimal::ONE, max.into()).unwrap());
        let words = |rating: &Rating| Scale::of(rating).map(|scale| scale.to_string());
        assert_eq!((words(&points(100)).unwrap(), words(&points(20)).unwrap()), ("percent".into(), "points of 20".into()));
        assert_eq!(words(&Rating::Rag { colour: Rag::Gray }).unwrap(), "rag");
        assert_eq!(words(&Rating::Level { reached: 0, of: 4 }).unwrap(), "level of 4");
        assert_eq!((words(&Rating::NotRated), words(&Rating::NotApplicable { reason: "none".into() })), (None, None));
    }
}
