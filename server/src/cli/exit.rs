//! From what went wrong to the exit code, and to a line that says it.

use std::process::ExitCode;

use service::ServiceError;

use super::audit::Broken;
use super::lint::Found;
use crate::config::ConfigError;

/// The command did not do what it was asked for.
const FAILURE: u8 = 1;
/// What was typed or configured makes no sense. The same number that clap exits with.
const USAGE: u8 = 2;
/// What was given was understood and refused.
const REFUSED: u8 = 3;
/// What was asked for was looked for and found.
const FOUND: u8 = 4;

/// Says what went wrong and gives the exit code for it.
pub(super) fn report(error: &anyhow::Error) -> ExitCode {
    eprintln!("holdpoint: {}", said(error));
    ExitCode::from(code(error))
}

/// With its causes, as far as they are not told already.
fn said(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |text, cause| match text.as_str() {
        "" => cause,
        told if told.contains(&cause) => text,
        told => format!("{}: {cause}", told.trim_end_matches('.')),
    })
}

fn code(error: &anyhow::Error) -> u8 {
    if error.downcast_ref::<ConfigError>().is_some() {
        return USAGE;
    }
    if error.downcast_ref::<Found>().is_some() || error.downcast_ref::<Broken>().is_some() {
        return FOUND;
    }
    match error.downcast_ref::<ServiceError>() {
        Some(ServiceError::Storage(_) | ServiceError::Internal(_)) | None => FAILURE,
        Some(_) => REFUSED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Environment, Flags};
    use anyhow::Context as _;

    #[test]
    fn the_exit_code_tells_usage_refusal_and_failure_apart() {
        let flags = Flags::default().with("listen", "x");
        let usage = Config::load(&flags, &Environment::default()).unwrap_err();
        assert_eq!(code(&usage.into()), USAGE);
        assert_eq!(code(&ServiceError::NotFound.into()), REFUSED);
        assert_eq!(code(&ServiceError::Internal("x").into()), FAILURE);
        assert_eq!(code(&anyhow::anyhow!("x")), FAILURE);
    }

    #[test]
    fn a_cause_is_told_once() {
        let error = anyhow::anyhow!("no such file").context("report.md cannot be read");
        assert_eq!(said(&error), "report.md cannot be read: no such file");
        assert_eq!(said(&Err::<(), _>(ServiceError::NotFound).context("x.").unwrap_err()), format!("x: {}", ServiceError::NotFound));
    }
}
