//! Addresses of the web that people attach to a record.

use crate::text::Title;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// An address of the web, with what people call it where they say so.
///
/// Only `http` and `https`: anything else could run something in the browser of whoever follows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link {
    url: String,
    label: Option<Title>,
}

/// Links in the order of their lines, at most [`Links::MOST`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Link>", into = "Vec<Link>")]
pub struct Links(Vec<Link>);

/// Why a link was refused; says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not an address that can be followed.
    #[error("“{0}” is no link; begin it with https:// or http://, and put what it is called behind a space")]
    Address(String),
    /// Longer than is kept.
    #[error("a link is longer than 2,000 characters; please shorten it")]
    TooLong,
    /// The words behind it are no title.
    #[error("what “{0}” is called is too long or holds a control character; please shorten it")]
    Label(String),
    /// More than are kept.
    #[error("{0} links are too many; at most 20 are kept")]
    TooMany(usize),
}

impl Link {
    /// Longest address in characters.
    pub const LIMIT: usize = 2_000;

    /// The address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What to show for it: what people call it, else the address.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.label.as_ref().map_or(&self.url, Title::as_str)
    }
}

/// `https://example.org/page What it is called`.
impl FromStr for Link {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let (url, label) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        if url.chars().count() > Self::LIMIT {
            return Err(LinkError::TooLong);
        }
        let refused = || LinkError::Address(url.chars().take(80).collect());
        let (scheme, rest) = url.split_once("://").ok_or_else(refused)?;
        let known = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let clean = url.chars().all(|ch| !ch.is_control() && !matches!(ch, '"' | '<' | '>' | '\\'));
        if !known || !clean || !host.contains(|ch: char| ch.is_alphanumeric()) {
            return Err(refused());
        }
        let label = match label.trim() {
            "" => None,
            words => Some(words.parse().map_err(|_| LinkError::Label(url.chars().take(80).collect()))?),
        };
        Ok(Self { url: url.to_owned(), label })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)?;
        self.label.as_ref().map_or(Ok(()), |label| write!(f, " {label}"))
    }
}

impl TryFrom<String> for Link {
    type Error = LinkError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Link> for String {
    fn from(link: Link) -> Self {
        link.to_string()
    }
}

impl Links {
    /// Most links of one record.
    pub const MOST: usize = 20;

    /// The links in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Link] {
        &self.0
    }
}

impl TryFrom<Vec<Link>> for Links {
    type Error = LinkError;

    fn try_from(links: Vec<Link>) -> Result<Self, Self::Error> {
        if links.len() > Self::MOST { Err(LinkError::TooMany(links.len())) } else { Ok(Self(links)) }
    }
}

impl From<Links> for Vec<Link> {
    fn from(links: Links) -> Self {
        links.0
    }
}

/// One link per line; blank lines are passed over.
impl FromStr for Links {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(str::parse).collect::<Result<Vec<Link>, _>>()?.try_into()
    }
}

impl fmt::Display for Links {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_link_has_a_name_behind_its_address_or_none() {
        let links: Links = "https://example.org/a?b=1  The  ticket\n\n  http://example.org\n".parse().unwrap();
        let shown: Vec<_> = links.as_slice().iter().map(|link| (link.url(), link.shown())).collect();
        assert_eq!(shown, [("https://example.org/a?b=1", "The ticket"), ("http://example.org", "http://example.org")]);
        assert_eq!(links.to_string(), "https://example.org/a?b=1 The ticket\nhttp://example.org");
    }

    #[test]
    fn what_a_browser_would_run_or_cannot_follow_is_no_link() {
        for text in ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://", "https:///x", "ftp://example.org", "x"] {
            assert!(matches!(text.parse::<Link>(), Err(LinkError::Address(_))), "{text}");
        }
        assert!("https://example.org/\"onclick=\"".parse::<Link>().is_err());
        assert_eq!(format!("https://example.org/{}", "a".repeat(2_000)).parse::<Link>(), Err(LinkError::TooLong));
        assert_eq!("https://example.org\n".repeat(21).parse::<Links>(), Err(LinkError::TooMany(21)));
    }

    proptest! {
        #[test]
        fn links_read_back_as_they_were_written(text in "(https?://[a-z]{1,5}(/[a-zé]{0,5})?( \\PC{0,12})?\n){0,4}") {
            let links = text.parse::<Links>();
            prop_assume!(links.is_ok());
            let links = links.unwrap();
            prop_assert_eq!(links.to_string().parse::<Links>().unwrap(), links);
        }

        #[test]
        fn no_text_makes_a_link_of_another_scheme(text in "\\PC{0,40}") {
            if let Ok(link) = text.parse::<Link>() {
                let scheme = link.url().to_lowercase();
                prop_assert!(scheme.starts_with("https://") || scheme.starts_with("http://"));
            }
        }
    }
}
