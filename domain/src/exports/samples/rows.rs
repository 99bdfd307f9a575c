//! Values from texts.

use crate::text::{Markdown, Title};
use crate::{Day, Timestamp};
use uuid::Uuid;

pub(in crate::exports) fn at(text: &str) -> Timestamp {
    text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
}

pub(in crate::exports) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(in crate::exports) fn title(text: &str) -> Title {
    text.parse().unwrap()
}

pub(in crate::exports) fn markdown(text: &str) -> Markdown {
    text.parse().unwrap()
}

pub(in crate::exports) const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}
