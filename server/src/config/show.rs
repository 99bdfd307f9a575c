//! What is in force, for people to read.

use std::fmt::Write as _;

use figment::Figment;

use super::{DatabaseUrl, KeyList, Preset, SETTINGS, Secrecy, sources};

/// What is shown instead of a secret.
pub(super) const MASK: &str = "***";

/// One value in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name of the setting.
    pub name: &'static str,
    /// What it is; a secret is masked.
    pub value: String,
    /// `flag`, `environment`, `file PATH`, the variable and the file that it names, or `default`.
    pub source: String,
}

/// All values in force, in the order they are documented.
pub(super) fn lines(figment: &Figment) -> Vec<Line> {
    let line = |setting: &super::Setting| {
        let text = figment.find_value(setting.name).map(|value| sources::as_text(&value)).unwrap_or_default();
        if text.is_empty() && setting.preset == Preset::Required {
            return Line {
                name: setting.name,
                value: "missing".to_owned(),
                source: "`serve` needs it; `holdpoint secret` prints one".to_owned(),
            };
        }
        let value = match setting.secrecy {
            Secrecy::Open => text,
            // What everybody knows is no secret: “none”, for example.
            _ if matches!(setting.preset, Preset::Fixed(known) if known == text) => text,
            Secrecy::InPart => text.parse::<DatabaseUrl>().map_or_else(|_| MASK.to_owned(), |url| url.to_string()),
            Secrecy::Whole => text.parse::<KeyList>().map_or_else(|_| MASK.to_owned(), |keys| keys.to_string()),
        };
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
