//! The secrets of the installation that is run here: made once, and kept beside its data.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{paths, say};

const NAMES: [&str; 3] = ["session_key", "token_pepper", "data_key"];

/// Variables that hand the secrets over to the server, as far as nobody set them otherwise. What is missing is made.
///
/// # Errors
/// When a file cannot be made.
pub(crate) fn of(args: &[String]) -> Result<Vec<(String, PathBuf)>> {
    let set = |variable: &str| std::env::var_os(variable).filter(|value| !value.is_empty());
    // A file of all values is whoever's who wrote it: what is missing in it, the server says.
    if value_of(args, "--config").is_some() || set("HOLDPOINT_CONFIG").is_some() {
        return Ok(Vec::new());
    }
    let data = value_of(args, "--data-dir").map(PathBuf::from).or_else(|| set("HOLDPOINT_DATA_DIR").map(PathBuf::from));
    let folder = data.unwrap_or_else(|| "data".into()).join("keys");
    let variables = NAMES.map(|name| (name, format!("HOLDPOINT_{}", name.to_uppercase())));
    let wanted = variables.into_iter().filter(|(_, variable)| set(variable).is_none() && set(&format!("{variable}_FILE")).is_none());
    wanted.map(|(name, variable)| Ok((format!("{variable}_FILE"), kept(&folder, name)?))).collect()
}

/// The file with this secret, made where there is none.
fn kept(folder: &Path, name: &str) -> Result<PathBuf> {
    let file = folder.join(name);
    if file.exists() {
        return Ok(file);
    }
    let made = Command::new(paths::debug_binary()).arg("secret").output().context("`holdpoint secret` cannot be run")?;
    ensure!(made.status.success(), "`holdpoint secret` printed no key");
    write(&file, &made.stdout).with_context(|| format!("{} cannot be written", file.display()))?;
    say::note(&format!("made a new key in {}, for this account only; docs/secrets.md says what it is for", file.display()));
    Ok(file)
}

fn write(file: &Path, content: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?.write_all(content)
}

/// What follows a flag, also behind an equals sign.
fn value_of<'a>(args: &'a [String], flag: &str) -> Option<&'a str> {
    args.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix(flag)? {
        "" => args.get(at + 1).map(String::as_str),
        rest => rest.strip_prefix('='),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn the_folder_of_the_data_is_read_as_the_server_reads_it() {
        let words = |text: &str| text.split(' ').map(String::from).collect::<Vec<_>>();
        assert_eq!(value_of(&words("--listen x --data-dir /srv/a"), "--data-dir"), Some("/srv/a"));
        assert_eq!(value_of(&words("--data-dir=/srv/a"), "--data-dir"), Some("/srv/a"));
        assert_eq!(value_of(&words("--data-directory /srv/a"), "--data-dir"), None);
        assert_eq!(value_of(&[], "--data-dir"), None);
    }

    #[test]
    fn a_key_is_for_this_account_only_and_is_written_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keys/session_key");
        write(&file, b"one").unwrap();
        assert!(write(&file, b"other").is_err());
        assert_eq!(kept(&folder.path().join("keys"), "session_key").unwrap(), file);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        assert_eq!(std::fs::read(&file).unwrap(), b"one");
    }
}
