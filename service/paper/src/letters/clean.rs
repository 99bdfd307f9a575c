//! Which characters are written at all.

/// The text without what has no place on paper. Line breaks stay, whatever they are written with.
///
/// Taken away are control characters, marks that turn the direction of what follows, and the code points that PDF/UA forbids
/// (ISO 14289-1, 7.21.7). Directions are found by UAX #9 from the letters themselves: a mark that overrides them could make a
/// report say something else than what was written.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t' => out.push_str("    "),
            '\n' | '\r' | '\u{85}' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            _ if is_written(c) => out.push(c),
            _ => {}
        }
    }
    out
}

fn is_written(c: char) -> bool {
    let code = u32::from(c);
    let unseen = matches!(code, 0xad | 0x61c | 0x180e | 0x200b | 0x200c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb);
    // U+E0001 to U+E007F are tags: they make up three flags, and hide text everywhere else.
    let tag = matches!(code, 0xe0000..=0xe007f);
    let nonsense = code & 0xfffe == 0xfffe || matches!(code, 0xfdd0..=0xfdef);
    !(c.is_control() || unseen || tag || nonsense)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_not_written_and_line_breaks_are_one_kind() {
        assert_eq!(clean("a\u{200b}b\u{0}c\u{202e}d\u{feff}"), "abcd");
        assert_eq!(clean("1\r\n2\r3\u{2028}4\n5"), "1\n2\n3\n4\n5");
        assert_eq!(clean("\ta"), "    a");
    }

    #[test]
    fn what_joins_emoji_stays() {
        assert_eq!(clean("👩\u{200d}💻 1\u{fe0f}\u{20e3}"), "👩\u{200d}💻 1\u{fe0f}\u{20e3}");
    }
}
