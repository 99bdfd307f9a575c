//! Bytes eight at a time: what is asked of every text, many times over.

const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const SPACES: u64 = u64::from_le_bytes([b' '; 8]);

/// The highest bit of every byte that is a space.
pub(super) const fn spaces(bytes: u64) -> u64 {
    let other = bytes ^ SPACES;
    !(((other & LOW) + LOW) | other | LOW)
}

/// The eight bytes at the start of a text, those behind its end being zero.
pub(super) fn first_eight(text: &[u8]) -> u64 {
    text.first_chunk()
        .map_or_else(|| text.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)), |eight| u64::from_le_bytes(*eight))
}

/// Whether the test holds somewhere behind a space: where words begin.
pub(super) fn any_behind_space(text: &str, mut test: impl FnMut(usize) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let mut left = spaces(first_eight(&bytes[at..]));
        while left != 0 {
            if test(at + left.trailing_zeros() as usize / 8 + 1) {
                return true;
            }
            left &= left - 1;
        }
        at += 8;
    }
    false
}

/// Whether a text has no white space but single spaces between words; may say no where there are signs beyond ASCII.
pub(super) fn is_single_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut before) = (0, 0x80);
    while at < bytes.len() {
        let eight = first_eight(&bytes[at..]);
        let found = spaces(eight);
        let doubled = found & (found << 8 | before);
        // Below a space none of the three highest bits is set. Zeros are behind the end of the text, or no white space.
        let controls = !(eight | eight << 1 | eight << 2) & ((eight & LOW) + LOW) & !LOW;
        if doubled != 0 || controls != 0 || eight & !LOW != 0 {
            return false;
        }
        before = found >> 56;
        at += 8;
    }
    !text.ends_with(' ')
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
        fn single_spaces_are_told_from_other_white_space(text in "[ a~@!\t\n\x1f\x7f]{0,20}|[a-z]{1,9}( [a-z]{1,9}){0,3}") {
            let expected = text.split_whitespace().collect::<Vec<_>>().join(" ") == text && !text.contains(|c: char| ('\x01'..' ').contains(&c));
            prop_assert_eq!(is_single_spaced(&text), expected);
        }
    }
}
