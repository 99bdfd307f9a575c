//! Months of the calendar: which of them are missing between the dates of audits.

use crate::time::ReportDate;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: i32,
    /// 1 to 12.
    month: u32,
}

impl Month {
    /// The month of a date.
    #[must_use]
    pub const fn of(date: ReportDate) -> Self {
        let (year, month) = date.year_and_month();
        Self { year, month }
    }

    /// The month after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.month == 12 { Self { year: self.year + 1, month: 1 } } else { Self { year: self.year, month: self.month + 1 } }
    }

    /// Its first day, counted as [`day_number`] counts.
    #[must_use]
    pub fn first_day(self) -> i64 {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).map_or(0, |date| date.num_days_from_ce().into())
    }

    const fn name(self) -> &'static str {
        match self.month {
            1 => "January",
            2 => "February",
            3 => "March",
            4 => "April",
            5 => "May",
            6 => "June",
            7 => "July",
            8 => "August",
            9 => "September",
            10 => "October",
            11 => "November",
            _ => "December",
        }
    }
}

/// `May 2031`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name(), self.year)
    }
}

/// A date as a count of days since the start of the calendar; a month counts as its first day.
#[must_use]
pub fn day_number(date: ReportDate) -> i64 {
    let first = Month::of(date).first_day();
    first + date.day_of_month().map_or(0, |day| i64::from(day) - 1)
}

/// Months without a date between the first and the last one, as runs: the first and the last month of each.
#[must_use]
pub fn quiet(dates: impl IntoIterator<Item = ReportDate>) -> Vec<(Month, Month)> {
    let mut months: Vec<Month> = dates.into_iter().map(Month::of).collect();
    months.sort_unstable();
    months.dedup();
    let mut runs = Vec::new();
    for pair in months.windows(2) {
        let [before, after] = pair else { continue };
        let (first, mut last) = (before.next(), before.next());
        while last.next() < *after {
            last = last.next();
        }
        if first < *after {
            runs.push((first, last));
        }
    }
    runs
}

/// “No audit in May and June 2031.” Nothing where no month is missing.
#[must_use]
pub fn quiet_words(runs: &[(Month, Month)]) -> Option<String> {
    let one = |(first, last): &(Month, Month)| {
        let begin = if first.year == last.year { first.name().to_owned() } else { first.to_string() };
        if first == last {
            first.to_string()
        } else if first.next() == *last {
            format!("{begin} and {last}")
        } else {
            format!("{begin} to {last}")
        }
    };
    let runs: Vec<String> = runs.iter().map(one).collect();
    (!runs.is_empty()).then(|| format!("No audit in {}.", runs.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(dates: &[&str]) -> Option<String> {
        quiet_words(&quiet(dates.iter().map(|date| date.parse().unwrap())))
    }

    #[test]
    fn months_without_a_date_are_named_in_runs() {
        assert_eq!(words(&["2031-04-30", "2031-07-01"]).unwrap(), "No audit in May and June 2031.");
        assert_eq!(words(&["2031-04", "2031-06-09", "2031-06-01"]).unwrap(), "No audit in May 2031.");
        let long = words(&["2030-10-01", "2031-02-01", "2031-12-31", "2031-06-15"]).unwrap();
        assert_eq!(long, "No audit in November 2030 to January 2031; March to May 2031; July to November 2031.");
    }

    #[test]
    fn nothing_is_missing_between_neighbours_nor_around_a_single_date() {
        assert_eq!(words(&["2031-12-01", "2032-01-31"]), None);
        assert_eq!(words(&["2031-12-01"]), None);
        assert_eq!(words(&[]), None);
    }

    #[test]
    fn a_month_stands_on_its_first_day() {
        let day = |text: &str| day_number(text.parse().unwrap());
        assert_eq!(day("2026-03"), day("2026-03-01"));
        assert_eq!(day("2026-03-02") - day("2026-02-28"), 2);
    }
}
