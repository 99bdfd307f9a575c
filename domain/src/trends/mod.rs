//! How the open work of a project changed from day to day, and how fast it is closed.

mod pace;
mod past;

pub use pace::{Estimate, Pace, estimate, pace};
pub use past::{Past, Turn};

use crate::Day;

/// One day of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: Day,
    /// Rows open at its end.
    pub open: u32,
    /// Rows that were entered or opened again on it.
    pub opened: u32,
    /// Rows that were closed on it.
    pub closed: u32,
}

/// A week of a series, Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub start: Day,
    /// Rows open at its end, or now where it is not over.
    pub open: u32,
    /// Rows that were entered or opened again in it.
    pub opened: u32,
    /// Rows that were closed in it.
    pub closed: u32,
    /// Whether all its days are past.
    pub over: bool,
}

/// What became of the rows of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Each day, the earliest first, without a gap.
    pub days: Vec<Point>,
    /// Rows that were closed when they came, with a report: when they were closed in truth is not known, so they are in no figure.
    pub came_closed: u32,
}

/// Most days of a series.
pub const MOST_DAYS: i64 = 2 * 366;

/// The first day of as many weeks as asked for, the running one among them: a Monday.
#[must_use]
pub fn first_day(today: Day, weeks: u8) -> Day {
    let monday = today.monday();
    monday.plus_days(-7 * (i64::from(weeks) - 1)).unwrap_or(monday)
}

/// Each day from one to another, at most [`MOST_DAYS`] of them; nothing where the last lies before the first.
#[must_use]
pub fn series(rows: &[Past], from: Day, to: Day) -> Series {
    let length = to.days_since(from).saturating_add(1).clamp(0, MOST_DAYS);
    let length = usize::try_from(length).unwrap_or_default();
    let (mut opened, mut closed) = (vec![0_u32; length], vec![0_u32; length]);
    let (mut open, mut came_closed) = (0_u32, 0_u32);
    for row in rows {
        let Some(moves) = row.moves() else {
            came_closed = came_closed.saturating_add(1);
            continue;
        };
        let mut before = false;
        for (day, turn) in moves {
            let opens = turn == Turn::Opened;
            match usize::try_from(day.days_since(from)) {
                // Earlier than the series: it only says how the row stands at its beginning.
                Err(_) => before = opens,
                Ok(at) => {
                    let counts = if opens { &mut opened } else { &mut closed };
                    if let Some(count) = counts.get_mut(at) {
                        *count = count.saturating_add(1);
                    }
                }
            }
        }
        open = open.saturating_add(before.into());
    }
    let days = (0..).zip(opened.into_iter().zip(closed));
    let days = days.map_while(|(at, (opened, closed))| {
        open = open.saturating_add(opened).saturating_sub(closed);
        Some(Point { day: from.plus_days(at)?, open, opened, closed })
    });
    Series { days: days.collect(), came_closed }
}

/// The days in weeks. The last day is today: its week is not over.
#[must_use]
pub fn weekly(days: &[Point]) -> Vec<Week> {
    let Some(today) = days.last().map(|point| point.day) else { return Vec::new() };
    let mut weeks: Vec<Week> = Vec::with_capacity(days.len() / 7 + 1);
    for point in days {
        let start = point.day.monday();
        let Point { open, opened, closed, .. } = *point;
        if let Some(week) = weeks.last_mut().filter(|week| week.start == start) {
            week.open = open;
            week.opened = week.opened.saturating_add(opened);
            week.closed = week.closed.saturating_add(closed);
        } else {
            weeks.push(Week { start, open, opened, closed, over: today.days_since(start) >= 7 });
        }
    }
    weeks
}

#[cfg(test)]
mod tests;
