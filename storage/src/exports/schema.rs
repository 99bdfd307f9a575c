//! The published schema of the file: made of the list of tables, so that it cannot say anything else than the program does.

use super::kinds::{Column, Kind, Part, Table, Tie};
use super::people;
use super::scalars::LARGEST;
use super::{FORMAT, tables};
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of an archive.
#[must_use]
pub fn schema() -> Value {
    let mut properties = Map::new();
    properties
        .insert("format".into(), json!({ "const": FORMAT, "description": "Names this schema; another list of columns has another." }));
    let words = Part::ALL.map(Part::as_str);
    properties.insert(
        "parts".into(),
        json!({
            "description": "What is in the file beside the project and its audits. Comments and attachments come with registers.",
            "type": "array", "items": { "enum": words }, "uniqueItems": true
        }),
    );
    let columns: Vec<&Column> = people::COLUMNS.iter().collect();
    let people = "Everybody with an account whom a row names. Who has no account any more is named by rows alone.";
    properties.insert("people".into(), json!({ "description": people, "type": "array", "items": row(&columns) }));
    for table in tables() {
        properties.insert(table.key().into(), rows(table));
    }
    let required: Vec<&str> = ["format", "parts", "people"].into_iter().chain(keys(None)).collect();
    let parts: Vec<Value> = Part::ALL.into_iter().map(when).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:holdpoint:project:1",
        "title": "Holdpoint archive of a project",
        "description": "All rows of a project. Each list is a table, sorted by identity; each row has all columns of its table. \
            Moments are UTC with microseconds. There are no numbers with fractions: decimals are text.",
        "type": "object", "additionalProperties": false, "required": required, "properties": properties, "allOf": parts
    })
}

fn keys(part: Option<Part>) -> impl Iterator<Item = &'static str> {
    tables().filter(move |table| table.part == part).map(Table::key)
}

/// The tables of a part are all there where it is named, and none where it is not.
fn when(part: Part) -> Value {
    let without: Map<String, Value> = keys(Some(part)).map(|key| (key.to_owned(), json!(false))).collect();
    json!({
        "if": { "properties": { "parts": { "contains": { "const": part.as_str() } } } },
        "then": { "required": keys(Some(part)).collect::<Vec<_>>() },
        "else": { "properties": without }
    })
}

fn rows(table: &Table) -> Value {
    let mut one = row(&table.sorted());
    let part = table.part.map_or(String::new(), |part| format!(" In the part “{}”.", part.as_str()));
    let says = format!("{}{part}", table.says);
    if table.tie == Tie::Itself {
        one["description"] = json!(says);
        return one;
    }
    json!({ "description": says, "type": "array", "items": one })
}

fn row(columns: &[&Column]) -> Value {
    let properties: Map<String, Value> = columns.iter().map(|column| (column.name.to_owned(), scalar(column))).collect();
    let required: Vec<&str> = columns.iter().map(|column| column.name).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn scalar(column: &Column) -> Value {
    let id = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
    let moment = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$";
    let (kind, mut schema) = match column.kind {
        Kind::Text => ("string", json!({})),
        Kind::Small => ("integer", json!({ "minimum": i32::MIN, "maximum": i32::MAX })),
        Kind::Integer => ("integer", json!({ "minimum": -LARGEST, "maximum": LARGEST })),
        Kind::Flag => ("boolean", json!({})),
        Kind::Moment => ("string", json!({ "pattern": moment })),
        Kind::Bytes => ("string", json!({ "contentEncoding": "base64" })),
        Kind::Json | Kind::JsonText => ("", json!({})),
        _ => ("string", json!({ "pattern": id })),
    };
    match (kind, column.nullable()) {
        ("", _) => {}
        (kind, true) => schema["type"] = json!([kind, "null"]),
        (kind, false) => schema["type"] = json!(kind),
    }
    let says = says(column);
    if !says.is_empty() {
        schema["description"] = json!(says);
    }
    schema
}

fn says(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Project => "The project of the file.".to_owned(),
        Kind::Row(table) => format!("A row of “{table}”."),
        Kind::Record(by) => format!("A record, of the kind that “{by}” says."),
        Kind::Member => "Somebody of “people”.".to_owned(),
        Kind::Person => "Somebody of “people”, or somebody who has no account any more.".to_owned(),
        Kind::Json | Kind::JsonText if column.says.is_empty() => "Any JSON without fractions; the program checks its shape.".to_owned(),
        _ => String::new(),
    };
    [kind.as_str(), column.says].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
