//! What a rule has found.

use super::rule::{RuleId, Severity};
use crate::digest::sha256;
use crate::lines::LineRange;
use crate::records::RecordRef;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

/// Something that is at odds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// The rule that found it.
    pub rule: RuleId,
    /// How grave it is.
    pub severity: Severity,
    /// What is at odds, in a sentence.
    pub message: String,
    /// The rows and lines concerned, at least one.
    pub places: Vec<Place>,
    /// Names it across runs.
    pub fingerprint: Fingerprint,
}

/// A row or some lines of the source that an issue is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The name of the row, or the words of the lines.
    pub title: String,
    /// The row, where it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordRef>,
    /// Where it stands in the source of the audit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineRange>,
}

/// Names an issue across runs: 32 hexadecimal digits, made of the rule, what it is about and the values in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(String);

/// The text is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint has 32 hexadecimal digits")]
pub struct FingerprintError;

impl Fingerprint {
    /// Of a rule and what the issue is about.
    #[must_use]
    pub fn of(rule: RuleId, parts: &[&str]) -> Self {
        // A separator that no title and no value holds: different parts never run into the same text.
        let whole = std::iter::once(rule.code()).chain(parts.iter().copied()).collect::<Vec<_>>().join("\u{1f}");
        let mut digits = sha256(whole.as_bytes());
        digits.truncate(32);
        Self(digits)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if fits { Ok(Self(text.to_owned())) } else { Err(FingerprintError) }
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = FingerprintError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Issue {
    pub(super) fn new(rule: RuleId, severity: Severity, message: String, places: Vec<Place>, parts: &[&str]) -> Self {
        Self { rule, severity, message, places, fingerprint: Fingerprint::of(rule, parts) }
    }
}

/// Issues with the same fingerprint as one, the gravest first.
pub(super) fn merged(found: Vec<Issue>) -> Vec<Issue> {
    let mut at: HashMap<Fingerprint, usize> = HashMap::new();
    let mut kept: Vec<Issue> = Vec::new();
    for issue in found {
        if let Some(at) = at.get(&issue.fingerprint) {
            kept[*at].places.extend(issue.places);
        } else {
            at.insert(issue.fingerprint.clone(), kept.len());
            kept.push(issue);
        }
    }
    kept.sort_by_key(|issue| (std::cmp::Reverse(issue.severity), issue.rule));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issue(rule: RuleId, severity: Severity, key: &str) -> Issue {
        Issue::new(rule, severity, key.to_owned(), vec![Place { title: key.to_owned(), record: None, lines: None }], &[key])
    }

    #[test]
    fn a_fingerprint_stands_for_rule_and_parts_and_comes_back_from_text() {
        let one = Fingerprint::of(RuleId::Weights, &["a", "b"]);
        assert_eq!(one, Fingerprint::of(RuleId::Weights, &["a", "b"]));
        assert_ne!(one, Fingerprint::of(RuleId::Weights, &["ab", ""]));
        assert_ne!(one, Fingerprint::of(RuleId::NoOwner, &["a", "b"]));
        assert_eq!(one.as_str().parse(), Ok(one));
        assert_eq!("'; drop table".parse::<Fingerprint>(), Err(FingerprintError));
    }

    #[test]
    fn what_is_about_the_same_is_one_issue_and_the_gravest_comes_first() {
        let found = vec![
            issue(RuleId::Weights, Severity::Note, "a"),
            issue(RuleId::DuePast, Severity::Error, "b"),
            issue(RuleId::Weights, Severity::Note, "a"),
        ];
        let kept = merged(found);
        assert_eq!(
            kept.iter().map(|issue| (issue.rule, issue.places.len())).collect::<Vec<_>>(),
            [(RuleId::DuePast, 1), (RuleId::Weights, 2)]
        );
    }
}
