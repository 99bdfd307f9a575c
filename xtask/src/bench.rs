//! `cargo xtask bench`: the benchmarks, in the profile that is delivered.

use std::process::Command;

use anyhow::Result;

use crate::wasm_toolchain::ordinary_cargo;
use crate::{browser, exec, front, paths, run, say};

/// Builds the benchmarks and runs them with the arguments given.
///
/// # Errors
/// When something does not build or a benchmark fails.
pub(crate) fn run(args: &[String]) -> Result<()> {
    front::build()?;
    say::step("Building and running the benchmarks (release profile; the first build takes long)");
    let mut command = Command::new(ordinary_cargo());
    exec::run(command.current_dir(paths::root()).args(["run", "--release", "--package", "bench", "--"]).args(args))?;
    run::build_server()?;
    browser::measure()
}
