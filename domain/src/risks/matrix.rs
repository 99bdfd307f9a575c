//! How likelihood and impact make a level.

use super::Level;
use serde::{Deserialize, Serialize};

/// From which product of likelihood and impact, both 1 to 5, each level holds; below the first it is very low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[u8; 4]", into = "[u8; 4]")]
pub struct Matrix([u8; 4]);

/// The thresholds do not make bands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must rise from low to critical, each from 2 to 25")]
pub struct MatrixError;

impl Matrix {
    /// The lowest products of low, medium, high and critical.
    #[must_use]
    pub const fn from(&self) -> [u8; 4] {
        self.0
    }

    /// The level of a likelihood and an impact.
    #[must_use]
    pub fn level(&self, likelihood: Level, impact: Level) -> Level {
        let product = likelihood.number() * impact.number();
        let [low, medium, high, critical] = self.0;
        match product {
            product if product >= critical => Level::Critical,
            product if product >= high => Level::High,
            product if product >= medium => Level::Medium,
            product if product >= low => Level::Low,
            _ => Level::VeryLow,
        }
    }

    /// The products that make a level: the lowest, and the first above them.
    #[must_use]
    pub const fn products(&self, level: Level) -> (u8, u8) {
        let [low, medium, high, critical] = self.0;
        match level {
            Level::VeryLow => (1, low),
            Level::Low => (low, medium),
            Level::Medium => (medium, high),
            Level::High => (high, critical),
            Level::Critical => (critical, 26),
        }
    }
}

/// The usual bands of a 5 × 5 matrix.
impl Default for Matrix {
    fn default() -> Self {
        Self([3, 5, 10, 17])
    }
}

impl TryFrom<[u8; 4]> for Matrix {
    type Error = MatrixError;

    fn try_from(from: [u8; 4]) -> Result<Self, Self::Error> {
        let rise = from.windows(2).all(|pair| pair[0] < pair[1]);
        if rise && from.iter().all(|from| (2..=25).contains(from)) { Ok(Self(from)) } else { Err(MatrixError) }
    }
}

impl From<Matrix> for [u8; 4] {
    fn from(matrix: Matrix) -> Self {
        matrix.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_usual_matrix_calls_the_corners_by_their_names() {
        let level = |likelihood, impact| Matrix::default().level(likelihood, impact);
        assert_eq!(level(Level::VeryLow, Level::VeryLow), Level::VeryLow);
        assert_eq!(level(Level::VeryLow, Level::Critical), Level::Medium);
        assert_eq!(level(Level::High, Level::Medium), Level::High);
        assert_eq!(level(Level::Critical, Level::High), Level::Critical);
    }

    #[test]
    fn thresholds_that_do_not_rise_are_refused() {
        for from in [[1, 5, 10, 17], [3, 3, 10, 17], [5, 3, 10, 17], [3, 5, 10, 26]] {
            assert_eq!(Matrix::try_from(from), Err(MatrixError), "{from:?}");
        }
    }

    proptest! {
        #[test]
        fn every_cell_lies_in_the_band_of_its_level(from in prop::array::uniform4(2_u8..=25), likelihood in 0_usize..5, impact in 0_usize..5) {
            if let Ok(matrix) = Matrix::try_from(from) {
                let (likelihood, impact) = (Level::ALL[likelihood], Level::ALL[impact]);
                let (lowest, above) = matrix.products(matrix.level(likelihood, impact));
                prop_assert!((lowest..above).contains(&(likelihood.number() * impact.number())));
            }
        }
    }
}
