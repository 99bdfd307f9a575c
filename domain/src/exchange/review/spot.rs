//! Which record is meant, in a way that stays right when a report is read again.

use super::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Names a record of a reading by its kind and the line it begins on: `gap-12`, and `gap-12-1` for the second one there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Spot {
    /// Its kind.
    pub kind: Kind,
    /// The line it begins on, from 1.
    pub line: u32,
    /// Which of the records of this kind that begin there, from 0.
    pub nth: u16,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.as_str(), self.line)?;
        if self.nth > 0 { write!(f, "-{}", self.nth) } else { Ok(()) }
    }
}

/// The text names no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this names no record of a report")]
pub struct SpotError;

impl FromStr for Spot {
    type Err = SpotError;

    fn from_str(text: &str) -> Result<Self, SpotError> {
        let mut parts = text.split('-');
        let kind = parts.next().and_then(Kind::from_word).ok_or(SpotError)?;
        let line = parts.next().and_then(|line| line.parse().ok()).ok_or(SpotError)?;
        let nth = parts.next().map_or(Ok(0), str::parse).map_err(|_| SpotError)?;
        parts.next().map_or(Ok(Self { kind, line, nth }), |_| Err(SpotError))
    }
}

impl TryFrom<String> for Spot {
    type Error = SpotError;

    fn try_from(text: String) -> Result<Self, SpotError> {
        text.parse()
    }
}

impl From<Spot> for String {
    fn from(spot: Spot) -> Self {
        spot.to_string()
    }
}
