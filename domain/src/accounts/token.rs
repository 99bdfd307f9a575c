//! The text of an API token.

use std::fmt::{self, Write as _};
use std::str::FromStr;

/// Whose token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A person's, for whatever that person may do.
    Personal,
    /// A project's, for nothing beside it.
    Project,
}

impl TokenKind {
    /// What the text begins with: programs that look for lost secrets know it by this.
    #[must_use]
    pub const fn begins(self) -> &'static str {
        match self {
            Self::Personal => "hpt_",
            Self::Project => "hpp_",
        }
    }
}

/// The secret text of an API token, never shown or logged: `hpt_` or `hpp_`, 32 random bytes and the CRC-32 of all before it, in
/// small hexadecimal digits: `hp[tp]_[0-9a-f]{72}`. The checksum lets a scanner tell a token from an accident without asking us.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenText(String);

/// The text cannot be a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is no token of this application")]
pub struct TokenTextError;

impl TokenText {
    /// Random bytes of a token.
    pub const RANDOM: usize = 32;
    /// Digits of the checksum.
    const CHECKSUM: usize = 8;
    /// Characters of all texts.
    const LENGTH: usize = 4 + 2 * Self::RANDOM + Self::CHECKSUM;
    /// Characters by which people know a token again: what begins it, and four of its random bytes.
    const SHOWN: usize = 12;

    /// The text for these random bytes.
    #[must_use]
    pub fn of(kind: TokenKind, random: &[u8; Self::RANDOM]) -> Self {
        let mut text = String::from(kind.begins());
        for byte in random {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        let checksum = crc32(text.as_bytes());
        let _ = write!(text, "{checksum:08x}");
        Self(text)
    }

    /// Whose token it is.
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        if self.0.starts_with(TokenKind::Personal.begins()) { TokenKind::Personal } else { TokenKind::Project }
    }

    /// The text itself, for the one moment at which it is shown, and for its digest.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// By what people know it again, which lets nobody in.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.0.get(..Self::SHOWN).unwrap_or_default()
    }
}

impl FromStr for TokenText {
    type Err = TokenTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let begins = [TokenKind::Personal, TokenKind::Project].into_iter().any(|kind| text.starts_with(kind.begins()));
        if text.len() != Self::LENGTH || !begins || !text.is_ascii() {
            return Err(TokenTextError);
        }
        let (body, checksum) = text.split_at(Self::LENGTH - Self::CHECKSUM);
        let fits = body.get(4..).is_some_and(digits) && checksum == format!("{:08x}", crc32(body.as_bytes()));
        if fits { Ok(Self(text.to_owned())) } else { Err(TokenTextError) }
    }
}

impl fmt::Debug for TokenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenText(…)")
    }
}

/// CRC-32 as in zip, gzip and PNG (ISO 3309): polynomial 0xEDB88320, bits reversed.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        // The check value of CRC-32/ISO-HDLC.
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_token_is_read_back_and_knows_whose_it_is() {
        for (kind, begins) in [(TokenKind::Personal, "hpt_"), (TokenKind::Project, "hpp_")] {
            let token = TokenText::of(kind, &[7; 32]);
            assert_eq!(token.secret().parse::<TokenText>().unwrap().kind(), kind);
            assert!(token.secret().starts_with(begins) && token.secret().len() == 76);
            assert_eq!(token.prefix(), format!("{begins}07070707"));
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let token = TokenText::of(TokenKind::Personal, &[0xab; 32]);
        let text = token.secret();
        let other = text.replacen("hpt_", "hpp_", 1);
        let typo = text.replacen("ab", "ac", 1);
        for bad in ["", "hpt_", &text[..75], &format!("{text}0"), &text.to_uppercase(), &other, &typo, &format!(" {text}"), &"é".repeat(38)]
        {
            assert!(bad.parse::<TokenText>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_token_does_not_show_in_debug_output() {
        assert_eq!(format!("{:?}", TokenText::of(TokenKind::Project, &[1; 32])), "TokenText(…)");
    }
}
