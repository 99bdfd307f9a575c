//! A reading as plain JSON for other programs: numbers are JSON numbers, every record has its lines.

use super::reading::{BlockerReading, CategoryReading, LineRange, MetricReading, Reading, RiskReading, Stated, StatedScore};
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};

/// The reading as JSON: `title`, `date`, `overall`, `categories`, `blockers`, `risks`, `checklist` and so on.
///
/// What is not in the report is `null`; lines are `[first, last]`, from 1, both included.
#[must_use]
pub fn json(reading: &Reading) -> Value {
    let items = || reading.checklists.iter().flat_map(|list| &list.items);
    let mut all = Map::new();
    let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
    put("title", reading.title.as_ref().map_or(Value::Null, |title| title.text.clone().into()));
    put("date", reading.date.as_ref().map_or(Value::Null, |date| String::from(date.date).into()));
    put("date_as_written", reading.date.as_ref().map_or(Value::Null, |date| date.as_written.clone().into()));
    put("overall", reading.overall.as_ref().map_or(Value::Null, score));
    put("overall_alternatives", reading.other_overalls.iter().map(score).collect());
    put("previous_overall", reading.previous_overall.as_ref().map_or(Value::Null, score));
    put("status", reading.status.as_ref().map_or(Value::Null, |status| status.text.clone().into()));
    put("decision", reading.decision.as_ref().map_or(Value::Null, |decision| decision.text.clone().into()));
    put("decision_alternatives", reading.decision_alternatives.iter().map(|other| other.text.clone()).collect());
    put("decisions_per_goal", plain(&reading.goal_decisions));
    put("categories", reading.categories.iter().map(category).collect());
    put("findings", plain(&reading.findings));
    put("blockers", reading.blockers.iter().map(blocker).collect());
    put("risks", reading.risks.iter().map(risk).collect());
    put("checklist", json!({ "total": items().count(), "done": items().filter(|item| item.done).count() }));
    put("checklists", plain(&reading.checklists));
    put("acceptance", plain(&reading.criteria));
    put("actions", plain(&reading.actions));
    put("verifications", plain(&reading.verifications));
    put("metrics", reading.metrics.iter().map(metric).collect());
    put("notes", plain(&reading.notes));
    put("lines", places(reading));
    Value::Object(all)
}

/// Where the single values stand.
fn places(reading: &Reading) -> Value {
    let stated = |stated: &Option<Stated>| stated.as_ref().map_or(Value::Null, |stated| lines(stated.lines));
    json!({
        "title": stated(&reading.title),
        "date": reading.date.as_ref().map_or(Value::Null, |date| lines(date.lines)),
        "status": stated(&reading.status),
        "decision": stated(&reading.decision),
    })
}

/// Records without numbers, as they are, with their lines as a pair.
fn plain<T: serde::Serialize>(records: &[T]) -> Value {
    let mut value = serde_json::to_value(records).unwrap_or(Value::Null);
    shorten(&mut value);
    value
}

/// Makes `{"first": 1, "last": 2}` a pair, also in items of items.
fn shorten(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(shorten),
        Value::Object(fields) => {
            if let Some(Value::Object(range)) = fields.get("lines") {
                let pair = json!([range.get("first"), range.get("last")]);
                fields.insert("lines".to_owned(), pair);
            }
            fields.values_mut().for_each(shorten);
        }
        _ => {}
    }
}

fn lines(range: LineRange) -> Value {
    json!([range.first, range.last])
}

/// A decimal as the number it is written as.
fn number(decimal: Decimal) -> Value {
    decimal.normalize().to_string().parse::<Number>().map_or(Value::Null, Value::Number)
}

fn optional(decimal: Option<Decimal>) -> Value {
    decimal.map_or(Value::Null, number)
}

fn score(score: &StatedScore) -> Value {
    let mut value = json!({
        "value": number(score.value),
        "max": number(score.max),
        "as_written": score.as_written,
        "lines": lines(score.lines),
        "confidence": score.confidence,
    });
    if let Some(high) = score.value_high {
        value["value_high"] = number(high);
    }
    value
}

fn category(category: &CategoryReading) -> Value {
    json!({
        "name": category.name,
        "value": optional(category.value),
        "max": optional(category.max),
        "weight": optional(category.weight),
        "status": category.status,
        "note": category.notes,
        "previous": optional(category.previous),
        "target": optional(category.target),
        "lines": lines(category.lines),
        "confidence": category.confidence,
    })
}

fn blocker(blocker: &BlockerReading) -> Value {
    json!({
        "title": blocker.title,
        "severity": blocker.tier,
        "location": blocker.location,
        "current": blocker.current,
        "required": blocker.required,
        "owner": blocker.owner,
        "body": blocker.body,
        "state": blocker.state,
        "lines": lines(blocker.lines),
        "confidence": blocker.confidence,
    })
}

fn risk(risk: &RiskReading) -> Value {
    json!({
        "title": risk.title,
        "level": risk.level,
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "previous_level": risk.previous,
        "target_level": risk.target,
        "status": risk.status,
        "mitigation": risk.mitigation,
        "response": risk.response,
        "owner": risk.owner,
        "description": risk.description,
        "lines": lines(risk.lines),
        "confidence": risk.confidence,
    })
}

fn metric(metric: &MetricReading) -> Value {
    let target = metric.target.map(|target| json!({ "bound": target.bound(), "value": number(target.value()) }));
    json!({
        "name": metric.name,
        "value": number(metric.value),
        "unit": metric.unit,
        "previous": optional(metric.previous),
        "target": target,
        "direction": metric.direction,
        "as_written": metric.as_written,
        "lines": lines(metric.lines),
        "confidence": metric.confidence,
    })
}
