//! Why a document was not read.

use super::detect::InputKind;

/// Where a document is broken, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct InputError {
    /// What the document claims to be.
    pub kind: InputKind,
    /// The line, from 1.
    pub line: u32,
    /// The place in the line, from 1, in bytes as JSON tools count them.
    pub column: u32,
    /// What is wrong, and what to do.
    pub problem: String,
}
