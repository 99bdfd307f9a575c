//! How much: levels in words, and which direction is good.

use serde::{Deserialize, Serialize};

/// A level as people state it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Very low, negligible, rare.
    VeryLow,
    /// Low, minor, unlikely.
    Low,
    /// Medium, moderate, possible.
    Medium,
    /// High, major, likely.
    High,
    /// Critical, severe, very high, almost certain.
    Critical,
}

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 5] = [Self::VeryLow, Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The words shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VeryLow => "very low",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// 1 (very low) to 5 (critical).
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The level of a number from 1 to 5.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }

    /// The level that words or a number from 1 to 5 name; `None` where they name none.
    #[must_use]
    pub fn from_words(text: &str) -> Option<Self> {
        let words: Vec<String> =
            text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        words.iter().enumerate().find_map(|(at, word)| {
            let very =
                at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before == "very" || before == "extremely");
            match word.as_str() {
                "negligible" | "trivial" | "rare" | "1" => Some(Self::VeryLow),
                "low" if very => Some(Self::VeryLow),
                "low" | "minor" | "unlikely" | "2" => Some(Self::Low),
                "medium" | "moderate" | "possible" | "3" => Some(Self::Medium),
                "high" if very => Some(Self::Critical),
                "high" | "major" | "likely" | "probable" | "4" => Some(Self::High),
                "critical" | "severe" | "extreme" | "catastrophic" | "certain" | "5" => Some(Self::Critical),
                _ => None,
            }
        })
    }
}

/// Which direction is good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// A risk: low is good.
    #[default]
    LowerIsBetter,
    /// A quality in the form of a risk, such as "availability: target high".
    HigherIsBetter,
}

impl Polarity {
    /// The words shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LowerIsBetter => "lower is better",
            Self::HigherIsBetter => "higher is better",
        }
    }

    /// Whether something went in the bad direction from one figure to another.
    #[must_use]
    pub fn is_worse<T: Ord + Copy>(self, now: T, before: T) -> bool {
        match self {
            Self::LowerIsBetter => now > before,
            Self::HigherIsBetter => now < before,
        }
    }

    /// Reads the direction from a level and the mark beside it: a low that is ticked off as good is a risk, a high that is so is a quality.
    /// `None` where there is no mark or the level lies between.
    #[must_use]
    pub fn marked(written: &str) -> Option<Self> {
        let good = written.contains(['✅', '🟢', '✔', '✓']);
        let bad = written.contains(['🔴', '❌', '🚨', '⛔']);
        let level = Level::from_words(written)?;
        let high = match level {
            Level::VeryLow | Level::Low => false,
            Level::Medium => return None,
            Level::High | Level::Critical => true,
        };
        (good != bad).then_some(if high == good { Self::HigherIsBetter } else { Self::LowerIsBetter })
    }

    /// Reads the direction from the levels of a row: nobody aims at a risk that is higher than it is or was.
    #[must_use]
    pub fn inferred(previous: Option<Level>, current: Option<Level>, target: Option<Level>) -> Self {
        let above = |level: Option<Level>| matches!((level, target), (Some(level), Some(target)) if target > level);
        if above(current) || (current.is_none() && above(previous)) { Self::HigherIsBetter } else { Self::LowerIsBetter }
    }
}

/// What changed between two levels, read with the polarity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// In the good direction.
    Better,
    /// In the bad direction.
    Worse,
    /// Not at all.
    Same,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_from_words_and_never_made_up() {
        assert_eq!(Level::from_words("**HIGH** 🔴"), Some(Level::High));
        assert_eq!(Level::from_words("very low"), Some(Level::VeryLow));
        assert_eq!(Level::from_words("unlikely"), Some(Level::Low));
        assert_eq!(Level::from_words("4"), Some(Level::High));
        assert_eq!(Level::from_words("unknown"), None);
    }

    #[test]
    fn a_mark_beside_a_level_tells_which_direction_is_good() {
        assert_eq!(Polarity::marked("LOW ✅"), Some(Polarity::LowerIsBetter));
        assert_eq!(Polarity::marked("**HIGH** 🔴"), Some(Polarity::LowerIsBetter));
        assert_eq!(Polarity::marked("🟢 high"), Some(Polarity::HigherIsBetter));
        assert_eq!(Polarity::marked("low ❌"), Some(Polarity::HigherIsBetter));
        for silent in ["MEDIUM 🔴", "low", "low ✅ ❌", "✅"] {
            assert_eq!(Polarity::marked(silent), None, "{silent}");
        }
    }

    #[test]
    fn a_target_above_the_present_level_is_a_quality_and_not_a_risk() {
        assert_eq!(Polarity::inferred(None, Some(Level::Medium), Some(Level::High)), Polarity::HigherIsBetter);
        assert_eq!(Polarity::inferred(Some(Level::High), Some(Level::Low), Some(Level::Low)), Polarity::LowerIsBetter);
        assert_eq!(Polarity::inferred(None, None, None), Polarity::LowerIsBetter);
    }
}
