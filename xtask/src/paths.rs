//! Where things lie.

use std::path::PathBuf;

/// The folder of the workspace: the one above this package.
pub(crate) fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().map(PathBuf::from).unwrap_or(package)
}

/// What the server embeds.
pub(crate) fn site() -> PathBuf {
    root().join("target/site")
}

/// Everything compiled for the browser; apart from `target`, because another compiler may have made it.
pub(crate) fn target_front() -> PathBuf {
    root().join("target-front")
}

/// The program as the development profile builds it.
pub(crate) fn debug_binary() -> PathBuf {
    native_target().join("debug/holdpoint")
}

/// Where cargo puts what it builds for this machine.
pub(crate) fn native_target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}
