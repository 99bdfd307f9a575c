//! `cargo xtask lint`: everything that can be said about the sources without running them.

use std::process::Command;

use anyhow::{Result, bail};

use crate::wasm_toolchain::{WasmToolchain, ordinary_cargo};
use crate::{exec, front, inputs, paths, rules, say, site};

/// What a browser may have to load: WASM and JavaScript as brotli, in bytes.
const BUDGET: u64 = 150_000;
/// Folders whose files are held to a length.
const SOURCES: [&str; 9] = ["domain", "storage", "service", "app", "server", "xtask", "bench", "style", "end2end"];

/// What lies among them and was not written by hand.
const GENERATED: [&str; 2] = ["node_modules/", "end2end/results/"];

/// One thing to check, and its name.
type Check = (&'static str, fn() -> Result<()>);

/// Quick ones first; each runs whatever became of those before, so that one run shows all there is to mend.
const CHECKS: [Check; 8] = [
    ("format", format),
    ("floors and file sizes", sources),
    ("dependency rules", dependencies),
    ("what a browser loads", budget),
    ("clippy for the browser", clippy_wasm),
    ("clippy for the server", clippy_native),
    ("documentation", documentation),
    ("advisories and licences", deny),
];

/// Runs the checks whose names hold any of the words; all of them without words.
///
/// # Errors
/// Names the checks that failed, or says that no check is meant.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let chosen = chosen(words);
    if chosen.is_empty() {
        bail!("no check is called `{}`; there are: {}", words.join(" "), CHECKS.map(|(name, _)| name).join(", "));
    }
    let mut failed = Vec::new();
    for (name, check) in chosen {
        say::step(&format!("Checking {name}"));
        if let Err(error) = check() {
            exec::go_on()?;
            say::failure(&error);
            failed.push(name);
        }
    }
    if failed.is_empty() {
        say::step("All checks passed");
        return Ok(());
    }
    bail!("these checks failed: {}", failed.join(", "))
}

fn chosen(words: &[String]) -> Vec<Check> {
    CHECKS.into_iter().filter(|(name, _)| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()))).collect()
}

fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new(ordinary_cargo());
    command.current_dir(paths::root()).args(args);
    command
}

fn format() -> Result<()> {
    exec::run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn sources() -> Result<()> {
    let root = paths::root();
    let mut found = Vec::new();
    let mut lengths = Vec::new();
    for file in SOURCES.iter().flat_map(|folder| inputs::files(&root.join(folder))) {
        let path = file.strip_prefix(&root)?.to_string_lossy().into_owned();
        let kind = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if GENERATED.iter().any(|part| path.contains(part)) || !["rs", "css", "ts"].contains(&kind) {
            continue;
        }
        let text = std::fs::read_to_string(&file)?;
        if kind == "rs" {
            found.extend(rules::misplaced_words(&path, &text));
        }
        lengths.push((text.lines().count(), path));
    }
    found.extend(rules::too_long(lengths));
    if found.is_empty() { Ok(()) } else { bail!("{}", found.join("\n       ")) }
}

fn dependencies() -> Result<()> {
    let mut found = Vec::new();
    for rule in &rules::TREE_RULES {
        let mut command = cargo(&["tree", "--prefix", "none", "--edges", "normal"]);
        let tree = exec::output(command.args(rule.tree))?;
        for name in rules::forbidden_packages(&tree, rule.forbidden) {
            found.push(format!("{name} is in the tree of `{}`", rule.tree.join(" ")));
        }
    }
    if found.is_empty() { Ok(()) } else { bail!("{}", found.join("\n       ")) }
}

fn budget() -> Result<()> {
    front::build()?;
    let bytes = site::loaded_bytes(&paths::site())?;
    say::note(&format!("{bytes} of {BUDGET} bytes"));
    if bytes <= BUDGET { Ok(()) } else { bail!("WASM and JavaScript take {bytes} bytes, more than {BUDGET}") }
}

fn clippy_wasm() -> Result<()> {
    let mut command = WasmToolchain::find()?.cargo("clippy");
    command.args(["--package", "app", "--lib", "--profile", "front", "--no-default-features", "--features", "hydrate"]);
    exec::run(command.args(["--", "-D", "warnings"]))
}

fn clippy_native() -> Result<()> {
    exec::run(&mut cargo(&["clippy", "--workspace", "--all-targets", "--keep-going", "--", "-D", "warnings"]))
}

fn documentation() -> Result<()> {
    exec::run(cargo(&["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

/// Needs the database of advisories from the network: where the tool is missing, the hosted checks do it.
fn deny() -> Result<()> {
    if exec::find("cargo-deny").is_none() {
        say::note("cargo-deny is not installed; the hosted workflow runs it");
        return Ok(());
    }
    exec::run(&mut cargo(&["deny", "--all-features", "check"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Vec<&'static str> {
        chosen(&words.iter().map(ToString::to_string).collect::<Vec<_>>()).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn words_choose_checks_by_parts_of_their_names() {
        assert_eq!(names(&["clippy"]), ["clippy for the browser", "clippy for the server"]);
        assert_eq!(names(&["format", "documentation"]), ["format", "documentation"]);
        assert_eq!(names(&[]).len(), CHECKS.len());
        assert!(names(&["spelling"]).is_empty());
    }
}
