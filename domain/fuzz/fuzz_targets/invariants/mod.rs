//! What holds for the reading of any text.

use domain::exchange::inputs::{from_json, to_json};
use domain::exchange::{LineRange, Reading, json, text};
use serde_json::Value;

/// Fails where a line is lost, a range leaves the text, or the reading cannot be written.
pub fn hold(source: &str, reading: &Reading) {
    let count = source.lines().count();
    let mut covered = vec![false; count];
    let mut whole = serde_json::to_value(reading).expect("a reading can be written");
    // Metrics are read off lines that something else keeps.
    let metrics = whole.as_object_mut().and_then(|fields| fields.remove("metrics"));
    visit(&whole, &mut |lines| {
        inside(lines, count);
        let last = (lines.last as usize).min(count);
        if let Some(lines) = covered.get_mut(lines.first as usize - 1..last) {
            lines.fill(true);
        }
    });
    visit(&metrics.unwrap_or_default(), &mut |lines| inside(lines, count));
    for (number, (line, covered)) in source.lines().zip(covered).enumerate() {
        assert!(covered || line.trim().is_empty(), "line {} is lost: {line:?}", number + 1);
    }
    assert!(json(reading).is_object());
    assert!(!text(reading).is_empty());
    assert_eq!(from_json(&to_json(reading)).as_ref(), Ok(reading));
}

fn inside(lines: LineRange, count: usize) {
    assert!(1 <= lines.first && lines.first <= lines.last && lines.last as usize <= count.max(1), "{lines:?} of {count} lines");
}

fn visit(value: &Value, found: &mut impl FnMut(LineRange)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| visit(value, found)),
        Value::Object(fields) => {
            if let Some(lines) = fields.get("lines").and_then(|lines| serde_json::from_value(lines.clone()).ok()) {
                found(lines);
            }
            fields.values().for_each(|value| visit(value, found));
        }
        _ => {}
    }
}
