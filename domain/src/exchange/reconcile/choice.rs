//! What a person chooses to do with what a report says about a record.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What is done with what a report says about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// It is taken over.
    Take,
    /// The project stays as it is.
    Leave,
    /// It is another record than the one it was taken for, and is added.
    Add,
}

/// The word is none of the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Choose one of the values offered.")]
pub struct ChoiceError;

impl Choice {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Take, Self::Leave, Self::Add];

    /// The word in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::Leave => "leave",
            Self::Add => "add",
        }
    }
}

impl FromStr for Choice {
    type Err = ChoiceError;

    fn from_str(text: &str) -> Result<Self, ChoiceError> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == text).ok_or(ChoiceError)
    }
}
