//! What people say about a record.

use crate::ids::{CommentId, ProjectId, UserId};
use crate::records::RecordRef;
use crate::text::{Markdown, TextError, Title};
use crate::{Timestamp, Version};
use serde::{Deserialize, Serialize};

/// Something said about a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Identity; sorts as time does.
    pub id: CommentId,
    /// The project of the record.
    pub project: ProjectId,
    /// What it is about.
    pub record: RecordRef,
    /// What is said.
    pub body: Markdown,
    /// By whom.
    pub author: UserId,
    /// The name of that person at the time.
    pub author_name: Title,
    /// When.
    pub created_at: Timestamp,
    /// When it was last changed, where it was.
    pub edited_at: Option<Timestamp>,
    /// Optimistic lock.
    pub version: Version,
}

/// Longest comment in characters: whatever is longer belongs into a document.
pub const LIMIT: usize = 10_000;

/// Reads a comment as typed.
///
/// # Errors
/// Where it is empty, longer than [`LIMIT`] or holds control characters.
pub fn body(text: &str) -> Result<Markdown, TextError> {
    let length = text.chars().count();
    if length > LIMIT {
        return Err(TextError::TooLong { length, limit: LIMIT });
    }
    let body: Markdown = text.parse()?;
    if body.is_empty() { Err(TextError::Empty) } else { Ok(body) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_says_something_and_not_too_much() {
        assert_eq!(body(" \n"), Err(TextError::Empty));
        assert!(body(&"ä".repeat(LIMIT)).is_ok());
        assert!(body(&"ä".repeat(LIMIT + 1)).is_err());
    }
}
