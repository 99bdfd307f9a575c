//! What all records have in common: a kind, a name, and facts that can be compared.

use crate::ids::{ActionId, AssessmentId, BlockerId, ChecklistId, CriterionId, FindingId, ItemId, RiskId, VerificationId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident($id:ident) = $text:literal, $noun:literal;)*) => {
        /// The kinds of records that can be talked about, linked to and looked at over time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum RecordKind { $($(#[$doc])* $name,)* }

        impl RecordKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word kept in the database and in addresses.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The word shown, in the singular.
            #[must_use]
            pub const fn noun(self) -> &'static str {
                match self { $(Self::$name => $noun,)* }
            }

            /// The kind of that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
            }
        }

        $(impl From<$id> for RecordRef {
            fn from(id: $id) -> Self {
                Self { kind: RecordKind::$name, id: id.0 }
            }
        })*
    };
}

kinds! {
    /// An audit.
    Assessment(AssessmentId) = "assessment", "assessment";
    /// A strength or gap in an audit.
    Finding(FindingId) = "finding", "finding";
    /// What stands in the way.
    Blocker(BlockerId) = "blocker", "blocker";
    /// What could go wrong.
    Risk(RiskId) = "risk", "risk";
    /// A group of items.
    Checklist(ChecklistId) = "checklist", "checklist";
    /// A thing to tick.
    Item(ItemId) = "item", "item";
    /// An acceptance criterion.
    Criterion(CriterionId) = "criterion", "criterion";
    /// A step of the plan.
    Action(ActionId) = "action", "step of the plan";
    /// A claim that can be checked.
    Verification(VerificationId) = "verification", "verification";
}

impl RecordKind {
    /// The word for several, with a capital: the name of a filter or a heading.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Assessment => "Assessments",
            Self::Finding => "Findings",
            Self::Blocker => "Blockers",
            Self::Risk => "Risks",
            Self::Checklist => "Checklists",
            Self::Item => "Items",
            Self::Criterion => "Criteria",
            Self::Action => "Steps of the plan",
            Self::Verification => "Verifications",
        }
    }

    /// True for what people may throw away and fetch back; audits and their findings are kept.
    #[must_use]
    pub const fn is_deletable(self) -> bool {
        !matches!(self, Self::Assessment | Self::Finding)
    }
}

/// Names one record of any kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordRef {
    /// Its kind.
    pub kind: RecordKind,
    /// Its identity.
    pub id: Uuid,
}

/// One field of a record, as a form holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Name of the field in forms.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Its value as a form would hold it; empty where there is none.
    pub value: String,
    /// For a field that offers a choice: what people read for each value; nothing for a field that holds words already.
    pub choices: Vec<(String, String)>,
}

impl Fact {
    /// A field with its value.
    #[allow(clippy::needless_pass_by_value, reason = "numbers and references come alike")]
    pub fn new(name: &'static str, label: &'static str, value: impl ToString) -> Self {
        Self { name, label, value: value.to_string(), choices: Vec::new() }
    }

    /// A field that may have none.
    pub fn maybe(name: &'static str, label: &'static str, value: Option<impl ToString>) -> Self {
        Self { name, label, value: value.map(|value| value.to_string()).unwrap_or_default(), choices: Vec::new() }
    }

    /// The same field, which offers these values, each with what people read for it.
    #[must_use]
    pub fn among<Words: ToString>(self, choices: impl IntoIterator<Item = (impl ToString, Words)>) -> Self {
        let choices = choices.into_iter().map(|(value, words)| (value.to_string(), words.to_string())).collect();
        Self { choices, ..self }
    }

    /// A box, "on" or nothing as forms send it.
    pub fn ticked(name: &'static str, label: &'static str, on: bool) -> Self {
        Self::new(name, label, if on { "on" } else { "" }).among([("on", "yes"), ("", "no")])
    }

    /// What people read for a value of this field.
    #[must_use]
    pub fn words(&self, value: &str) -> String {
        let known = self.choices.iter().find(|(choice, _)| choice == value);
        known.map_or_else(|| value.to_owned(), |(_, words)| words.clone())
    }
}

/// A record that can say what is in it: forms, comparisons and history all read the same list.
pub trait Described {
    /// All fields that people can change, always the same ones in the same order.
    fn facts(&self) -> Vec<Fact>;
}

/// What became of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What people call the field.
    pub field: String,
    /// Before; empty where there was none.
    pub before: String,
    /// After; empty where there is none.
    pub after: String,
}

/// The fields in which two states of a record differ.
#[must_use]
pub fn changes(before: &impl Described, after: &impl Described) -> Vec<Change> {
    before
        .facts()
        .into_iter()
        .zip(after.facts())
        .filter(|(before, after)| before.value != after.value)
        .map(|(before, after)| Change {
            field: before.label.to_owned(),
            before: before.words(&before.value),
            after: after.words(&after.value),
        })
        .collect()
}

/// The fields that changed, for a sentence: “owner, due and body”.
#[must_use]
pub fn named(changes: &[Change]) -> String {
    let names: Vec<String> = changes.iter().map(|change| change.field.to_lowercase()).collect();
    match names.as_slice() {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// The name of a record for a line of text: a command can have many lines, and a title more words than a line has room for.
#[must_use]
pub fn one_line(text: &str) -> String {
    const LIMIT: usize = 160;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let cut = first.char_indices().nth(LIMIT).map_or(first.len(), |(at, _)| at);
    let more = cut < first.len() || lines.next().is_some();
    format!("{}{}", first[..cut].trim_end(), if more { " …" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Lamp(&'static str, Option<u8>);

    impl Described for Lamp {
        fn facts(&self) -> Vec<Fact> {
            vec![Fact::new("colour", "Colour", self.0), Fact::maybe("watts", "Watts", self.1)]
        }
    }

    #[test]
    fn only_what_differs_is_a_change_and_nothing_is_an_empty_value() {
        let found = changes(&Lamp("red", None), &Lamp("red", Some(4)));
        assert_eq!(found, [Change { field: "Watts".into(), before: String::new(), after: "4".into() }]);
        assert!(changes(&Lamp("red", None), &Lamp("red", None)).is_empty());
        assert_eq!(named(&changes(&Lamp("red", None), &Lamp("blue", Some(4)))), "colour and watts");
    }

    #[test]
    fn a_choice_is_told_in_its_words() {
        let box_of = |on| Fact::ticked("blocking", "Blocking", on);
        assert_eq!((box_of(true).words("on"), box_of(true).words("")), ("yes".to_owned(), "no".to_owned()));
        assert_eq!(Fact::new("step", "Step", 4).among([(4, "likely")]).words("5"), "5");
    }

    #[test]
    fn a_long_name_is_cut_to_one_line() {
        assert_eq!(one_line("make check"), "make check");
        assert_eq!(one_line("\n  make check \nmake test\n"), "make check …");
        assert_eq!(one_line(&"ä".repeat(200)), format!("{} …", "ä".repeat(160)));
    }

    #[test]
    fn every_kind_is_found_by_its_word() {
        for kind in RecordKind::ALL {
            assert_eq!(RecordKind::from_word(kind.as_str()), Some(*kind));
        }
        assert_eq!(RecordKind::from_word("lamp"), None);
    }
}
