//! From what was typed into the fields of a form to values; what cannot be used is refused at its field.

use crate::ServiceError;
use domain::Day;
use domain::text::{Markdown, Title};
use std::fmt::Display;

/// One line, where anything was typed.
pub(crate) fn line(field: &'static str, label: &str, typed: &str) -> Result<Option<Title>, ServiceError> {
    let words = typed.trim();
    if words.is_empty() {
        return Ok(None);
    }
    words.parse().map(Some).map_err(|error| ServiceError::invalid(field, label, error))
}

/// A few plain words or lines, where anything was typed.
pub(crate) fn text(field: &'static str, label: &str, typed: &str) -> Result<Option<String>, ServiceError> {
    const LIMIT: usize = 4_000;
    let length = typed.chars().count();
    if length > LIMIT {
        return Err(ServiceError::invalid(field, label, format!("is {length} characters long; at most {LIMIT} are kept")));
    }
    Ok(markdown(field, label, typed)?.map(String::from))
}

/// Markdown, where anything was typed.
pub(crate) fn markdown(field: &'static str, label: &str, typed: &str) -> Result<Option<Markdown>, ServiceError> {
    let text: Markdown = typed.trim().parse().map_err(|error| ServiceError::invalid(field, label, error))?;
    Ok((!text.is_empty()).then_some(text))
}

/// Markdown that has to be there.
pub(crate) fn needed(field: &'static str, label: &str, typed: &str) -> Result<Markdown, ServiceError> {
    markdown(field, label, typed)?.ok_or_else(|| ServiceError::invalid(field, label, "is needed; the activity shows it to everybody"))
}

/// A day, where one was typed.
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
