//! Numbers in a text: points of points, percentages, ranges, and which of them can be a score.

use rust_decimal::Decimal;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `92`
    Bare,
    /// `92%`
    Percent,
    /// `92/100`, `92 out of 100`
    Fraction,
}

/// A number found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) value: Decimal,
    /// Upper end of a range.
    pub(crate) high: Option<Decimal>,
    /// 100 for a percentage, the lower number of a fraction.
    pub(crate) max: Option<Decimal>,
    pub(crate) form: Form,
    /// A bound or a change (`>= 80`, `70%+`, `-7%`), not a value.
    pub(crate) relative: bool,
    /// Bytes of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Figure {
    /// Whether it can be a score: neither a bound nor a change, and not more than its maximum.
    pub(super) fn is_score(&self) -> bool {
        let within = self.max.is_none_or(|max| max > Decimal::ZERO && self.high.unwrap_or(self.value) <= max);
        !self.relative && within && self.form != Form::Bare
    }
}

/// Whether there can be a number in the text, whatever marks it has.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether there can be a number of points or percent in the text, whatever marks it has.
pub(super) fn has_scale(text: &str) -> bool {
    has_digit(text) && (text.bytes().any(|byte| matches!(byte, b'%' | b'/')) || text.as_bytes().windows(3).any(|three| three == b"out"))
}

/// All numbers of the text, from left to right; parts of dates, times, versions and words are left out.
pub(crate) fn figures(text: &str) -> Vec<Figure> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let token_end = at + text[at..].bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
        if let Some(figure) = figure(text, at) {
            at = figure.end.max(token_end);
            found.push(figure);
        } else {
            at = token_end;
        }
    }
    found
}

fn figure(text: &str, start: usize) -> Option<Figure> {
    let before = &text[..start];
    let glued = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '/' | ':' | '#' | '$' | '€' | '£'));
    let inside = before.strip_suffix(['-', '–']).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    if glued || inside {
        return None;
    }
    let (value, length) = number(&text[start..])?;
    let mut end = start + length;
    let mut high = None;
    if is_date_or_time(&text[end..], length) {
        return None;
    }
    let mut percent = text[end..].trim_start().starts_with('%');
    let after_first = if percent { end + text[end..].find('%')? + 1 } else { end };
    if let Some((upper, upper_end)) = range_end(text, after_first) {
        high = Some(upper);
        end = upper_end;
        percent = text[end..].trim_start().starts_with('%');
    }
    let (form, max) = if percent {
        end += text[end..].find('%')? + 1;
        (Form::Percent, Some(Decimal::ONE_HUNDRED))
    } else if let Some((max, max_end)) = denominator(text, end) {
        end = max_end;
        (Form::Fraction, Some(max))
    } else {
        (Form::Bare, None)
    };
    let lead = before.trim_end();
    let signed = before.ends_with(['+', '-', '−', '±']) && !before.trim_end_matches(['+', '-', '−', '±']).ends_with(char::is_alphanumeric);
    let bound = lead.ends_with(['<', '>', '≥', '≤', '~', '≈']) || lead.ends_with(">=") || lead.ends_with("<=");
    let relative = signed || bound || text[end..].starts_with('+');
    Some(Figure { value, high, max, form, relative, start, end })
}

/// A number at the start of `text`, with thousands commas, a decimal point or a decimal comma, and its length in bytes.
fn number(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits(0);
    while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
        end += 4;
    }
    // `8,5` has a decimal comma: neither three digits nor more numbers follow.
    if bytes.get(end) == Some(&b',') && (1..=2).contains(&digits(end + 1)) && bytes.get(end + 1 + digits(end + 1)) != Some(&b',') {
        let length = end + 1 + digits(end + 1);
        return Some((text[..length].replace(',', ".").parse().ok()?, length));
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
        if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            return None; // a version
        }
    }
    if end > 20 {
        return None;
    }
    let digits = &text[..end];
    let value = if digits.contains(',') { digits.replace(',', "").parse() } else { digits.parse() };
    Some((value.ok()?, end))
}

/// `-02-27` behind a year, `/4/2031` behind a day, `:30` behind an hour.
fn is_date_or_time(rest: &str, length: usize) -> bool {
    let more = |rest: &str, sign: char| rest.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let after_next = |sign: char| rest[1..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(sign);
    let dashed = length == 4 && more(rest, '-') && after_next('-');
    let slashed = more(rest, '/') && after_next('/');
    dashed || slashed || more(rest, ':')
}

/// The upper end of a range that goes on at `at`, and where it ends.
fn range_end(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let rest = &text[at..];
    let sign = ["–", "—", "-", " – ", " - "].into_iter().find(|sign| rest.starts_with(sign))?;
    let (value, length) = number(rest[sign.len()..].get(..)?).filter(|_| rest[sign.len()..].starts_with(|c: char| c.is_ascii_digit()))?;
    Some((value, at + sign.len() + length))
}

/// `/100` or `out of 100` behind a number, and where it ends.
fn denominator(text: &str, at: usize) -> Option<(Decimal, usize)> {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches(['*', ' ']);
    let behind = trimmed.strip_prefix('/').or_else(|| trimmed.strip_prefix("out of "))?;
    let digits = behind.trim_start();
    let start = text.len() - digits.len();
    let (max, length) = digits.starts_with(|c: char| c.is_ascii_digit()).then(|| number(digits)).flatten()?;
    let end = start + length;
    let date = text[end..].starts_with('/');
    (!date).then_some((max, end))
}

/// The score a table cell or a short value holds, where the number comes first: `88`, `✅ 9/10 (good)`, `66%`.
///
/// A bare number counts only where nothing follows it (`2 hrs` is no score).
pub(super) fn leading_score(text: &str) -> Option<Figure> {
    if !has_digit(text) {
        return None;
    }
    let text = super::inline::bare(text);
    let first = figures(&text).into_iter().next().filter(|figure| !figure.relative)?;
    let lead = text[..first.start].trim().trim_matches(|c: char| !c.is_alphanumeric());
    let alone = text[first.end..].trim().is_empty();
    let fits = match first.form {
        Form::Bare => alone,
        Form::Percent | Form::Fraction => first.is_score(),
    };
    (lead.is_empty() && fits).then_some(first)
}

/// The first number of a cell as a percentage: a weight. `25`, `25%`, `(25 %)`, `0.25` where `share` is said.
pub(super) fn leading_number(text: &str) -> Option<Figure> {
    figures(&super::inline::plain(text)).into_iter().next().filter(|figure| figure.start <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<String> {
        let show = |f: &Figure| {
            let high = f.high.map_or(String::new(), |high| format!("..{high}"));
            format!("{}{high}/{}{}", f.value, f.max.map_or("-".into(), |max| max.to_string()), if f.relative { "?" } else { "" })
        };
        figures(text).iter().map(show).collect()
    }

    #[test]
    fn points_percentages_and_ranges_are_told_apart() {
        assert_eq!(all("72/100 (+13 from previous: 55/100)"), ["72/100", "13/-?", "55/100"]);
        assert_eq!(all("8.55/10 (87%)"), ["8.55/10", "87/100"]);
        assert_eq!(all("72-76/100, 60–65% and 7 out of 10"), ["72..76/100", "60..65/100", "7/10"]);
        assert_eq!(all("**92.1** / 100"), ["92.1/100"]);
        assert_eq!(all("1,164 tests"), ["1164/-"]);
        assert_eq!(all("8,5/10 und 87,25 %"), ["8.5/10", "87.25/100"]);
    }

    #[test]
    fn bounds_changes_dates_versions_and_parts_of_words_are_no_values() {
        assert_eq!(all("70%+ <= 120 -7%"), ["70/100?", "120/-?", "7/100?"]);
        assert!(all("2031-02-27 12:30 v2 2.0.0 p95 $5").is_empty());
        assert!(all("on 3/4/2031").is_empty());
    }

    #[test]
    fn a_cell_holds_a_score_where_the_number_comes_first() {
        assert_eq!(leading_score("✅ **9/10** (good)").unwrap().max, Some(Decimal::TEN));
        assert_eq!(leading_score("88").unwrap().form, Form::Bare);
        for cell in ["2 hrs", "about 9/10", "80%+", "-", "12/10", ""] {
            assert_eq!(leading_score(cell), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_scanned(text in "[0-9./%,: +<>=–—a-z-]{0,60}") {
            for figure in figures(&text) {
                prop_assert!(figure.start < figure.end && figure.end <= text.len());
            }
        }
    }
}
