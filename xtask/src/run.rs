//! `cargo xtask run`: from a fresh clone to a served page.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::{Result, bail};

use crate::wasm_toolchain::ordinary_cargo;
use crate::{exec, front, keys, paths, say};

/// Chooses the packages, in every call that builds for this machine: cargo then switches on the same features in all
/// libraries, and nothing is compiled twice for the program and its tests.
pub(crate) const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Fill an empty database with invented projects first.
    demo: bool,
    /// Arguments for `holdpoint`: values of the configuration, which `demo` has to know as well.
    values: Vec<String>,
}

impl Options {
    /// Reads `[--demo] [-- ARGS]`.
    ///
    /// # Errors
    /// On anything else before the `--`.
    pub(crate) fn parse(args: &[String]) -> Result<Self> {
        let split = args.iter().position(|arg| arg == "--").unwrap_or(args.len());
        let mut options = Self { demo: false, values: args.iter().skip(split + 1).cloned().collect() };
        for arg in &args[..split] {
            match arg.as_str() {
                "--demo" => options.demo = true,
                other => bail!("`run` does not know `{other}`; arguments for the server come after `--`"),
            }
        }
        Ok(options)
    }
}

/// Builds what changed and becomes the server.
///
/// # Errors
/// When something cannot be built, or the server not be started.
pub(crate) fn run(options: &Options) -> Result<()> {
    front::build()?;
    build_server()?;
    let keys = keys::of(&options.values)?;
    if options.demo {
        say::step("Filling an empty database with invented projects (holdpoint demo)");
        if let Err(error) = exec::run(Command::new(paths::debug_binary()).arg("demo").args(&options.values)) {
            exec::go_on()?;
            // Most likely it ran before: the database is not empty, which it has said itself, and is served as it is.
            say::note(&format!("{error}; going on with the data that is there"));
        }
    }
    say::step("Starting Holdpoint (Ctrl-C stops it)");
    // Only comes back when it cannot be started: the server takes this process over, with its signals and its exit code.
    Err(Command::new(paths::debug_binary()).arg("serve").args(&options.values).envs(keys).exec().into())
}

/// Builds the program in the development profile, which the tests use too.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build_server() -> Result<()> {
    say::step("Building the server");
    let mut command = Command::new(ordinary_cargo());
    // There are no examples. To ask for them makes cargo count the libraries of the tests in, when it chooses features.
    exec::run(command.current_dir(paths::root()).arg("build").args(PRODUCT).args(["--bin", "holdpoint", "--examples"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Result<Options> {
        Options::parse(&words.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn what_follows_two_dashes_goes_to_the_server() {
        let options = parse("--demo -- --listen 127.0.0.1:4000 --demo").unwrap();
        assert_eq!(options, Options { demo: true, values: ["--listen", "127.0.0.1:4000", "--demo"].map(String::from).into() });
    }

    #[test]
    fn nothing_asked_is_an_ordinary_run() {
        assert_eq!(parse("").unwrap(), Options::default());
    }

    #[test]
    fn an_unknown_word_is_named() {
        assert!(parse("--listen x").unwrap_err().to_string().contains("--listen"));
    }
}
