//! Other programs: run, read, stopped after a time, and never left behind on Ctrl-C.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

static INTERRUPTED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// How often a running program and the interrupt flag are looked at.
const POLL: Duration = Duration::from_millis(20);

/// Turns SIGINT and SIGTERM into a flag, so that a database that was started is stopped on the way out.
pub(crate) fn watch_for_interrupts() {
    let flag = INTERRUPTED.get_or_init(Arc::default);
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        if let Err(error) = signal_hook::flag::register(signal, Arc::clone(flag)) {
            crate::say::note(&format!("Ctrl-C will not clean up: {error}"));
        }
    }
}

/// Whether to go on with the next thing after one has failed.
///
/// # Errors
/// When the person interrupted: then nothing more is to be started.
pub(crate) fn go_on() -> Result<()> {
    if interrupted() {
        bail!("interrupted")
    }
    Ok(())
}

fn interrupted() -> bool {
    INTERRUPTED.get().is_some_and(|flag| flag.load(Ordering::Relaxed))
}

/// Runs a program to its end; its output goes to the terminal.
///
/// # Errors
/// When it cannot be started, ends with a code other than 0, or the person interrupts.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let mut child = spawn(command)?;
    let status = wait(&mut child, None)?;
    check(command, status)
}

/// Runs a program that may not take longer than `limit`.
///
/// # Errors
/// As [`run`], and when the time is over: then it has been stopped.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = spawn(command)?;
    let status = wait(&mut child, Some(limit)).with_context(|| shown(command))?;
    check(command, status)
}

/// Runs a program and gives what it wrote to standard output.
///
/// # Errors
/// As [`run`].
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = as_from_a_shell(command).stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {}", shown(command)))?;
    check(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program, shows every line it writes (both streams, in their order) and hands each to `see`.
/// `Ok(false)` when it ended with a code other than 0.
///
/// # Errors
/// When it cannot be started or the person interrupts.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str) + Send) -> Result<bool> {
    let (reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let mut child = spawn(command)?;
    // The command holds the writing ends too: as long as it does, the reader would never see the end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let mut lines = BufReader::new(reader);
            let mut line = Vec::new();
            while lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                let text = String::from_utf8_lossy(&line);
                print!("{text}");
                see(text.trim_end());
                line.clear();
            }
        });
        wait(&mut child, None).map(|status| status.success())
    })
}

/// The full path of a program, when there is one of that name on the PATH.
pub(crate) fn find(program: &str) -> Option<std::path::PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// What cargo sets for the program it runs, and build scripts of libraries look at: handed on, it would make every change between `cargo
/// xtask` and plain `cargo` build those libraries anew, and all that stands on them.
const SET_BY_CARGO: [&str; 8] = [
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_LINKS",
    "CARGO_PKG_NAME",
    "CARGO_PKG_VERSION_MAJOR",
    "CARGO_PKG_VERSION_MINOR",
    "CARGO_PKG_VERSION_PATCH",
    "CARGO_PKG_VERSION_PRE",
    "OUT_DIR",
];

fn as_from_a_shell(command: &mut Command) -> &mut Command {
    SET_BY_CARGO.into_iter().fold(command, Command::env_remove)
}

fn spawn(command: &mut Command) -> Result<Child> {
    as_from_a_shell(command).stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {}", shown(command)))
}

fn wait(child: &mut Child, limit: Option<Duration>) -> Result<ExitStatus> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return if interrupted() { bail!("interrupted") } else { Ok(status) };
        }
        let late = limit.is_some_and(|limit| start.elapsed() > limit);
        if late || interrupted() {
            stop(child)?;
            bail!(if late { "it took too long and was stopped" } else { "interrupted" });
        }
        std::thread::sleep(POLL);
    }
}

/// Asks a program to end, as Ctrl-C would, and waits; what ignores that for ten seconds is ended.
fn stop(child: &mut Child) -> Result<()> {
    let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    let start = Instant::now();
    while asked.is_ok() && start.elapsed() < Duration::from_secs(10) {
        if child.try_wait()?.is_some() {
            return Ok(());
        }
        std::thread::sleep(POLL);
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() { Ok(()) } else { bail!("`{}` failed ({status})", shown(command)) }
}

fn shown(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args()).map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
