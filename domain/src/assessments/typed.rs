//! Ratings, weights and stated scores as people type them.

use super::{Points, Rag, Rating, StatedScore, Weight};
use crate::exact::digits;
use rust_decimal::Decimal;
use std::fmt;

/// Why a rating was not understood; says what to type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypedError {
    /// The words are those of no rating.
    #[error("“{0}” is no rating; type 85, 7.5/10, green, level 3 of 5, a letter of the scoring rule, n/a with a reason, or nothing")]
    Unknown(String),
    /// Not applicable, and nobody says why.
    #[error("needs a reason where it does not apply, such as “n/a: no user accounts”")]
    NoReason,
    /// The reason is longer than fits.
    #[error("has a reason of more than {0} characters; put the details into the notes")]
    LongReason(usize),
    /// A number outside of its scale.
    #[error("cannot be {value}: the scale goes from 0 to {max}")]
    Outside {
        /// As typed.
        value: Decimal,
        /// The highest there is.
        max: Decimal,
    },
    /// A maximum that is 0 or too large.
    #[error("cannot be out of {0}; the maximum must be above 0 and at most 1000000, of levels at most 255")]
    Maximum(Decimal),
    /// Not a weight.
    #[error("must be a number from 0 to 1000000, such as 15 or 12.5, or nothing")]
    Weight,
    /// Not a score.
    #[error("must be a number with its maximum where that is not 100, such as 92.1, 7.5/10 or 72–76, or nothing")]
    Stated,
}

/// Longest reason why a category does not apply, in characters.
const REASON: usize = 500;

/// Reads a rating. A bare number is meant on the scale of `usual`: what the category was rated with before, else percent. `letters` are
/// those of the scoring rule.
///
/// # Errors
/// [`TypedError`] says what to type instead.
pub fn rating(typed: &str, usual: &Rating, letters: &[String]) -> Result<Rating, TypedError> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    if matches!(lower.as_str(), "" | "-" | "–" | "?" | "tbd" | "not rated" | "unrated") {
        return Ok(Rating::NotRated);
    }
    if let Some(reason) = reason(&text, &lower) {
        return match reason.chars().count() {
            0 => Err(TypedError::NoReason),
            length if length > REASON => Err(TypedError::LongReason(REASON)),
            _ => Ok(Rating::NotApplicable { reason: reason.to_owned() }),
        };
    }
    if let Ok(colour) = lower.trim_start_matches(|ch: char| !ch.is_alphanumeric()).parse::<Rag>() {
        return Ok(Rating::Rag { colour });
    }
    let bare = text.trim_end_matches(['+', '-', '−']);
    // Where a rule has figures for letters, they are meant only where the category is rated in letters.
    let figures = bare.chars().all(|ch| ch.is_ascii_digit()) && !matches!(usual, Rating::Letter { .. });
    if !figures
        && letters.iter().any(|letter| letter.to_lowercase() == bare.to_lowercase())
        && text.chars().count() - bare.chars().count() <= 1
    {
        return Ok(Rating::Letter { letter: text.to_uppercase().replace('−', "-") });
    }
    numbers(&lower, usual).unwrap_or(Err(TypedError::Unknown(text)))
}

/// What stands behind the words for “does not apply”; `None` where they are not there.
fn reason<'a>(text: &'a str, lower: &str) -> Option<&'a str> {
    let word = ["not applicable", "n/a", "n.a.", "na"].into_iter().find(|word| {
        let rest = lower.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })?;
    let rest = text.get(word.len()..)?.trim_start_matches([':', ',', ';', '-', '–', '—', '.', ' ']);
    Some(rest.strip_prefix("because ").unwrap_or(rest).trim())
}

fn numbers(lower: &str, usual: &Rating) -> Option<Result<Rating, TypedError>> {
    let (level, rest) = match lower.strip_prefix("level").or_else(|| lower.strip_prefix('l')) {
        Some(rest) => (true, rest.trim()),
        None => (false, lower),
    };
    let (value, max) = match rest.split_once('/').or_else(|| rest.split_once(" of ")).or_else(|| rest.split_once(" out of ")) {
        Some((value, max)) => (number(value.trim_end_matches(" out"))?, Some(number(max)?)),
        None => match rest.strip_suffix('%').or_else(|| rest.strip_suffix("percent")) {
            Some(value) => (number(value)?, Some(Decimal::ONE_HUNDRED)),
            None => (number(rest)?, None),
        },
    };
    let known = match usual {
        Rating::Level { of, .. } if level || max.is_none() => Some((true, Decimal::from(*of))),
        Rating::Points(points) if !level => Some((false, points.max())),
        _ => None,
    };
    match (level, max, known) {
        (true, Some(of), _) | (_, None, Some((true, of))) => Some(levels(value, of)),
        // A level of how many nobody can tell.
        (true, None, _) => None,
        (false, Some(max), _) | (false, None, Some((false, max))) => Some(points(value, max)),
        (false, None, None) => Some(points(value, Decimal::ONE_HUNDRED)),
    }
}

fn points(value: Decimal, max: Decimal) -> Result<Rating, TypedError> {
    if max <= Decimal::ZERO || max > Decimal::from(Points::LARGEST) {
        return Err(TypedError::Maximum(max));
    }
    Points::new(value, max).map(Rating::Points).map_err(|_| TypedError::Outside { value, max })
}

fn levels(value: Decimal, max: Decimal) -> Result<Rating, TypedError> {
    let whole = |number: Decimal| number.is_integer().then(|| u8::try_from(number).ok()).flatten();
    let of = whole(max).filter(|of| *of > 0).ok_or(TypedError::Maximum(max))?;
    match whole(value).filter(|reached| *reached <= of) {
        Some(reached) => Ok(Rating::Level { reached, of }),
        None => Err(TypedError::Outside { value, max }),
    }
}

/// Digits with at most one point or comma between them.
fn number(text: &str) -> Option<Decimal> {
    digits(&text.trim().replace(',', "."))
}

/// Reads a weight; nothing typed is no weight.
///
/// # Errors
/// [`TypedError::Weight`].
pub fn weight(typed: &str) -> Result<Option<Weight>, TypedError> {
    let text = typed.trim().trim_end_matches('%').trim();
    if text.is_empty() {
        return Ok(None);
    }
    let amount = number(text).ok_or(TypedError::Weight)?;
    Weight::try_from(amount).map(Some).map_err(|_| TypedError::Weight)
}

/// Reads a stated score with as many decimal places as were typed; nothing typed is no score.
///
/// # Errors
/// [`TypedError::Stated`].
pub fn stated(typed: &str) -> Result<Option<StatedScore>, TypedError> {
    let text = typed.trim().trim_end_matches('%').trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (values, max) = match text.split_once('/').or_else(|| text.split_once(" of ")) {
        Some((values, max)) => (values, number(max).filter(|max| *max > Decimal::ZERO).ok_or(TypedError::Stated)?),
        None => (text, Decimal::ONE_HUNDRED),
    };
    let (low, high) = match values.split_once(['–', '-']) {
        Some((low, high)) => (low, Some(number(high).ok_or(TypedError::Stated)?)),
        None => (values, None),
    };
    let value = number(low).ok_or(TypedError::Stated)?;
    let fits = value <= high.unwrap_or(max) && high.unwrap_or(value) <= max && max <= Decimal::from(Points::LARGEST);
    if fits { Ok(Some(StatedScore { value, high, max })) } else { Err(TypedError::Stated) }
}

/// A rating as one would type it: reading it again gives the same.
#[derive(Clone, Copy, Debug)]
pub struct AsTyped<'a>(pub &'a Rating);

impl fmt::Display for AsTyped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Rating::Points(points) => write!(f, "{}/{}", points.value(), points.max()),
            Rating::NotApplicable { reason } => write!(f, "n/a: {reason}"),
            Rating::NotRated => Ok(()),
            other => other.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letters() -> Vec<String> {
        ["A", "B", "C"].map(String::from).to_vec()
    }

    fn read(text: &str) -> Result<String, String> {
        rating(text, &Rating::NotRated, &letters()).map(|rating| rating.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn every_kind_of_rating_can_be_typed() {
        for (typed, meant) in [
            ("85", "85 %"),
            (" 85,5 % ", "85.5 %"),
            ("7.5/10", "7.5 of 10"),
            ("7.5 of 10", "7.5 of 10"),
            ("Green", "green"),
            ("🟡 amber", "yellow"),
            ("level 3 of 5", "level 3 of 5"),
            ("L3/5", "level 3 of 5"),
            ("b+", "B+"),
            ("A", "A"),
            ("N/A: no users", "not applicable"),
            ("not applicable because nobody uses it", "not applicable"),
            ("", "not rated"),
            ("TBD", "not rated"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(meant), "{typed}");
        }
    }

    #[test]
    fn what_is_no_rating_says_what_to_type() {
        for typed in ["good", "Z", "B++", "level 3", "1e3", "5/x", "-3", "nasty"] {
            assert!(read(typed).unwrap_err().contains("is no rating; type 85"), "{typed}");
        }
        assert!(read("n/a").unwrap_err().contains("needs a reason"));
        assert!(read("n/a:  ").unwrap_err().contains("needs a reason"));
        assert!(read("101").unwrap_err().contains("from 0 to 100"));
        assert!(read("11/10").unwrap_err().contains("from 0 to 10"));
        assert!(read("level 6 of 5").unwrap_err().contains("from 0 to 5"));
        assert!(read("level 1 of 0").unwrap_err().contains("maximum"));
        assert!(read("1/0").unwrap_err().contains("maximum"));
        assert!(read(&format!("n/a {}", "x".repeat(501))).unwrap_err().contains("500"));
    }

    #[test]
    fn a_bare_number_is_meant_on_the_scale_that_the_category_has() {
        let of_ten = Rating::Points(Points::new(3.into(), 10.into()).unwrap());
        let of_five = Rating::Level { reached: 1, of: 5 };
        let read = |text: &str, usual: &Rating| rating(text, usual, &[]).map(|rating| rating.to_string());
        assert_eq!(read("8", &of_ten).unwrap(), "8 of 10");
        assert_eq!(read("4", &of_five).unwrap(), "level 4 of 5");
        assert_eq!(read("level 4", &of_five).unwrap(), "level 4 of 5");
        assert_eq!(read("80%", &of_five).unwrap(), "80 %");
        assert!(read("11", &of_ten).is_err() && read("2.5", &of_five).is_err());
    }

    #[test]
    fn a_figure_is_a_letter_only_where_the_category_is_rated_in_letters() {
        let letters: Vec<String> = (1..=6).map(|letter| letter.to_string()).collect();
        let read = |usual: &Rating| rating("5", usual, &letters).unwrap().to_string();
        assert_eq!(read(&Rating::Points(Points::new(3.into(), 10.into()).unwrap())), "5 of 10");
        assert_eq!(read(&Rating::NotRated), "5 %");
        assert_eq!(rating("5", &Rating::Letter { letter: "2".into() }, &letters).unwrap(), Rating::Letter { letter: "5".into() });
    }

    #[test]
    fn weights_and_stated_scores_keep_what_was_typed() {
        assert_eq!(weight("").unwrap(), None);
        assert_eq!(weight("12,50 %").unwrap().unwrap().to_string(), "12.5");
        assert!(weight("-1").is_err() && weight("1000001").is_err() && weight("heavy").is_err());
        assert_eq!(stated("92.10").unwrap().unwrap().places(), 2);
        assert_eq!(stated("72–76").unwrap().unwrap().to_string(), "72–76");
        assert_eq!(stated("7.5/10").unwrap().unwrap().max, Decimal::TEN);
        assert!(stated("101").is_err() && stated("76-72").is_err() && stated("five").is_err() && stated("1/0").is_err());
        assert_eq!(stated(" ").unwrap(), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_in_a_form_reads_as_the_same_rating(kind in 0..6, value in 0_i64..=1000, max in 1_i64..=1000, reason in "[a-z][a-z ]{0,20}[a-z]") {
            let rated = match kind {
                0 => Rating::Points(Points::new(Decimal::new(value.min(max), 1), Decimal::from(max)).unwrap()),
                1 => Rating::Rag { colour: [Rag::Green, Rag::Yellow, Rag::Red, Rag::Gray][usize::try_from(value).unwrap() % 4] },
                2 => { let of = u8::try_from(max % 255 + 1).unwrap(); Rating::Level { reached: u8::try_from(value % 256).unwrap().min(of), of } },
                3 => Rating::Letter { letter: ["A", "B+", "C-"][usize::try_from(value).unwrap() % 3].into() },
                4 => Rating::NotApplicable { reason: reason.split_whitespace().collect::<Vec<_>>().join(" ") },
                _ => Rating::NotRated,
            };
            let typed = AsTyped(&rated).to_string();
            prop_assume!(!typed.starts_with("n/a: because "));
            prop_assert_eq!(rating(&typed, &Rating::NotRated, &letters()).unwrap(), rated);
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(text in ".{0,40}") {
            let _ = rating(&text, &Rating::NotRated, &letters());
            let _ = weight(&text);
            let _ = stated(&text);
        }
    }
}
