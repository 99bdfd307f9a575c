//! What people said about which row is which.

use super::Part;
use crate::text::match_key;
use std::collections::BTreeSet;

/// What somebody said about two names: that they mean one thing, or that they do not. Holds in both directions and for all audits of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The kind of rows.
    pub part: Part,
    /// One name, folded with [`key`].
    pub one: String,
    /// The other one, folded.
    pub other: String,
    /// Whether they are the same.
    pub same: bool,
}

/// A name folded for comparison: letters and digits in lower case without numbering and marks; as it stands where nothing is left of it.
#[must_use]
pub fn key(name: &str) -> String {
    let key = match_key(name);
    if key.is_empty() { name.trim().to_lowercase() } else { key }
}

/// What is known about one kind of rows, in an order that depends on nothing else.
#[derive(Default)]
pub(crate) struct Known {
    pub(super) same: BTreeSet<(String, String)>,
    different: BTreeSet<(String, String)>,
}

impl Known {
    pub(crate) fn of(part: Part, remembered: &[Remembered]) -> Self {
        let mut known = Self::default();
        for row in remembered.iter().filter(|row| row.part == part) {
            let names = ordered(&row.one, &row.other);
            if row.same {
                known.same.insert(names)
            } else {
                known.different.insert(names)
            };
        }
        known
    }

    /// Whether somebody said that these are not the same.
    pub(super) fn differ(&self, one: &str, other: &str) -> bool {
        !self.different.is_empty() && self.different.contains(&ordered(one, other))
    }
}

fn ordered(one: &str, other: &str) -> (String, String) {
    let (least, most) = if one <= other { (one, other) } else { (other, one) };
    (least.to_owned(), most.to_owned())
}
