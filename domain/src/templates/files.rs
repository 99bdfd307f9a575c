//! Templates as TOML and as JSON.

use super::{Template, TemplateError, TemplateParts};

impl Template {
    /// Reads a template from TOML.
    ///
    /// # Errors
    /// [`TemplateError::TooLarge`] and [`TemplateError::Syntax`] for what cannot be read at all, [`TemplateError::Content`] for a field
    /// that is unknown, missing, or holds what it cannot hold.
    pub fn from_toml(text: &str) -> Result<Self, TemplateError> {
        let text = readable(text)?;
        let syntax = |error: &toml::de::Error| {
            let (line, column) = place(text, error.span().map_or(0, |span| span.start));
            TemplateError::Syntax { line, column, message: error.message().to_owned() }
        };
        let source = toml::Deserializer::parse(text).map_err(|error| syntax(&error))?;
        let parts: TemplateParts =
            serde_path_to_error::deserialize(source).map_err(|error| content(error.path(), error.inner().message()))?;
        Self::new(parts)
    }

    /// Writes the template as TOML. Reading it gives the same template.
    ///
    /// # Errors
    /// [`TemplateError::Unwritable`], where there is no memory to write in.
    pub fn to_toml(&self) -> Result<String, TemplateError> {
        toml::to_string_pretty(self).map_err(|error| TemplateError::Unwritable(error.to_string()))
    }

    /// Reads a template from JSON; the same fields as in TOML.
    ///
    /// # Errors
    /// As [`Template::from_toml`].
    pub fn from_json(text: &str) -> Result<Self, TemplateError> {
        let text = readable(text)?;
        let mut source = serde_json::Deserializer::from_str(text);
        let parts: TemplateParts = serde_path_to_error::deserialize(&mut source).map_err(|error| {
            let inner = error.inner();
            if inner.is_data() { content(error.path(), &message(inner)) } else { syntax(inner) }
        })?;
        source.end().map_err(|error| syntax(&error))?;
        Self::new(parts)
    }

    /// Writes the template as JSON, indented. Reading it gives the same template.
    ///
    /// # Errors
    /// As [`Template::to_toml`].
    pub fn to_json(&self) -> Result<String, TemplateError> {
        serde_json::to_string_pretty(self).map_err(|error| TemplateError::Unwritable(error.to_string()))
    }
}

/// Without a byte order mark; refused where it is too large.
fn readable(text: &str) -> Result<&str, TemplateError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > Template::MOST_BYTES { Err(TemplateError::TooLarge { bytes: text.len() }) } else { Ok(text) }
}

fn content(path: &serde_path_to_error::Path, message: &str) -> TemplateError {
    let place = path.to_string();
    TemplateError::content(if place == "." { "template".to_owned() } else { place }, message)
}

fn syntax(error: &serde_json::Error) -> TemplateError {
    TemplateError::Syntax { line: error.line().max(1), column: error.column().max(1), message: message(error) }
}

/// What serde says, without the place that it appends.
fn message(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.clone(), |(message, _)| message.to_owned())
}

/// Line and column of a byte.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    (before.matches('\n').count() + 1, column + 1)
}
