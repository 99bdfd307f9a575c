//! What is in force, for people to read.

use std::fmt::Write as _;

use figment::Figment;

use super::{DatabaseUrl, SETTINGS, mail, sources};

/// One value in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name of the setting.
    pub name: &'static str,
    /// What it is; a secret is masked.
    pub value: String,
    /// `flag`, `environment`, `file PATH` or `default`.
    pub source: String,
}

/// All values in force, in the order they are documented.
pub(super) fn lines(figment: &Figment) -> Vec<Line> {
    let line = |setting: &super::Setting| {
        let text = figment.find_value(setting.name).map(|value| sources::as_text(&value)).unwrap_or_default();
        let value = if setting.secret && text != mail::NONE { masked(&text) } else { text };
        Line { name: setting.name, value, source: sources::source(figment, setting.name) }
    };
    SETTINGS.iter().map(line).collect()
}

/// As a table in text.
pub fn show(lines: &[Line]) -> String {
    let widest = |width: fn(&Line) -> usize| lines.iter().map(width).max().unwrap_or_default();
    let (names, values) = (widest(|line| line.name.len()), widest(|line| line.value.chars().count()));
    lines.iter().fold(String::new(), |mut text, Line { name, value, source }| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{name:names$}  {value:values$}  ({source})");
        text
    })
}

fn masked(text: &str) -> String {
    text.parse::<DatabaseUrl>().map_or_else(|_| "***".to_owned(), |url| url.to_string())
}
