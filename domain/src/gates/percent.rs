//! Exact percentages.

use crate::exact::Written;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An exact percentage, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Percent(Decimal);

/// The amount is no percentage.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not between 0 and 100")]
pub struct PercentError(pub Decimal);

impl Percent {
    /// The amount, 0 to 100.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.0
    }
}

impl TryFrom<Decimal> for Percent {
    type Error = PercentError;

    fn try_from(amount: Decimal) -> Result<Self, Self::Error> {
        let fits = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&amount);
        if fits { Ok(Self(amount.normalize())) } else { Err(PercentError(amount)) }
    }
}

impl TryFrom<Written> for Percent {
    type Error = PercentError;

    fn try_from(Written(amount): Written) -> Result<Self, Self::Error> {
        amount.try_into()
    }
}

impl From<Percent> for Written {
    fn from(percent: Percent) -> Self {
        Self(percent.0)
    }
}

/// `80 %`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}
