//! Exact decimals as people write them in files: a whole number as it is, a fraction in quotes, because a bare one would be read as a
//! binary float and not be what was written.

use rust_decimal::Decimal;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// `15` or `"12.5"`: digits with at most one point between them.
#[derive(Clone, Copy)]
pub(crate) struct Written(pub(crate) Decimal);

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let exact = self.0.normalize();
        match i64::try_from(exact.mantissa()) {
            Ok(whole) if exact.scale() == 0 => serializer.serialize_i64(whole),
            _ => serializer.collect_str(&exact),
        }
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Digits)
    }
}

struct Digits;

impl Visitor<'_> for Digits {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number such as 15, or a fraction in quotes such as \"12.5\", which stays exact")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Written, E> {
        Ok(Written(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Written, E> {
        Ok(Written(number.into()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Written, E> {
        digits(text).map(Written).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

/// The decimal of `12` or `12.5`; `None` for any other text and for more digits than can be kept.
pub(crate) fn digits(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let formed = [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    formed.then(|| Decimal::from_str_exact(text).ok()).flatten()
}

/// A weight that may be missing.
#[cfg(feature = "templates")]
pub(crate) mod weight {
    use super::{Decimal, Deserialize, Deserializer, Error, Serialize, Serializer, Written};
    use crate::assessments::Weight;

    #[allow(clippy::ref_option, reason = "serde hands the field over like this")]
    pub(crate) fn serialize<S: Serializer>(weight: &Option<Weight>, serializer: S) -> Result<S::Ok, S::Error> {
        weight.map(|weight| Written(Decimal::from(weight))).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Weight>, D::Error> {
        let written = Option::<Written>::deserialize(deserializer)?;
        written.map(|Written(amount)| Weight::try_from(amount)).transpose().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        serde_json::from_str::<Written>(text).map(|written| written.0.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_fraction_is_read_from_quotes_and_never_from_a_float() {
        assert_eq!((read("15"), read(r#""12.50""#)), (Ok("15".into()), Ok("12.50".into())));
        assert!(read("12.5").unwrap_err().contains("in quotes such as \"12.5\""));
        for bad in [r#""""#, r#"".5""#, r#""1e3""#, r#""-1""#, r#""1_000""#, r#""99999999999999999999999999999999""#, "true"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_whole_number_is_written_without_quotes() {
        let write = |text: &str| serde_json::to_string(&Written(text.parse().unwrap())).unwrap();
        assert_eq!((write("15.00").as_str(), write("12.50").as_str()), ("15", "\"12.5\""));
    }
}
