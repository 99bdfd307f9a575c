//! Plain text as inline Markdown that shows the same text, and back.
//!
//! Only what would be taken for a mark is escaped, so that names with underscores and paths stay readable in the source. Line breaks
//! are `<br>`; what an editor would cut off or could not show is a numeric character reference (CommonMark 0.31, section 2.5).

use std::fmt::Write;

/// Stands for a text that is there and says nothing; the text of this spelling is escaped.
const EMPTY: &str = "<!-- empty -->";

/// The text as one line of Markdown without marks. A zero character, which no database keeps, is left out.
pub(crate) fn escape(text: &str) -> String {
    if text.is_empty() {
        return EMPTY.to_owned();
    }
    let mut line = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    for (at, ch) in text.char_indices() {
        let rest = &text[at + ch.len_utf8()..];
        match ch {
            '\0' => {}
            '\n' => line.push_str("<br>"),
            ' ' if at > 0 && !rest.is_empty() => line.push(' '),
            ' ' => line.push_str("&#32;"),
            // Writing to a string cannot fail.
            _ if ch.is_control() => {
                let _ = write!(line, "&#{};", u32::from(ch));
            }
            _ => {
                if is_mark(ch, before, rest) {
                    line.push('\\');
                }
                line.push(ch);
            }
        }
        before = Some(ch);
    }
    line
}

/// Whether a character would be taken for more than itself where it stands.
fn is_mark(ch: char, before: Option<char>, rest: &str) -> bool {
    let next = rest.chars().next();
    let word = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
    match ch {
        '*' | '`' | '[' | '|' => true,
        '\\' => !word(next),
        '_' => !(word(before) && word(next)),
        // One that follows nothing cannot end a struck passage, so “~80” stays as it is.
        '~' => before.is_some_and(|before| !before.is_whitespace()),
        '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
        '&' => is_reference(rest),
        // At the end of a heading they would be taken for its frame.
        '#' => rest.is_empty(),
        _ => false,
    }
}

/// Whether what follows an ampersand makes it a character reference.
fn is_reference(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name.as_bytes().get(length) == Some(&b';')
}

/// The text that a line of Markdown shows, if it was written by [`escape`]; other marks stay as they are.
pub(crate) fn unescape(line: &str) -> String {
    if line == EMPTY {
        return String::new();
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(ch) = rest.chars().next() {
        let after = &rest[ch.len_utf8()..];
        let (shown, behind) = match ch {
            '\\' => after.chars().next().filter(char::is_ascii_punctuation).map_or((ch, after), |mark| (mark, &after[1..])),
            '<' => after.strip_prefix("br>").map_or((ch, after), |behind| ('\n', behind)),
            '&' => reference(after).unwrap_or((ch, after)),
            _ => (ch, after),
        };
        text.push(shown);
        rest = behind;
    }
    text
}

/// The character that a numeric reference names, and what stands behind it.
fn reference(after: &str) -> Option<(char, &str)> {
    let after = after.strip_prefix('#')?;
    let length = after.bytes().take(8).take_while(u8::is_ascii_digit).count();
    let behind = after[length..].strip_prefix(';')?;
    let ch = after[..length].parse().ok().and_then(char::from_u32).filter(|ch| *ch != '\0')?;
    Some((ch, behind))
}

/// The cells of a row of a table, without the spaces around them; `None` where the line is no row.
pub(crate) fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim_end_matches(' ').strip_prefix('|')?;
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'|' if !escaped => {
                cells.push(inner[start..at].trim_matches(' '));
                start = at + 1;
            }
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    (start == inner.len() && !cells.is_empty()).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_marks_are_escaped() {
        for (text, line) in [
            ("snake_case and C:\\Users\\kim, ~80 % & more", "snake_case and C:\\Users\\kim, ~80 % & more"),
            ("a|b *c* `d` [e](f)", "a\\|b \\*c\\* \\`d\\` \\[e](f)"),
            ("__init__", "\\_\\_init\\_\\_"),
            ("~~gone~~", "~\\~gone\\~\\~"),
            ("1 < 2 <br> &amp; R&D", "1 < 2 \\<br> \\&amp; R&D"),
            (" a\nb\t", "&#32;a<br>b&#9;"),
            ("", "<!-- empty -->"),
            ("<!-- empty -->", "\\<!-- empty -->"),
            ("C#", "C\\#"),
            ("\\|\\", "\\\\\\|\\\\"),
        ] {
            assert_eq!(escape(text), line);
            assert_eq!(unescape(line), text);
        }
    }

    #[test]
    fn a_row_is_split_at_pipes_that_are_not_escaped() {
        assert_eq!(cells("| a \\| b | | c\\\\ |"), Some(vec!["a \\| b", "", "c\\\\"]));
        assert_eq!((cells("| a | b"), cells("a | b |"), cells("|")), (None, None, None));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_comes_back(text in "(\\PC|[ \\\\|*_`~<>&#;0-9a-z\\[\\]\n\r\t\u{1}]|<br>|&#32;|&amp;){0,40}") {
            let line = escape(&text);
            prop_assert!(!line.contains(['\n', '\r', '\t']) && line.trim_matches(' ') == line);
            prop_assert_eq!(unescape(&line), text.clone());
            let row = format!("| {line} | {line} |");
            prop_assert_eq!(cells(&row), Some(vec![line.as_str(); 2]));
        }

        #[test]
        fn any_line_is_read(line in "(\\PC|[\\\\|<>&#;0-9a-z]){0,40}") {
            let _ = (unescape(&line), cells(&line));
        }
    }
}
