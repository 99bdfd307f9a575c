//! One value of a row: from the database, to the database.

use super::kinds::{Column, Kind};
use crate::StorageError;
use crate::values::{Json, Moment};
use sqlx::{ColumnIndex, Decode, Row, Type};
use uuid::Uuid;

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Id(Uuid),
    Text(String),
    Number(i64),
    Flag(bool),
    Moment(Moment),
    Json(serde_json::Value),
    Bytes(Vec<u8>),
}

impl Value {
    /// The identity, where it is one.
    pub(super) const fn id(&self) -> Option<Uuid> {
        if let Self::Id(id) = self { Some(*id) } else { None }
    }

    /// The text, where it is one.
    pub(super) const fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text.as_str()) } else { None }
    }

    /// The number, where it is one.
    pub(super) const fn number(&self) -> Option<i64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }
}

/// Types that both databases keep, so that one function reads rows of both.
pub(super) trait Kept<'r, DB: sqlx::Database>: Decode<'r, DB> + Type<DB> {}
impl<'r, DB: sqlx::Database, T: Decode<'r, DB> + Type<DB>> Kept<'r, DB> for T {}

/// Reads the value of a column, the one at `index` of the statement.
pub(super) fn read<'r, R>(row: &'r R, index: usize, column: &Column) -> Result<Value, StorageError>
where
    R: Row,
    usize: ColumnIndex<R>,
    Uuid: Kept<'r, R::Database>,
    String: Kept<'r, R::Database>,
    i32: Kept<'r, R::Database>,
    i64: Kept<'r, R::Database>,
    bool: Kept<'r, R::Database>,
    Moment: Kept<'r, R::Database>,
    Json<serde_json::Value>: Kept<'r, R::Database>,
    Vec<u8>: Kept<'r, R::Database>,
{
    let value = match column.kind {
        Kind::Id | Kind::Project | Kind::Row(_) | Kind::Record(_) | Kind::Subject | Kind::Member | Kind::Person => {
            row.try_get::<Option<Uuid>, _>(index)?.map(Value::Id)
        }
        Kind::Text => row.try_get::<Option<String>, _>(index)?.map(Value::Text),
        Kind::Small => row.try_get::<Option<i32>, _>(index)?.map(|number| Value::Number(number.into())),
        Kind::Integer => row.try_get::<Option<i64>, _>(index)?.map(Value::Number),
        Kind::Flag => row.try_get::<Option<bool>, _>(index)?.map(Value::Flag),
        Kind::Moment => row.try_get::<Option<Moment>, _>(index)?.map(Value::Moment),
        Kind::Json => row.try_get::<Option<Json<serde_json::Value>>, _>(index)?.map(|json| Value::Json(json.0)),
        Kind::JsonText => match row.try_get::<Option<String>, _>(index)? {
            Some(text) => Some(Value::Json(serde_json::from_str(&text).map_err(|_| StorageError::Corrupt(column.name))?)),
            None => None,
        },
        Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(index)?.map(Value::Bytes),
    };
    Ok(value.unwrap_or(Value::Null))
}

/// Binds a value to a statement of one of the databases. A macro, for what can be bound is a matter of the database.
macro_rules! bind {
    ($query:expr, $column:expr, $value:expr) => {{
        use crate::exports::kinds::Kind;
        use crate::exports::value::Value;
        match ($column.kind, $value) {
            (Kind::Small, Value::Number(number)) => $query.bind(i32::try_from(*number).ok()),
            (Kind::Small, _) => $query.bind(None::<i32>),
            (Kind::JsonText, Value::Json(json)) => $query.bind(json.to_string()),
            (Kind::Json, Value::Null) => $query.bind(None::<crate::values::Json<serde_json::Value>>),
            (Kind::Integer, Value::Null) => $query.bind(None::<i64>),
            (Kind::Flag, Value::Null) => $query.bind(None::<bool>),
            (Kind::Moment, Value::Null) => $query.bind(None::<crate::values::Moment>),
            (Kind::Bytes, Value::Null) => $query.bind(None::<Vec<u8>>),
            (Kind::Text | Kind::JsonText, Value::Null) => $query.bind(None::<String>),
            (_, Value::Null) => $query.bind(None::<uuid::Uuid>),
            (_, Value::Id(id)) => $query.bind(*id),
            (_, Value::Text(text)) => $query.bind(text.as_str()),
            (_, Value::Number(number)) => $query.bind(*number),
            (_, Value::Flag(flag)) => $query.bind(*flag),
            (_, Value::Moment(at)) => $query.bind(*at),
            (_, Value::Json(json)) => $query.bind(crate::values::Json(json)),
            (_, Value::Bytes(bytes)) => $query.bind(bytes.as_slice()),
        }
    }};
}
pub(super) use bind;
