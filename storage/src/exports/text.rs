//! The text of an archive: JSON with sorted keys, two blanks deep, as any pretty printer with sorted keys writes it. So the same rows
//! always give the same bytes, and two archives can be compared line by line.

use super::kinds::{Column, Table};
use super::value::Value;
use crate::StorageError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::SecondsFormat;
use serde_json::Value as Json;
use std::io::Write;

/// Writes a row at the depth of a list of rows.
pub(super) fn row(out: &mut Vec<u8>, columns: &[&'static Column], values: &[Value], depth: usize) -> Result<(), StorageError> {
    out.push(b'{');
    for (at, (column, value)) in columns.iter().zip(values).enumerate() {
        key(out, column.name, at == 0, depth + 1)?;
        scalar(out, column.name, value, depth + 1)?;
    }
    line(out, depth);
    out.push(b'}');
    Ok(())
}

/// Begins a member of an object: comma, new line, name, colon.
pub(super) fn key(out: &mut Vec<u8>, name: &str, first: bool, depth: usize) -> Result<(), StorageError> {
    next(out, first, depth);
    string(out, name)?;
    out.extend_from_slice(b": ");
    Ok(())
}

/// Begins a member of a list or object on a line of its own.
pub(super) fn next(out: &mut Vec<u8>, first: bool, depth: usize) {
    if !first {
        out.push(b',');
    }
    line(out, depth);
}

/// Ends a list that has `rows` members.
pub(super) fn end(out: &mut Vec<u8>, rows: usize, depth: usize) {
    if rows > 0 {
        line(out, depth);
    }
    out.push(b']');
}

/// A new line, and what goes before its first sign.
pub(super) fn line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

/// A string in quotes, escaped as `serde_json` does it.
pub(super) fn string(out: &mut Vec<u8>, text: &str) -> Result<(), StorageError> {
    serde_json::to_writer(out, text).map_err(|_| StorageError::Corrupt("text"))
}

fn scalar(out: &mut Vec<u8>, name: &'static str, value: &Value, depth: usize) -> Result<(), StorageError> {
    // Writing to memory cannot fail.
    let failed = |_| StorageError::Corrupt(name);
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Id(id) => write!(out, "\"{id}\"").map_err(failed)?,
        Value::Text(text) => string(out, text)?,
        Value::Number(number) => write!(out, "{number}").map_err(failed)?,
        Value::Flag(flag) => write!(out, "{flag}").map_err(failed)?,
        Value::Moment(at) => write!(out, "\"{}\"", at.to_rfc3339_opts(SecondsFormat::Micros, true)).map_err(failed)?,
        Value::Json(json) => nested(out, name, json, depth)?,
        Value::Bytes(bytes) => {
            out.push(b'"');
            let start = out.len();
            out.resize(start + bytes.len().div_ceil(3) * 4, 0);
            STANDARD.encode_slice(bytes, &mut out[start..]).map_err(|_| StorageError::Corrupt(name))?;
            out.push(b'"');
        }
    }
    Ok(())
}

fn nested(out: &mut Vec<u8>, name: &'static str, value: &Json, depth: usize) -> Result<(), StorageError> {
    match value {
        // Nothing here has fractions: decimals are text. One that somebody wrote by hand would not be the same on both databases.
        Json::Number(number) if number.is_f64() => return Err(StorageError::Corrupt(name)),
        Json::Array(parts) => {
            out.push(b'[');
            for (at, part) in parts.iter().enumerate() {
                next(out, at == 0, depth + 1);
                nested(out, name, part, depth + 1)?;
            }
            end(out, parts.len(), depth);
        }
        Json::Object(fields) => {
            out.push(b'{');
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(field, _)| *field);
            for (at, (field, part)) in fields.iter().enumerate() {
                key(out, field, at == 0, depth + 1)?;
                nested(out, name, part, depth + 1)?;
            }
            if !fields.is_empty() {
                line(out, depth);
            }
            out.push(b'}');
        }
        scalar => serde_json::to_writer(out, scalar).map_err(|_| StorageError::Corrupt(name))?,
    }
    Ok(())
}

/// The keys of a file, sorted: the tables of its parts, and what stands before them.
pub(super) fn keys(tables: &[&'static Table]) -> Vec<(&'static str, Option<&'static Table>)> {
    let heads = ["format", "parts", "people"].map(|key| (key, None));
    let mut keys: Vec<_> = tables.iter().map(|table| (table.key(), Some(*table))).chain(heads).collect();
    keys.sort_unstable_by_key(|(key, _)| *key);
    keys
}
