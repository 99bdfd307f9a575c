//! How bad a result is.

use rust_decimal::Decimal;
use serde_json::Value;

/// The severity in our words, with what the tool said in brackets: its number where there is one, else its level.
pub(super) fn severity(result: &Value, rule: Option<&Value>) -> String {
    let number = [Some(result), rule].into_iter().flatten().find_map(number);
    if let Some((number, word)) = number.and_then(|number| Some((number, word(number)?))) {
        return format!("{word} ({number})");
    }
    let level = level(result, rule);
    let word = match level {
        "error" => "high",
        "note" => "low",
        "none" => "info",
        _ => "medium",
    };
    format!("{word} ({level})")
}

/// `security-severity`, which is no part of the standard but of what code hosts ask tools for: 0.0 to 10.0 as in CVSS.
fn number(holder: &Value) -> Option<Decimal> {
    let number = match &holder["properties"]["security-severity"] {
        Value::String(text) => text.trim().parse().ok()?,
        Value::Number(number) => number.to_string().parse().ok()?,
        _ => return None,
    };
    (Decimal::ZERO..=Decimal::TEN).contains(&number).then_some(number)
}

/// The scale of CVSS 3.1 (section 5); 0 says nothing about how bad it is.
fn word(number: Decimal) -> Option<&'static str> {
    let at_least = |whole: i64| number >= Decimal::from(whole);
    match number {
        _ if at_least(9) => Some("critical"),
        _ if at_least(7) => Some("high"),
        _ if at_least(4) => Some("medium"),
        _ if number > Decimal::ZERO => Some("low"),
        _ => None,
    }
}

/// The level of a result (section 3.27.10): its own, else `none` where it is no failure, else that of its rule, else `warning`.
fn level<'v>(result: &'v Value, rule: Option<&'v Value>) -> &'v str {
    const LEVELS: [&str; 4] = ["none", "note", "warning", "error"];
    let known = |value: &'v Value| value.as_str().filter(|level| LEVELS.contains(level));
    let of_kind = || result["kind"].as_str().filter(|kind| *kind != "fail").map(|_| "none");
    let of_rule = || rule.and_then(|rule| known(&rule["defaultConfiguration"]["level"]));
    known(&result["level"]).or_else(of_kind).or_else(of_rule).unwrap_or("warning")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_number_counts_before_the_level() {
        let rule = json!({"properties": {"security-severity": "9.1"}, "defaultConfiguration": {"level": "note"}});
        assert_eq!(severity(&json!({}), Some(&rule)), "critical (9.1)");
        assert_eq!(severity(&json!({"properties": {"security-severity": 4.0}}), Some(&rule)), "medium (4.0)");
        assert_eq!(severity(&json!({"properties": {"security-severity": "0.0"}, "level": "error"}), None), "high (error)");
        assert_eq!(severity(&json!({"properties": {"security-severity": "much"}}), None), "medium (warning)");
    }

    #[test]
    fn the_level_comes_from_the_result_its_kind_its_rule_or_the_standard() {
        let rule = json!({"defaultConfiguration": {"level": "error"}});
        assert_eq!(level(&json!({"level": "note"}), Some(&rule)), "note");
        assert_eq!(level(&json!({"kind": "review"}), Some(&rule)), "none");
        assert_eq!(level(&json!({"kind": "fail"}), Some(&rule)), "error");
        assert_eq!(level(&json!({"level": "loud"}), None), "warning");
    }
}
