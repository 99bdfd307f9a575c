//! How exposed a project is to a risk: before anything was done, now, or as aimed at.

use super::{Level, Matrix};
use serde::{Deserialize, Serialize};

/// How likely and how bad, or only a level that somebody stated. All of it may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// How likely.
    pub likelihood: Option<Level>,
    /// How bad.
    pub impact: Option<Level>,
    /// The level as somebody stated it.
    pub stated: Option<Level>,
}

impl Exposure {
    /// Only a level is known.
    #[must_use]
    pub const fn stated(level: Option<Level>) -> Self {
        Self { likelihood: None, impact: None, stated: level }
    }

    /// The level: by the matrix where likelihood and impact are known, else as stated. `None` where nothing is known, never a default.
    #[must_use]
    pub fn level(&self, matrix: &Matrix) -> Option<Level> {
        self.likelihood.zip(self.impact).map(|(likelihood, impact)| matrix.level(likelihood, impact)).or(self.stated)
    }

    /// The stated level where the matrix says another.
    #[must_use]
    pub fn contradicted(&self, matrix: &Matrix) -> Option<Level> {
        self.stated.filter(|stated| self.level(matrix) != Some(*stated))
    }

    /// Likelihood times impact, 1 to 25.
    #[must_use]
    pub fn product(&self) -> Option<u8> {
        self.likelihood.zip(self.impact).map(|(likelihood, impact)| likelihood.number() * impact.number())
    }

    /// True where nothing is known.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        self.likelihood.is_none() && self.impact.is_none() && self.stated.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_decides_where_it_can_and_a_stated_level_stands_beside_it() {
        let both = Exposure { likelihood: Some(Level::High), impact: Some(Level::High), stated: Some(Level::Low) };
        assert_eq!((both.level(&Matrix::default()), both.contradicted(&Matrix::default())), (Some(Level::High), Some(Level::Low)));
        let half = Exposure { impact: None, ..both };
        assert_eq!((half.level(&Matrix::default()), half.contradicted(&Matrix::default())), (Some(Level::Low), None));
        let agreed = Exposure { stated: Some(Level::High), ..both };
        assert_eq!(agreed.contradicted(&Matrix::default()), None);
    }

    #[test]
    fn what_nobody_stated_has_no_level() {
        assert_eq!(Exposure::default().level(&Matrix::default()), None);
        assert_eq!(Exposure { likelihood: Some(Level::Low), ..Exposure::default() }.level(&Matrix::default()), None);
        assert!(Exposure::default().is_unknown() && !Exposure::stated(Some(Level::Low)).is_unknown());
    }
}
