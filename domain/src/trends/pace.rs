//! How fast rows are closed, and until when those that are open would be at that pace.

use super::Week;
use crate::Day;

/// Weeks that are looked at: the last ones that are over.
const WEEKS: usize = 6;
/// Weeks without which nothing is said.
const LEAST: usize = 3;

/// How many rows are closed in a week, over the last six weeks that are over: the middle of them, and where the quarter of weeks with
/// the fewest ends and that with the most begins. In quarters of a row, so that all three are exact: 10 is two and a half rows a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The lower quartile.
    pub low: u64,
    /// The median.
    pub likely: u64,
    /// The upper quartile.
    pub high: u64,
}

/// When the last row would be closed if none came and the pace stayed what it was. An estimate: half of the weeks were between the two
/// paces that `early` and `late` stand for, a quarter was faster and a quarter slower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// At the median pace.
    pub likely: Day,
    /// At the upper quartile.
    pub early: Day,
    /// At the lower quartile; `None` where that is nothing at all, or the day lies beyond the calendar.
    pub late: Option<Day>,
}

/// The pace of the last weeks; the running week counts not, nor do weeks before anything was entered. `None` where fewer than three
/// weeks are left.
#[must_use]
pub fn pace(weekly: &[Week]) -> Option<Pace> {
    let nothing = |week: &&Week| (week.open, week.opened, week.closed) == (0, 0, 0);
    let known: Vec<u64> = weekly.iter().skip_while(nothing).filter(|week| week.over).map(|week| u64::from(week.closed)).collect();
    let mut last: Vec<u64> = known.into_iter().rev().take(WEEKS).collect();
    if last.len() < LEAST {
        return None;
    }
    last.sort_unstable();
    Some(Pace { low: quartile(&last, 1), likely: quartile(&last, 2), high: quartile(&last, 3) })
}

/// The first, second or third quartile of sorted counts, in quarters: where it falls between two counts, as far from each as it falls.
fn quartile(sorted: &[u64], nth: usize) -> u64 {
    let quarters = sorted.len().saturating_sub(1) * nth;
    let (place, part) = (quarters / 4, u64::try_from(quarters % 4).unwrap_or_default());
    let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
    at(place) * (4 - part) + at(place + 1) * part
}

/// When `open` rows would be closed at the pace of the weeks. `None` where there is no pace, or it is nothing at all in the middle; with
/// nothing open it is today.
#[must_use]
pub fn estimate(open: u32, weekly: &[Week], today: Day) -> Option<Estimate> {
    if open == 0 {
        return Some(Estimate { likely: today, early: today, late: Some(today) });
    }
    let pace = pace(weekly)?;
    let after = |quarters: u64| {
        // Rows × 7 days ÷ (quarters ÷ 4), rounded up: on the day on which the last one is closed.
        let days = (u64::from(open) * 7 * 4 + quarters.checked_sub(1)?).checked_div(quarters)?;
        today.plus_days(i64::try_from(days).ok()?)
    };
    Some(Estimate { likely: after(pace.likely)?, early: after(pace.high)?, late: after(pace.low) })
}
