//! The driver of the project: builds the front and the server, runs them, tests and checks them.
//!
//! `cargo xtask help` lists the commands. It asks for no more than Rust and, on Debian, the right to install packages:
//! what is missing (the wasm target, PostgreSQL, Chromium, Node.js) it fetches by itself and says so.

mod bench;
mod browser;
mod css;
mod exec;
mod front;
mod inputs;
mod install;
mod keys;
mod lint;
mod paths;
mod postgres;
mod reports;
mod rules;
mod run;
mod say;
mod site;
mod test;
mod wasm_toolchain;

use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask <command>

Commands:
  run [--demo] [-- ARGS]  Build everything that changed and serve Holdpoint on 127.0.0.1:3000.
                          --demo first fills an empty database with invented projects.
                          ARGS go to `holdpoint`: --listen ADDRESS, --data-dir FOLDER, …
                          Secrets that are not set are made once, in the folder keys of the data folder.
  test [WORDS]            Run all tests: cargo's on SQLite and PostgreSQL, then the browser's.
                          A package name (domain, storage, …) narrows to that package, `browser` to
                          the browser specs; every other word filters by name.
  lint [WORDS]            Check format, clippy (native and wasm), dependency rules, file sizes,
                          documentation and the size of what browsers load. Words choose checks.
  front                   Build only the part that runs in the browser, into target/site.
  bench [ARGS]            Build and run the benchmarks in release mode.
  help                    Print this text.

Environment:
  HOLDPOINT_WASM_TOOLCHAIN  rustup | debian: which compiler builds the front (default: whichever works).
";

fn main() -> ExitCode {
    exec::watch_for_interrupts();
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::failure(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> anyhow::Result<()> {
    let Some((command, rest)) = args.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    match command.as_str() {
        "run" => run::run(&run::Options::parse(rest)?),
        "test" => test::run(rest),
        "bench" => bench::run(rest),
        "front" if !rest.is_empty() => {
            anyhow::bail!("`cargo xtask front` takes no arguments, but was given `{}`", rest.join(" "))
        }
        "lint" => lint::run(rest),
        "front" => front::build().map(drop),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => anyhow::bail!("there is no command `{other}`; `cargo xtask help` lists those there are"),
    }
}
