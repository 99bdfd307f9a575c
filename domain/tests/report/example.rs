//! An invented report.

use crate::made::{SURE, here};
use domain::exchange::Reading;

/// An invented report with something of everything.
pub(crate) fn example() -> Reading {
    /// Places and confidence are of no account here.
    fn complete(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(values) => values.iter_mut().for_each(complete),
            serde_json::Value::Object(fields) => {
                fields.values_mut().for_each(complete);
                fields.insert("lines".to_owned(), serde_json::json!(here()));
                fields.insert("confidence".to_owned(), serde_json::json!(SURE));
            }
            _ => {}
        }
    }
    let mut value: serde_json::Value = serde_json::from_str(include_str!("example.json")).unwrap();
    let lists = value.as_object_mut().unwrap();
    lists.values_mut().for_each(complete);
    // A rating and a target are no records.
    for (list, key) in [("categories", "rating"), ("metrics", "target")] {
        for row in lists[list].as_array_mut().unwrap() {
            if let Some(fields) = row.get_mut(key).and_then(serde_json::Value::as_object_mut) {
                fields.retain(|key, _| key != "lines" && key != "confidence");
                if let Some(inner) = fields.get_mut("Bound").and_then(serde_json::Value::as_object_mut) {
                    inner.retain(|key, _| key != "lines" && key != "confidence");
                }
            }
        }
    }
    for list in lists["checklists"].as_array_mut().unwrap() {
        for item in list["items"].as_array_mut().unwrap() {
            item.as_object_mut().unwrap().remove("confidence");
        }
    }
    serde_json::from_value(value).unwrap()
}
