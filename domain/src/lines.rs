//! Places in a source document.

use serde::{Deserialize, Serialize};

/// Lines of the source, counted from 1, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LineRange {
    /// First line, 1 or more.
    pub first: u32,
    /// Last line, never before the first.
    pub last: u32,
}

impl LineRange {
    /// The lines from `first` to `last`; in either order, for a range is never empty.
    #[must_use]
    pub fn new(first: u32, last: u32) -> Self {
        Self { first: first.min(last).max(1), last: last.max(first).max(1) }
    }

    /// One line.
    #[must_use]
    pub fn line(line: u32) -> Self {
        Self::new(line, line)
    }

    /// Whether `line` is one of these.
    #[must_use]
    pub const fn contains(self, line: u32) -> bool {
        self.first <= line && line <= self.last
    }
}
