//! Whether anything the front is made of has changed since it was last built.

use std::path::{Path, PathBuf};

use anyhow::Result;
use sha2::{Digest, Sha256};

/// Files and folders the front depends on, relative to the workspace.
const INPUTS: [&str; 9] =
    ["Cargo.lock", "Cargo.toml", "app", "domain", "style", "public", "xtask/src/css.rs", "xtask/src/front.rs", "xtask/src/site.rs"];

/// A number for the state of all inputs; `more` is what else matters, such as the compiler's name.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn fingerprint(root: &Path, more: &str) -> Result<String> {
    let mut hasher = Sha256::new();
    hasher.update(more);
    for file in INPUTS.iter().flat_map(|input| files(&root.join(input))) {
        add(&mut hasher, file.strip_prefix(root).unwrap_or(&file), &std::fs::read(&file)?);
    }
    Ok(hex(&hasher.finalize()))
}

/// Feeds one file to a hash; lengths keep `ab`+`c` and `a`+`bc` apart.
pub(crate) fn add(hasher: &mut Sha256, name: &Path, content: &[u8]) {
    let name = name.to_string_lossy();
    for part in [name.as_bytes(), content] {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// All files of a folder, or the file itself, in the order of their names; none when it is not there.
pub(crate) fn files(path: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(path)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("app/src")).unwrap();
        std::fs::write(folder.path().join("Cargo.lock"), "a").unwrap();
        std::fs::write(folder.path().join("app/src/lib.rs"), "b").unwrap();
        folder
    }

    #[test]
    fn the_same_files_give_the_same_fingerprint_wherever_they_lie() {
        let (one, two) = (workspace(), workspace());
        assert_eq!(fingerprint(one.path(), "").unwrap(), fingerprint(two.path(), "").unwrap());
    }

    #[test]
    fn a_changed_a_new_and_a_renamed_file_each_change_it() {
        let folder = workspace();
        let before = fingerprint(folder.path(), "").unwrap();
        std::fs::write(folder.path().join("app/src/lib.rs"), "c").unwrap();
        let changed = fingerprint(folder.path(), "").unwrap();
        std::fs::write(folder.path().join("app/src/new.rs"), "").unwrap();
        let added = fingerprint(folder.path(), "").unwrap();
        std::fs::rename(folder.path().join("app/src/new.rs"), folder.path().join("app/src/old.rs")).unwrap();
        let renamed = fingerprint(folder.path(), "").unwrap();
        let all = std::collections::BTreeSet::from([before, changed, added, renamed]);
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn another_compiler_and_nothing_else_outside_the_inputs_changes_it() {
        let folder = workspace();
        let before = fingerprint(folder.path(), "ordinary").unwrap();
        std::fs::write(folder.path().join("README.md"), "x").unwrap();
        assert_eq!(fingerprint(folder.path(), "ordinary").unwrap(), before);
        assert_ne!(fingerprint(folder.path(), "debian").unwrap(), before);
    }
}
