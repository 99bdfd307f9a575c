//! What shows that an item is done.

use crate::Timestamp;
use crate::ids::{EvidenceId, ItemId, UserId};
use crate::text::{Markdown, Title};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A piece of evidence for an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Identity.
    pub id: EvidenceId,
    /// The item.
    pub item: ItemId,
    /// Name of the link, of the text or of the file.
    pub label: Title,
    /// What it is.
    pub proof: Proof,
    /// When it was added.
    pub added_at: Timestamp,
    /// By whom.
    pub added_by: UserId,
    /// The name of that person.
    pub added_by_name: Title,
}

/// What a piece of evidence is; the bytes of a file are kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    /// An address elsewhere.
    Link(Link),
    /// Words.
    Text(Markdown),
    /// A file.
    File {
        /// What its content was found to be.
        media: Media,
        /// Bytes.
        size: u64,
        /// SHA-256 of the content, in hex.
        sha256: String,
    },
}

/// An address of the web, `http` or `https`, at most [`Link::LIMIT`] bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Link(String);

/// The text is no address that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Of another kind, or none.
    #[error("must begin with https:// or http:// and name a server, as https://ci.example.org/run/7 does")]
    Scheme,
    /// White space, quotes or control characters inside.
    #[error("holds a space or another sign that addresses cannot have; copy it anew from the browser")]
    Signs,
    /// Too long.
    #[error("is longer than {} bytes; please use a shorter one", Link::LIMIT)]
    TooLong,
}

impl Link {
    /// Longest address in bytes.
    pub const LIMIT: usize = 2_000;

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The server it leads to, for those who read: `ci.example.org`.
    #[must_use]
    pub fn host(&self) -> &str {
        host(&self.0).unwrap_or_default()
    }
}

/// The part between the scheme and the first `/`, `?`, `#`, without user and port.
fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let known = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    // A name before the server's is what fakes are made of: https://bank.example@evil.example.
    let named = !authority.contains('@') && authority.starts_with(|ch: char| ch.is_alphanumeric() || ch == '[');
    (known && named)
        .then(|| authority.rsplit_once(':').map_or(authority, |(host, port)| if port.ends_with(']') { authority } else { host }))
}

impl FromStr for Link {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.len() > Self::LIMIT {
            return Err(LinkError::TooLong);
        }
        if text.chars().any(|ch| ch.is_whitespace() || ch.is_control() || matches!(ch, '"' | '<' | '>' | '\\' | '`')) {
            return Err(LinkError::Signs);
        }
        host(text).map(|_| Self(text.to_owned())).ok_or(LinkError::Scheme)
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
        link.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! media {
    ($($(#[$doc:meta])* $name:ident = $word:literal, [$($extension:literal),+];)*) => {
        /// The kinds of files that are taken. None of them can carry a script that a browser would run.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Media { $($(#[$doc])* #[serde(rename = $word)] $name,)* }

        impl Media {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The media type (RFC 6838), which is also the word kept.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The endings a file of the kind may have, in small letters.
            #[must_use]
            pub const fn extensions(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($extension),+],)* }
            }
        }
    };
}

media! {
    /// A picture.
    Png = "image/png", ["png"];
    /// A picture.
    Jpeg = "image/jpeg", ["jpg", "jpeg"];
    /// A picture.
    Gif = "image/gif", ["gif"];
    /// A picture.
    Webp = "image/webp", ["webp"];
    /// A document.
    Pdf = "application/pdf", ["pdf"];
    /// Text, such as the log of a run.
    Text = "text/plain", ["txt", "log"];
    /// Text with marks.
    Markdown = "text/markdown", ["md"];
    /// A table.
    Csv = "text/csv", ["csv"];
    /// Data.
    Json = "application/json", ["json"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for text in ["https://ci.example.org/run/7?a=b#c", "HTTP://localhost:3000", " https://[::1]:80/x ", "https://bücher.example"] {
            assert!(text.parse::<Link>().is_ok(), "{text}");
        }
        for text in ["", "ci.example.org", "javascript:alert(1)", "data:text/html,x", "https://", "https:///x", "ftp://a.example", "//a"] {
            assert_eq!(text.parse::<Link>(), Err(LinkError::Scheme), "{text}");
        }
        assert_eq!("https://bank.example@evil.example".parse::<Link>(), Err(LinkError::Scheme));
        assert_eq!("https://a.example/\" onclick=".parse::<Link>(), Err(LinkError::Signs));
        assert_eq!(format!("https://a.example/{}", "x".repeat(2_000)).parse::<Link>(), Err(LinkError::TooLong));
    }

    #[test]
    fn a_link_says_which_server_it_leads_to() {
        let host = |text: &str| text.parse::<Link>().unwrap().host().to_owned();
        assert_eq!(host("https://ci.example.org:8443/run"), "ci.example.org");
        assert_eq!(host("http://[::1]/x"), "[::1]");
    }
}
