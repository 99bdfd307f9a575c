//! Secrets that stand in files of their own, as container platforms and service managers hand them over.

use super::sources::{ConfigError, Environment, Problem};
use super::{SETTINGS, Setting};

/// A secret as it was read.
pub(super) struct SecretFile {
    pub(super) setting: &'static Setting,
    /// The variable and the file that it names, for people.
    pub(super) source: String,
    pub(super) text: String,
}

/// The secret whose file this variable names.
pub(super) fn named_by(variable: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.file_variable().is_some_and(|name| name == variable))
}

/// Reads all files that are named. What is in one is never told.
///
/// # Errors
/// Names every file that cannot be read or is empty, and every secret that is given twice.
pub(super) fn read(environment: &Environment) -> Result<Vec<SecretFile>, ConfigError> {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for (variable, path) in environment.all() {
        let Some(setting) = named_by(variable) else { continue };
        let in_clear = setting.variable();
        if environment.all().any(|(name, _)| name == in_clear) {
            problems.push(Problem::new(format!("{in_clear} and {variable} are both set; leave one of them out")));
            continue;
        }
        match std::fs::read_to_string(path).map(|text| text.trim().to_owned()) {
            Ok(text) if text.is_empty() => problems.push(Problem::new(format!("{variable} names {path}, which is empty"))),
            Ok(text) => read.push(SecretFile { setting, source: format!("{variable}, {path}"), text }),
            Err(error) => problems.push(Problem::new(format!("{variable} names {path}, which cannot be read: {error}"))),
        }
    }
    if problems.is_empty() { Ok(read) } else { Err(ConfigError::new(problems)) }
}
