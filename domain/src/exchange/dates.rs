//! Dates as people write them.

use crate::time::ReportDate;

/// The English and German names of the months; the first three letters are enough in English.
const MONTHS: [[&str; 2]; 12] = [
    ["january", "januar"],
    ["february", "februar"],
    ["march", "märz"],
    ["april", "april"],
    ["may", "mai"],
    ["june", "juni"],
    ["july", "juli"],
    ["august", "august"],
    ["september", "september"],
    ["october", "oktober"],
    ["november", "november"],
    ["december", "dezember"],
];

/// The first date in the text: `2031-02-27`, `27.02.2031`, `February 27, 2031`, `27 Feb 2031`, `February 2031`, `2031-02`.
pub(super) fn first_date(text: &str) -> Option<ReportDate> {
    let tokens: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '*' | '|' | '"' | '`' | '_'))
        .filter(|t| !t.is_empty())
        .collect();
    (0..tokens.len()).find_map(|at| numeric(tokens[at]).or_else(|| worded(&tokens[at..])))
}

/// `2031-02-27` (with or without a time behind it), `2031/02/27`, `27.02.2031`, `2031-02`.
fn numeric(token: &str) -> Option<ReportDate> {
    let token = token.split_once('T').map_or(token, |(day, _)| day).trim_end_matches(['.', ';', ':']);
    let parts: Vec<&str> = token.split(['-', '/', '.']).collect();
    if !parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    match parts[..] {
        [year, month, day] if year.len() == 4 => date(year, month.parse().ok()?, Some(day)),
        [day, month, year] if year.len() == 4 && token.contains('.') => date(year, month.parse().ok()?, Some(day)),
        [year, month] if year.len() == 4 && month.len() == 2 && token.contains('-') => date(year, month.parse().ok()?, None),
        _ => None,
    }
}

/// A date that has the month in words, at the start of `tokens`.
fn worded(tokens: &[&str]) -> Option<ReportDate> {
    let number = |at: usize| tokens.get(at).copied().unwrap_or_default();
    if let Some(month) = month(number(0)) {
        let year = number(1);
        return if is_year(year) { date(year, month, None) } else { date(number(2), month, day(year)) };
    }
    let month = month(number(1))?;
    date(number(2), month, Some(day(number(0))?))
}

fn is_year(token: &str) -> bool {
    token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit())
}

/// `8`, `8th`, `8.`, and the first day of `18-25`.
fn day(token: &str) -> Option<&str> {
    let digits = token.len() - token.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &token[digits..];
    let follows = rest.is_empty() || matches!(rest, "st" | "nd" | "rd" | "th" | ".") || rest.starts_with(['-', '–']);
    ((1..=2).contains(&digits) && follows).then(|| &token[..digits])
}

fn month(token: &str) -> Option<u32> {
    let token = token.trim_end_matches('.').to_lowercase();
    let found = MONTHS
        .iter()
        .position(|names| names.contains(&token.as_str()) || (token.len() >= 3 && token.is_ascii() && names[0].starts_with(&token)))?;
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
            ("7.2.2031", "2031-02-07"),
            ("February 7, 2031", "2031-02-07"),
            ("Feb 7th 2031", "2031-02-07"),
            ("7. Februar 2031", "2031-02-07"),
            ("Feb 7-11, 2031", "2031-02-07"),
            ("May 2031", "2031-05"),
            ("2031-05", "2031-05"),
        ] {
            assert_eq!(first_date(text).map(String::from).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["2031-02-30", "may be done in 2031", "version 2.0.0", "10-15", "", "2026.02", "3/4"] {
            assert_eq!(first_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_searched(text in "\\PC{0,60}") {
            let _ = first_date(&text);
        }
    }
}
