//! Checklists as task lists.

use super::records::parts;
use super::sheet::Sheet;
use crate::exchange::dialect::CHECKLISTS;
use crate::exchange::dialect::entry::INDENT;
use crate::exchange::dialect::inline::escape;
use crate::exchange::dialect::kinds::ITEM_FIELDS;
use crate::exchange::dialect::tasks::BLOCKING;
use crate::exchange::dialect::value::{Record, text_of};
use serde_json::Value;

/// Writes the checklists of a reading that was made data.
pub(super) fn write(sheet: &mut Sheet, data: &Value) {
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let lists = list(data, "checklists");
    if lists.is_empty() {
        return;
    }
    sheet.heading("## ", CHECKLISTS);
    for one in &lists {
        sheet.heading("### ", &escape(one.get("title").and_then(Value::as_str).unwrap_or_default()));
        list(one, "items").iter().filter_map(Value::as_object).for_each(|row| item(sheet, row));
    }
}

fn item(sheet: &mut Sheet, row: &Record) {
    let is = |key: &str| row.get(key).and_then(Value::as_bool).unwrap_or(false);
    let mark = if is("done") { "x" } else { " " };
    let blocking = if is("blocking") { BLOCKING } else { "" };
    sheet.line(&format!("- [{mark}] {blocking}{}", escape(text_of(row, "text").unwrap_or_default())));
    parts(sheet, row, &ITEM_FIELDS, Some("detail"), INDENT);
}
