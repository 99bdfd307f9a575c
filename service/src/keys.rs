//! Secrets of the installation: what keeps stored digests useless without it, and stored secrets sealed.
//!
//! A ring has the key in force and former ones. New digests and seals are made with the key in force; what was made with a former one
//! still counts, until somebody takes that key out of the ring. So a key is changed without a pause, and a lost one ends at once.

use crate::ServiceError;
use domain::digest::hex;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::hmac;
use std::fmt;

/// Fewest bytes of a key: as long as what HMAC-SHA-256 gives (RFC 2104, section 3).
pub const KEY_BYTES: usize = 32;

/// The rings of an installation.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Digests of session ids: whoever can write to the database cannot make a session without it.
    pub sessions: Keyring,
    /// Digests of API tokens, of links by e-mail, and of recovery codes.
    pub tokens: Keyring,
    /// Seals what has to be read again, such as the secrets of one-time passwords, and signs gaps in the audit log.
    pub data: Keyring,
}

impl Keys {
    /// New keys from the system's randomness, for tests and for what ends with the process.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub fn random() -> Result<Self, ServiceError> {
        Ok(Self { sessions: Keyring::random()?, tokens: Keyring::random()?, data: Keyring::random()? })
    }
}

/// Keys of one purpose, the one in force first. Never shown.
#[derive(Clone)]
pub struct Keyring {
    keys: Vec<Vec<u8>>,
}

impl Keyring {
    /// Takes the key in force and the former ones; `None` where there is none, or one has fewer than [`KEY_BYTES`] bytes.
    #[must_use]
    pub fn new(keys: Vec<Vec<u8>>) -> Option<Self> {
        (!keys.is_empty() && keys.iter().all(|key| key.len() >= KEY_BYTES)).then_some(Self { keys })
    }

    fn random() -> Result<Self, ServiceError> {
        let mut key = vec![0_u8; KEY_BYTES];
        getrandom::fill(&mut key).map_err(|_| ServiceError::Internal("no randomness"))?;
        Ok(Self { keys: vec![key] })
    }

    /// HMAC-SHA-256 of a secret with the key in force, in hexadecimal. What is made for one purpose is none for another.
    #[must_use]
    pub fn digest(&self, purpose: &str, secret: &str) -> String {
        self.digests(purpose, secret).next().unwrap_or_default()
    }

    /// The digests with every key of the ring, that of the key in force first: one of them is what was stored.
    pub fn digests(&self, purpose: &str, secret: &str) -> impl Iterator<Item = String> {
        let text = format!("{purpose}\n{secret}");
        self.keys.iter().map(move |key| hex(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref()))
    }

    /// Encrypts with the key in force (AES-256-GCM, a random nonce in front): only [`Keyring::open`] for the same purpose reads it.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>, ServiceError> {
        let failed = ServiceError::Internal("a secret could not be sealed");
        let Some(key) = self.keys.first().and_then(|key| sealing_key(key, purpose)) else { return Err(failed) };
        let mut nonce = [0_u8; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|_| ServiceError::Internal("no randomness"))?;
        let mut sealed = plain.to_vec();
        let done = key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(purpose), &mut sealed);
        done.map_err(|_| failed)?;
        Ok([nonce.to_vec(), sealed].concat())
    }

    /// What was sealed for this purpose with any key of the ring.
    ///
    /// # Errors
    /// Where none of them opens it: it was changed, or its key was taken out of the ring.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, ServiceError> {
        let failed = || ServiceError::Internal("a sealed secret cannot be opened: its key is not in the ring any more");
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>().ok_or_else(failed)?;
        let opened = self.keys.iter().filter_map(|key| sealing_key(key, purpose)).find_map(|key| {
            let mut text = sealed.to_vec();
            let plain = key.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(purpose), &mut text).ok()?;
            Some(plain.to_vec())
        });
        opened.ok_or_else(failed)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring({} keys)", self.keys.len())
    }
}

/// A key of its own for each purpose (HKDF, RFC 5869), so that a key for digests is never one for encryption as well.
fn sealing_key(key: &[u8], purpose: &str) -> Option<LessSafeKey> {
    let extracted = Salt::new(HKDF_SHA256, b"holdpoint").extract(key);
    let info = [purpose.as_bytes()];
    let unbound: UnboundKey = extracted.expand(&info, &AES_256_GCM).ok()?.into();
    Some(LessSafeKey::new(unbound))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(first: u8, former: &[u8]) -> Keyring {
        Keyring::new([first].iter().chain(former).map(|byte| vec![*byte; KEY_BYTES]).collect()).unwrap()
    }

    #[test]
    fn a_ring_needs_a_key_and_no_short_one() {
        assert!(Keyring::new(Vec::new()).is_none());
        assert!(Keyring::new(vec![vec![1; KEY_BYTES], vec![1; KEY_BYTES - 1]]).is_none());
    }

    #[test]
    fn what_a_former_key_made_still_counts_until_it_is_taken_out() {
        let (before, during, after) = (ring(1, &[]), ring(2, &[1]), ring(2, &[]));
        let digest = before.digest("token", "abc");
        assert!(during.digests("token", "abc").any(|other| other == digest));
        assert!(during.digest("token", "abc") != digest, "new ones are made with the new key");
        assert!(after.digests("token", "abc").all(|other| other != digest));
        let sealed = before.seal("totp", b"secret").unwrap();
        assert_eq!(during.open("totp", &sealed).unwrap(), b"secret");
        assert!(after.open("totp", &sealed).is_err());
    }

    #[test]
    fn what_is_made_for_one_purpose_is_none_for_another() {
        let ring = ring(1, &[]);
        assert_ne!(ring.digest("token", "abc"), ring.digest("link", "abc"));
        assert!(ring.open("other", &ring.seal("totp", b"secret").unwrap()).is_err());
    }

    #[test]
    fn a_changed_seal_does_not_open_and_two_are_never_alike() {
        let ring = ring(1, &[]);
        let (mut one, other) = (ring.seal("totp", b"secret").unwrap(), ring.seal("totp", b"secret").unwrap());
        assert_ne!(one, other);
        *one.last_mut().unwrap() ^= 1;
        assert!(ring.open("totp", &one).is_err());
        assert!(ring.open("totp", &[]).is_err());
    }

    #[test]
    fn a_ring_does_not_show_its_keys() {
        assert_eq!(format!("{:?}", ring(7, &[8])), "Keyring(2 keys)");
    }
}
