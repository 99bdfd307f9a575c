//! Text that people write: titles, Markdown bodies, slugs. Each type checks on the way in.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Why a text was refused; says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// Longer than allowed, in characters.
    #[error("is {length} characters long; at most {limit} are kept, so please shorten it")]
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters allowed.
        limit: usize,
    },
    /// A control character that cannot be shown.
    #[error("contains a control character; please remove it")]
    Control,
    /// Not of the form of a slug.
    #[error("may hold only small letters, digits and single hyphens between them (such as “billing-api”)")]
    Slug,
}

macro_rules! text {
    ($($(#[$doc:meta])* $name:ident: $check:path;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;

            fn try_from(text: String) -> Result<Self, TextError> {
                text.parse()
            }
        }

        impl FromStr for $name {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, TextError> {
                $check(text).map(Self)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )* };
}

text! {
    /// One line that names something: 1 to [`Title::LIMIT`] characters, white space folded.
    Title: check_title;
    /// A word or two that name a step of a scale: 1 to [`Word::LIMIT`] characters, white space folded.
    Word: check_word;
    #[derive(Default)]
    /// Markdown as written, 0 to [`Markdown::LIMIT`] characters; rendered and sanitised only for display.
    Markdown: check_markdown;
    /// The name of a project in addresses: `a-z 0-9` and single hyphens inside, 1 to [`Slug::LIMIT`] characters.
    Slug: check_slug;
    /// A label for grouping projects: as a slug.
    Tag: check_slug;
}

impl Title {
    /// Longest title in characters.
    pub const LIMIT: usize = 300;

    /// Stands in where a record of a report has no words of its own.
    #[must_use]
    pub fn untitled() -> Self {
        Self("(untitled)".to_owned())
    }

    /// The title that fits, and the whole text where it did not fit, so that nothing is lost. `None` where there is no text.
    #[must_use]
    pub fn cut(text: &str) -> Option<(Self, Option<String>)> {
        let whole = folded(text);
        if whole.is_empty() {
            return None;
        }
        if whole.chars().count() <= Self::LIMIT {
            return Some((Self(whole), None));
        }
        let head: String = whole.chars().take(Self::LIMIT - 1).collect();
        Some((Self(format!("{}…", head.trim_end())), Some(whole)))
    }
}

impl Word {
    /// Longest word in characters: what fits beside a figure on a phone.
    pub const LIMIT: usize = 40;

    /// A word of ours.
    pub(crate) fn fixed(word: &'static str) -> Self {
        Self(word.to_owned())
    }
}

impl Markdown {
    /// Longest Markdown text in characters.
    pub const LIMIT: usize = 100_000;

    /// True where there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl Slug {
    /// Longest slug in characters.
    pub const LIMIT: usize = 60;

    /// A slug made from a name; `None` where the name has no letter or digit that can stand in one.
    #[must_use]
    pub fn suggest(name: &str) -> Option<Self> {
        let mut slug = String::new();
        for ch in name.chars().flat_map(char::to_lowercase) {
            if ch.is_ascii_alphanumeric() {
                slug.push(ch);
            } else if !slug.is_empty() && !slug.ends_with('-') && ch != '\'' {
                slug.push('-');
            }
        }
        slug.truncate(Self::LIMIT);
        slug.trim_matches('-').parse().ok()
    }
}

/// Folds a title for comparison: letters and digits in lower case, words separated by one space, no leading enumeration
/// (`1.`, `2)`, `a)`). Two titles with one key are taken for the same thing by an import.
#[must_use]
pub fn match_key(text: &str) -> String {
    let text = text.trim_start_matches(|ch: char| !ch.is_alphanumeric());
    let (head, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let head = head.trim_end_matches(['*', '_', '`']);
    let numbered = head.ends_with(['.', ')', ':'])
        && (head.len() == 2 || head.trim_end_matches(['.', ')', ':']).bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    let words = if numbered && !rest.trim().is_empty() { rest } else { text };
    words.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn folded(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.chars().filter(|ch| !ch.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn bounded(text: String, limit: usize) -> Result<String, TextError> {
    let length = text.chars().count();
    if length > limit { Err(TextError::TooLong { length, limit }) } else { Ok(text) }
}

fn check_title(text: &str) -> Result<String, TextError> {
    check_line(text, Title::LIMIT)
}

fn check_word(text: &str) -> Result<String, TextError> {
    check_line(text, Word::LIMIT)
}

fn check_line(text: &str, limit: usize) -> Result<String, TextError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if text.chars().any(char::is_control) {
        return Err(TextError::Control);
    }
    bounded(text, limit)
}

fn check_markdown(text: &str) -> Result<String, TextError> {
    if text.chars().any(|ch| ch.is_control() && !matches!(ch, '\n' | '\r' | '\t')) {
        return Err(TextError::Control);
    }
    bounded(text.replace("\r\n", "\n").replace('\r', "\n"), Markdown::LIMIT)
}

fn check_slug(text: &str) -> Result<String, TextError> {
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    let formed = text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if formed { bounded(text.to_owned(), Slug::LIMIT) } else { Err(TextError::Slug) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_that_is_too_long_is_cut_and_kept_whole_beside() {
        let (title, rest) = Title::cut(&"ä".repeat(400)).unwrap();
        assert_eq!(title.as_str().chars().count(), Title::LIMIT);
        assert_eq!(rest.unwrap().chars().count(), 400);
        assert_eq!(Title::cut(" \n"), None);
    }

    #[test]
    fn a_slug_is_suggested_from_a_name() {
        assert_eq!(Slug::suggest("Billing API (v2)").unwrap().as_str(), "billing-api-v2");
        assert_eq!(Slug::suggest("日本"), None);
    }

    #[test]
    fn titles_that_differ_in_marks_and_numbers_have_one_key() {
        assert_eq!(match_key("1. **Open CORS**"), match_key("Open  `cors`!"));
        assert_eq!(match_key("**2)** Late backups"), "late backups");
        assert_ne!(match_key("2 regions"), match_key("3 regions"));
        assert_eq!(match_key("3."), "3");
    }

    #[test]
    fn a_slug_cannot_climb_out_of_its_address() {
        for text in ["", "-a", "a-", "a--b", "A", "a/b", "..", "a b"] {
            assert!(text.parse::<Slug>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_cut_is_a_title(text in ".{0,700}") {
            if let Some((title, _)) = Title::cut(&text) {
                prop_assert_eq!(title.as_str().parse::<Title>().unwrap(), title);
            }
        }

        #[test]
        fn every_suggestion_is_a_slug(text in ".{0,200}") {
            if let Some(slug) = Slug::suggest(&text) {
                prop_assert!(slug.as_str().parse::<Slug>().is_ok());
            }
        }
    }
}
