//! The rules of a tool, which its results name by number or by id.

use super::super::document::{Fields, items, value};
use serde_json::Value;
use std::collections::HashMap;

/// The rules of one run: those of the tool first, then those of its extensions.
pub(super) struct Rules {
    components: Vec<Vec<Value>>,
    by_id: HashMap<String, (usize, usize)>,
}

impl Rules {
    pub(super) fn of(run: &Fields<'_>) -> Self {
        let tool = run.get("tool").map(|part| super::fields(part)).unwrap_or_default();
        let components = tool.get("driver").copied().into_iter().chain(items(tool.get("extensions")));
        let rules = components.map(|part| items(super::fields(part).get("rules")).into_iter().map(value).collect());
        let mut all = Self { components: rules.collect(), by_id: HashMap::new() };
        for (component, rules) in all.components.iter().enumerate() {
            for (at, rule) in rules.iter().enumerate() {
                if let Some(id) = rule["id"].as_str() {
                    all.by_id.entry(id.to_owned()).or_insert((component, at));
                }
            }
        }
        all
    }

    /// The rule of a result (section 3.27.5 to 3.27.7): by its number in its component, else by its id, of which only the first parts
    /// may be the rule's.
    pub(super) fn of_result(&self, result: &Value) -> Option<&Value> {
        let named = &result["rule"];
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let component = number(&named["toolComponent"]["index"]).map_or(0, |extension| extension.saturating_add(1));
        let at = number(&result["ruleIndex"]).or_else(|| number(&named["index"]));
        let by_number = at.and_then(|at| self.components.get(component)?.get(at));
        by_number.or_else(|| self.by_id(id(result)?))
    }

    fn by_id(&self, id: &str) -> Option<&Value> {
        let mut id = id;
        loop {
            if let Some((component, at)) = self.by_id.get(id) {
                return self.components.get(*component)?.get(*at);
            }
            id = id.rsplit_once('/')?.0;
        }
    }
}

/// The id of the rule, as the result has it.
pub(super) fn id(result: &Value) -> Option<&str> {
    result["ruleId"].as_str().or_else(|| result["rule"]["id"].as_str())
}

/// A text that may be written as plain text or as Markdown.
pub(super) fn text(message: &Value) -> Option<&str> {
    [&message["text"], &message["markdown"]].into_iter().filter_map(Value::as_str).find(|text| !text.trim().is_empty())
}

/// Kinds of rules that tools tag them with; other tags are weaknesses, standards and names of the tool's own.
const KINDS: [&str; 14] = [
    "security",
    "correctness",
    "reliability",
    "maintainability",
    "performance",
    "efficiency",
    "style",
    "accessibility",
    "compliance",
    "documentation",
    "readability",
    "portability",
    "usability",
    "quality",
];

/// The kind of the rule, where it has one.
pub(super) fn category(rule: &Value) -> Option<&str> {
    let properties = &rule["properties"];
    let tags = || properties["tags"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let stated = properties["category"].as_str().filter(|category| !category.trim().is_empty());
    stated.or_else(|| tags().find(|tag| KINDS.contains(&tag.to_lowercase().as_str())))
}
