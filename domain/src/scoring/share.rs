//! Exact fractions of a whole.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An exact part of a whole, 0 to 1. Rounding happens only where it is shown, half up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Share(BigRational);

/// No fraction between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a fraction between 0 and 1 such as 1843/2000")]
pub struct ShareError;

/// As [`Share::fraction`].
impl From<Share> for String {
    fn from(share: Share) -> Self {
        share.fraction()
    }
}

impl TryFrom<String> for Share {
    type Error = ShareError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (part, whole) = text.split_once('/').ok_or(ShareError)?;
        let (part, whole): (BigInt, BigInt) = (part.parse().map_err(|_| ShareError)?, whole.parse().map_err(|_| ShareError)?);
        if whole.is_zero() { Err(ShareError) } else { Self::from_ratio(BigRational::new(part, whole)).ok_or(ShareError) }
    }
}

impl Share {
    /// `part / whole`; `None` where `whole` is not above 0, `part` is negative or `part` exceeds `whole`.
    #[must_use]
    pub fn of(part: Decimal, whole: Decimal) -> Option<Self> {
        if whole <= Decimal::ZERO || part < Decimal::ZERO || part > whole {
            return None;
        }
        Some(Self(exact(part) / exact(whole)))
    }

    /// From so many ten-thousandths on a share looks good. For the eye only: whether it is enough, a goal decides.
    pub const GOOD: u32 = 8_000;
    /// From so many it looks fair, below poor.
    pub const FAIR: u32 = 5_000;

    /// All of it.
    #[must_use]
    pub fn whole() -> Self {
        Self(BigRational::from_integer(BigInt::from(1)))
    }

    /// `None` where the ratio is not within 0 to 1.
    pub(super) fn from_ratio(ratio: BigRational) -> Option<Self> {
        (!ratio.is_negative() && ratio <= BigRational::from_integer(BigInt::from(1))).then_some(Self(ratio))
    }

    pub(super) const fn ratio(&self) -> &BigRational {
        &self.0
    }

    /// In lowest terms: `1843/2000`.
    #[must_use]
    pub fn fraction(&self) -> String {
        format!("{}/{}", self.0.numer(), self.0.denom())
    }

    /// Ten-thousandths of the whole, rounded half up: for charts and for sorting.
    #[must_use]
    pub fn basis_points(&self) -> u32 {
        self.scaled(10_000).to_u32().unwrap_or(10_000)
    }

    /// In percent with `places` decimal places (at most 6), rounded half up.
    #[must_use]
    pub fn percent(&self, places: u32) -> Decimal {
        let places = places.min(6);
        let scaled = self.scaled(100 * 10_u64.pow(places));
        Decimal::new(scaled.to_i64().unwrap_or(i64::MAX), places)
    }

    /// How far this share moved from `before`.
    #[must_use]
    pub fn moved_from(&self, before: &Self) -> Move {
        let by = &self.0 - &before.0;
        Move { falls: by.is_negative(), by: Self(by.abs()) }
    }

    /// The share times `unit`, rounded half up.
    fn scaled(&self, unit: u64) -> BigInt {
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        (self.0.clone() * BigInt::from(unit) + half).floor().to_integer()
    }
}

/// How far a score moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Whether it fell.
    pub falls: bool,
    /// How far, exactly.
    pub by: Share,
}

impl Move {
    /// In percentage points with `places` decimal places, rounded half up away from nothing: `+3.5`, `−1`, `±0`.
    #[must_use]
    pub fn points(&self, places: u32) -> String {
        let points = self.by.percent(places).normalize();
        match (points.is_zero(), self.falls) {
            (true, _) => "±0".to_owned(),
            (false, true) => format!("−{points}"),
            (false, false) => format!("+{points}"),
        }
    }
}

/// A decimal as an exact fraction.
pub(super) fn exact(value: Decimal) -> BigRational {
    BigRational::new(BigInt::from(value.mantissa()), BigInt::from(10_u8).pow(value.scale()))
}

/// Percent with up to two places, as people write it: `92.15`, `68`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_zero() { f.write_str("0") } else { self.percent(2).normalize().fmt(f) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_half_is_rounded_up() {
        let share = Share::of(Decimal::new(9215, 2), Decimal::ONE_HUNDRED).unwrap();
        assert_eq!(share.percent(1).to_string(), "92.2");
        assert_eq!(share.to_string(), "92.15");
        assert_eq!(share.fraction(), "1843/2000");
    }

    #[test]
    fn what_is_no_part_of_a_whole_cannot_be_read() {
        for text in ["", "1", "1/0", "3/2", "-1/2", "a/b"] {
            assert_eq!(Share::try_from(text.to_owned()), Err(ShareError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_share_comes_back_as_it_was_written(part in 0_i64..=1_000_000, whole in 1_i64..=1_000_000) {
            prop_assume!(part <= whole);
            let share = Share::of(part.into(), whole.into()).unwrap();
            prop_assert_eq!(Share::try_from(String::from(share.clone())), Ok(share));
        }

        #[test]
        fn rounding_is_never_off_by_more_than_half_a_unit(part in 0_i64..=1_000_000, whole in 1_i64..=1_000_000, places in 0_u32..=6) {
            prop_assume!(part <= whole);
            let share = Share::of(part.into(), whole.into()).unwrap();
            let off = exact(share.percent(places)) - share.ratio() * BigInt::from(100);
            let half = BigRational::new(BigInt::from(1), BigInt::from(2) * BigInt::from(10).pow(places));
            prop_assert!(off.abs() <= half);
        }
    }
}
