//! What people type, read field by field: what cannot be used is refused at its field, with what to do.

use crate::ServiceError;
use domain::Day;
use domain::text::{Markdown, TextError, Title};

/// A line that has to be there.
pub(crate) fn title(field: &'static str, label: &str, typed: &str) -> Result<Title, ServiceError> {
    typed.parse().map_err(|error| ServiceError::invalid(field, label, error))
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

/// A day that may stay empty.
pub(crate) fn day(field: &'static str, typed: &str) -> Result<Option<Day>, ServiceError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|error| ServiceError::Invalid { field, message: format!("{error}.") })
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
