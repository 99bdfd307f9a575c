//! What stands in a cell, whatever kind of file it goes into.

use crate::assessments::Weight;
use crate::people::Assignee;
use crate::text::{Markdown, Title};
use crate::{Day, LineRange, Timestamp};
use rust_decimal::Decimal;
use std::fmt;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: unknown, or it does not apply. Never 0.
    Empty,
    /// Words; never empty. Whoever writes them sees to it that no program runs them.
    Text(String),
    /// A figure of ours.
    Number(Decimal),
    /// A day of the calendar.
    Day(Day),
    /// A moment, shown in UTC to the second.
    Moment(Timestamp),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// Words, or nothing where there are none.
    pub(super) fn text(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

/// As text files have it. Moments have a blank between day and time, since spreadsheets do not know the `T` of ISO 8601.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Moment(at) => write!(f, "{}", at.to_utc().format("%Y-%m-%d %H:%M:%S")),
            Self::Flag(yes) => f.write_str(if *yes { "yes" } else { "no" }),
        }
    }
}

/// Where it stands in a source: `12`, `12–14`.
impl From<LineRange> for Cell {
    fn from(lines: LineRange) -> Self {
        if lines.first == lines.last { Self::Number(lines.first.into()) } else { Self::Text(format!("{}–{}", lines.first, lines.last)) }
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Timestamp> for Cell {
    fn from(at: Timestamp) -> Self {
        Self::Moment(at)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::Flag(yes)
    }
}

impl From<Decimal> for Cell {
    fn from(number: Decimal) -> Self {
        Self::Number(number.normalize())
    }
}

impl From<Weight> for Cell {
    fn from(weight: Weight) -> Self {
        weight.amount().into()
    }
}

/// Nothing known is nothing shown.
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

macro_rules! words {
    ($($kind:ty)*) => { $(
        impl From<$kind> for Cell {
            fn from(words: $kind) -> Self {
                Self::text(words)
            }
        }
    )* };
}
words! { &str String &String &Title &Markdown &Assignee }

macro_rules! counts {
    ($($kind:ty)*) => { $(
        impl From<$kind> for Cell {
            fn from(count: $kind) -> Self {
                Self::Number(count.into())
            }
        }
    )* };
}
counts! { u8 u16 u32 u64 usize i64 }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_files_have_every_kind_as_people_and_spreadsheets_read_it() {
        let at: Timestamp = "2031-04-05T06:07:08.9Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        let cells = [
            Cell::text("  "),
            Cell::from(Some("x")),
            Cell::from(Decimal::new(-2500, 3)),
            Cell::from(at.today()),
            Cell::from(at),
            Cell::from(true),
            Cell::from(LineRange::new(3, 5)),
            Cell::from(None::<bool>),
        ];
        let shown = cells.map(|cell| cell.to_string());
        assert_eq!(shown, ["", "x", "-2.5", "2031-04-05", "2031-04-05 06:07:08", "yes", "3–5", ""]);
    }
}
