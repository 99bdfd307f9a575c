//! Links that are handed on: whoever has one is let in by it, once.

use crate::ServiceError;
use crate::keys::Keyring;
use std::fmt;

/// Random bytes of a token.
const RANDOM: usize = 32;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Making an account.
    Invitation,
    /// Setting a new password.
    Reset,
}

impl Purpose {
    /// What a token begins with: programs that look for secrets that got lost know it by this.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Invitation => "hpi_",
            Self::Reset => "hpr_",
        }
    }

    /// A token of one purpose has no digest of another.
    const fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }

    /// Where the page of a link is.
    const fn path(self) -> &'static str {
        match self {
            Self::Invitation => "/invitations/",
            Self::Reset => "/reset/",
        }
    }
}

/// The secret part of a link.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken {
    purpose: Purpose,
    text: String,
}

impl LinkToken {
    pub(super) fn generate(purpose: Purpose) -> Result<Self, ServiceError> {
        use fmt::Write as _;
        let mut bytes = [0_u8; RANDOM];
        getrandom::fill(&mut bytes).map_err(|_| ServiceError::Internal("no randomness"))?;
        let mut text = String::from(purpose.prefix());
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Self { purpose, text })
    }

    /// The token as it stands in a link; `None` for what cannot be one of this purpose.
    #[must_use]
    pub fn given(purpose: Purpose, text: &str) -> Option<Self> {
        let digits = text.strip_prefix(purpose.prefix())?;
        let fits = digits.len() == 2 * RANDOM && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        fits.then(|| Self { purpose, text: text.to_owned() })
    }

    /// The whole link, on the installation that people reach here (without a slash at the end).
    #[must_use]
    pub fn link(&self, public: &str) -> String {
        format!("{public}{}{}", self.purpose.path(), self.text)
    }

    pub(super) fn digest(&self, keys: &Keyring) -> String {
        keys.digest(self.purpose.word(), &self.text)
    }

    pub(super) fn digests(&self, keys: &Keyring) -> impl Iterator<Item = String> {
        keys.digests(self.purpose.word(), &self.text)
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{LinkToken, Purpose};

    #[test]
    fn a_token_reads_as_what_it_was_made_for_and_nothing_else() {
        let token = LinkToken::generate(Purpose::Invitation).unwrap();
        assert_eq!(LinkToken::given(Purpose::Invitation, &token.text), Some(token.clone()));
        assert_eq!(LinkToken::given(Purpose::Reset, &token.text), None);
        assert_eq!(LinkToken::given(Purpose::Invitation, &token.text[..60]), None);
        assert_eq!(LinkToken::given(Purpose::Invitation, "hpi_../../x"), None);
        assert_ne!(LinkToken::generate(Purpose::Invitation).unwrap(), token);
        assert_eq!(format!("{token:?}"), "LinkToken(…)");
        assert!(token.link("https://ready.example").starts_with("https://ready.example/invitations/hpi_"));
    }
}
