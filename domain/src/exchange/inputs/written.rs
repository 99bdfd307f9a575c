//! Texts of JSON documents: cut where one text stands for many records, and without signs that no database keeps.

use super::super::reading::Reading;
use serde_json::Value;

/// The first so many characters, on a whole text where it fits.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let text = text.trim();
    text.char_indices().nth(limit).map_or_else(|| text.to_owned(), |(end, _)| format!("{}…", text[..end].trim_end()))
}

/// The first line of a text that says something, and what follows it.
pub(super) fn first_line(text: &str) -> (String, Option<String>) {
    let text = text.trim();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    (first.trim().to_owned(), Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty()))
}

/// The texts as a list in Markdown; `None` where there are none.
pub(super) fn listed(texts: &[String]) -> Option<String> {
    let lines: Vec<String> = texts.iter().map(|text| format!("- {}", text.trim())).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// How much text may be repeated in several records. A rule is written once and named by thousands of results: without a bound, a
/// small document would become a huge reading.
pub(super) struct Allowance(usize);

impl Allowance {
    /// As much as a report may have.
    pub(super) const fn new() -> Self {
        Self(super::super::decode::MAX_BYTES)
    }

    /// The text, as long as the allowance lasts.
    pub(super) fn grant(&mut self, text: Option<&str>, limit: usize) -> Option<String> {
        let text = cut(text?, limit);
        self.0 = self.0.checked_sub(text.len())?;
        (!text.is_empty()).then_some(text)
    }
}

/// The reading without zero characters, which JSON can spell and `PostgreSQL` cannot keep.
pub(super) fn storable(reading: Reading, source: &str) -> Reading {
    if !source.contains("\\u0000") {
        return reading;
    }
    let cleaned = serde_json::to_value(&reading).map(|mut value| {
        clean(&mut value);
        value
    });
    cleaned.and_then(serde_json::from_value).unwrap_or(reading)
}

fn clean(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|ch| ch != '\0'),
        Value::Array(values) => values.iter_mut().for_each(clean),
        Value::Object(fields) => fields.values_mut().for_each(clean),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut(" Größe ", 3), "Grö…");
        assert_eq!(cut("Größe", 5), "Größe");
        assert_eq!(first_line("\n one \n\n two\n"), ("one".to_owned(), Some("two".to_owned())));
    }

    #[test]
    fn an_allowance_ends() {
        let mut allowance = Allowance(5);
        assert_eq!(allowance.grant(Some("abc"), 10).as_deref(), Some("abc"));
        assert_eq!(allowance.grant(Some("abc"), 10), None);
        assert_eq!(allowance.grant(Some("ab"), 10).as_deref(), Some("ab"));
        assert_eq!(allowance.grant(None, 10), None);
    }
}
