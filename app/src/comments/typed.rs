//! What is being typed: whether it is the name of a member, and which names begin so.

/// A name that is being typed after an `@`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// Where the `@` stands, in UTF-16 units, as browsers count.
    pub(super) from: u32,
    /// What stands between it and the caret.
    pub(super) word: String,
}

/// The name that is being typed at the caret, which browsers count in UTF-16 units; `None` where none is.
pub(super) fn asked(text: &str, caret: u32) -> Option<Asked> {
    const LONGEST: usize = 60;
    let mut units = 0;
    let mut before = None;
    let mut found: Option<Asked> = None;
    for ch in text.chars() {
        if units >= caret {
            break;
        }
        // An `@` inside a word is that of an address.
        if ch == '@' && !before.is_some_and(char::is_alphanumeric) {
            found = Some(Asked { from: units, word: String::new() });
        } else if ch == '\n' {
            found = None;
        } else if let Some(asked) = &mut found {
            asked.word.push(ch);
        }
        units += if ch.len_utf16() == 2 { 2 } else { 1 };
        before = Some(ch);
    }
    found.filter(|asked| asked.word.len() <= LONGEST && !asked.word.starts_with(char::is_whitespace))
}

/// The names that go on as typed, those that begin so first; at most a few, for a list one can look through.
pub(super) fn offered(names: &[String], word: &str) -> Vec<String> {
    const MOST: usize = 8;
    let word = word.to_lowercase();
    let begins = |name: &&String| name.to_lowercase().starts_with(&word);
    let later = |name: &&String| name.to_lowercase().split_whitespace().any(|part| part.starts_with(&word));
    let first = names.iter().filter(begins);
    let second = names.iter().filter(|name| !begins(name) && later(name));
    first.chain(second).take(MOST).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Option<(u32, String)> {
        let (before, _) = text.split_once('|').unwrap();
        let caret = u32::try_from(before.encode_utf16().count()).unwrap();
        asked(&text.replace('|', ""), caret).map(|asked| (asked.from, asked.word))
    }

    #[test]
    fn a_name_is_asked_for_from_its_sign_to_the_caret() {
        assert_eq!(word("see @Da|na"), Some((4, "Da".into())));
        assert_eq!(word("@|"), Some((0, String::new())));
        assert_eq!(word("🚀 @Ana Be|"), Some((3, "Ana Be".into())));
        assert_eq!(word("(@kim) @a|"), Some((7, "a".into())));
    }

    #[test]
    fn an_address_another_line_or_a_sign_alone_asks_for_nobody() {
        for text in ["ana@exa|", "@ana\n|", "@ ana|", "no|thing @ana", &format!("@{}|", "x".repeat(61))] {
            assert_eq!(word(text), None, "{text}");
        }
    }

    #[test]
    fn names_that_begin_so_come_before_those_that_only_have_such_a_word() {
        let names = ["Émile Ana", "Ana Berg", "Bo Anders", "Zoe"].map(String::from);
        assert_eq!(offered(&names, "aN"), ["Ana Berg", "Émile Ana", "Bo Anders"]);
        assert_eq!(offered(&names, "ana b"), ["Ana Berg"]);
        assert_eq!(offered(&names, "").len(), 4);
        assert!(offered(&names, "Ana Berg said").is_empty());
        assert_eq!(offered(&vec!["Ana".to_owned(); 20], "a").len(), 8);
    }
}
