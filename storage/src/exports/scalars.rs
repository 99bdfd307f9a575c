//! One value of a file, as its column wants it. Each has one way to be written: what would be written otherwise is refused.

use super::Place;
use super::kinds::{Column, Kind};
use super::value::Value;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Timelike, Utc};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, Unexpected, Visitor};
use serde_json::Value as Json;
use std::fmt;
use uuid::Uuid;

/// The largest number that every reader of JSON keeps exactly (RFC 8259, section 6); nothing here counts so far.
pub(super) const LARGEST: i64 = (1 << 53) - 1;

/// Reads the value of a column.
pub(super) struct Scalar {
    pub(super) column: &'static Column,
    pub(super) place: Place,
}

impl Scalar {
    fn text(&self, text: &str) -> Option<Value> {
        match self.column.kind {
            Kind::Id | Kind::Project | Kind::Row(_) | Kind::Record(_) | Kind::Subject | Kind::Member | Kind::Person => {
                id(text).map(Value::Id)
            }
            Kind::Text => (!text.contains('\0')).then(|| Value::Text(text.to_owned())),
            Kind::Moment => moment(text).map(Value::Moment),
            Kind::Bytes => STANDARD.decode(text).ok().map(Value::Bytes),
            _ => None,
        }
    }

    fn number(&self, number: i64) -> Option<Value> {
        match self.column.kind {
            Kind::Small => i32::try_from(number).ok().map(|number| Value::Number(number.into())),
            Kind::Integer => (-LARGEST..=LARGEST).contains(&number).then_some(Value::Number(number)),
            _ => None,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        if !matches!(self.column.kind, Kind::Json | Kind::JsonText) {
            return json.deserialize_any(self);
        }
        match Json::deserialize(json)? {
            // Elsewhere it is a value: facts that were not known when a decision was signed.
            Json::Null if self.column.nullable() => Ok(Value::Null),
            value => match fault(&value) {
                Some(fault) => Err(D::Error::custom(format!("{}: {fault}", self.place))),
                None => Ok(Value::Json(value)),
            },
        }
    }
}

impl Visitor<'_> for Scalar {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.column.kind {
            Kind::Text | Kind::Json | Kind::JsonText => "text without the sign U+0000",
            Kind::Small => "a whole number of 32 bits",
            Kind::Integer => "a whole number of 53 bits",
            Kind::Flag => "true or false",
            Kind::Moment => "a moment such as \"2031-04-05T06:07:08.123456Z\"",
            Kind::Bytes => "base64 with padding",
            _ => "an identity such as \"0195f0c2-7d1e-7b7a-9a53-0d6f5c1a2b3c\"",
        };
        write!(f, "{} to be {what}{}", self.place, if self.column.nullable() { ", or null" } else { "" })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.text(text).ok_or_else(|| E::invalid_value(Unexpected::Other("other text"), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        self.number(number).ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        let found = i64::try_from(number).ok().and_then(|number| self.number(number));
        found.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        if self.column.kind == Kind::Flag { Ok(Value::Flag(flag)) } else { Err(E::invalid_type(Unexpected::Bool(flag), &self)) }
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        if self.column.nullable() { Ok(Value::Null) } else { Err(E::invalid_type(Unexpected::Unit, &self)) }
    }
}

/// The one way to write an identity: small letters, with hyphens.
fn id(text: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok()?;
    let mut buffer = Uuid::encode_buffer();
    (id.hyphenated().encode_lower(&mut buffer) == text).then_some(id)
}

/// The one way to write a moment: UTC, with microseconds. Leap seconds, which the databases do not keep alike, are none.
fn moment(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    (at.nanosecond() < 1_000_000_000 && at.to_rfc3339_opts(SecondsFormat::Micros, true) == text).then_some(at)
}

/// What keeps a JSON value from being the same on both databases.
fn fault(value: &Json) -> Option<&'static str> {
    let sign = |text: &str| text.contains('\0').then_some("holds the sign U+0000, which PostgreSQL cannot keep");
    match value {
        Json::Number(number) if number.is_f64() => Some("holds a number with a fraction; write decimals as text"),
        Json::String(text) => sign(text),
        Json::Array(parts) => parts.iter().find_map(fault),
        Json::Object(fields) => fields.iter().find_map(|(name, part)| sign(name).or_else(|| fault(part))),
        _ => None,
    }
}
