//! A compiler that can build for `wasm32-unknown-unknown`.
//!
//! The ordinary one can once `rustup target add` has fetched the target's standard library. Where that cannot be
//! reached, or Rust did not come through rustup, Debian's compiler does it, with a standard library built here, once,
//! from Debian's copy of its source.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{exec, install, paths, say};

/// The target the browser's part is built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// A mirror that does not answer lets rustup wait for ever.
const RUSTUP_LIMIT: Duration = Duration::from_mins(2);
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_CLIPPY: &str = "/usr/bin/cargo-clippy";
const OLDEST_LINKER: u32 = 22;
const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-22"];

/// How the front is compiled on this machine.
pub(crate) enum WasmToolchain {
    /// The compiler that built this program knows the target.
    Ordinary,
    /// Debian's compiler and the standard library built for it.
    Debian { sysroot: PathBuf, linker: PathBuf },
}

impl WasmToolchain {
    /// Finds a compiler for the target, and fetches what is missing.
    ///
    /// # Errors
    /// When neither way works; the text says what was tried.
    pub(crate) fn find() -> Result<Self> {
        match std::env::var("HOLDPOINT_WASM_TOOLCHAIN").as_deref() {
            Ok("debian") => return debian(),
            Ok("rustup") => return add_target().map(|()| Self::Ordinary),
            Ok(other) => bail!("HOLDPOINT_WASM_TOOLCHAIN is `{other}`; it may be `rustup` or `debian`"),
            Err(_) => {}
        }
        if knows_target()? {
            return Ok(Self::Ordinary);
        }
        if debian_sysroot().is_ok_and(|sysroot| is_complete(&sysroot)) {
            return debian();
        }
        match add_target() {
            Ok(()) => Ok(Self::Ordinary),
            Err(error) => {
                say::note(&format!("{error:#}; Debian's compiler will do"));
                debian().context("neither rustup nor Debian's packages gave a compiler for wasm32-unknown-unknown")
            }
        }
    }

    /// `cargo <subcommand>` for the target: with its compiler and a target folder of its own.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = match self {
            Self::Ordinary => Command::new(ordinary_cargo()),
            // Debian's cargo would look for its clippy on the PATH, where rustup's stands first.
            Self::Debian { .. } if subcommand == "clippy" => Command::new(DEBIAN_CLIPPY),
            Self::Debian { .. } => Command::new(DEBIAN_CARGO),
        };
        command.current_dir(paths::root()).arg(subcommand);
        command.args(["--target", TARGET, "--target-dir"]).arg(paths::target_front());
        if let Self::Debian { sysroot, linker } = self {
            use_debian(&mut command);
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("--sysroot={}", sysroot.display()));
        }
        command
    }

    /// One word that changes when the compiler does.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Debian { .. } => "debian",
        }
    }
}

/// The cargo that runs this program.
pub(crate) fn ordinary_cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

fn knows_target() -> Result<bool> {
    let sysroot = exec::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    Ok(library_folder(Path::new(sysroot.trim())).is_dir())
}

fn add_target() -> Result<()> {
    if knows_target()? {
        return Ok(());
    }
    say::step("Adding the wasm target (rustup target add wasm32-unknown-unknown)");
    exec::run_within(Command::new("rustup").args(["target", "add", TARGET]), RUSTUP_LIMIT)?;
    if knows_target()? { Ok(()) } else { bail!("rustup added the target to another compiler than the one in use") }
}

fn library_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// Debian's compiler must not be told to be rustup's.
fn use_debian(command: &mut Command) {
    command.env("RUSTC", DEBIAN_RUSTC).env("CARGO", DEBIAN_CARGO);
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "RUSTDOC"] {
        command.env_remove(name);
    }
}

fn debian() -> Result<WasmToolchain> {
    if linker().is_none() || [DEBIAN_RUSTC, DEBIAN_CARGO, DEBIAN_CLIPPY].iter().any(|path| !Path::new(path).exists()) {
        install::packages(&DEBIAN_PACKAGES, "a compiler for the browser")?;
    }
    let linker = linker().context("the package lld-22 brought no wasm-ld")?;
    let sysroot = debian_sysroot()?;
    if !is_complete(&sysroot) {
        build_sysroot(&sysroot)?;
    }
    Ok(WasmToolchain::Debian { sysroot, linker })
}

/// The newest `wasm-ld` of Debian's packages, which carry the version in the name. One older than the LLVM in Debian's
/// compiler cannot read its objects.
fn linker() -> Option<PathBuf> {
    let versioned = std::fs::read_dir("/usr/bin").ok()?.filter_map(|entry| {
        let path = entry.ok()?.path();
        let version: u32 = path.file_name()?.to_str()?.strip_prefix("wasm-ld-")?.parse().ok()?;
        (version >= OLDEST_LINKER).then_some((version, path))
    });
    versioned.max().map(|(_, path)| path)
}

/// One folder per version of the compiler: libraries of another are refused by it.
fn debian_sysroot() -> Result<PathBuf> {
    if !Path::new(DEBIAN_RUSTC).exists() {
        bail!("Debian's compiler is not installed");
    }
    let version = exec::output(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    let number = version.split_whitespace().nth(1).unwrap_or("unknown");
    Ok(paths::target_front().join(format!("sysroot-{number}")))
}

/// Written last, so that a build that was interrupted is not taken for a whole one.
fn is_complete(sysroot: &Path) -> bool {
    sysroot.join("complete").exists()
}

fn build_sysroot(sysroot: &Path) -> Result<()> {
    say::step("Building the wasm standard library for Debian's compiler (once, about a minute and a half)");
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("src"))?;
    std::fs::write(folder.path().join("src/lib.rs"), "")?;
    std::fs::write(
        folder.path().join("Cargo.toml"),
        "[package]\nname = \"sysroot\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n",
    )?;
    let mut command = Command::new(DEBIAN_CARGO);
    use_debian(&mut command);
    // The flag to build the standard library is only to be had in a compiler that believes to be a nightly one.
    command.current_dir(folder.path()).env("RUSTC_BOOTSTRAP", "1").env_remove("CARGO_TARGET_DIR");
    command.args(["build", "--release", "-Zbuild-std=std,panic_abort,proc_macro", "--target", TARGET, "--target-dir"]);
    command.arg(folder.path().join("target"));
    // The front is linked with LTO, which wants the libraries as bitcode too.
    exec::run(command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Cembed-bitcode=yes"))?;

    let libraries = library_folder(sysroot);
    std::fs::create_dir_all(&libraries)?;
    let built = folder.path().join("target").join(TARGET).join("release/deps");
    for entry in std::fs::read_dir(&built)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rlib")
            && let Some(name) = path.file_name()
        {
            std::fs::copy(&path, libraries.join(name))?;
        }
    }
    std::fs::write(sysroot.join("complete"), "")?;
    Ok(())
}
