//! Debian packages that are missing.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{exec, say};

/// Installs Debian packages, as root or through sudo.
///
/// # Errors
/// When this is not Debian, there is no right to install, or a package cannot be had; the text names the packages,
/// so that a person can install what corresponds on another system.
pub(crate) fn packages(names: &[&str], what_for: &str) -> Result<()> {
    let list = names.join(" ");
    say::step(&format!("Installing {list} ({what_for})"));
    if exec::find("apt-get").is_none() {
        bail!("{what_for}: install what Debian calls `{list}` and run this again");
    }
    // A fresh machine has no package lists, and stale ones name versions that are gone.
    exec::run(apt()?.args(["-q", "update"])).context("cannot refresh Debian's package lists")?;
    exec::run(apt()?.args(["-q", "install", "-y", "--no-install-recommends"]).args(names))
        .with_context(|| format!("cannot install {list}, needed for: {what_for}"))
}

/// `apt-get` with the rights it needs, asking nothing.
fn apt() -> Result<Command> {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else if exec::find("sudo").is_some() {
        let mut sudo = Command::new("sudo");
        sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        bail!("installing packages takes root or sudo");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// Whether this process may do everything: PostgreSQL and Chromium have to be started differently then.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
