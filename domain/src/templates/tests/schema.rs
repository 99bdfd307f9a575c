//! The published schema says what the reader does. A small reader of schemas holds it to that: it knows the words that ours uses, and
//! fails on any other.

use super::small;
use crate::templates::Template;
use crate::text::{Markdown, Slug, Title, Word};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The published schema, which stands with the documentation.
fn schema() -> Value {
    serde_json::from_str(include_str!("../../../../docs/template.schema.json")).unwrap()
}

/// What is wrong with a value; empty where it is as the schema says.
fn faults(schema: &Value, root: &Value, value: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut refuse = |fails: bool, why: &str| {
        if fails {
            found.push(format!("{place}: {why}"));
        }
    };
    let length = value.as_str().map(|text| text.chars().count() as u64);
    let number = value.as_u64();
    let mut inner = Vec::new();
    for (word, says) in schema.as_object().unwrap() {
        match word.as_str() {
            "description" | "title" | "default" | "$schema" | "$id" | "$defs" => {}
            "type" => refuse(!is_of_type(value, says.as_str().unwrap()), &format!("is no {says}")),
            "const" => refuse(value != says, &format!("is not {says}")),
            "enum" => refuse(!says.as_array().unwrap().contains(value), &format!("is none of {says}")),
            "minLength" => refuse(length.is_some_and(|it| it < says.as_u64().unwrap()), "is too short"),
            "maxLength" => refuse(length.is_some_and(|it| it > says.as_u64().unwrap()), "is too long"),
            "minimum" => refuse(number.is_some_and(|it| it < says.as_u64().unwrap()), "is too small"),
            "maximum" => refuse(number.is_some_and(|it| it > says.as_u64().unwrap()), "is too large"),
            "pattern" => refuse(!value.as_str().is_none_or(|text| is_like(text, says.as_str().unwrap())), "has another form"),
            "maxItems" => refuse(value.as_array().is_some_and(|it| it.len() as u64 > says.as_u64().unwrap()), "has too many"),
            "required" => {
                let missing = says.as_array().unwrap().iter().find(|name| value.get(name.as_str().unwrap()).is_none());
                refuse(value.is_object() && missing.is_some(), &format!("has no {missing:?}"));
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().unwrap();
                let unknown = value.as_object().and_then(|fields| fields.keys().find(|name| !known.contains_key(*name)));
                refuse(unknown.is_some(), &format!("knows no {unknown:?}"));
            }
            "properties" => {
                for (name, rule) in says.as_object().unwrap() {
                    inner.extend(value.get(name).into_iter().flat_map(|field| faults(rule, root, field, &format!("{place}.{name}"))));
                }
            }
            "items" => {
                let parts = value.as_array().into_iter().flatten().enumerate();
                inner.extend(parts.flat_map(|(at, part)| faults(says, root, part, &format!("{place}[{at}]"))));
            }
            "$ref" => inner.extend(faults(target(root, says), root, value, place)),
            "oneOf" => {
                let fitting = says.as_array().unwrap().iter().filter(|one| faults(one, root, value, place).is_empty()).count();
                refuse(fitting != 1, &format!("fits {fitting} of the forms"));
            }
            other => panic!("the schema uses `{other}`, which this test cannot read"),
        }
    }
    found.extend(inner);
    found
}

fn target<'a>(root: &'a Value, reference: &Value) -> &'a Value {
    root.pointer(reference.as_str().unwrap().trim_start_matches('#')).unwrap()
}

fn is_of_type(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        other => panic!("unknown type {other}"),
    }
}

/// The few patterns of the schema, put into the types that they speak of.
fn is_like(text: &str, pattern: &str) -> bool {
    match pattern {
        "^[a-z0-9]+(-[a-z0-9]+)*$" => text.parse::<Slug>().is_ok() || text.len() > Slug::LIMIT,
        "^[0-9]+(\\.[0-9]+)?$" => crate::exact::digits(text).is_some(),
        "^(percent|rag|letter|points of [0-9]+(\\.[0-9]+)?|level of [1-9][0-9]{0,2})$" => {
            text.parse::<crate::templates::Scale>().is_ok_and(|scale| scale.to_string() == text)
        }
        other => panic!("unknown pattern {other}"),
    }
}

fn check(value: &Value) -> Vec<String> {
    let schema = schema();
    faults(&schema, &schema, value, "template")
}

/// Names of all fields in a value, with the kind of thing they belong to left out.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(parts) => parts.iter().for_each(|part| fields(part, found)),
        Value::Object(parts) => {
            found.extend(parts.keys().cloned());
            parts.values().for_each(|part| fields(part, found));
        }
        _ => {}
    }
}

/// Names of all fields that a schema speaks of.
fn named(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Array(parts) => parts.iter().for_each(|part| named(part, found)),
        Value::Object(parts) => {
            found.extend(parts.get("properties").and_then(Value::as_object).into_iter().flat_map(|fields| fields.keys().cloned()));
            parts.values().for_each(|part| named(part, found));
        }
        _ => {}
    }
}

/// A template in which every field is set.
fn full() -> Value {
    let mut value = serde_json::to_value(small()).unwrap();
    value["gates"][0]["rules"].as_array_mut().unwrap().push(json!({ "rule": "no_unaccepted_risk", "level": "high" }));
    assert!(serde_json::from_value::<Template>(value.clone()).is_ok());
    value
}

#[test]
fn every_built_in_template_is_as_the_schema_says() {
    for template in Template::built_in() {
        assert_eq!(check(&serde_json::to_value(template).unwrap()), Vec::<String>::new(), "{}", template.parts().key);
    }
    assert_eq!(check(&full()), Vec::<String>::new());
}

#[test]
fn the_schema_speaks_of_every_field_there_is_and_of_no_other() {
    let (mut written, mut said) = (BTreeSet::new(), BTreeSet::new());
    fields(&full(), &mut written);
    named(&schema(), &mut said);
    assert_eq!(written, said);
}

#[test]
fn what_the_schema_refuses_the_reader_refuses_too() {
    let spoil: [fn(&mut Value); 16] = [
        |it| it["more"] = json!(1),
        |it| it["key"] = json!("No Key"),
        |it| it["key"] = json!("k".repeat(Slug::LIMIT + 1)),
        |it| it["version"] = json!(0),
        |it| it["name"] = json!("n".repeat(Title::LIMIT + 1)),
        |it| it["description"] = json!("d".repeat(Markdown::LIMIT + 1)),
        |it| it["categories"][0]["weight"] = json!(1_000_001),
        |it| it["categories"][0]["weight"] = json!(0.5),
        |it| it["categories"][0]["scale"] = json!("level of 0"),
        |it| it["categories"] = json!(vec![it["categories"][0].clone(); Template::MOST_CATEGORIES + 1]),
        |it| it["checklists"][0]["items"][0]["done"] = json!(true),
        |it| it["criteria"][0]["label"] = json!("l".repeat(Word::LIMIT + 1)),
        |it| it["gates"][0]["target"] = json!(101),
        |it| it["gates"][0]["rules"][0]["tier"] = json!(1),
        |it| it["gates"][0]["rules"][0]["otherwise"] = json!("maybe"),
        |it| it["gates"][0]["rules"][0]["rule"] = json!("minimum"),
    ];
    for (at, spoil) in spoil.iter().enumerate() {
        let mut value = full();
        spoil(&mut value);
        assert!(!check(&value).is_empty(), "the schema takes case {at}");
        assert!(Template::from_json(&value.to_string()).is_err(), "the reader takes case {at}");
    }
}

#[test]
fn what_the_schema_demands_the_reader_demands_too() {
    for (place, name) in [("", "key"), ("", "version"), ("/categories/0", "scale"), ("/gates/0", "goal"), ("/gates/0/rules/0", "percent")] {
        let mut value = full();
        value.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(name);
        assert!(!check(&value).is_empty() && Template::from_json(&value.to_string()).is_err(), "{place} {name}");
    }
}
