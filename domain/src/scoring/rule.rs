//! How ratings become shares.

use super::share::Share;
use crate::assessments::{Rag, Rating};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How ratings that are no numbers become shares. Points and percent need no rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoringRule {
    /// Counts up when the rule changes; an assessment names the version it was scored with.
    pub version: u32,
    /// Share of a green category, 0 to 1.
    pub green: Decimal,
    /// Share of a yellow category, 0 to 1.
    pub yellow: Decimal,
    /// Share of a red category, 0 to 1.
    pub red: Decimal,
    /// Letters, best first, evenly spaced from 1 down to 0; a `+` or `-` moves by a third of a step.
    pub letters: Vec<String>,
}

impl Default for ScoringRule {
    /// Green 1, yellow ½, red 0; letters A, B, C, D, F.
    fn default() -> Self {
        Self {
            version: 1,
            green: Decimal::ONE,
            yellow: Decimal::new(5, 1),
            red: Decimal::ZERO,
            letters: ["A", "B", "C", "D", "F"].map(String::from).to_vec(),
        }
    }
}

impl ScoringRule {
    /// The share that a rating earns. `None` for what leaves both sides of the score: not applicable, not rated, gray,
    /// and a letter that the rule does not know.
    #[must_use]
    pub fn share(&self, rating: &Rating) -> Option<Share> {
        match rating {
            Rating::Points(points) => Share::of(points.value(), points.max()),
            Rating::Rag { colour } => {
                let share = match colour {
                    Rag::Green => self.green,
                    Rag::Yellow => self.yellow,
                    Rag::Red => self.red,
                    Rag::Gray => return None,
                };
                Share::of(share, Decimal::ONE)
            }
            Rating::Level { reached, of } => Share::of((*reached).into(), (*of).into()),
            Rating::Letter { letter } => self.letter(letter),
            Rating::NotApplicable { .. } | Rating::NotRated => None,
        }
    }

    fn letter(&self, written: &str) -> Option<Share> {
        let written = written.trim();
        let bare = written.trim_end_matches(['+', '-', '−']);
        let place = self.letters.iter().position(|letter| letter.eq_ignore_ascii_case(bare))?;
        let steps = self.letters.len().checked_sub(1).filter(|steps| *steps > 0)?;
        let third = match written.get(bare.len()..) {
            Some("+") => -1,
            Some("") => 0,
            Some("-" | "−") => 1,
            _ => return None,
        };
        // In thirds of a step from the best letter.
        let down = BigRational::new(BigInt::from(3 * place) + BigInt::from(third), BigInt::from(3 * steps));
        Share::from_ratio((BigRational::one() - down).clamp(BigRational::zero(), BigRational::one()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str) -> Option<String> {
        ScoringRule::default().share(&Rating::Letter { letter: text.into() }).map(|share| share.to_string())
    }

    #[test]
    fn letters_are_evenly_spaced_and_signs_move_by_a_third() {
        assert_eq!(letter("A").unwrap(), "100");
        assert_eq!(letter("b").unwrap(), "75");
        assert_eq!(letter("B+").unwrap(), "83.33");
        assert_eq!(letter("A+").unwrap(), "100");
        assert_eq!(letter("F-").unwrap(), "0");
        assert_eq!(letter("Z"), None);
        assert_eq!(letter("B++"), None);
    }

    #[test]
    fn gray_is_unknown_and_red_is_zero() {
        let rule = ScoringRule::default();
        assert_eq!(rule.share(&Rating::Rag { colour: Rag::Gray }), None);
        assert_eq!(rule.share(&Rating::Rag { colour: Rag::Red }).unwrap().to_string(), "0");
    }
}
