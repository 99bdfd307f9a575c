//! Bytes eight at a time: what is asked of every text, many times over.

const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;

/// The highest bit of every byte that is this sign.
const fn equal(bytes: u64, sign: u8) -> u64 {
    let other = bytes ^ u64::from_le_bytes([sign; 8]);
    !(((other & LOW) + LOW) | other | LOW)
}

/// The highest bit of every byte that is a space.
pub(super) const fn spaces(bytes: u64) -> u64 {
    equal(bytes, b' ')
}

/// The eight bytes at the start of a text, those behind its end being zero.
pub(super) fn first_eight(bytes: &[u8]) -> u64 {
    let few = || bytes.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
    bytes.first_chunk().map_or_else(few, |all| u64::from_le_bytes(*all))
}

/// The text without white space at its ends; most texts begin and end in signs that are seen at once to be none.
pub(super) fn trim(text: &str) -> &str {
    let seen = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let inner = text.trim_ascii();
    if seen(inner.as_bytes().first()) && seen(inner.as_bytes().last()) { inner } else { inner.trim() }
}

/// Whether the test holds somewhere behind a space: where words begin.
pub(super) fn any_behind_space(text: &str, holds: impl FnMut(usize) -> bool) -> bool {
    any_behind(text, b' ', holds)
}

/// Where lines begin.
pub(super) fn line_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    any_behind(text, b'\n', |at| {
        starts.push(at);
        false
    });
    starts
}

fn any_behind(text: &str, sign: u8, mut holds: impl FnMut(usize) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let mut left = equal(first_eight(&bytes[at..]), sign);
        while left != 0 {
            if holds(at + left.trailing_zeros() as usize / 8 + 1) {
                return true;
            }
            left &= left - 1;
        }
        at += 8;
    }
    false
}

/// Whether a text has no white space but single spaces between words; may say no where there are control characters.
pub(super) fn is_single_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut before, mut beyond_ascii) = (0, 0x80, 0);
    while at < bytes.len() {
        let eight = first_eight(&bytes[at..]);
        let found = spaces(eight);
        let doubled = found & (found << 8 | before);
        // Below a space none of the three highest bits is set. Zeros are behind the end of the text, or no white space.
        let controls = !(eight | eight << 1 | eight << 2) & ((eight & LOW) + LOW) & !LOW;
        if doubled != 0 || controls != 0 {
            return false;
        }
        beyond_ascii |= eight & !LOW;
        before = found >> 56;
        at += 8;
    }
    !text.ends_with(' ') && (beyond_ascii == 0 || !has_wide_space(bytes))
}

/// Whether there is white space beyond ASCII; its signs begin with one of four bytes.
fn has_wide_space(bytes: &[u8]) -> bool {
    let next = |at: usize| bytes.get(at).copied().unwrap_or_default();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        0xc2 => matches!(next(at + 1), 0x85 | 0xa0),
        0xe1 => (next(at + 1), next(at + 2)) == (0x9a, 0x80),
        0xe2 => matches!((next(at + 1), next(at + 2)), (0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf) | (0x81, 0x9f)),
        0xe3 => (next(at + 1), next(at + 2)) == (0x80, 0x80),
        _ => false,
    })
}

/// What each ASCII sign is in words: a small letter or digit, nothing (0) for an apostrophe, else a space.
const IN_WORDS: [u8; 128] = {
    let (mut signs, mut sign) = ([b' '; 128], 0_u8);
    while sign < 128 {
        if sign.is_ascii_alphanumeric() {
            signs[sign as usize] = sign.to_ascii_lowercase();
        }
        sign += 1;
    }
    signs[b'\'' as usize] = 0;
    signs
};

/// The small words of a text, each with a space on both sides; `None` where it has signs beyond ASCII.
pub(super) fn ascii_words(text: &str) -> Option<String> {
    let mut words = vec![b' '; text.len() + 2];
    let mut length = 1;
    for byte in text.bytes() {
        let sign = *IN_WORDS.get(usize::from(byte))?;
        words[length] = sign;
        // What is left out, or a second space, is written over by the next one.
        length += usize::from(sign != 0 && (sign != b' ' || words[length - 1] != b' '));
    }
    words[length] = b' ';
    words.truncate(length + usize::from(words[length - 1] != b' '));
    String::from_utf8(words).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_begin_behind_spaces(text in "[ a!é\\x20]{0,40}") {
            let mut found = Vec::new();
            any_behind_space(&text, |at| { found.push(at); false });
            prop_assert_eq!(found, text.match_indices(' ').map(|(at, _)| at + 1).collect::<Vec<_>>());
        }

        #[test]
        fn white_space_is_taken_off_both_ends(text in "[ a\\t\u{a0}\u{b}é]{0,9}") {
            prop_assert_eq!(trim(&text), text.trim());
        }

        #[test]
        fn single_spaces_are_told_from_other_white_space(text in "[ a~@!\t\n\x1f\x7f]{0,20}|[a-z]{1,9}( [a-z]{1,9}){0,3}") {
            let expected = text.split_whitespace().collect::<Vec<_>>().join(" ") == text && !text.contains(|c: char| ('\x01'..' ').contains(&c));
            prop_assert_eq!(is_single_spaced(&text), expected);
        }

        #[test]
        fn white_space_beyond_ascii_is_seen(text in "[ aé–中\u{85}\u{a0}\u{1680}\u{2000}-\u{200c}\u{2027}-\u{2030}\u{205f}\u{2060}\u{3000}\u{3001}]{0,12}") {
            prop_assert_eq!(is_single_spaced(&text), text.split_whitespace().collect::<Vec<_>>().join(" ") == text);
        }
    }
}
