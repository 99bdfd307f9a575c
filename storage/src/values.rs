//! Between columns and the types of the domain.

use crate::StorageError;
use domain::LineRange;
use domain::Timestamp;
use domain::ids::UserId;
use domain::people::Assignee;
use serde::Serialize;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::str::FromStr;
use uuid::Uuid;

/// Moments as the databases keep them.
pub(crate) type Moment = chrono::DateTime<chrono::Utc>;

/// Reads a text column as a type of the domain; `column` names it in the error.
pub(crate) fn parsed<T: FromStr>(text: &str, column: &'static str) -> Result<T, StorageError> {
    text.parse().map_err(|_| StorageError::Corrupt(column))
}

/// Reads a text column that may be empty.
pub(crate) fn parsed_some<T: FromStr>(text: Option<&str>, column: &'static str) -> Result<Option<T>, StorageError> {
    text.map(|text| parsed(text, column)).transpose()
}

/// The word for a variant of an enum without fields, as serde names it.
pub(crate) fn word<T: Serialize>(value: T) -> Result<String, StorageError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(StorageError::Corrupt("an enum without a word")),
    }
}

/// The word for a variant, where there is one.
pub(crate) fn word_some<T: Serialize>(value: Option<T>) -> Result<Option<String>, StorageError> {
    value.map(word).transpose()
}

/// The variant that a word names; `column` names it in the error.
pub(crate) fn variant<T: DeserializeOwned>(word: &str, column: &'static str) -> Result<T, StorageError> {
    let text: StrDeserializer<'_, WordError> = word.into_deserializer();
    <T as serde::Deserialize>::deserialize(text).map_err(|_| StorageError::Corrupt(column))
}

/// The variant that a word names, where there is one.
pub(crate) fn variant_some<T: DeserializeOwned>(word: Option<&str>, column: &'static str) -> Result<Option<T>, StorageError> {
    word.map(|word| variant(word, column)).transpose()
}

/// JSON columns.
pub(crate) use sqlx::types::Json;

/// Lines from their two columns.
pub(crate) fn lines(from: Option<i32>, to: Option<i32>) -> Option<LineRange> {
    Some(LineRange::new(from?.try_into().ok()?, to?.try_into().ok()?))
}

/// Lines for their two columns.
pub(crate) fn columns(lines: Option<LineRange>) -> (Option<i32>, Option<i32>) {
    (lines.and_then(|lines| lines.first.try_into().ok()), lines.and_then(|lines| lines.last.try_into().ok()))
}

/// A moment, where there is one.
pub(crate) fn moment(at: Option<Timestamp>) -> Option<Moment> {
    at.map(Timestamp::to_utc)
}

/// Who has something in hand, from the two columns.
pub(crate) fn assignee(name: Option<String>, id: Option<Uuid>) -> Option<Assignee> {
    name.map(|name| Assignee { name, user: id.map(UserId) })
}

/// Who has something in hand, for the two columns.
pub(crate) fn person(assignee: Option<&Assignee>) -> (Option<&str>, Option<Uuid>) {
    (assignee.map(|of| of.name.as_str()), assignee.and_then(|of| of.user).map(|user| user.0))
}
