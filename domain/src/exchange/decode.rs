//! From bytes to text: which encoding they are in, and mending text that was encoded twice.

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

/// The most bytes a report may have: 2 MiB.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// What the bytes were written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252: whatever is neither of the others.
    Windows1252,
}

impl Encoding {
    /// The usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Text with `\n` line ends and no byte order mark, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// What the bytes were in.
    pub encoding: Encoding,
    /// Whether text that was encoded twice was mended.
    pub repaired: bool,
}

/// Why bytes are no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// More than [`MAX_BYTES`].
    #[error("the file has {size} bytes; at most {MAX_BYTES} (2 MiB) can be imported")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// Zero bytes or too many control characters.
    #[error("this is not a text file; import the Markdown source of the report")]
    Binary,
}

/// Reads `bytes` as text.
///
/// A byte order mark decides; then UTF-16 by the place of its zero bytes, UTF-8 by its form, and Windows-1252
/// for what is left. Single bytes that break otherwise good UTF-8 are read as Windows-1252.
///
/// # Errors
/// [`DecodeError`] where there is too much of it or it is no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge { size: bytes.len() });
    }
    let (text, encoding) = to_text(bytes);
    if is_binary(&text) {
        return Err(DecodeError::Binary);
    }
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mended = mend(&text);
    let repaired = mended.is_some();
    Ok(Decoded { text: mended.unwrap_or(text), encoding, repaired })
}

fn to_text(bytes: &[u8]) -> (String, Encoding) {
    let utf_16 = if bytes.starts_with(&[0xff, 0xfe]) {
        Some((UTF_16LE, Encoding::Utf16Le))
    } else if bytes.starts_with(&[0xfe, 0xff]) {
        Some((UTF_16BE, Encoding::Utf16Be))
    } else {
        utf_16_without_mark(bytes)
    };
    if let Some((codec, encoding)) = utf_16 {
        return (codec.decode_with_bom_removal(bytes).0.into_owned(), encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Encoding::Utf8),
        Err(_) => mixed(bytes),
    }
}

/// In UTF-16 most letters of a Western text have one zero byte, always on the same side.
fn utf_16_without_mark(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, Encoding)> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, least) = (zeros(0), zeros(1), bytes.len() / 8);
    if even + odd == 0 || !bytes.len().is_multiple_of(2) {
        None
    } else if even == 0 && odd > least {
        Some((UTF_16LE, Encoding::Utf16Le))
    } else if odd == 0 && even > least {
        Some((UTF_16BE, Encoding::Utf16Be))
    } else {
        None
    }
}

/// UTF-8 with some stray bytes, or Windows-1252: whichever fits more of the bytes above ASCII.
fn mixed(bytes: &[u8]) -> (String, Encoding) {
    let (mut good, mut stray) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    if good <= stray {
        return (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), Encoding::Windows1252);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    (text, Encoding::Utf8)
}

/// Reports hold coloured terminal output at most, so a few escapes are fine and a zero byte never is.
fn is_binary(text: &str) -> bool {
    let controls = text.chars().filter(|c| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}'));
    text.contains('\0') || controls.count() * 50 > text.chars().count()
}

/// Mends text whose UTF-8 bytes were once read as Windows-1252 or Mac Roman; `None` where nothing is to mend.
///
/// Twice, because some tools do the damage twice.
fn mend(text: &str) -> Option<String> {
    let once = mend_runs(text)?;
    Some(mend_runs(&once).unwrap_or(once))
}

fn mend_runs(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut changed = false;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let (before, from_run) = rest.split_at(start);
        let (run, after) = from_run.split_at(from_run.find(|c: char| c.is_ascii()).unwrap_or(from_run.len()));
        mended.push_str(before);
        let mend = [WINDOWS_1252, MACINTOSH].into_iter().find_map(|codec| mend_run(run, codec));
        changed |= mend.is_some();
        mended.push_str(mend.as_deref().unwrap_or(run));
        rest = after;
    }
    mended.push_str(rest);
    changed.then_some(mended)
}

/// The run as it was before, where that is clear: its bytes are UTF-8 from end to end, and not by chance.
fn mend_run(run: &str, misread_as: &'static encoding_rs::Encoding) -> Option<String> {
    let (bytes, _, unmappable) = misread_as.encode(run);
    if unmappable || bytes.len() < 2 {
        return None;
    }
    let before = std::str::from_utf8(&bytes).ok()?;
    let plausible = before.chars().all(|c| !c.is_control() && c != '\u{fffd}');
    (plausible && !is_by_chance(before)).then(|| before.to_owned())
}

/// Two or three signs in a row may be UTF-8 by chance (an opening quote and a "≥", or an "é" and two dashes), but
/// hardly so that they make what reports are full of: a letter or sign of Latin-1, punctuation, a picture.
fn is_by_chance(before: &str) -> bool {
    let mut letters = before.chars();
    let usual = |c| matches!(c, '\u{a0}'..='\u{ff}' | '\u{2000}'..='\u{2bff}' | '\u{fe00}'..='\u{feff}' | '\u{1f000}'..);
    letters.next().is_some_and(|only| !usual(only)) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text_of(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text
    }

    #[test]
    fn a_byte_order_mark_is_taken_off_and_line_ends_are_made_alike() {
        let read = decode(b"\xef\xbb\xbfone\r\ntwo\rthree\n").unwrap();
        assert_eq!(read.text, "one\ntwo\nthree\n");
        assert_eq!((read.encoding, read.repaired), (Encoding::Utf8, false));
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        let units: Vec<u16> = "Größe → 90 %".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for (bytes, encoding) in [
            ([&[0xff, 0xfe], &little[..]].concat(), Encoding::Utf16Le),
            ([&[0xfe, 0xff], &big[..]].concat(), Encoding::Utf16Be),
            (little, Encoding::Utf16Le),
            (big, Encoding::Utf16Be),
        ] {
            let read = decode(&bytes).unwrap();
            assert_eq!((read.text.as_str(), read.encoding), ("Größe → 90 %", encoding));
        }
    }

    #[test]
    fn windows_1252_is_the_last_resort_and_single_stray_bytes_do_not_spoil_utf_8() {
        let read = decode(b"caf\xe9 \x96 90 %").unwrap();
        assert_eq!((read.text.as_str(), read.encoding), ("café – 90 %", Encoding::Windows1252));
        let read = decode("✅ ü → caf".bytes().chain([0xe9]).collect::<Vec<_>>().as_slice()).unwrap();
        assert_eq!((read.text.as_str(), read.encoding), ("✅ ü → café", Encoding::Utf8));
    }

    #[test]
    fn text_encoded_twice_is_mended_whichever_code_page_it_was_misread_in() {
        let good = "✅ done – ⚠️ “half” → 🔴 café";
        for codec in [WINDOWS_1252, MACINTOSH] {
            let bad = codec.decode_without_bom_handling(good.as_bytes()).0.into_owned();
            let read = decode(bad.as_bytes()).unwrap();
            assert_eq!((read.text.as_str(), read.repaired), (good, true));
        }
    }

    #[test]
    fn good_text_is_left_alone() {
        for good in ["“≥90 %” — naïve café", "Größe Ä…", "Prüfung: Ⅳ ✅ 測試", "“≥ 5” —≥ 3", "½ × ¾", "café–“half”", "café––"]
        {
            let read = decode(good.as_bytes()).unwrap();
            assert_eq!((read.text.as_str(), read.repaired), (good, false));
        }
    }

    #[test]
    fn too_much_and_no_text_are_refused() {
        let size = MAX_BYTES + 1;
        assert_eq!(decode(&vec![b'a'; size]), Err(DecodeError::TooLarge { size }));
        assert_eq!(decode(b"PK\x03\x04\0\0\x08\0abc"), Err(DecodeError::Binary));
        assert_eq!(text_of(&vec![b'a'; MAX_BYTES]).len(), MAX_BYTES);
        assert_eq!(text_of(b""), "");
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(read) = decode(&bytes) {
                prop_assert!(!read.text.contains(['\r', '\0']));
            }
        }

        #[test]
        fn what_was_misread_once_comes_back(words in "[a-z0-9 .]{0,20}[✅🔴→–é]{1,3}[a-z |]{0,20}") {
            let bad = WINDOWS_1252.decode_without_bom_handling(words.as_bytes()).0.into_owned();
            prop_assert_eq!(text_of(bad.as_bytes()), words);
        }
    }
}
