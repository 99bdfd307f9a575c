//! How often something may be asked for.

use std::num::NonZeroU32;
use std::str::FromStr;

use super::values::NotAllowed;

/// More than any client needs; more than this is no limit.
const MOST: u32 = 1_000_000;

/// Requests in a minute, and how many of them may come at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate(Option<(NonZeroU32, NonZeroU32)>);

impl Rate {
    /// Both numbers, so many times; `None` where there is no limit.
    pub fn times(self, factor: u32) -> Option<(NonZeroU32, NonZeroU32)> {
        let factor = NonZeroU32::new(factor)?;
        self.0.map(|(per_minute, at_once)| (per_minute.saturating_mul(factor), at_once.saturating_mul(factor)))
    }
}

impl FromStr for Rate {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim() == "0" {
            return Ok(Self(None));
        }
        let (per_minute, at_once) = text.split_once('/').unwrap_or((text, text));
        let number = |text: &str| text.trim().parse::<NonZeroU32>().ok().filter(|number| number.get() <= MOST).ok_or(NotAllowed);
        Ok(Self(Some((number(per_minute)?, number(at_once)?))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(text: &str, factor: u32) -> Option<(u32, u32)> {
        let (per_minute, at_once) = text.parse::<Rate>().unwrap().times(factor)?;
        Some((per_minute.get(), at_once.get()))
    }

    #[test]
    fn what_may_come_at_once_is_a_minutes_worth_unless_said() {
        assert_eq!(times("600", 1), Some((600, 600)));
        assert_eq!(times("600/100", 5), Some((3000, 500)));
    }

    #[test]
    fn nought_is_no_limit() {
        assert_eq!(times("0", 5), None);
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for text in ["", "-1", "600/", "600/0", "0/5", "/5", "1.5", "many", "600 per minute", "1000001"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }
}
