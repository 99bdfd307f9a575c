//! What people type, read field by field: what cannot be used is refused at its field, with what to do.

use crate::ServiceError;
use domain::Day;
use domain::text::{Markdown, TextError, Title};
use std::fmt::Display;

/// A line that has to be there.
pub(crate) fn title(field: &'static str, label: &str, typed: &str) -> Result<Title, ServiceError> {
    typed.parse().map_err(|error| ServiceError::invalid(field, label, error))
}

/// A title that may stay empty.
pub(crate) fn title_if_any(field: &'static str, label: &str, typed: &str) -> Result<Option<Title>, ServiceError> {
    if typed.trim().is_empty() { Ok(None) } else { title(field, label, typed).map(Some) }
}

/// A line that may stay empty, of at most `limit` characters.
pub(crate) fn line(field: &'static str, label: &str, typed: &str, limit: usize) -> Result<Option<String>, ServiceError> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().any(char::is_control) {
        return Err(ServiceError::invalid(field, label, TextError::Control));
    }
    match line.chars().count() {
        0 => Ok(None),
        length if length > limit => Err(ServiceError::invalid(field, label, TextError::TooLong { length, limit })),
        _ => Ok(Some(line)),
    }
}

/// Markdown, which may stay empty.
pub(crate) fn markdown(field: &'static str, label: &str, typed: &str) -> Result<Markdown, ServiceError> {
    typed.parse().map_err(|error| ServiceError::invalid(field, label, error))
}

/// Markdown, where anything was typed.
pub(crate) fn markdown_if_any(field: &'static str, label: &str, typed: &str) -> Result<Option<Markdown>, ServiceError> {
    let text = markdown(field, label, typed.trim())?;
    Ok((!text.is_empty()).then_some(text))
}

/// Why something is done: Markdown that has to be there.
pub(crate) fn reason(typed: &str) -> Result<Markdown, ServiceError> {
    markdown_if_any("reason", "A reason", typed)?
        .ok_or_else(|| ServiceError::invalid("reason", "A reason", "is needed; the activity shows it to everybody"))
}

/// A few plain words or lines, where anything was typed.
pub(crate) fn text(field: &'static str, label: &str, typed: &str) -> Result<Option<String>, ServiceError> {
    const LIMIT: usize = 4_000;
    let length = typed.chars().count();
    if length > LIMIT {
        return Err(ServiceError::invalid(field, label, TextError::TooLong { length, limit: LIMIT }));
    }
    Ok(markdown_if_any(field, label, typed)?.map(String::from))
}

/// A day that may stay empty.
pub(crate) fn day(field: &'static str, typed: &str) -> Result<Option<Day>, ServiceError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|error| ServiceError::Invalid { field, message: sentence(&error) })
}

/// The words of an error as a sentence.
pub(crate) fn sentence(words: &impl Display) -> String {
    let words = words.to_string();
    let mut rest = words.chars();
    let first: String = rest.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_or_day_is_none_and_an_unusable_one_names_its_field() {
        assert_eq!(line("when", "When", "  ", 9).unwrap(), None);
        assert_eq!(line("when", "When", " Day  3 ", 9).unwrap(), Some("Day 3".to_owned()));
        assert!(matches!(line("when", "When", "0123456789", 9), Err(ServiceError::Invalid { field: "when", .. })));
        assert!(matches!(line("when", "When", "a\u{7}b", 9), Err(ServiceError::Invalid { field: "when", .. })));
        assert_eq!(day("date", " ").unwrap(), None);
        let error = day("date", "1st of May").unwrap_err();
        assert!(error.to_string().contains("2026-03-01"), "{error}");
    }
}
