//! Things to tick.

use crate::ids::{ChecklistId, ItemId, UserId};
use crate::lines::LineRange;
use crate::text::Title;
use crate::{Timestamp, Version};
use serde::{Deserialize, Serialize};

/// A group of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// Identity.
    pub id: ChecklistId,
    /// Place in the project, from 0.
    pub position: i32,
    /// As shown.
    pub title: Title,
}

/// One thing to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Identity.
    pub id: ItemId,
    /// The group.
    pub checklist: ChecklistId,
    /// Place in the group, from 0.
    pub position: i32,
    /// What is to be done.
    pub text: Title,
    /// The whole wording where it does not fit the title.
    pub detail: Option<String>,
    /// True where the project cannot go while it is open.
    pub blocking: bool,
    /// Who ticked it and when; `None` while it is open.
    pub done: Option<Done>,
    /// Where it stands in the source it came from.
    pub lines: Option<LineRange>,
    /// Optimistic lock.
    pub version: Version,
}

/// A tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: UserId,
    /// The name of that person.
    pub by_name: Title,
    /// True where it was ticked in a report that the person brought in, false where they ticked it here.
    pub imported: bool,
}

/// How much of a list is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Items done.
    pub done: u32,
    /// All items.
    pub total: u32,
    /// Blocking items that are open.
    pub blocking_open: u32,
}

impl Progress {
    /// Counts items.
    #[must_use]
    pub fn of<'a>(items: impl IntoIterator<Item = &'a Item>) -> Self {
        items.into_iter().fold(Self::default(), |sum, item| Self {
            done: sum.done + u32::from(item.done.is_some()),
            total: sum.total + 1,
            blocking_open: sum.blocking_open + u32::from(item.blocking && item.done.is_none()),
        })
    }

    /// Whole percent, rounded down so that only a finished list shows 100; `None` for an empty list.
    #[must_use]
    pub fn percent(self) -> Option<u32> {
        (u64::from(self.done) * 100).checked_div(u64::from(self.total)).and_then(|percent| percent.try_into().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::Progress;

    #[test]
    fn only_a_finished_list_shows_a_hundred_and_an_empty_one_shows_nothing() {
        assert_eq!(Progress { done: 999, total: 1000, blocking_open: 0 }.percent(), Some(99));
        assert_eq!(Progress { done: 3, total: 3, blocking_open: 0 }.percent(), Some(100));
        assert_eq!(Progress::default().percent(), None);
    }
}
