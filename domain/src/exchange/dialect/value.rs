//! Values of records as text, and back.

use super::super::measured::MetricTarget;
use super::COMPUTED;
use super::inline::{escape, unescape};
use super::kind::{Field, Form};
use super::typed::{links_words, rating_words, read_links, read_rating};
use crate::Day;
use crate::assessments::Rating;
use crate::links::Links;
use crate::metrics::Threshold;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::str::FromStr;

/// The members of a record.
pub(crate) type Record = Map<String, Value>;

/// No number of a report is larger, and arithmetic on numbers up to here cannot overflow.
pub(crate) const LARGEST: i128 = 1_000_000_000_000_000_000_000;

/// The longest text that stands in a table where it could also stand below it, in bytes.
const IN_TABLE: usize = 80;

/// Stands for a flag that is set.
const YES: &str = "yes";

/// Where points out of nothing are missing.
const NO_POINTS: &str = "–";

/// A value as text.
pub(crate) enum Written {
    /// One line.
    Line(String),
    /// Markdown for a block quote.
    Quote(String),
}

/// A member that is text.
pub(crate) fn text_of<'r>(record: &'r Record, key: &str) -> Option<&'r str> {
    record.get(key).and_then(Value::as_str)
}

/// Whether a member has a value.
pub(crate) fn has(record: &Record, key: &str) -> bool {
    record.get(key).is_some_and(|value| !value.is_null())
}

/// A member as it stands behind its label; `None` where there is nothing.
pub(crate) fn written(field: &Field, record: &Record) -> Option<Written> {
    let text = text_of(record, field.key);
    match field.form {
        Form::Text => text.map(|text| if is_line(text) { Written::Line(text.to_owned()) } else { Written::Quote(text.to_owned()) }),
        Form::Words => text.map(|text| Written::Line(escape(text))),
        Form::Number => text.map(|number| Written::Line(number.to_owned())),
        Form::Percent => text.map(|number| Written::Line(format!("{number} %"))),
        Form::Points => points(text, text_of(record, "max")).map(Written::Line),
        Form::Word(words) => text.and_then(|text| words.iter().find(|(word, _)| *word == text)).map(|(_, shown)| line(shown)),
        Form::Target => typed(record, field.key).map(|target: MetricTarget| Written::Line(target.to_string())),
        Form::Day => text.map(line),
        Form::Count(_) => record.get(field.key).and_then(Value::as_u64).map(|count| Written::Line(count.to_string())),
        Form::Flag => record.get(field.key).and_then(Value::as_bool).filter(|flag| *flag).map(|_| line(YES)),
        Form::Links => typed(record, field.key).map(|links: Links| Written::Line(links_words(&links))),
        Form::Rating => typed(record, field.key).map(|rating: Rating| Written::Line(rating_words(&rating))),
        Form::Computed => None,
    }
}

/// A member as a type of the domain.
fn typed<T: DeserializeOwned>(record: &Record, key: &str) -> Option<T> {
    record.get(key).and_then(|value| serde_json::from_value(value.clone()).ok())
}

fn line(text: &str) -> Written {
    Written::Line(text.to_owned())
}

fn points(value: Option<&str>, max: Option<&str>) -> Option<String> {
    match (value, max) {
        (None, None) => None,
        (Some(value), None) => Some(value.to_owned()),
        (value, Some(max)) => Some(format!("{}/{max}", value.unwrap_or(NO_POINTS))),
    }
}

/// Whether Markdown is one line that can stand behind a label as it is.
fn is_line(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains(char::is_control) && !text.ends_with(COMPUTED)
}

/// A member as a cell of a table; `None` where there is nothing or it has to stand below.
pub(crate) fn cell(field: &Field, record: &Record) -> Option<String> {
    match (field.form, written(field, record)?) {
        (Form::Text, Written::Line(text)) => (text.len() <= IN_TABLE && escape(&text) == text).then_some(text),
        (_, Written::Line(text)) => Some(text),
        (_, Written::Quote(_)) => None,
    }
}

/// Reads a line as the value of a member that has none so far; false where it cannot be one.
pub(crate) fn take(field: &Field, line: &str, record: &mut Record) -> bool {
    let value = match field.form {
        Form::Words => Some(unescape(line)),
        Form::Text => (!line.is_empty()).then(|| line.to_owned()),
        Form::Number => number(line),
        Form::Percent => number(line.strip_suffix('%').unwrap_or(line).trim_end_matches(' ')),
        Form::Points => return take_points(field, line, record),
        Form::Word(words) => words.iter().find(|(_, shown)| shown.eq_ignore_ascii_case(line)).map(|(word, _)| (*word).to_owned()),
        Form::Target => return read_target(line).is_some_and(|target| put(record, field.key, target)),
        Form::Day => line.parse().ok().map(|day: Day| day.to_string()),
        Form::Count(most) => return count(line, most).is_some_and(|count| put(record, field.key, count.into())),
        Form::Flag => return line.eq_ignore_ascii_case(YES) && put(record, field.key, true.into()),
        Form::Links => return read_links(line).is_some_and(|links| put(record, field.key, json!(links))),
        Form::Rating => return read_rating(line).is_some_and(|rating| put(record, field.key, json!(rating))),
        Form::Computed => return true,
    };
    value.is_some_and(|value| put(record, field.key, Value::String(value)))
}

/// Gives a member a value unless it has one.
pub(crate) fn put(record: &mut Record, key: &str, value: Value) -> bool {
    let free = !has(record, key);
    if free {
        record.insert(key.to_owned(), value);
    }
    free
}

fn take_points(field: &Field, line: &str, record: &mut Record) -> bool {
    let (value, max) = line.split_once('/').map_or((line, None), |(value, max)| (value.trim_end_matches(' '), Some(max)));
    let value = if max.is_some() && value == NO_POINTS { Some(Value::Null) } else { number(value).map(Value::String) };
    let max = max.map_or(Some(Value::Null), |max| number(max.trim_start_matches(' ')).map(Value::String));
    let (Some(value), Some(max)) = (value, max) else { return false };
    put(record, field.key, value) && put(record, "max", max)
}

fn read_target(line: &str) -> Option<Value> {
    let (bound, figure) = [("at_least", "at least "), ("at_most", "at most ")]
        .into_iter()
        .find_map(|(bound, words)| line.strip_prefix(words).map(|figure| (bound, figure)))
        .unwrap_or(("", line));
    let figure = decimal(figure)?;
    let target = Threshold::from_word(bound, figure).map_or(MetricTarget::Exactly(figure), MetricTarget::Bound);
    serde_json::to_value(target).ok()
}

fn count(line: &str, most: u16) -> Option<u16> {
    line.parse().ok().filter(|count| (1..=most).contains(count))
}

/// A number in the spelling of data.
fn number(line: &str) -> Option<String> {
    decimal(line).map(|number| number.to_string())
}

/// A number that is not too large.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    plain.then(|| Decimal::from_str(text).ok()).flatten().filter(|number| number.abs() <= Decimal::from_i128_with_scale(LARGEST, 0))
}
