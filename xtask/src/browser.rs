//! The browser specs: Node.js, Playwright and a Chromium, then `end2end/tests`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::{exec, inputs, install, paths, say};

/// Names under which systems keep the browser.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Runs the specs whose names match any of the words (all of them without words) and gives Playwright's summary.
///
/// # Errors
/// When a spec fails, or something to run them with cannot be had.
pub(crate) fn run(words: &[String]) -> Result<Outcome> {
    let mut command = playwright()?;
    say::step("Running the browser specs, with JavaScript and without");
    command.args(words);
    let mut summary = Vec::new();
    let passed = exec::watch(&mut command, |line| {
        if is_summary(line) {
            summary.push(line.trim().to_owned());
        }
    })?;
    Ok(Outcome { passed, summary })
}

/// Measures in the browser what only a browser can tell: `end2end/measure`.
///
/// # Errors
/// When something is slower than its bar, or there is nothing to measure it with.
pub(crate) fn measure() -> Result<()> {
    let mut command = playwright()?;
    say::step("Measuring in the browser");
    exec::run(command.args(["--config", "measure.config.ts"]))
}

/// `playwright test` with all that it needs.
fn playwright() -> Result<Command> {
    let folder = paths::root().join("end2end");
    install_node()?;
    install_packages(&folder)?;
    let chromium = chromium(&folder)?;
    let mut command = Command::new("npx");
    command.current_dir(&folder).args(["playwright", "test"]).env("HOLDPOINT_BINARY", paths::debug_binary());
    if let Some(path) = chromium {
        command.env("HOLDPOINT_CHROMIUM", path);
    }
    Ok(command)
}

/// How the specs went.
pub(crate) struct Outcome {
    pub(crate) passed: bool,
    /// Playwright's counts, such as `12 passed (30.1s)`.
    pub(crate) summary: Vec<String>,
}

fn install_node() -> Result<()> {
    if exec::find("node").is_none() || exec::find("npm").is_none() {
        install::packages(&["nodejs", "npm"], "running the browser specs")?;
    }
    Ok(())
}

/// Installs exactly what the lock file says, when that is not what is there.
fn install_packages(folder: &std::path::Path) -> Result<()> {
    let lock = std::fs::read(folder.join("package-lock.json")).context("end2end/package-lock.json is missing")?;
    let wanted = inputs::hex(&Sha256::digest(&lock));
    let record = folder.join("node_modules/.lock-hash");
    if std::fs::read_to_string(&record).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say::step("Installing the packages of the browser specs (npm ci)");
    let mut command = Command::new("npm");
    command.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    exec::run(command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    std::fs::write(record, wanted)?;
    Ok(())
}

/// A Chromium of the system; `None` when Playwright's own serves, which it finds by itself.
fn chromium(folder: &std::path::Path) -> Result<Option<PathBuf>> {
    let of_the_system = || CHROMIUM.iter().find_map(|name| exec::find(name));
    if let Some(found) = of_the_system() {
        return Ok(Some(found));
    }
    if let Err(error) = install::packages(&["chromium"], "running the browser specs") {
        say::note(&format!("{error:#}; trying Playwright's own"));
        exec::run(Command::new("npx").current_dir(folder).args(["playwright", "install", "chromium"]))
            .context("there is no Chromium, and none to be had")?;
    }
    Ok(of_the_system())
}

/// Whether a line is one of Playwright's closing counts, as opposed to a line of a test that looks alike.
fn is_summary(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let counted = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
    let kind = words.next().unwrap_or_default();
    let rest: Vec<_> = words.collect();
    let known = ["passed", "failed", "skipped", "flaky", "interrupted"].contains(&kind)
        || (kind == "did" && rest == ["not", "run"])
        || (kind == "error" || kind == "errors");
    counted && known && line.starts_with("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_counts_are_told_from_other_lines() {
        for line in ["  12 passed (30.1s)", "  1 failed", "  2 did not run", "  3 skipped"] {
            assert!(is_summary(line), "{line}");
        }
        for line in ["  ✓  1 [js] › tests/smoke.spec.ts:3:1 › 2 passed", "Running 12 tests using 2 workers", "", "  1 of 2"] {
            assert!(!is_summary(line), "{line}");
        }
    }
}
