//! Verdicts: whether a project may go.

use serde::{Deserialize, Serialize};

/// The answer to "is it ready?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Ready.
    Go,
    /// Ready once conditions are met.
    Conditional,
    /// Not ready.
    NoGo,
}

impl Verdict {
    /// All of them, best first.
    pub const ALL: [Self; 3] = [Self::Go, Self::Conditional, Self::NoGo];

    /// The verdict with this value of a form or column.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == word)
    }

    /// True where this is better than what a gate found: then a person overrides it. Where a gate cannot tell, only a no is no override.
    #[must_use]
    pub fn overrides(self, computed: Option<Self>) -> bool {
        match (self, computed) {
            (Self::NoGo, _) | (_, Some(Self::Go)) | (Self::Conditional, Some(Self::Conditional)) => false,
            (Self::Go | Self::Conditional, _) => true,
        }
    }

    /// The verdict in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::Conditional => "conditional",
            Self::NoGo => "no-go",
        }
    }

    /// Reads a verdict from words; `None` where they take none. A condition outweighs a yes, a refusal outweighs both.
    #[must_use]
    pub fn from_words(text: &str) -> Option<Self> {
        let words: Vec<String> =
            text.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        if has(&["no", "not", "nogo", "fail", "failed", "reject", "rejected", "blocked", "don", "cannot"]) {
            Some(Self::NoGo)
        } else if has(&["conditional", "conditionally", "conditions", "maybe", "partial", "partially"]) {
            Some(Self::Conditional)
        } else if has(&["go", "yes", "pass", "passed", "ready", "approve", "approved"]) {
            Some(Self::Go)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn only_what_is_better_than_the_gate_found_overrides_it() {
        use Verdict::{Conditional, Go, NoGo};
        for computed in [None, Some(NoGo), Some(Conditional), Some(Go)] {
            assert!(!NoGo.overrides(computed));
        }
        assert!(Go.overrides(Some(Conditional)) && Go.overrides(Some(NoGo)) && Go.overrides(None));
        assert!(Conditional.overrides(Some(NoGo)) && Conditional.overrides(None));
        assert!(!Conditional.overrides(Some(Conditional)) && !Conditional.overrides(Some(Go)) && !Go.overrides(Some(Go)));
        assert!(Verdict::ALL.into_iter().all(|verdict| Verdict::from_word(verdict.as_str()) == Some(verdict)));
    }

    #[test]
    fn a_condition_outweighs_a_yes_and_a_refusal_outweighs_both() {
        assert_eq!(Verdict::from_words("YES (conditional)"), Some(Verdict::Conditional));
        assert_eq!(Verdict::from_words("NO-GO until conditions are met"), Some(Verdict::NoGo));
        assert_eq!(Verdict::from_words("Approved"), Some(Verdict::Go));
        assert_eq!(Verdict::from_words("to be discussed"), None);
        assert_eq!(Verdict::from_words("Nothing decided"), None);
    }
}
