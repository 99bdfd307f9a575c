//! What a record of a report can be.

use super::Field;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $noun:literal, $plural:literal, [$($field:ident: $label:literal),*];)*) => {
        /// What a passage of a report is taken for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// All of them, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word in forms, addresses and the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What one of them is called.
            #[must_use]
            pub const fn noun(self) -> &'static str {
                match self { $(Self::$name => $noun,)* }
            }

            /// What several are called, with a capital.
            #[must_use]
            pub const fn plural(self) -> &'static str {
                match self { $(Self::$name => $plural,)* }
            }

            /// What it can say, with what people call that, in the order of a form. The first names it.
            #[must_use]
            pub const fn fields(self) -> &'static [(Field, &'static str)] {
                match self { $(Self::$name => &[$((Field::$field, $label)),*],)* }
            }

            /// The kind of that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
            }
        }
    };
}

kinds! {
    /// A row of the score table.
    Category = "category", "category", "Categories",
        [Title: "Name", Score: "Score", Max: "Out of", Weight: "Weight in percent", Status: "Status", Previous: "Score before", Target: "Target", Body: "Notes"];
    /// Something that stands in the way.
    Blocker = "blocker", "blocker", "Blockers",
        [Title: "Title", Level: "Tier", State: "State", Current: "Current state", Required: "Required state", Location: "Location", Owner: "Owner", Body: "Description"];
    /// Something that could go wrong.
    Risk = "risk", "risk", "Risks",
        [Title: "Title", Level: "Level", Likelihood: "Likelihood", Impact: "Impact", Previous: "Level before", Target: "Target level", Status: "Status",
         Remedy: "Mitigation", Response: "Response", Owner: "Owner", Body: "Description"];
    /// A thing to tick.
    Item = "item", "item", "Items to tick",
        [Title: "Text", Within: "Checklist", State: "State", Blocking: "Blocking", Owner: "Assignee", Body: "Details"];
    /// Something missing or wrong.
    Gap = "gap", "gap", "Gaps",
        [Title: "Title", Within: "Category", Level: "Severity", Location: "Location", Current: "Current state", Required: "Required state", Impact: "Impact",
         Remedy: "Recommendation", Body: "Description"];
    /// Something done well.
    Strength = "strength", "strength", "Strengths",
        [Title: "Title", Within: "Category", Level: "Severity", Location: "Location", Current: "Current state", Required: "Required state", Impact: "Impact",
         Remedy: "Recommendation", Body: "Description"];
    /// An acceptance criterion.
    Criterion = "criterion", "criterion", "Acceptance criteria",
        [Title: "Text", Number: "Letter", State: "State", Body: "Remark"];
    /// A step of the plan.
    Step = "step", "step of the plan", "Steps of the plan",
        [Title: "Focus", When: "When", Body: "Deliverables", Within: "Group"];
    /// A command that checks a claim.
    Verification = "verification", "verification", "Verifications",
        [Command: "Command", Title: "Claim", Expected: "Expected"];
    /// Text that is kept as it is.
    Note = "note", "note", "Notes",
        [Body: "Text"];
}

impl Kind {
    /// Whether it can say this.
    #[must_use]
    pub fn has(self, field: Field) -> bool {
        self.fields().iter().any(|(own, _)| *own == field)
    }

    /// What people call a field of it.
    #[must_use]
    pub fn label(self, field: Field) -> &'static str {
        self.fields().iter().find(|(own, _)| *own == field).map_or(field.as_str(), |(_, label)| label)
    }

    /// The field that names it.
    #[must_use]
    pub fn naming(self) -> Field {
        self.fields().first().map_or(Field::Title, |(field, _)| *field)
    }

    /// What a field may be, where it is a choice: the word kept and the words shown; the first where nothing is said.
    #[must_use]
    pub const fn choices(self, field: Field) -> &'static [(&'static str, &'static str)] {
        match (self, field) {
            (Self::Blocker, Field::State) => &[("open", "open"), ("done", "resolved")],
            (Self::Item, Field::State) => &[("open", "open"), ("done", "done")],
            (Self::Item, Field::Blocking) => &[("", "no"), ("yes", "yes")],
            (Self::Criterion, Field::State) => &[("", "not stated"), ("done", "met"), ("partly", "partly met"), ("open", "not met")],
            _ => &[],
        }
    }
}
