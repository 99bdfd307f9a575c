//! Views that somebody keeps: a name for what was asked for.

use crate::Version;
use crate::ids::ViewId;
use crate::text::Title;
use std::fmt;
use std::str::FromStr;

/// A view of the portfolio that one person keeps; nobody else sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Identity.
    pub id: ViewId,
    /// As shown, at most [`SavedView::LONGEST`] characters.
    pub name: Title,
    /// What it asks for.
    pub query: ViewQuery,
    /// Optimistic lock.
    pub version: Version,
}

impl SavedView {
    /// Most views of one person.
    pub const MOST: i64 = 30;
    /// Longest name in characters.
    pub const LONGEST: usize = 80;
}

/// What a view asks for, as it stands behind the question mark of an address: encoded, so it can be put into a link as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewQuery(String);

/// The text cannot stand in an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot be kept; open the list again, choose what you want to see, and save that")]
pub struct QueryError;

impl ViewQuery {
    /// Longest query in bytes.
    pub const LIMIT: usize = 1_000;

    /// The text itself, without a question mark.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ViewQuery {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%=&+".contains(&byte);
        if text.len() <= Self::LIMIT && text.bytes().all(fits) { Ok(Self(text.to_owned())) } else { Err(QueryError) }
    }
}

impl fmt::Display for ViewQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_what_can_stand_in_an_address() {
        assert_eq!("tag=web&sort=-score".parse::<ViewQuery>().unwrap().to_string(), "tag=web&sort=-score");
        assert_eq!("".parse(), Ok(ViewQuery::default()));
        for text in ["tag=web\"><b>", "a#b", "tag=über", "a b", "javascript:x", &"x".repeat(1_001)] {
            assert_eq!(text.parse::<ViewQuery>(), Err(QueryError), "{text}");
        }
    }
}
