//! Passwords at the command line: asked for without echo, read from a pipe, or made; and keys, which are made.

use std::io::{IsTerminal as _, Read as _};

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use service::keys::KEY_BYTES;

/// Signs of a made password: no two that are easily taken for each other, 32 of them so that 5 bits choose one.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// 20 signs of 5 bits: 100 bits.
const LENGTH: usize = 20;
/// More than any password has; a wrong file in the pipe is not read whole.
const MOST_BYTES: u64 = 4096;

/// A password, and whether it was made here and must be shown.
pub(super) struct Password {
    pub(super) text: String,
    pub(super) made: bool,
}

/// Makes a password, asks for one twice at a terminal, or reads the first line of a pipe.
pub(super) fn obtain(generate: bool) -> anyhow::Result<Password> {
    if generate {
        return Ok(Password { text: make()?, made: true });
    }
    let text = if std::io::stdin().is_terminal() { ask()? } else { read_line()? };
    Ok(Password { text, made: false })
}

/// A new key from the system's randomness, as it is configured.
pub(super) fn key() -> anyhow::Result<String> {
    let mut bytes = [0_u8; KEY_BYTES];
    getrandom::fill(&mut bytes).context("no random numbers from the system")?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

fn ask() -> anyhow::Result<String> {
    let first = rpassword::prompt_password("Password: ").context("the password cannot be asked for")?;
    let second = rpassword::prompt_password("The same again: ").context("the password cannot be asked for")?;
    if first != second {
        bail!("the two passwords differ; nothing was changed");
    }
    Ok(first)
}

fn read_line() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin().take(MOST_BYTES).read_to_string(&mut text).context("the password cannot be read from the standard input")?;
    Ok(first_line(&text).to_owned())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn make() -> anyhow::Result<String> {
    let mut bytes = [0_u8; LENGTH];
    getrandom::fill(&mut bytes).context("no random numbers from the system")?;
    Ok(bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_passwords_are_long_and_never_alike() {
        let (one, other) = (make().unwrap(), make().unwrap());
        assert_eq!(one.len(), LENGTH);
        assert_ne!(one, other);
        assert!(one.bytes().all(|sign| SIGNS.contains(&sign)));
    }

    #[test]
    fn a_made_key_is_one_that_the_configuration_takes_and_never_the_same() {
        let (one, other) = (key().unwrap(), key().unwrap());
        assert_ne!(one, other);
        assert!(one.parse::<crate::config::KeyList>().unwrap().ring().is_some());
    }

    #[test]
    fn only_the_first_line_of_a_pipe_counts_and_its_spaces_are_part_of_it() {
        assert_eq!(first_line(" two words \r\nmore\n"), " two words ");
        assert_eq!(first_line(""), "");
    }
}
