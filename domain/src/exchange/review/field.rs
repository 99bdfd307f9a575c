//! What a record can say.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// What a record can say; the same thing in records of all kinds, so that it stays when the kind changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word in forms.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

fields! {
    /// What it is called, in one line.
    Title = "title";
    /// What it is: tier, severity, level of a risk.
    Level = "level";
    /// `open`, `done` or `partly`; nothing where that is not said.
    State = "state";
    /// A status in words.
    Status = "status";
    /// Who has it in hand.
    Owner = "owner";
    /// Where it is.
    Location = "location";
    /// How it is.
    Current = "current";
    /// How it has to be.
    Required = "required";
    /// What it does, or how much it would hurt.
    Impact = "impact";
    /// How likely it is.
    Likelihood = "likelihood";
    /// How it was before.
    Previous = "previous";
    /// How it is to become.
    Target = "target";
    /// What is or has to be done about it.
    Remedy = "remedy";
    /// How a risk is answered.
    Response = "response";
    /// The category, checklist or group it stands in.
    Within = "within";
    /// Day, week or phase.
    When = "when";
    /// Points.
    Score = "score";
    /// The most points there are.
    Max = "max";
    /// Weight in percent.
    Weight = "weight";
    /// `yes` where it blocks.
    Blocking = "blocking";
    /// Its letter or number.
    Number = "number";
    /// A command line.
    Command = "command";
    /// What a command should show.
    Expected = "expected";
    /// The rest of its text, Markdown.
    Body = "body";
}

impl Field {
    /// True where a form needs several lines.
    #[must_use]
    pub const fn is_long(self) -> bool {
        matches!(self, Self::Body | Self::Current | Self::Required | Self::Remedy | Self::Command)
    }

    /// True where only a number fits.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Score | Self::Max | Self::Weight)
    }
}
