//! The rules: their stable names, how grave they are, and what they say.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How grave an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Likely out of date, or forgotten.
    Warning,
    /// Two statements that cannot both be true, or a verdict against the facts.
    Error,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What an audit says; auditors decide what is meant so.
    Audit,
    /// The registers of the project; engineers decide what is meant so.
    Registers,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The word for several, with a capital.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Error => "Errors",
            Self::Warning => "Warnings",
            Self::Note => "Notes",
        }
    }
}

macro_rules! rules {
    ($($name:ident = $code:literal, $slug:literal, $scope:ident, $title:literal, $advice:literal;)*) => {
        /// The rules. A number is never given to another rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum RuleId { $(#[doc = $title] #[serde(rename = $code)] $name,)* }

        impl RuleId {
            /// All rules in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The number that stays: `HP001`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// A name to remember.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// What it looks at.
            #[must_use]
            pub const fn scope(self) -> Scope {
                match self { $(Self::$name => Scope::$scope,)* }
            }

            /// What it finds, in a few words.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What to do about it.
            #[must_use]
            pub const fn advice(self) -> &'static str {
                match self { $(Self::$name => $advice,)* }
            }

            /// The rule of that number or name, however its letters are written.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                let word = word.trim();
                Self::ALL.iter().copied().find(|rule| rule.code().eq_ignore_ascii_case(word) || rule.slug().eq_ignore_ascii_case(word))
            }
        }
    };
}

rules! {
    TwoValues = "HP001", "same-fact-two-values", Audit, "The same fact with two values",
        "Find out which value holds, and correct the other one.";
    ClaimAgainstFinding = "HP002", "claim-against-finding", Audit, "A claim that a finding contradicts",
        "Take the claim back, or close the finding if it is out of date.";
    DoneButPending = "HP003", "green-but-pending", Audit, "Full marks with work that is still open",
        "Lower the rating or the tick until the work is done, or remove the remark if it is.";
    DoneAndOpen = "HP004", "done-and-open", Audit, "Done in one place and open in another",
        "Bring both places to the same state.";
    Weights = "HP005", "weights-off", Audit, "Weights that do not add up, or are missing",
        "Give every rated category a weight, so that all add up to 100.";
    StatedScore = "HP006", "stated-score-off", Audit, "A stated score that the ratings do not give",
        "Correct the stated score, or the ratings it stands on.";
    NoOwner = "HP007", "blocker-without-owner", Registers, "An open blocker that nobody owns",
        "Name somebody who sees to it.";
    ReviewOverdue = "HP008", "risk-review-overdue", Registers, "A risk whose review date is past",
        "Look at the risk again and set the next review.";
    NotVouched = "HP009", "tick-not-verified", Registers, "A ticked item that no verification vouches for",
        "Run the verification again and post its result, or take the tick back.";
    OldAudit = "HP010", "audit-old", Audit, "An audit that is old",
        "Audit again before deciding on it.";
    GoWithBlocker = "HP011", "go-with-blocker", Audit, "A verdict of go with an open blocker of the first tier",
        "Resolve or waive the blocker, or change the verdict.";
    DuePast = "HP012", "due-past", Registers, "Something open whose due date is past",
        "Close it, or agree on another date.";
    AcceptanceLapsed = "HP013", "acceptance-lapsed", Registers, "A risk whose acceptance covers it no more",
        "Accept it anew, or answer it in another way.";
    WaiverLapsed = "HP014", "waiver-lapsed", Registers, "A blocker whose waiver has ended",
        "Resolve it, or decide on it again.";
    PreviousScore = "HP015", "previous-score-off", Audit, "A previous score that the audit before does not have",
        "Correct the figure, or bring in the audit that it comes from.";
    NotFresh = "HP016", "verification-not-fresh", Registers, "A verification that failed or passed too long ago",
        "Mend what it checks if it fails, run it again and post the result; or put it in the bin if nobody needs it.";
}

/// `HP001 same-fact-two-values`.
impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_its_number_and_by_its_name() {
        for (at, rule) in RuleId::ALL.iter().enumerate() {
            assert_eq!(rule.code(), format!("HP{:03}", at + 1));
            assert_eq!(RuleId::from_word(rule.code()), Some(*rule));
            assert_eq!(RuleId::from_word(&rule.slug().to_uppercase()), Some(*rule));
        }
        assert_eq!(RuleId::from_word("HP999"), None);
    }
}
