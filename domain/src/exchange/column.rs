//! What a column of a table may mean: what people choose from where its head does not say it.

use crate::time::ReportDate;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Row numbers and ids.
    Number,
    /// Names of categories.
    Category,
    /// Names of other things.
    Item,
    /// Names of defects.
    Issue,
    /// Names of risks, or how risky something is.
    Risk,
    /// Points reached.
    Score,
    /// Points there are.
    Max,
    /// How much a row counts.
    Weight,
    /// What a row adds to the sum: its score times its weight.
    Contribution,
    /// A change since the last time.
    Delta,
    /// How it was before.
    Previous,
    /// How it is.
    Current,
    /// How it is aimed to be.
    Target,
    /// How it has to be.
    Required,
    /// Where it stands.
    Status,
    /// How severe it is.
    Level,
    /// How urgent it is.
    Priority,
    /// How likely it is.
    Likelihood,
    /// What it leads to.
    Impact,
    /// What is done about it.
    Mitigation,
    /// What kind of answer it gets.
    Response,
    /// What to do.
    Action,
    /// Who has it in hand.
    Owner,
    /// Where in the system.
    Location,
    /// A day, week or phase.
    When,
    /// What a step is about.
    Focus,
    /// What is there when it is done.
    Deliverables,
    /// How long it takes, or until when.
    Duration,
    /// What it is to be ready for.
    Goal,
    /// Whether it is.
    Answer,
    /// Why.
    Reason,
    /// Whatever else is said.
    Notes,
    /// A tick.
    Done,
    /// Whether it stands in the way.
    Blocking,
    /// The head is a date: values as of that day.
    Dated(ReportDate),
    /// Nothing that is known.
    Unknown,
}

/// A word that names no column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no meaning of a column; use a name such as “risk”, “item” or “status”")]
pub struct ColumnError(String);

impl Column {
    /// All that may be chosen; a date is never chosen, it stands in the head itself.
    pub const ALL: [Self; 35] = [
        Self::Number,
        Self::Category,
        Self::Item,
        Self::Issue,
        Self::Risk,
        Self::Score,
        Self::Max,
        Self::Weight,
        Self::Contribution,
        Self::Delta,
        Self::Previous,
        Self::Current,
        Self::Target,
        Self::Required,
        Self::Status,
        Self::Level,
        Self::Priority,
        Self::Likelihood,
        Self::Impact,
        Self::Mitigation,
        Self::Response,
        Self::Action,
        Self::Owner,
        Self::Location,
        Self::When,
        Self::Focus,
        Self::Deliverables,
        Self::Duration,
        Self::Goal,
        Self::Answer,
        Self::Reason,
        Self::Notes,
        Self::Done,
        Self::Blocking,
        Self::Unknown,
    ];

    /// Its name in data and addresses: `risk`, `when`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.names().0
    }

    /// Its name in a form: what the cells of such a column say.
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.names().1
    }

    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("number", "number or id"),
            Self::Category => ("category", "category"),
            Self::Item => ("item", "name of an item"),
            Self::Issue => ("issue", "name of a defect"),
            Self::Risk => ("risk", "name of a risk"),
            Self::Score => ("score", "score"),
            Self::Max => ("max", "highest score"),
            Self::Weight => ("weight", "weight"),
            Self::Contribution => ("contribution", "share of the total"),
            Self::Delta => ("delta", "change"),
            Self::Previous => ("previous", "state or level before"),
            Self::Current => ("current", "state or level now"),
            Self::Target => ("target", "level aimed at"),
            Self::Required => ("required", "required state"),
            Self::Status => ("status", "status"),
            Self::Level => ("level", "level or severity"),
            Self::Priority => ("priority", "priority"),
            Self::Likelihood => ("likelihood", "likelihood"),
            Self::Impact => ("impact", "impact"),
            Self::Mitigation => ("mitigation", "mitigation"),
            Self::Response => ("response", "kind of response"),
            Self::Action => ("action", "what to do"),
            Self::Owner => ("owner", "owner"),
            Self::Location => ("location", "place in the system"),
            Self::When => ("when", "day, week or phase"),
            Self::Focus => ("focus", "what a step is about"),
            Self::Deliverables => ("deliverables", "deliverables"),
            Self::Duration => ("duration", "effort or due date"),
            Self::Goal => ("goal", "goal"),
            Self::Answer => ("answer", "verdict on a goal"),
            Self::Reason => ("reason", "reason"),
            Self::Notes => ("notes", "notes"),
            Self::Done => ("done", "tick"),
            Self::Blocking => ("blocking", "whether it blocks"),
            Self::Dated(_) => ("dated", "values of a day"),
            Self::Unknown => ("unknown", "nothing in particular"),
        }
    }
}

impl FromStr for Column {
    type Err = ColumnError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|column| column.as_str() == text).ok_or_else(|| ColumnError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_that_may_be_chosen_is_found_by_its_name() {
        for column in Column::ALL {
            assert_eq!(column.as_str().parse(), Ok(column));
            assert_eq!(serde_json::to_value(column).unwrap(), column.as_str());
        }
        assert!("dated".parse::<Column>().unwrap_err().to_string().contains("“dated” is no meaning"));
    }
}
