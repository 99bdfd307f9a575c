//! The fields of the form of a scoring rule.

use super::caps::Cap;
use super::rule::{Levels, ScoringRule};
use crate::records::{Described, Fact};
use rust_decimal::Decimal;

impl ScoringRule {
    /// Names of the fields of the form for what open blockers do, tier 1 first.
    pub const CAP_FIELDS: [&'static str; 9] = ["cap-1", "cap-2", "cap-3", "cap-4", "cap-5", "cap-6", "cap-7", "cap-8", "cap-9"];

    /// All that an owner can choose, in one line: what was looked at before it was saved is compared by it.
    #[must_use]
    pub fn mark(&self) -> String {
        let values: Vec<String> = self.facts().into_iter().map(|fact| fact.value.replace(", ", ",")).collect();
        values.join(" ")
    }

    /// Letters as people type them, separated by commas or spaces.
    #[must_use]
    pub fn letters_from(text: &str) -> Vec<String> {
        text.split(|ch: char| ch == ',' || ch == ';' || ch.is_whitespace()).filter(|letter| !letter.is_empty()).map(str::to_owned).collect()
    }
}

impl Described for ScoringRule {
    fn facts(&self) -> Vec<Fact> {
        const CAPS: [&str; 9] = [
            "Open blocker of tier 1",
            "Open blocker of tier 2",
            "Open blocker of tier 3",
            "Open blocker of tier 4",
            "Open blocker of tier 5",
            "Open blocker of tier 6",
            "Open blocker of tier 7",
            "Open blocker of tier 8",
            "Open blocker of tier 9",
        ];
        let percent = |share: Decimal| (share * Decimal::ONE_HUNDRED).normalize();
        let places = [(0, "whole numbers"), (1, "1 decimal place"), (2, "2 decimal places")];
        let caps = Self::CAP_FIELDS.into_iter().zip(CAPS).zip(self.caps.all());
        [
            Fact::new("green", "Share of green", percent(self.green)),
            Fact::new("yellow", "Share of yellow", percent(self.yellow)),
            Fact::new("red", "Share of red", percent(self.red)),
            Fact::new("levels", "Levels", self.levels.as_str()).among(Levels::ALL.map(|levels| (levels.as_str(), levels.words()))),
            Fact::new("letters", "Letters", self.letters.join(", ")),
            Fact::new("places", "Rounding", self.places).among(places),
            Fact::maybe("target", "Target", self.target.map(|target| target.normalize())),
        ]
        .into_iter()
        .chain(caps.map(|((name, label), cap)| Fact::new(name, label, cap.as_str()).among(Cap::ALL.map(|cap| (cap.as_str(), cap.words())))))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{changes, named};

    #[test]
    fn every_choice_is_a_fact_of_the_form_and_a_change_is_told_in_words() {
        let before = ScoringRule::default();
        assert_eq!(before.facts().len(), 16);
        let after = ScoringRule { levels: Levels::FromFirst, yellow: Decimal::new(25, 2), ..before.clone() };
        let told = changes(&before, &after);
        assert_eq!(named(&told), "share of yellow and levels");
        assert_eq!((told[0].before.as_str(), told[0].after.as_str()), ("50", "25"));
        assert_eq!(told[1].before, "n of m is n/m");
        assert_ne!(before.mark(), after.mark());
    }

    #[test]
    fn letters_are_read_as_people_separate_them() {
        assert_eq!(ScoringRule::letters_from(" A, B;C\nD  "), ["A", "B", "C", "D"]);
    }
}
