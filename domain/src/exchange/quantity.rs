//! Amounts in a text: a number with the unit behind it, and whether it is a value, a bound, a change or a part of something.

use super::units::{converted, unit};
use crate::metrics::plain_number;
use rust_decimal::Decimal;

/// What an amount says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// `412 ms`, `~412 ms`
    Value,
    /// `> 412 ms`, `412+ ms`
    AtLeast,
    /// `< 412 ms`
    AtMost,
    /// `+412 ms`, `−1.3`: a step, or a value below zero.
    Signed { down: bool },
    /// `300–412 ms`
    Range,
    /// `4/10`, `4 of 10`
    Part,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// Without its sign.
    pub(super) value: Decimal,
    pub(super) unit: Option<String>,
    pub(super) amount: Amount,
    /// Bytes of the text, signs and unit included.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Quantity {
    /// Whether it says how much there is.
    pub(super) fn is_value(&self) -> bool {
        self.amount == Amount::Value
    }

    /// Its value below zero where a minus says so.
    pub(super) fn signed(&self) -> Decimal {
        if self.amount == (Amount::Signed { down: true }) { -self.value } else { self.value }
    }

    /// Its amount in a unit; a bare number is taken to be in that unit.
    pub(super) fn value_in(&self, unit: Option<&str>) -> Option<Decimal> {
        match (self.unit.as_deref(), unit) {
            (Some(own), Some(unit)) => converted(self.signed(), own, unit),
            (Some(_), None) => None,
            (None, _) => Some(self.signed()),
        }
    }
}

/// All amounts of a plain text, from left to right; parts of dates, times, versions and words are left out.
pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    let bytes = text.as_bytes();
    let (mut found, mut at): (Vec<Quantity>, usize) = (Vec::new(), 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let token = at + text[at..].bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b':' | b'/')).count();
        if let Some(quantity) = quantity(text, at) {
            at = quantity.end.max(at + 1);
            found.push(quantity);
        } else {
            at = token.max(at + 1);
        }
    }
    found
}

fn quantity(text: &str, start: usize) -> Option<Quantity> {
    let before = &text[..start];
    let glued = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ',' | '/' | ':' | '#' | '@' | '^' | '%'));
    let hyphenated = before.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphanumeric));
    if glued || hyphenated {
        return None;
    }
    let (mut value, length) = plain_number(&text[start..])?;
    let mut end = start + length;
    if is_no_amount(&text[end..], length) {
        return None;
    }
    let (currency, lead) = currency(before);
    let mut unit = suffix(&text[end..], currency);
    // A bare `m` may be anything; before seconds it is minutes.
    let first = unit.clone().or_else(|| minutes(&text[end..]));
    end += unit.as_ref().map_or(0, |(_, length)| *length);
    let behind = first.as_ref().map_or(end, |(_, length)| if unit.is_some() { end } else { end + length });
    if let Some((whole, small, length)) = first.and_then(|(name, _)| compound(value, &name, &text[behind..])) {
        (value, end) = (whole, behind + length);
        unit = Some((small, 0));
    }
    let mut amount = amount_of(lead);
    if let Some((upper, more)) = upper_end(&text[end..]) {
        amount = Amount::Range;
        end += more;
        unit = unit.or(upper);
    } else if is_part(&text[end..]) {
        amount = Amount::Part;
    } else if text[end..].starts_with('+') {
        amount = Amount::AtLeast;
        end += 1;
        if unit.is_none() {
            unit = suffix(&text[end..], currency);
            end += unit.as_ref().filter(|_| text[end..].starts_with([' ', '%'])).map_or(0, |(_, length)| *length);
        }
    }
    let unit = unit.map(|(name, _)| name).or_else(|| currency.map(str::to_owned));
    let start = start - currency.map_or(0, str::len) - sign_length(lead);
    Some(Quantity { value, unit, amount, start, end })
}

/// `-02-27` behind a year, `:30` behind an hour, `.4` behind a version, `x`, `rd`: what makes a number no amount.
fn is_no_amount(rest: &str, length: usize) -> bool {
    let digit_behind = |sign: char| rest.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let dated = length == 4 && digit_behind('-') && rest[1..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('-');
    let slashed = digit_behind('/') && rest[1..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('/');
    dated || slashed || digit_behind(':') || digit_behind('.') || rest.starts_with(['_', '@'])
}

/// A currency sign before a number, and what stands before that.
fn currency(before: &str) -> (Option<&str>, &str) {
    let sign = before.char_indices().next_back().filter(|(_, c)| matches!(c, '$' | '€' | '£'));
    sign.map_or((None, before), |(at, _)| (Some(&before[at..]), &before[..at]))
}

/// The unit that the text begins with, and its length with the space before it.
fn suffix(rest: &str, currency: Option<&str>) -> Option<(String, usize)> {
    let spaced = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let gap = rest.len() - spaced.len();
    if spaced.starts_with('%') {
        return Some(("%".to_owned(), gap + 1));
    }
    let length = spaced.find(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '€'))).unwrap_or(spaced.len());
    let word = spaced[..length].trim_end_matches('/');
    // A thousand, million or billion stands at the number: `9.7M`, `1.2k requests`.
    if gap == 0 && matches!(word, "k" | "K" | "M" | "bn" | "B") && (currency.is_some() || word != "B") {
        let (more, behind) = suffix(&rest[word.len()..], None).unwrap_or_default();
        let unit = format!("{}{word}", currency.unwrap_or_default());
        return Some((format!("{unit} {more}").trim_end().to_owned(), word.len() + behind));
    }
    unit(word).map(|unit| (unit.to_owned(), gap + word.len()))
}

/// `30s` behind `14m`: the whole in the smaller unit, that unit, and the length of the second part.
fn compound(value: Decimal, name: &str, rest: &str) -> Option<(Decimal, String, usize)> {
    let next = rest.trim_start();
    let gap = rest.len() - next.len();
    let (more, length) = next.starts_with(|c: char| c.is_ascii_digit()).then(|| plain_number(next)).flatten()?;
    let (small, behind) = suffix(&next[length..], None).or_else(|| minutes(&next[length..]))?;
    let smaller = small != name && converted(more, &small, name).is_none_or(|more| more < Decimal::ONE);
    let whole = smaller.then(|| converted(value, name, &small)).flatten()?.checked_add(more)?;
    Some((whole, small, gap + length + behind))
}

/// Minutes as they are written before seconds.
fn minutes(rest: &str) -> Option<(String, usize)> {
    let behind = rest.strip_prefix('m')?;
    (!behind.starts_with(char::is_alphanumeric)).then(|| ("min".to_owned(), 1))
}

/// The upper end of a range: its unit with a length of nothing, and the length of all of it.
fn upper_end(rest: &str) -> Option<(Option<(String, usize)>, usize)> {
    let sign = ["–", "—", "-", " – ", " - ", " to "].into_iter().find(|sign| rest.starts_with(sign))?;
    let behind = &rest[sign.len()..];
    let (_, length) = behind.starts_with(|c: char| c.is_ascii_digit()).then(|| plain_number(behind)).flatten()?;
    let unit = suffix(&behind[length..], None);
    // `from 3 to 4` is a step and no range; what comes before tells, which is not seen here.
    if sign == " to " {
        return None;
    }
    let all = sign.len() + length + unit.as_ref().map_or(0, |(_, length)| *length);
    Some((unit.map(|(name, _)| (name, 0)), all))
}

fn is_part(rest: &str) -> bool {
    let rest = rest.trim_start();
    let behind = rest.strip_prefix('/').or_else(|| rest.strip_prefix("of ")).or_else(|| rest.strip_prefix("out of "));
    behind.is_some_and(|behind| behind.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

fn amount_of(lead: &str) -> Amount {
    let near = lead.trim_end();
    let ends = |signs: &[&str]| signs.iter().any(|sign| near.ends_with(sign));
    if ends(&["<", "≤", "<=", "&lt;"]) || ends_in_word(near, &["under", "below", "max", "at most", "up to", "less than", "within"]) {
        return Amount::AtMost;
    }
    if ends(&[">", "≥", ">="]) && !ends(&["->", "=>", "→"]) || ends_in_word(near, &["over", "above", "min", "at least", "more than"]) {
        return Amount::AtLeast;
    }
    match sign_length(lead) {
        0 => Amount::Value,
        _ => Amount::Signed { down: !lead.ends_with('+') },
    }
}

/// The length of a sign right before the number, where it is no dash between words.
fn sign_length(lead: &str) -> usize {
    let Some(sign) = lead.chars().next_back().filter(|c| matches!(c, '+' | '-' | '−' | '±')) else { return 0 };
    let before = &lead[..lead.len() - sign.len_utf8()];
    if before.is_empty() || before.ends_with([' ', '(', '[', ':', '|']) { sign.len_utf8() } else { 0 }
}

fn ends_in_word(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let (before, end) = text.split_at_checked(text.len().saturating_sub(phrase.len())).unwrap_or_default();
        end.eq_ignore_ascii_case(phrase) && (before.is_empty() || before.ends_with([' ', '(']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<String> {
        let show = |q: &Quantity| {
            let mark = match q.amount {
                Amount::Value => "",
                Amount::AtLeast => "≥",
                Amount::AtMost => "≤",
                Amount::Signed { down: true } => "−",
                Amount::Signed { down: false } => "+",
                Amount::Range => "range ",
                Amount::Part => "part ",
            };
            format!("{mark}{}{}", q.value, q.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}")))
        };
        quantities(text).iter().map(show).collect()
    }

    #[test]
    fn a_number_is_read_with_the_unit_behind_it() {
        assert_eq!(all("2.48% or 12.4 min, 8,900ms and 3,82 %"), ["2.48 %", "12.4 min", "8900 ms", "3.82 %"]);
        assert_eq!(all("$9.7M, 1.2k requests/s, 260KB, 40 €"), ["9.7 $M", "1.2 k req/s", "260 KB", "40 €"]);
        assert_eq!(all("14m 30s is 1h 5 min"), ["870 s", "65 min"]);
        assert_eq!(all("2 min 30 s"), ["150 s"]);
        assert_eq!(all("412 harbours"), ["412"]);
    }

    #[test]
    fn bounds_changes_ranges_and_parts_are_no_values() {
        assert_eq!(all("<1% >99 ≥ 3 <= 4 50+ 92%+"), ["≤1 %", "≥99", "≥3", "≤4", "≥50", "≥92 %"]);
        assert_eq!(all("(−1.34) +3 % -0.3 s"), ["−1.34", "+3 %", "−0.3 s"]);
        assert_eq!(all("300-500ms, 15–22% and 7/10"), ["range 300 ms", "range 15 %", "part 7"]);
        assert_eq!(all("3.8 → 2.4 % -> 1 %"), ["3.8", "2.4 %", "1 %"]);
    }

    #[test]
    fn a_unit_counts_once_on_either_side_of_a_plus() {
        assert_eq!(all("50+ % 3 €+%– 4 ms"), ["≥50 %", "≥3 €", "4 ms"]);
    }

    #[test]
    fn dates_times_versions_and_parts_of_words_are_no_amounts() {
        assert!(all("2031-02-27 12:30 v2 2.0.1 p95 x86_64 3/4/2031 RFC-2119").is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_scanned(text in "[0-9./%,: +<>=–—a-z$€mMkK-]{0,60}") {
            for quantity in quantities(&text) {
                prop_assert!(quantity.start < quantity.end && quantity.end <= text.len());
                prop_assert!(text.get(quantity.start..quantity.end).is_some());
            }
        }
    }
}
