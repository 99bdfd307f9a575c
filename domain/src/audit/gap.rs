//! What stands where lines were deleted.

use crate::Timestamp;
use serde::Serialize;

/// A run of lines that were deleted because they were past their time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The number of the first line.
    pub first: i64,
    /// The number of the last line.
    pub last: i64,
    /// The digest of the chain before the first line.
    pub before: String,
    /// The digest of the chain up to the last line.
    pub after: String,
    /// When they were deleted; of a run that grew, when it did so last.
    pub at: Timestamp,
    /// The rule that was in force then.
    pub rule: String,
    /// HMAC of [`Gap::text`] with a key of the installation.
    pub signature: String,
}

impl Gap {
    /// How many lines are gone.
    #[must_use]
    pub const fn lines(&self) -> i64 {
        self.last - self.first + 1
    }

    /// What is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let at = self.at.to_utc().format("%Y-%m-%dT%H:%M:%S%.6fZ");
        format!("{}\n{}\n{}\n{}\n{at}\n{}", self.first, self.last, self.before, self.after, self.rule)
    }
}

/// Numbers in order as runs without a hole, each as its first and last place in the list.
#[must_use]
pub fn runs(numbers: &[i64]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (place, number) in numbers.iter().enumerate() {
        match found.last_mut() {
            Some((_, last)) if numbers.get(*last).is_some_and(|before| before + 1 == *number) => *last = place,
            _ => found.push((place, place)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn numbers_that_follow_each_other_are_one_run() {
        assert_eq!(runs(&[]), []);
        assert_eq!(runs(&[4, 5, 6, 8, 10, 11]), [(0, 2), (3, 3), (4, 5)]);
    }
}
