//! What statuses and headings may mean.

use crate::exchange::vocabulary::Topic;
use serde::{Deserialize, Serialize};

macro_rules! meanings {
    ($(#[$doc:meta])* $name:ident: $($(#[$of:meta])* $value:ident = $word:literal, $words:literal;)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $value,)* }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$value,)*];

            /// The word in forms.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$value => $word,)* }
            }

            /// The words shown.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$value => $words,)* }
            }

            /// That of the word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|meaning| meaning.as_str() == word)
            }
        }
    };
}

meanings! {
    /// What a status means.
    StatusMeaning:
    /// Nothing is left to do.
    Done = "done", "done";
    /// Part of it is done.
    Partly = "partly", "partly done";
    /// It is to be done.
    Open = "open", "open";
    /// All is well.
    Green = "green", "green";
    /// Something is missing.
    Yellow = "yellow", "yellow";
    /// It is not good enough.
    Red = "red", "red";
    /// It is not rated.
    Gray = "gray", "gray, not rated";
    /// It does not apply.
    NotApplicable = "not_applicable", "does not apply";
}

impl StatusMeaning {
    /// The word of reports that is understood without a profile.
    pub(super) const fn canonical(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partly => "partial",
            Self::Open => "open",
            Self::Green => "GREEN",
            Self::Yellow => "YELLOW",
            Self::Red => "RED",
            Self::Gray => "GRAY",
            Self::NotApplicable => "N/A",
        }
    }
}

meanings! {
    /// What a heading announces.
    Announced:
    /// What stands in the way.
    Blockers = "blockers", "blockers";
    /// What could go wrong.
    Risks = "risks", "risks";
    /// What is missing or wrong.
    Gaps = "gaps", "gaps";
    /// What is done well.
    Strengths = "strengths", "strengths";
    /// Scores.
    Scores = "scores", "scores";
    /// What is to be done, and when.
    Plan = "plan", "the plan";
    /// Acceptance criteria.
    Criteria = "criteria", "acceptance criteria";
    /// Commands that check claims.
    Verification = "verification", "verifications";
    /// The verdict.
    Decision = "decision", "the decision";
    /// Only text.
    Nothing = "nothing", "nothing in particular";
}

impl Announced {
    pub(super) const fn topic(self) -> Option<Topic> {
        match self {
            Self::Blockers => Some(Topic::Blockers),
            Self::Risks => Some(Topic::Risks),
            Self::Gaps => Some(Topic::Gaps),
            Self::Strengths => Some(Topic::Strengths),
            Self::Scores => Some(Topic::Scores),
            Self::Plan => Some(Topic::Plan),
            Self::Criteria => Some(Topic::Criteria),
            Self::Verification => Some(Topic::Verification),
            Self::Decision => Some(Topic::Decision),
            Self::Nothing => None,
        }
    }

    pub(super) const fn of(topic: Option<Topic>) -> Self {
        match topic {
            Some(Topic::Blockers) => Self::Blockers,
            Some(Topic::Risks) => Self::Risks,
            Some(Topic::Gaps) => Self::Gaps,
            Some(Topic::Strengths) => Self::Strengths,
            Some(Topic::Scores) => Self::Scores,
            Some(Topic::Plan) => Self::Plan,
            Some(Topic::Criteria) => Self::Criteria,
            Some(Topic::Verification) => Self::Verification,
            Some(Topic::Decision) => Self::Decision,
            None => Self::Nothing,
        }
    }
}
