//! Values from texts.

use crate::text::{Markdown, Title};
use crate::{Day, Timestamp};
use uuid::Uuid;

pub(super) fn at(text: &str) -> Timestamp {
    text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn title(text: &str) -> Title {
    text.parse().unwrap()
}

pub(super) fn markdown(text: &str) -> Markdown {
    text.parse().unwrap()
}

pub(super) const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}
