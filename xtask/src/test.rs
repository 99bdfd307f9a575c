//! `cargo xtask test`: cargo's tests on both databases, then the browser's, and one summary.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::postgres::Postgres;
use crate::wasm_toolchain::ordinary_cargo;
use crate::{browser, exec, front, paths, reports, run, say};

const PACKAGES: [&str; 8] = ["domain", "storage", "service", "paper", "app", "server", "xtask", "bench"];

/// What to run.
#[derive(Debug, Default, PartialEq, Eq)]
struct Selection {
    packages: Vec<String>,
    browser: bool,
    cargo: bool,
    words: Vec<String>,
}

impl Selection {
    fn parse(words: &[String]) -> Self {
        let mut selection = Self::default();
        for word in words {
            match word.as_str() {
                "browser" => selection.browser = true,
                name if PACKAGES.contains(&name) => selection.packages.push(word.clone()),
                _ => selection.words.push(word.clone()),
            }
        }
        // Words alone look for names of cargo's tests; the browser's run when asked for, or with everything.
        selection.cargo = !selection.browser || !selection.packages.is_empty();
        selection.browser |= words.is_empty();
        selection
    }

    /// What cargo is told, call by call. This driver was built with the features that it alone needs: tested together with
    /// the rest, it would be built a second time.
    fn package_arguments(&self) -> Vec<Vec<String>> {
        if self.packages.is_empty() {
            return vec![run::PRODUCT.map(String::from).into(), ["--package", "xtask"].map(String::from).into()];
        }
        vec![self.packages.iter().map(|name| format!("--package={name}")).collect()]
    }

    /// Whether tests that keep something in a database are among them.
    fn uses_database(&self) -> bool {
        self.packages.is_empty() || self.packages.iter().any(|name| ["storage", "service", "server"].contains(&name.as_str()))
    }

    /// Whether what runs needs the site: the server's tests serve it.
    fn needs_front(&self) -> bool {
        self.browser || self.packages.is_empty() || self.packages.iter().any(|name| name == "server")
    }
}

/// Runs the tests that the words select; all of them without words.
///
/// # Errors
/// When a test fails, or something to run them with cannot be had.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let selection = Selection::parse(words);
    if selection.needs_front() {
        front::build()?;
    }
    let mut passed = true;
    let mut summary = Vec::new();
    if selection.cargo {
        passed &= run_cargo(&selection, &mut summary)?;
    }
    if selection.browser {
        run::build_server()?;
        match reports::score() {
            Ok(line) => summary.push(format!("{:<34} {line}", "real reports")),
            Err(error) => {
                passed = false;
                summary.push(format!("{:<34} FAILED: {error}", "real reports"));
            }
        }
        let outcome = browser::run(&selection.words)?;
        passed &= outcome.passed;
        summary.extend(outcome.summary.into_iter().map(|line| format!("{:<34} {line}", "browser")));
    }
    println!("\nSummary");
    for line in summary {
        println!("  {line}");
    }
    if passed { Ok(()) } else { bail!("tests failed") }
}

fn run_cargo(selection: &Selection, summary: &mut Vec<String>) -> Result<bool> {
    say::step("Running cargo's tests, those with a database on SQLite");
    let mut passed = true;
    for packages in selection.package_arguments() {
        passed &= round(&packages, selection, None, summary)?;
    }
    if selection.uses_database() {
        let postgres = Postgres::start()?;
        say::step("Running the tests with a database on PostgreSQL");
        let mut packages = selection.package_arguments().remove(0);
        packages.extend(["--test", "it"].map(String::from));
        passed &= round(&packages, selection, Some(&postgres), summary)?;
    }
    Ok(passed)
}

/// One call of cargo; on `PostgreSQL` where a server is given.
fn round(packages: &[String], selection: &Selection, postgres: Option<&Postgres>, summary: &mut Vec<String>) -> Result<bool> {
    let mut command = Command::new(ordinary_cargo());
    command.current_dir(paths::root()).args(["test", "--no-fail-fast"]).args(packages).arg("--").args(&selection.words);
    if let Some(server) = postgres {
        command.env("HOLDPOINT_TEST_POSTGRES", server.url());
    }
    let place = if postgres.is_some() { ", PostgreSQL" } else { "" };
    let mut binary = String::from("(unknown)");
    exec::watch(&mut command, |line| {
        if let Some(name) = binary_name(line) {
            binary = format!("{name}{place}");
        } else if line.starts_with("test result:") && !line.contains(" 0 passed; 0 failed;") {
            summary.push(format!("{binary:<34} {line}"));
        }
    })
}

/// A short name for the tests that a line of cargo announces.
fn binary_name(line: &str) -> Option<String> {
    let line = line.trim_start();
    if let Some(package) = line.strip_prefix("Doc-tests ") {
        return Some(format!("{package} (docs)"));
    }
    let (what, path) = line.strip_prefix("Running ")?.split_once(" (")?;
    let file = Path::new(path.trim_end_matches(')')).file_name()?.to_str()?;
    let name = file.rsplit_once('-').map_or(file, |(name, _)| name);
    // `tests/it/main.rs` makes a program called `it` in every package: its name alone says nothing.
    Some(if what.starts_with("unittests") { format!("{name} (unit)") } else { format!("{name} ({what})") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Selection {
        Selection::parse(&words.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn without_words_everything_runs() {
        let all = parse("");
        assert!(all.cargo && all.browser && all.needs_front());
    }

    #[test]
    fn a_package_narrows_to_it_and_needs_no_front_unless_it_serves_it() {
        let storage = parse("storage");
        assert!(storage.cargo && !storage.browser && !storage.needs_front());
        assert!(storage.uses_database() && !parse("domain xtask").uses_database());
        assert!(parse("server").needs_front());
    }

    #[test]
    fn browser_alone_runs_no_test_of_cargo_and_its_words_choose_specs() {
        let browser = parse("browser risks");
        assert!(browser.browser && !browser.cargo);
        assert_eq!(browser.words, ["risks"]);
    }

    #[test]
    fn other_words_filter_the_tests_of_cargo() {
        let filtered = parse("domain scoring");
        assert_eq!((filtered.packages, filtered.words), (vec!["domain".to_owned()], vec!["scoring".to_owned()]));
    }

    #[test]
    fn tests_are_named_by_what_cargo_announces() {
        let unit = "     Running unittests src/lib.rs (target/debug/deps/domain-0a1b2c)";
        assert_eq!(binary_name(unit).as_deref(), Some("domain (unit)"));
        let other = "     Running tests/it/main.rs (target/debug/deps/it-0a1b2c)";
        assert_eq!(binary_name(other).as_deref(), Some("it (tests/it/main.rs)"));
        assert_eq!(binary_name("   Doc-tests domain").as_deref(), Some("domain (docs)"));
        assert_eq!(binary_name("running 3 tests"), None);
    }
}
