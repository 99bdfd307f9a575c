//! The published schema. A small reader of schemas holds it to what is written: it knows the words that ours uses, and fails on any
//! other.

use super::rich::rich;
use super::trip::exported;
use scratch::on_fresh;
use serde_json::{Value, json};
use storage::exports::{self, Parts};

/// The published schema, which stands with the documentation.
const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/project.schema.json");

#[test]
fn the_published_schema_is_the_one_of_the_program() {
    let made = serde_json::to_string_pretty(&exports::schema()).unwrap() + "\n";
    if std::env::var_os("HOLDPOINT_WRITE_SCHEMA").is_some() {
        std::fs::write(PUBLISHED, &made).unwrap();
    }
    let published = std::fs::read_to_string(PUBLISHED).unwrap();
    assert!(published == made, "run this test with HOLDPOINT_WRITE_SCHEMA=1, and look at what changed in docs/project.schema.json");
}

/// What is wrong with a value; empty where it is as the schema says.
fn faults(schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let Some(words) = schema.as_object() else {
        return if schema == &json!(false) { vec![format!("{place}: must not be there")] } else { Vec::new() };
    };
    let mut found = Vec::new();
    let mut refuse = |fails: bool, why: &str| {
        if fails {
            found.push(format!("{place}: {why}"));
        }
    };
    let list = |says: &Value| says.as_array().unwrap().clone();
    let mut inner = Vec::new();
    for (word, says) in words {
        match word.as_str() {
            "description" | "title" | "$schema" | "$id" | "contentEncoding" | "then" | "else" => {}
            "type" if says.is_array() => refuse(!list(says).iter().any(|kind| is_of_type(value, kind)), &format!("is none of {says}")),
            "type" => refuse(!is_of_type(value, says), &format!("is no {says}")),
            "const" => refuse(value != says, &format!("is not {says}")),
            "enum" => refuse(!list(says).contains(value), &format!("is none of {says}")),
            "minimum" => refuse(value.as_i64().is_some_and(|it| it < says.as_i64().unwrap()), "is too small"),
            "maximum" => refuse(value.as_i64().is_some_and(|it| it > says.as_i64().unwrap()), "is too large"),
            "pattern" => refuse(!value.as_str().is_none_or(|text| is_like(text, says.as_str().unwrap())), "has another form"),
            "uniqueItems" => refuse(value.as_array().is_some_and(|it| (1..it.len()).any(|at| it[..at].contains(&it[at]))), "stands twice"),
            "contains" => refuse(value.as_array().is_some_and(|it| it.iter().all(|one| !faults(says, one, place).is_empty())), "lacks one"),
            "required" => {
                let missing = list(says).into_iter().find(|name| value.get(name.as_str().unwrap()).is_none());
                refuse(value.is_object() && missing.is_some(), &format!("has no {missing:?}"));
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().unwrap();
                let unknown = value.as_object().and_then(|fields| fields.keys().find(|name| !known.contains_key(*name)));
                refuse(unknown.is_some(), &format!("knows no {unknown:?}"));
            }
            "properties" => {
                for (name, rule) in says.as_object().unwrap() {
                    inner.extend(value.get(name).into_iter().flat_map(|field| faults(rule, field, &format!("{place}.{name}"))));
                }
            }
            "items" => {
                let parts = value.as_array().into_iter().flatten().enumerate();
                inner.extend(parts.flat_map(|(at, part)| faults(says, part, &format!("{place}[{at}]"))));
            }
            "allOf" => list(says).iter().for_each(|one| inner.extend(faults(one, value, place))),
            "if" => {
                let branch = if faults(says, value, place).is_empty() { "then" } else { "else" };
                inner.extend(faults(&schema[branch], value, place));
            }
            other => panic!("the schema uses `{other}`, which this test cannot read"),
        }
    }
    found.extend(inner);
    found
}

fn is_of_type(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    }
}

/// The two patterns of the schema are made of classes in brackets, counts in braces and other signs.
fn is_like(text: &str, pattern: &str) -> bool {
    let shape = match pattern {
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" => "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$" => "dddd-dd-ddTdd:dd:dd.ddddddZ",
        other => panic!("unknown pattern {other}"),
    };
    let fits = |(sign, class)| match class {
        'h' => matches!(sign, '0'..='9' | 'a'..='f'),
        'd' => char::is_ascii_digit(&sign),
        class => sign == class,
    };
    text.len() == shape.len() && text.chars().zip(shape.chars()).all(fits)
}

#[tokio::test]
async fn every_archive_is_as_the_schema_says() {
    on_fresh(|fresh| async move {
        let (rich, schema) = (rich(&fresh).await, exports::schema());
        for parts in ["", "registers", "history", "attachments,registers", "attachments,comments,history,registers"] {
            let parts: Parts = parts.parse().unwrap();
            let value: Value = serde_json::from_str(&exported(&fresh, rich.project, &parts).await).unwrap();
            assert_eq!(faults(&schema, &value, "project"), Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test]
async fn what_the_schema_refuses_the_reader_refuses_too() {
    on_fresh(|fresh| async move {
        let (rich, schema) = (rich(&fresh).await, exports::schema());
        let whole: Value = serde_json::from_str(&exported(&fresh, rich.project, &Parts::all()).await).unwrap();
        let spoil: [fn(&mut Value); 11] = [
            |it| it["format"] = json!("holdpoint.project/2"),
            |it| it["more"] = json!([]),
            |it| it["parts"] = json!(["history"]),
            |it| it["parts"] = json!(["all"]),
            |it| drop(it.as_object_mut().unwrap().remove("risks")),
            |it| drop(it["risks"][1].as_object_mut().unwrap().remove("level")),
            |it| it["risks"][1]["more"] = json!(1),
            |it| it["risks"][1]["position"] = json!(3_000_000_000_i64),
            |it| it["risks"][1]["id"] = json!("x"),
            |it| it["risks"][1]["title"] = json!(null),
            |it| it["risks"][1]["opened_at"] = json!("2031-04-05T06:07:08Z"),
        ];
        for (at, spoil) in spoil.iter().enumerate() {
            let mut value = whole.clone();
            spoil(&mut value);
            assert!(!faults(&schema, &value, "project").is_empty(), "the schema takes case {at}");
            assert!(exports::parse(value.to_string().as_bytes()).is_err(), "the reader takes case {at}");
        }
    })
    .await;
}
