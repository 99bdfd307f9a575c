//! What a document is, told by its content first and by its name second.

use super::super::dialect;
use super::csv;
use super::document::Fields;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// Any text.
    Markdown,
    /// JSON of our own: a reading or a frozen assessment.
    Json,
    /// A table of risks or of items, with commas, semicolons or tabs between its values.
    Csv,
    /// Results of a tool that analyses code, SARIF 2.1.0.
    Sarif,
    /// What Scorecard of the Open Source Security Foundation says about a repository.
    Scorecard,
}

impl InputKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Markdown, Self::Json, Self::Csv, Self::Sarif, Self::Scorecard];

    /// Its usual name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Sarif => "SARIF",
            Self::Scorecard => "OpenSSF Scorecard",
        }
    }
}

/// What a document is. Content that is unmistakable counts more than a name; a name counts more than a likeness.
#[must_use]
pub fn detect(filename: &str, text: &str) -> InputKind {
    if dialect::is_report(text) {
        return InputKind::Markdown;
    }
    let name = filename.to_lowercase();
    let named = |ends: &[&str]| ends.contains(&ending(&name));
    let body = text.trim_start();
    if looks_like_json(body, named(&["json", "sarif"]), named(&["md", "markdown"])) {
        return json_kind(&name, text);
    }
    if named(&["json", "sarif"]) && !looks_like_markdown(body) {
        return json_kind(&name, text);
    }
    let table = if named(&["csv", "tsv"]) { !looks_like_markdown(body) } else { !named(&["md", "markdown"]) && csv::looks_like(text) };
    if table { InputKind::Csv } else { InputKind::Markdown }
}

/// What stands behind the last dot of a name.
fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// An object begins as nothing else does. Brackets also begin links and boxes, so an array has to be one.
fn looks_like_json(body: &str, named_json: bool, named_markdown: bool) -> bool {
    let next = body.get(1..).unwrap_or_default().trim_start();
    let parses = || serde_json::from_str::<&serde_json::value::RawValue>(body).is_ok();
    match body.chars().next() {
        Some('{') => named_json || (next.starts_with(['"', '}']) && (!named_markdown || parses())),
        Some('[') => named_json || (next.starts_with('{') && parses()),
        _ => false,
    }
}

/// A heading, front matter, a table or a list at the very beginning.
fn looks_like_markdown(body: &str) -> bool {
    let first = body.lines().next().unwrap_or_default();
    let heading = first.trim_start_matches('#').starts_with(' ') && first.starts_with('#') && !first.contains([';', ',', '\t']);
    heading || first.trim_end() == "---" || first.starts_with('|') || first.starts_with("- ") || first.starts_with("* ")
}

/// Which JSON: by the members of the outermost object. Where it is broken, its name and its beginning have to do.
fn json_kind(name: &str, text: &str) -> InputKind {
    let named_sarif = ending(name) == "sarif" || name.ends_with(".sarif.json");
    let Ok(fields) = serde_json::from_str::<Fields<'_>>(text) else {
        let head = &text[..text.floor_char_boundary(4096)];
        return if named_sarif || (head.contains("\"runs\"") && head.contains("sarif")) {
            InputKind::Sarif
        } else if name.contains("scorecard") || (head.contains("\"scorecard\"") && head.contains("\"checks\"")) {
            InputKind::Scorecard
        } else {
            InputKind::Json
        };
    };
    let has = |key: &str| fields.contains_key(key);
    let sarif_schema = || fields.get("$schema").is_some_and(|schema| schema.get().contains("sarif"));
    if has("format") {
        InputKind::Json
    } else if has("runs") && (has("version") || sarif_schema()) {
        InputKind::Sarif
    } else if has("checks") && (has("scorecard") || (has("score") && has("repo"))) {
        InputKind::Scorecard
    } else if named_sarif {
        InputKind::Sarif
    } else {
        InputKind::Json
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_counts_before_the_name() {
        for (name, text, expected) in [
            ("report.md", "# Audit\n", InputKind::Markdown),
            ("report.json", "# Audit\n\ntext", InputKind::Markdown),
            ("report.txt", "{\"format\": \"holdpoint.reading/1\"}", InputKind::Json),
            ("report.md", "{\"version\": \"2.1.0\", \"runs\": []}", InputKind::Sarif),
            ("report.md", "{\"quoted\" braces} in prose", InputKind::Markdown),
            ("report.md", "[link](https://example.org)", InputKind::Markdown),
            ("report.json", "[link]", InputKind::Json),
            ("report.json", "", InputKind::Json),
            ("scan.sarif", "{\"runs\": [", InputKind::Sarif),
            ("x.json", "{\"scorecard\": {}, \"checks\": []}", InputKind::Scorecard),
            ("risks.csv", "Risk;Level\nIce;high\n", InputKind::Csv),
            ("risks.csv", "# Risks\n\n- Ice\n", InputKind::Markdown),
            ("pasted", "Risk;Likelihood;Impact\nIce;high;low\nFire;low;high\n", InputKind::Csv),
            ("pasted", "Risk, likelihood and impact are one thing.\nIce, fire and water another.\n", InputKind::Markdown),
            ("", "", InputKind::Markdown),
        ] {
            assert_eq!(detect(name, text), expected, "{name}: {text}");
        }
    }
}
