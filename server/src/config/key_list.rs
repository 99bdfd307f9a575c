//! Keys as they are configured.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use service::keys::{KEY_BYTES, Keyring};

use super::show::MASK;
use super::values::NotAllowed;

/// The key in force and former ones, or none where none is set. Never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct KeyList(Vec<Vec<u8>>);

impl KeyList {
    /// Whether none is set.
    pub const fn is_missing(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys, to work with; `None` where none is set.
    pub fn ring(&self) -> Option<Keyring> {
        Keyring::new(self.0.clone())
    }

    /// Whether both lists have one and the same key.
    pub(super) fn has_a_key_of(&self, other: &Self) -> bool {
        self.0.iter().any(|key| other.0.contains(key))
    }
}

impl FromStr for KeyList {
    type Err = NotAllowed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        text.split(',')
            .map(|key| decoded(key.trim()).filter(|key| key.len() >= KEY_BYTES).ok_or(NotAllowed))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// 32 bytes have 64 digits in hexadecimal and 43 signs in base64url, so that one is hardly taken for the other; where it is, that is so each time.
fn decoded(text: &str) -> Option<Vec<u8>> {
    if text.len().is_multiple_of(2) && text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect();
    }
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

/// As many masks as there are keys.
impl fmt::Display for KeyList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&vec![MASK; self.0.len()].join(","))
    }
}

impl fmt::Debug for KeyList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyList({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";
    const BASE64: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    fn keys(text: &str) -> Result<usize, NotAllowed> {
        text.parse::<KeyList>().map(|list| list.0.len())
    }

    #[test]
    fn keys_are_hexadecimal_or_base64url_and_former_ones_follow() {
        assert_eq!(keys(HEX), Ok(1));
        assert_eq!(keys(&format!("{BASE64}=")), Ok(1));
        assert_eq!(keys(&format!("{BASE64}, {HEX}")), Ok(2));
        assert_eq!(BASE64.parse::<KeyList>().unwrap().0[0], (0..32).collect::<Vec<u8>>());
    }

    #[test]
    fn a_short_key_or_one_that_is_no_bytes_spoils_the_list() {
        for text in
            [&HEX[2..], &BASE64[1..], "a long and secret sentence that is not any code", &format!("{HEX},"), &format!("{HEX},short")]
        {
            assert!(keys(text).is_err(), "{text}");
        }
    }

    #[test]
    fn nothing_is_a_list_without_keys() {
        assert!("".parse::<KeyList>().unwrap().is_missing() && "".parse::<KeyList>().unwrap().ring().is_none());
    }

    #[test]
    fn a_list_shows_how_many_keys_it_has_and_none_of_them() {
        let list: KeyList = format!("{HEX},{BASE64}").parse().unwrap();
        assert_eq!((list.to_string().as_str(), format!("{list:?}").as_str()), ("***,***", "KeyList(***,***)"));
    }
}
