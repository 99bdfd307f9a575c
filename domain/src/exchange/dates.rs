//! Dates as people write them.

use super::vocabulary::MONTHS;
use crate::time::ReportDate;

/// What may stand around the parts of a date.
const AROUND: [char; 17] = [',', '(', ')', '*', '|', '"', '\'', '`', '_', '[', ']', '<', '>', '（', '）', '、', '，'];
/// Words between the parts of a date.
const BETWEEN: [&str; 6] = ["of", "de", "del", "di", "the", "г"];

/// Which comes first where both may be a day: `02/10/2031`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    MonthFirst,
    DayFirst,
}

impl Order {
    /// The order of a text: a date in it that can be read in one way only says so, else its language.
    pub(super) fn of(text: &str) -> Self {
        let clear = with_slashes(text).filter_map(slashed).find_map(|(first, second, _)| {
            let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
            match (first > 12, second > 12) {
                (true, false) => Some(Self::DayFirst),
                (false, true) => Some(Self::MonthFirst),
                _ => None,
            }
        });
        clear.unwrap_or(if is_english(text) { Self::MonthFirst } else { Self::DayFirst })
    }
}

/// The tokens that have a slash behind a digit.
fn with_slashes(text: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| c.is_whitespace() || AROUND.contains(&c);
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let mut slashes = rest.match_indices('/').map(|(at, _)| at);
        let slash = slashes.find(|at| rest[..*at].ends_with(|c: char| c.is_ascii_digit()))?;
        let start = rest[..slash].char_indices().rev().find(|(_, c)| apart(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        let end = rest[slash..].find(apart).map_or(rest.len(), |length| slash + length);
        from += end;
        Some(&rest[start..end])
    })
}

/// Whether the small words of a text are English ones.
fn is_english(text: &str) -> bool {
    let (mut english, mut other) = (0, 0);
    for word in text.split_whitespace().take(4000) {
        match word {
            "the" | "and" | "of" | "is" | "are" | "with" | "to" | "for" => english += 1,
            "de" | "la" | "el" | "le" | "les" | "et" | "und" | "der" | "die" | "das" | "mit" | "da" | "do" | "os" | "em" | "y" | "los"
            | "con" | "и" | "на" | "в" | "và" | "của" => other += 1,
            _ => {}
        }
    }
    english >= other
}

/// The first date in the text, the month first where that is open; see [`first_date_in`].
pub(super) fn first_date(text: &str) -> Option<ReportDate> {
    first_date_in(text, || Order::MonthFirst)
}

/// The first date in the text: `2031-02-27`, `27.02.2031`, `02/27/2031`, `February 27, 2031`, `27 février 2031`,
/// `2031年2月27日`, `February 2031`, `2031-02`. Of days such as `18-25` the last counts: the report is written after them.
///
/// The order is asked for only where a date can be read in two ways.
pub(super) fn first_date_in(text: &str, order: impl Fn() -> Order) -> Option<ReportDate> {
    if !may_have_year(text) {
        return None;
    }
    let tokens: Vec<&str> = text.split(|c: char| c.is_whitespace() || AROUND.contains(&c)).filter(|token| !token.is_empty()).collect();
    let tokens: Vec<&str> = tokens.into_iter().filter(|token| !BETWEEN.contains(&token.trim_end_matches('.'))).collect();
    (0..tokens.len()).find_map(|at| numeric(tokens[at], &order).or_else(|| counted(&tokens[at..])).or_else(|| worded(&tokens[at..])))
}

/// Whether there can be a year in the text: four digits in a row, or the sign of one.
fn may_have_year(text: &str) -> bool {
    let mut row = 0;
    let four = text.bytes().any(|byte| {
        row = if byte.is_ascii_digit() { row + 1 } else { 0 };
        row == 4
    });
    four || (!text.is_ascii() && text.contains(['年', '년']))
}

/// `2031-02-27` (with or without a time behind it), `2031/02/27`, `27.02.2031`, `02/27/2031`, `27-Feb-2031`, `2031-02`.
fn numeric(token: &str, order: impl Fn() -> Order) -> Option<ReportDate> {
    let token = token.split_once('T').filter(|(_, time)| time.starts_with(|c: char| c.is_ascii_digit())).map_or(token, |(day, _)| day);
    let token = token.trim_end_matches(['.', ';', ':', '。', '；']);
    let parts: Vec<&str> = token.split(['-', '/', '.']).collect();
    if let [day, name, year] = parts[..]
        && let Some(month) = month(name)
    {
        return date(year, month, Some(day));
    }
    if !parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    match parts[..] {
        [year, month, day] if year.len() == 4 => date(year, month.parse().ok()?, Some(day)),
        [first, second, year] if year.len() == 4 => in_order(first, second, year, token.contains('/'), order),
        [year, month] if year.len() == 4 && month.len() == 2 && token.contains('-') => date(year, month.parse().ok()?, None),
        _ => None,
    }
}

/// Three numbers with slashes, the year last.
fn slashed(token: &str) -> Option<(&str, &str, &str)> {
    let mut parts = token.trim_end_matches(['.', ';', ':']).split('/');
    let found = (parts.next()?, parts.next()?, parts.next()?);
    (parts.next().is_none() && is_year(found.2)).then_some(found)
}

/// Day and month before the year; dots and dashes are written where the day comes first.
fn in_order(first: &str, second: &str, year: &str, slashes: bool, order: impl Fn() -> Order) -> Option<ReportDate> {
    let (one, two): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let month_first = if two > 12 { true } else { one <= 12 && slashes && order() == Order::MonthFirst };
    if month_first { date(year, one, Some(second)) } else { date(year, two, Some(first)) }
}

/// `2031年2月27日`, `2031년 2월 27일`, at the start of `tokens`.
fn counted(tokens: &[&str]) -> Option<ReportDate> {
    let all = tokens.iter().take(3).copied().collect::<String>();
    let (year, rest) = all.split_once(['年', '년'])?;
    let year = year.get(year.len().checked_sub(4)?..)?;
    let (month, rest) = rest.split_once(['月', '월'])?;
    let day = rest.split_once(['日', '일']).map(|(day, _)| day).filter(|day| day.bytes().all(|b| b.is_ascii_digit()));
    is_year(year).then(|| date(year, month.parse().ok()?, day)).flatten()
}

/// A date that has the month in words, at the start of `tokens`.
fn worded(tokens: &[&str]) -> Option<ReportDate> {
    let number = |at: usize| tokens.get(at).copied().unwrap_or_default().trim_end_matches(['.', ';', ':']);
    if let Some(month) = month(number(0)) {
        let year = number(1);
        return if is_year(year) { date(year, month, None) } else { date(number(2), month, Some(day(year)?)) };
    }
    let month = month(number(1))?;
    date(number(2), month, Some(day(number(0))?))
}

fn is_year(token: &str) -> bool {
    token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit())
}

/// `8`, `8th`, `8.`, and the last day of `18-25`.
fn day(token: &str) -> Option<&str> {
    let token = token.rsplit_once(['-', '–']).filter(|(first, _)| digits(first) > 0).map_or(token, |(_, last)| last);
    let digits = digits(token);
    let follows = matches!(&token[digits..], "" | "st" | "nd" | "rd" | "th" | "." | "er" | "º");
    ((1..=2).contains(&digits) && follows).then(|| &token[..digits])
}

fn digits(token: &str) -> usize {
    token.len() - token.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

fn month(token: &str) -> Option<u32> {
    if token.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let token = token.trim_end_matches('.').to_lowercase();
    let english = |names: &[&str]| token.len() >= 3 && token.is_ascii() && names[0].starts_with(&token);
    let found =
        MONTHS.iter().position(|names| english(names)).or_else(|| MONTHS.iter().position(|names| names.contains(&token.as_str())))?;
    u32::try_from(found + 1).ok()
}

fn date(year: &str, month: u32, day: Option<&str>) -> Option<ReportDate> {
    let day = match day {
        Some(day) => Some(day.parse::<u32>().ok()?),
        None => None,
    };
    let text = day.map_or_else(|| format!("{year}-{month:02}"), |day| format!("{year}-{month:02}-{day:02}"));
    (is_year(year)).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_found_however_they_are_written() {
        for (text, expected) in [
            ("2031-02-07 (updated)", "2031-02-07"),
            ("as of 2031-02-07T11:00:00Z", "2031-02-07"),
            ("`2031-02-07T11:00:00+01:00`", "2031-02-07"),
            ("7.2.2031", "2031-02-07"),
            ("07-02-2031", "2031-02-07"),
            ("7-Feb-2031", "2031-02-07"),
            ("27/02/2031", "2031-02-27"),
            ("2/27/2031 14:05", "2031-02-27"),
            ("February 7, 2031", "2031-02-07"),
            ("Feb 7th 2031", "2031-02-07"),
            ("the 7th of February, 2031", "2031-02-07"),
            ("Thursday, 27 Feb. 2031", "2031-02-27"),
            ("7. Februar 2031", "2031-02-07"),
            ("27 février 2031", "2031-02-27"),
            ("1er mars 2031", "2031-03-01"),
            ("27 de febrero de 2031", "2031-02-27"),
            ("27 de fevereiro de 2031", "2031-02-27"),
            ("27 февраля 2031 г.", "2031-02-27"),
            ("2031年2月27日（木）", "2031-02-27"),
            ("2031년 2월 27일", "2031-02-27"),
            ("2031년 2월", "2031-02"),
            ("Feb 7-11, 2031", "2031-02-11"),
            ("May 2031", "2031-05"),
            ("2031-05", "2031-05"),
        ] {
            assert_eq!(first_date(text).map(String::from).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "2031-02-30",
            "may be done in 2031",
            "version 2.0.0",
            "10-15",
            "",
            "2026.02",
            "3/4",
            "YYYY-MM-DD",
            "$(date)",
            "__/__/2031",
            "13/13/2031",
        ] {
            assert_eq!(first_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_that_can_be_read_in_two_ways_follows_the_others_of_its_text_or_its_language() {
        for (text, order) in [
            ("Date: 02/10/2031, next 25/10/2031", Order::DayFirst),
            ("Date: 02/10/2031, due 10/25/2031", Order::MonthFirst),
            ("The state of the harbour on 02/10/2031", Order::MonthFirst),
            ("Estado do porto em 02/10/2031, com a lista de riscos da obra", Order::DayFirst),
        ] {
            assert_eq!(Order::of(text), order, "{text}");
        }
        assert_eq!(first_date_in("02/10/2031", || Order::DayFirst).map(String::from).as_deref(), Some("2031-10-02"));
        assert_eq!(first_date_in("02/10/2031", || Order::MonthFirst).map(String::from).as_deref(), Some("2031-02-10"));
    }

    proptest! {
        #[test]
        fn any_text_is_searched(text in "\\PC{0,60}") {
            let _ = (first_date(&text), Order::of(&text));
        }

        #[test]
        fn any_digits_and_signs_are_searched(text in "[0-9/.年月일년 -]{0,30}") {
            let _ = (first_date(&text), Order::of(&text));
        }
    }
}
