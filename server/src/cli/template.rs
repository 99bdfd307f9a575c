//! `holdpoint template`: the templates that come with the program, and checking one's own.

use std::path::Path;

use anyhow::Context as _;
use domain::templates::{Template, TemplateError};
use service::ServiceError;

use super::Format;

/// Prints a line for each template that comes with the program.
pub(super) fn list() {
    for template in Template::built_in() {
        let parts = template.parts();
        println!("{}\t{}\tversion {}\t{} categories", parts.key, parts.name, parts.version, parts.categories.len());
    }
}

/// Prints one of them, to begin one's own with.
pub(super) fn show(key: &str, format: Format) -> anyhow::Result<()> {
    let found = Template::built_in().iter().find(|template| template.parts().key.as_str() == key);
    let missing = || ServiceError::Refused(format!("There is no template “{key}”. `holdpoint template list` names them."));
    print!("{}", written(found.ok_or_else(missing)?, format)?);
    Ok(())
}

/// Says whether a file is a template.
pub(super) fn check(file: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let json = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let template = if json { Template::from_json(&text) } else { Template::from_toml(&text) };
    let parts = template.map_err(|error| ServiceError::Refused(format!("{}: {error}", file.display())))?.into_parts();
    let items: usize = parts.checklists.iter().map(|list| list.items.len()).sum();
    println!(
        "{} is the template “{}” ({}), version {}: {} categories, {items} items, {} criteria, {} gates.",
        file.display(),
        parts.name,
        parts.key,
        parts.version,
        parts.categories.len(),
        parts.criteria.len(),
        parts.gates.len()
    );
    Ok(())
}

fn written(template: &Template, format: Format) -> Result<String, TemplateError> {
    match format {
        Format::Text => template.to_toml(),
        Format::Json => template.to_json().map(|text| text + "\n"),
    }
}
