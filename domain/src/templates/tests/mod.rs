//! Templates from outside: files, comparison, what is made of an audit.

mod built_in;
mod compare;
mod files;
mod make;
mod offer;
mod round_trip;
mod schema;

use super::Template;

/// Small, and every kind of part is in it.
pub(super) const SMALL: &str = r#"
key = "kiln"
name = "Kiln audit"
version = 1
description = "For kilns."

[[categories]]
key = "heat"
name = "Heat"
weight = 60
scale = "percent"
guidance = "Look at the door."

[[categories]]
key = "safety"
name = "Safety"
weight = "39.5"
scale = "points of 10"

[[checklists]]
title = "Before the first firing"
items = [
  { text = "Chimney is swept" },
  { text = "Lock is tried", detail = "With gloves.", blocking = true },
]

[[criteria]]
label = "A"
text = "The door stays shut"

[[criteria]]
label = "B"
text = "Nobody is hurt"

[[gates]]
goal = "production"
name = "First firing"
target = 90
rules = [
  { rule = "minimum_overall", percent = 80 },
  { rule = "minimum_per_category", percent = 70, category = "safety" },
  { rule = "no_open_blocker", tier = 1, otherwise = "conditional" },
]
"#;

pub(super) fn small() -> Template {
    Template::from_toml(SMALL).unwrap()
}

/// The small template with some of its text replaced; what is replaced must be there.
pub(super) fn with(replaced: &[(&str, &str)]) -> String {
    replaced.iter().fold(SMALL.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// The small template in its next version, otherwise the same but for what is replaced.
pub(super) fn next(replaced: &[(&str, &str)]) -> Template {
    Template::from_toml(&with(replaced).replacen("version = 1", "version = 2", 1)).unwrap()
}
