//! JSON of which there is only one spelling, so that a digest of it means something.

use serde::Serialize;
use serde_json::Value;

/// Why a value has no canonical spelling.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// It cannot be written as JSON.
    #[error("cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A number that is no whole number; those are kept as text.
    #[error("{0} is no whole number; other numbers are kept as text")]
    Number(serde_json::Number),
}

/// The canonical spelling, after RFC 8785: no blanks, keys sorted by their UTF-16 code units, escapes only where JSON demands them.
/// Numbers are whole; decimals are texts already in every type of the domain.
///
/// # Errors
/// Where the value cannot be written as JSON, or holds a number that is not whole.
pub fn canonical(value: &impl Serialize) -> Result<String, CanonicalError> {
    let mut out = String::new();
    write(&serde_json::to_value(value)?, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Number(number) if number.is_f64() => return Err(CanonicalError::Number(number.clone())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => out.push_str(&serde_json::to_string(value)?),
        Value::Array(rows) => {
            for (at, row) in rows.iter().enumerate() {
                out.push(if at == 0 { '[' } else { ',' });
                write(row, out)?;
            }
            out.push_str(if rows.is_empty() { "[]" } else { "]" });
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            for (at, (name, field)) in fields.iter().enumerate() {
                out.push(if at == 0 { '{' } else { ',' });
                out.push_str(&serde_json::to_string(name)?);
                out.push(':');
                write(field, out)?;
            }
            out.push_str(if fields.is_empty() { "{}" } else { "}" });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_and_nothing_is_between_them() {
        let value = json!({"b": [1, {"y": "ä\n\u{1}", "x": null}], "a": {}, "\u{10000}": 1, "\u{ffff}": []});
        assert_eq!(canonical(&value).unwrap(), "{\"a\":{},\"b\":[1,{\"x\":null,\"y\":\"ä\\n\\u0001\"}],\"\u{10000}\":1,\"\u{ffff}\":[]}");
        assert!(matches!(canonical(&json!([0.5])), Err(CanonicalError::Number(_))));
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".*".prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::hash_map(".*", inner, 0..5).prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_reads_back_as_the_same_value_and_has_one_spelling(value in json()) {
            let text = canonical(&value).unwrap();
            let back: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&back, &value);
            prop_assert_eq!(canonical(&back).unwrap(), text);
        }
    }
}
