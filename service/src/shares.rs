//! Links by which anybody who has them reads one report, and nothing beside it.

mod door;
mod make;

pub use door::{Opened, file, logo, open, unlock};
pub use make::{LONGEST_DAYS, Made, ShareForm, audits, create, list, revoke};
pub use storage::shares::Share;

use domain::digest::sha256;

/// What a token begins with: programs that look for secrets that got lost know it by this.
const PREFIX: &str = "hps_";
/// Random bytes of a token.
const RANDOM: usize = 32;

/// The secret part of a link.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    fn generate() -> Result<Self, crate::ServiceError> {
        use std::fmt::Write as _;
        let mut bytes = [0_u8; RANDOM];
        getrandom::fill(&mut bytes).map_err(|_| crate::ServiceError::Internal("no randomness"))?;
        let mut text = String::from(PREFIX);
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Self(text))
    }

    /// The token as it stands in a link; `None` for what cannot be one.
    #[must_use]
    pub fn given(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(PREFIX)?;
        let fits = digits.len() == 2 * RANDOM && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self(text.to_owned()))
    }

    /// For the link itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn digest(&self) -> String {
        sha256(self.0.as_bytes())
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}
