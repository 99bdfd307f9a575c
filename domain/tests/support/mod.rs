//! What tests of reading share: which lines of a document a reading has.

use domain::exchange::{LineRange, Reading};

/// The ranges of all records and notes.
pub(crate) fn ranges(reading: &Reading) -> Vec<LineRange> {
    fn walk(value: &serde_json::Value, found: &mut Vec<LineRange>) {
        match value {
            serde_json::Value::Array(values) => values.iter().for_each(|value| walk(value, found)),
            serde_json::Value::Object(fields) => {
                found.extend(fields.get("lines").and_then(|lines| serde_json::from_value::<LineRange>(lines.clone()).ok()));
                fields.values().for_each(|value| walk(value, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(reading).unwrap_or_default(), &mut found);
    found
}

/// Lines that are not blank and in no range of a record or note; ranges that leave the text fail.
pub(crate) fn lost(reading: &Reading, source: &str) -> Vec<u32> {
    let count = u32::try_from(source.lines().count()).unwrap_or(u32::MAX);
    let all = ranges(reading);
    assert!(all.iter().all(|range| 1 <= range.first && range.first <= range.last && range.last <= count.max(1)), "{all:?}");
    // Metrics are read off lines that something else keeps.
    let kept = ranges(&Reading { metrics: Vec::new(), ..reading.clone() });
    (1..)
        .zip(source.lines())
        .filter(|(number, line)| !line.trim().is_empty() && !kept.iter().any(|range| range.contains(*number)))
        .map(|(number, _)| number)
        .collect()
}
