//! How much of a list is done.

use super::{Item, ItemState};
use crate::Timestamp;
use serde::{Deserialize, Serialize};
use std::ops::Add;

/// How much of a list is done. What does not apply is on neither side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Items done.
    pub done: u32,
    /// Items that apply.
    pub total: u32,
    /// Blocking items that are not done.
    pub blocking_open: u32,
    /// Items that do not apply.
    pub not_applicable: u32,
}

impl Progress {
    /// Counts items as they stand at this moment.
    #[must_use]
    pub fn of<'a>(items: impl IntoIterator<Item = &'a Item>, now: Timestamp) -> Self {
        items.into_iter().fold(Self::default(), |sum, item| sum + Self::of_one(item.state(now), item.blocking))
    }

    /// What one item adds.
    #[must_use]
    pub fn of_one(state: ItemState, blocking: bool) -> Self {
        let applies = state != ItemState::NotApplicable;
        let done = state == ItemState::Done;
        Self {
            done: done.into(),
            total: applies.into(),
            blocking_open: (blocking && applies && !done).into(),
            not_applicable: (!applies).into(),
        }
    }

    /// Items that are not done.
    #[must_use]
    pub const fn open(self) -> u32 {
        self.total.saturating_sub(self.done)
    }

    /// All items, also those that do not apply.
    #[must_use]
    pub const fn rows(self) -> u32 {
        self.total.saturating_add(self.not_applicable)
    }

    /// Whole percent, rounded down so that only a finished list shows 100; `None` for an empty list.
    #[must_use]
    pub fn percent(self) -> Option<u32> {
        (u64::from(self.done) * 100).checked_div(u64::from(self.total)).and_then(|percent| percent.try_into().ok())
    }
}

impl Add for Progress {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            done: self.done.saturating_add(other.done),
            total: self.total.saturating_add(other.total),
            blocking_open: self.blocking_open.saturating_add(other.blocking_open),
            not_applicable: self.not_applicable.saturating_add(other.not_applicable),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{aside, at, item, tick};
    use super::*;

    #[test]
    fn only_a_finished_list_shows_a_hundred_and_an_empty_one_shows_nothing() {
        assert_eq!(Progress { done: 999, total: 1000, ..Progress::default() }.percent(), Some(99));
        assert_eq!(Progress { done: 3, total: 3, ..Progress::default() }.percent(), Some(100));
        assert_eq!(Progress::default().percent(), None);
    }

    #[test]
    fn what_does_not_apply_leaves_both_sides_and_a_tick_without_its_verification_is_open() {
        let items = [
            Item { done: Some(tick()), ..item() },
            Item { done: Some(tick()), needs_verification: true, blocking: true, ..item() },
            Item { set_aside: Some(aside()), done: Some(tick()), blocking: true, ..item() },
            item(),
        ];
        let sum = Progress::of(&items, at("2031-05-01T12:00:00Z"));
        assert_eq!(sum, Progress { done: 1, total: 3, blocking_open: 1, not_applicable: 1 });
        assert_eq!((sum.open(), sum.rows()), (2, 4));
    }
}
