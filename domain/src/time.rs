//! Moments and report dates.

use chrono::{DateTime, Datelike, NaiveDate, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A moment in UTC, rounded to microseconds, which both databases keep exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "DateTime<Utc>")]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// The last day of the year 9999: stands in where something holds for ever but has to be compared with moments.
    #[must_use]
    pub fn for_ever() -> Self {
        Self(DateTime::UNIX_EPOCH).plus_seconds(253_402_214_400)
    }

    /// The moment as chrono knows it.
    #[must_use]
    pub const fn to_utc(self) -> DateTime<Utc> {
        self.0
    }

    /// The moment `seconds` later (earlier where negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + chrono::TimeDelta::seconds(seconds))
    }

    /// Whole seconds from `earlier` to this moment; negative where it lies after.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_seconds()
    }

    /// The day of the calendar this moment falls on, in UTC.
    #[must_use]
    pub fn today(self) -> Day {
        Day(self.0.date_naive())
    }

    /// The first moment of a day, in UTC.
    #[must_use]
    pub fn start_of(day: Day) -> Self {
        Self(day.0.and_time(chrono::NaiveTime::MIN).and_utc())
    }

    /// The day this moment falls on, in UTC, as the date of a report.
    #[must_use]
    pub fn day(self) -> ReportDate {
        let date = self.0.date_naive();
        ReportDate { year: date.year(), month: date.month(), day: Some(date.day()) }
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(6))
    }
}

/// Minutes are enough for people: `2026-03-01 14:05 UTC`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} UTC", self.0.format("%Y-%m-%d %H:%M"))
    }
}

/// A day of the calendar, without a time: when something is due, ends or is looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

/// The text is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a day; write it as 2026-03-01")]
pub struct DayError(pub String);

impl Day {
    /// Whole days from `earlier` to this day; negative where it lies after.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The Monday of the week of this day, or this day.
    #[must_use]
    pub fn monday(self) -> Self {
        Self(self.0.week(chrono::Weekday::Mon).checked_first_day().unwrap_or(self.0))
    }

    /// The day `days` later (earlier where negative); `None` outside of the years 1900 to 9999.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let date = self.0.checked_add_signed(chrono::TimeDelta::try_days(days)?)?;
        (1900..=9999).contains(&date.year()).then_some(Self(date))
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let date = date.filter(|date| text.len() == 10 && text.is_ascii() && (1900..=9999).contains(&date.year()));
        date.map(Self).ok_or_else(|| DayError(text.to_owned()))
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// `2026-03-01`, which sorts as time does.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

/// The date of an audit: a day, or only a month where the report names no day.
///
/// Its text (`2026-03-01`, `2026-03`) sorts as time does; a month sorts before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReportDate {
    year: i32,
    month: u32,
    day: Option<u32>,
}

impl ReportDate {
    /// Year and month, 1 to 12.
    #[must_use]
    pub const fn year_and_month(self) -> (i32, u32) {
        (self.year, self.month)
    }

    /// The day of the month, where it is known.
    #[must_use]
    pub const fn day_of_month(self) -> Option<u32> {
        self.day
    }
}

/// The text is no date of a report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a date; write 2026-03-01, or 2026-03 where the day is not known")]
pub struct DateError(pub String);

impl FromStr for ReportDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let whole = if text.len() == 7 { format!("{text}-01") } else { text.to_owned() };
        let shaped = whole.len() == 10 && whole.is_ascii();
        let date = NaiveDate::parse_from_str(&whole, "%Y-%m-%d")
            .ok()
            .filter(|date| shaped && (1900..=9999).contains(&date.year()))
            .ok_or_else(|| DateError(text.to_owned()))?;
        Ok(Self { year: date.year(), month: date.month(), day: (text.len() == 10).then(|| date.day()) })
    }
}

impl TryFrom<String> for ReportDate {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ReportDate> for String {
    fn from(date: ReportDate) -> Self {
        date.to_string()
    }
}

impl fmt::Display for ReportDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_stays_a_month_and_sorts_before_its_days() {
        let month: ReportDate = "2024-05".parse().unwrap();
        let day: ReportDate = "2024-05-01".parse().unwrap();
        assert_eq!(month.to_string(), "2024-05");
        assert!(month < day);
        assert!(month.to_string() < day.to_string());
    }

    #[test]
    fn what_is_no_date_is_refused_with_an_example() {
        for text in ["", "May 2024", "2024-13", "2024-02-30", "2024-5-1", "0024-01-01", "２０２４-05"] {
            let error = text.parse::<ReportDate>().unwrap_err();
            assert!(error.to_string().contains("2026-03-01"), "{text}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_and_its_week_on_monday() {
        let sunday: Day = "2031-05-04".parse().unwrap();
        assert_eq!(Timestamp::start_of(sunday).to_string(), "2031-05-04 00:00 UTC");
        assert_eq!(Timestamp::start_of(sunday).today(), sunday);
        assert_eq!(sunday.monday().to_string(), "2031-04-28");
        assert_eq!(sunday.monday().monday(), sunday.monday());
    }

    #[test]
    fn a_day_is_written_in_one_way_and_counted_in_whole_days() {
        let day: Day = " 2024-02-28 ".parse().unwrap();
        let later = day.plus_days(2).unwrap();
        assert_eq!((later.to_string().as_str(), later.days_since(day)), ("2024-03-01", 2));
        assert_eq!(day.plus_days(i64::MAX), None);
        for text in ["2024-02", "2024-2-28", "28.02.2024", "2023-02-29", ""] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
