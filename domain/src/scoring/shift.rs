//! Exact moves of a score, up or down, that can be added up.

use super::share::Share;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::iter::Sum;
use std::ops::{Add, Sub};

/// An exact amount by which a score rises or falls, in parts of the whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Shift(BigRational);

impl Shift {
    /// From one share to another; what is no share counts as nothing.
    #[must_use]
    pub fn between(before: Option<&Share>, after: Option<&Share>) -> Self {
        let ratio = |share: Option<&Share>| share.map_or_else(BigRational::zero, |share| share.ratio().clone());
        Self(ratio(after) - ratio(before))
    }

    pub(super) const fn of(ratio: BigRational) -> Self {
        Self(ratio)
    }

    /// True where nothing moves.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// True where the score falls.
    #[must_use]
    pub fn falls(&self) -> bool {
        self.0.is_negative()
    }

    /// In lowest terms: `-3/40`.
    #[must_use]
    pub fn fraction(&self) -> String {
        format!("{}/{}", self.0.numer(), self.0.denom())
    }

    /// In percentage points with `places` decimal places (at most 6), rounded half up away from nothing: `+3.5`, `−1`, `±0`.
    #[must_use]
    pub fn points(&self, places: u32) -> String {
        let places = places.min(6);
        let unit = BigRational::from_integer(BigInt::from(100) * BigInt::from(10).pow(places));
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        let scaled = (self.0.abs() * unit + half).floor().to_integer();
        let points = Decimal::new(scaled.to_i64().unwrap_or(i64::MAX), places).normalize();
        match (points.is_zero(), self.falls()) {
            (true, _) => "±0".to_owned(),
            (false, true) => format!("−{points}"),
            (false, false) => format!("+{points}"),
        }
    }
}

impl Add for Shift {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Shift {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Shift {
    fn sum<I: Iterator<Item = Self>>(shifts: I) -> Self {
        shifts.fold(Self::default(), Add::add)
    }
}

/// The fraction, so that a reader loses nothing.
impl Serialize for Shift {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.fraction())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_rounded_away_from_nothing_and_kept_exactly() {
        let share = |part: i64, whole: i64| Share::of(part.into(), whole.into());
        let fall = Shift::between(share(2, 3).as_ref(), share(1, 3).as_ref());
        assert_eq!((fall.fraction().as_str(), fall.points(1).as_str(), fall.falls()), ("-1/3", "−33.3", true));
        assert_eq!((fall.clone() - fall).points(2), "±0");
        assert_eq!(Shift::between(None, share(1, 8).as_ref()).points(2), "+12.5");
    }
}
