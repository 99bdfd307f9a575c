//! Whose pages may use what is there for programs.

use std::str::FromStr;

use super::values::{NotAllowed, PublicUrl};

/// Origins as browsers send them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorsOrigins(Vec<String>);

impl CorsOrigins {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is one of them, as a browser writes it.
    pub fn contains(&self, origin: &[u8]) -> bool {
        self.0.iter().any(|known| known.as_bytes() == origin)
    }
}

impl FromStr for CorsOrigins {
    type Err = NotAllowed;

    /// One that is no origin spoils the list; so does `*`: whom to trust has to be said.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "none" {
            return Ok(Self::default());
        }
        let origin = |text: &str| Some(text.trim()).filter(|text| !text.contains('*'))?.parse::<PublicUrl>().ok();
        let origins = text.split(',').map(|text| origin(text).map(|url| url.origin().to_owned()).ok_or(NotAllowed));
        origins.collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_known_as_browsers_write_it() {
        let origins: CorsOrigins = "https://Status.Example:443/, http://localhost:8080".parse().unwrap();
        assert!(origins.contains(b"https://status.example") && origins.contains(b"http://localhost:8080"));
        for other in ["http://status.example", "https://status.example.evil.example", "https://localhost:8080", "null", "", "*"] {
            assert!(!origins.contains(other.as_bytes()), "{other}");
        }
        assert!("none".parse::<CorsOrigins>().unwrap().is_empty());
    }

    #[test]
    fn everybody_is_no_origin() {
        for text in ["*", "null", "", "https://a.example,", "https://a.example/path", "https://*.example"] {
            assert!(text.parse::<CorsOrigins>().is_err(), "{text}");
        }
    }
}
