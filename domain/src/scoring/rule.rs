//! How ratings become shares, and how the score is shown and capped.

use super::caps::Caps;
use super::share::Share;
use crate::assessments::{Rag, Rating};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How ratings that are no numbers become shares, how the score is rounded where it is shown, what it should reach, and what
/// open blockers do to the verdict. Points and percent need no rule.
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
    /// How a level becomes a share. Rules kept before there was a choice read as the default, here and below.
    #[serde(default)]
    pub levels: Levels,
    /// Decimal places that are shown, 0 to [`ScoringRule::MOST_PLACES`].
    #[serde(default = "two")]
    pub places: u32,
    /// What the overall score should reach, in percent.
    #[serde(default)]
    pub target: Option<Decimal>,
    /// What open blockers do to the verdict.
    #[serde(default)]
    pub caps: Caps,
}

const fn two() -> u32 {
    2
}

/// How level n of m becomes a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Levels {
    /// n/m: the first level earns something already.
    #[default]
    OfAll,
    /// (n − 1)/(m − 1): the first level is nothing, the only one is all.
    FromFirst,
}

impl Levels {
    /// Both.
    pub const ALL: [Self; 2] = [Self::OfAll, Self::FromFirst];

    /// The value of a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OfAll => "of-all",
            Self::FromFirst => "from-first",
        }
    }

    /// What people read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OfAll => "n of m is n/m",
            Self::FromFirst => "level 1 is nothing, n of m is (n − 1)/(m − 1)",
        }
    }

    /// The one with this value of a form.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|levels| levels.as_str() == word)
    }

    fn share(self, reached: u8, of: u8) -> Option<Share> {
        match self {
            Self::FromFirst if of > 1 => Share::of(reached.saturating_sub(1).into(), (of - 1).into()),
            Self::FromFirst | Self::OfAll => Share::of(reached.into(), of.into()),
        }
    }
}

/// Why a rule was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// A share is out of bounds or has too many places; the word is that of the colour.
    #[error("the share of {0} must be between 0 and 100 %, with at most ten decimal places")]
    Share(&'static str),
    /// A better colour earns less than a worse one.
    #[error("green must not earn less than yellow, nor yellow less than red")]
    Order,
    /// Too few or too many letters.
    #[error("{0} letters were named; name two to twelve, best first")]
    LetterCount(usize),
    /// One of them is no letter.
    #[error("“{0}” cannot be a letter; use one to four letters or digits, the signs + and − are added by whoever rates")]
    Letter(String),
    /// A letter stands twice.
    #[error("“{0}” is named twice; name each letter once")]
    Twice(String),
    /// Too many places.
    #[error("{0} decimal places cannot be shown; choose 0, 1 or 2")]
    Places(u32),
    /// The target is out of bounds.
    #[error("a target of {0} % cannot be reached; it must be between 0 and 100, with at most ten decimal places")]
    Target(Decimal),
}

impl Default for ScoringRule {
    /// Green 1, yellow ½, red 0; letters A, B, C, D, F; level n of m is n/m; two places; the first tier stops everything.
    fn default() -> Self {
        Self {
            version: 1,
            green: Decimal::ONE,
            yellow: Decimal::new(5, 1),
            red: Decimal::ZERO,
            letters: ["A", "B", "C", "D", "F"].map(String::from).to_vec(),
            levels: Levels::OfAll,
            places: two(),
            target: None,
            caps: Caps::default(),
        }
    }
}

impl ScoringRule {
    /// Most decimal places that are shown.
    pub const MOST_PLACES: u32 = 2;

    /// The rule, where it can be used.
    ///
    /// # Errors
    /// Names the first thing that cannot be used.
    pub fn checked(self) -> Result<Self, RuleError> {
        const FINEST: u32 = 12;
        let colours = [("green", self.green), ("yellow", self.yellow), ("red", self.red)];
        let wrong = colours.iter().find(|(_, share)| *share < Decimal::ZERO || *share > Decimal::ONE || share.scale() > FINEST);
        if let Some((colour, _)) = wrong {
            return Err(RuleError::Share(colour));
        }
        if self.green < self.yellow || self.yellow < self.red {
            return Err(RuleError::Order);
        }
        if !(2..=12).contains(&self.letters.len()) {
            return Err(RuleError::LetterCount(self.letters.len()));
        }
        for (place, letter) in self.letters.iter().enumerate() {
            if !(1..=4).contains(&letter.chars().count()) || !letter.chars().all(char::is_alphanumeric) {
                return Err(RuleError::Letter(letter.chars().take(20).collect()));
            }
            if self.letters.iter().take(place).any(|before| before.to_lowercase() == letter.to_lowercase()) {
                return Err(RuleError::Twice(letter.clone()));
            }
        }
        if self.places > Self::MOST_PLACES {
            return Err(RuleError::Places(self.places));
        }
        if let Some(target) = self.target.filter(|target| *target < Decimal::ZERO || *target > Decimal::ONE_HUNDRED || target.scale() > 10)
        {
            return Err(RuleError::Target(target));
        }
        Ok(self)
    }

    /// The score as it is shown: in percent, rounded half up to the places of the rule, without noughts at the end.
    #[must_use]
    pub fn rounded(&self, share: &Share) -> String {
        share.percent(self.places.min(Self::MOST_PLACES)).normalize().to_string()
    }

    /// How a score is rounded where it is shown.
    #[must_use]
    pub const fn rounding(&self) -> &'static str {
        match self.places {
            0 => "rounded half up to a whole number",
            1 => "rounded half up to 1 decimal place",
            _ => "rounded half up to 2 decimal places",
        }
    }

    /// How a score is rounded where it is shown; `None` where it is shown as exactly what it is.
    #[must_use]
    pub fn rounding_of(&self, share: &Share) -> Option<&'static str> {
        let shown = Share::of(share.percent(self.places), Decimal::ONE_HUNDRED);
        (shown.as_ref() != Some(share)).then(|| self.rounding())
    }

    /// What the overall score should reach.
    #[must_use]
    pub fn target_share(&self) -> Option<Share> {
        self.target.and_then(|target| Share::of(target, Decimal::ONE_HUNDRED))
    }

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
            Rating::Level { reached, of } => self.levels.share(*reached, *of),
            Rating::Letter { letter } => self.letter(letter),
            Rating::NotApplicable { .. } | Rating::NotRated => None,
        }
    }

    fn letter(&self, written: &str) -> Option<Share> {
        let written = written.trim();
        let bare = written.trim_end_matches(['+', '-', '−']);
        let place = self.letters.iter().position(|letter| letter.to_lowercase() == bare.to_lowercase())?;
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

    #[test]
    fn a_rule_that_was_kept_before_there_were_choices_reads_as_the_default() {
        let kept = r#"{"version":3,"green":"1","yellow":"0.25","red":"0","letters":["A","B"]}"#;
        let rule: ScoringRule = serde_json::from_str(kept).unwrap();
        let letters = vec!["A".to_owned(), "B".to_owned()];
        assert_eq!(rule, ScoringRule { version: 3, yellow: Decimal::new(25, 2), letters, ..ScoringRule::default() });
        assert_eq!(serde_json::from_value::<ScoringRule>(serde_json::to_value(&rule).unwrap()).unwrap(), rule);
    }

    #[test]
    fn levels_count_from_nothing_or_from_the_first() {
        let share = |levels, reached, of| {
            ScoringRule { levels, ..ScoringRule::default() }.share(&Rating::Level { reached, of }).unwrap().fraction()
        };
        assert_eq!((share(Levels::OfAll, 1, 5), share(Levels::OfAll, 3, 5)), ("1/5".into(), "3/5".into()));
        assert_eq!((share(Levels::FromFirst, 1, 5), share(Levels::FromFirst, 3, 5)), ("0/1".into(), "1/2".into()));
        assert_eq!((share(Levels::FromFirst, 0, 5), share(Levels::FromFirst, 1, 1)), ("0/1".into(), "1/1".into()));
    }

    #[test]
    fn a_score_is_rounded_half_up_where_it_is_shown_and_says_so() {
        let share = Share::of(Decimal::new(9215, 2), Decimal::ONE_HUNDRED).unwrap();
        let shown = |places| {
            let rule = ScoringRule { places, ..ScoringRule::default() };
            (rule.rounded(&share), rule.rounding_of(&share))
        };
        assert_eq!(shown(2), ("92.15".into(), None));
        assert_eq!(shown(1), ("92.2".into(), Some("rounded half up to 1 decimal place")));
        assert_eq!(shown(0), ("92".into(), Some("rounded half up to a whole number")));
    }

    #[test]
    fn a_rule_that_cannot_be_used_is_refused_with_the_reason() {
        let fine = ScoringRule::default;
        let letters = |letters: &[&str]| ScoringRule { letters: letters.iter().map(ToString::to_string).collect(), ..fine() }.checked();
        assert_eq!(fine().checked(), Ok(fine()));
        assert_eq!(ScoringRule { red: Decimal::TWO, ..fine() }.checked(), Err(RuleError::Share("red")));
        assert_eq!(ScoringRule { green: Decimal::ZERO, ..fine() }.checked(), Err(RuleError::Order));
        assert_eq!(letters(&["A"]), Err(RuleError::LetterCount(1)));
        assert_eq!(letters(&["A", "B+"]), Err(RuleError::Letter("B+".into())));
        assert_eq!(letters(&["A", "a"]), Err(RuleError::Twice("a".into())));
        assert_eq!(ScoringRule { places: 3, ..fine() }.checked(), Err(RuleError::Places(3)));
        let over = Some(Decimal::new(1001, 1));
        assert_eq!(ScoringRule { target: over, ..fine() }.checked(), Err(RuleError::Target(Decimal::new(1001, 1))));
    }
}
