//! Passwords as people give them.

use std::fmt;

/// A password as given, never shown or logged: 12 to 128 characters, any of them, kept as typed (NIST SP 800-63B; ASVS 5.0 6.2).
#[derive(Clone)]
pub struct Password(String);

/// Why a password was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than [`Password::SHORTEST`] characters.
    #[error("is too short; use at least 12 characters, several words are easy to remember")]
    TooShort,
    /// More than [`Password::LONGEST`] characters.
    #[error("is too long; at most 128 characters can be used")]
    TooLong,
}

impl Password {
    /// Fewest characters.
    pub const SHORTEST: usize = 12;
    /// Most characters: hashing must not become a way to keep the server busy.
    pub const LONGEST: usize = 128;

    /// Takes a new password.
    ///
    /// # Errors
    /// Where it is too short or too long.
    pub fn new(text: String) -> Result<Self, PasswordError> {
        match text.chars().count() {
            length if length < Self::SHORTEST => Err(PasswordError::TooShort),
            length if length > Self::LONGEST => Err(PasswordError::TooLong),
            _ => Ok(Self(text)),
        }
    }

    /// Takes a password that is only compared with a kept one; the rules for new ones do not apply.
    #[must_use]
    pub fn given(text: String) -> Self {
        Self(text)
    }

    /// The characters, for hashing only.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_does_not_show_in_debug_output() {
        assert!(!format!("{:?}", Password::given("hunter2hunter2".into())).contains("hunter2"));
        assert_eq!(Password::new("elevenchars".into()).unwrap_err(), PasswordError::TooShort);
    }
}
