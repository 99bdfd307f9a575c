//! Finding things by their words: what was asked, and where in a text it stands.

use crate::records::RecordKind;
use unicode_normalization::UnicodeNormalization;

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitKind {
    /// A project.
    Project,
    /// A record of one of its registers.
    Record(RecordKind),
    /// Something said about a record.
    Comment,
}

impl HitKind {
    /// The word kept in the database and in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Record(kind) => kind.as_str(),
            Self::Comment => "comment",
        }
    }

    /// The word shown, in the singular.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Record(kind) => kind.noun(),
            other => other.as_str(),
        }
    }

    /// The word for several, with a capital.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Project => "Projects",
            Self::Record(kind) => kind.plural(),
            Self::Comment => "Comments",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "project" => Some(Self::Project),
            "comment" => Some(Self::Comment),
            other => RecordKind::from_word(other).map(Self::Record),
        }
    }
}

/// The words that were asked for. All must be there; the last may be the beginning of a word, for people search while they type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    words: Vec<String>,
    folded: Vec<String>,
}

impl Terms {
    /// Words beyond this many are left out: nobody means them.
    const MOST: usize = 12;
    /// Characters of a word beyond this many are left out.
    const LONGEST: usize = 64;

    /// Reads what was typed: whatever separates words is left out, so that nothing of it is an operator of a database.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let cut = |word: &str| word.chars().take(Self::LONGEST).collect::<String>();
        let words: Vec<String> = text.split(separates).filter(|word| !word.is_empty()).take(Self::MOST).map(cut).collect();
        let folded = words.iter().map(|word| fold(word)).collect();
        Self { words, folded }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words as typed.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The words without case and marks.
    #[must_use]
    pub fn folded(&self) -> &[String] {
        &self.folded
    }

    fn has(&self, word: &str) -> bool {
        let word = fold(word);
        self.folded.contains(&word) || self.folded.last().is_some_and(|last| word.starts_with(last.as_str()))
    }
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether this is what was asked for.
    pub marked: bool,
}

/// A text in pieces, the words that were asked for marked.
#[must_use]
pub fn marked(text: &str, terms: &Terms) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (word, at) in words(text) {
        let marked = word && terms.has(at);
        match pieces.last_mut() {
            Some(last) if last.marked == marked && !marked => last.text.push_str(at),
            _ => pieces.push(Piece { text: at.to_owned(), marked }),
        }
    }
    pieces
}

/// The passage of a longer text in which the first of the words stands, in pieces as of [`marked`]; its beginning where none does.
#[must_use]
pub fn excerpt(text: &str, terms: &Terms) -> Vec<Piece> {
    const BEFORE: usize = 60;
    const LENGTH: usize = 220;
    let text = plain(text);
    let mut passed = 0;
    let first = words(&text).find_map(|(word, at)| {
        let here = passed;
        passed += at.len();
        (word && terms.has(at)).then_some(here)
    });
    let from = match first {
        // Back by some characters, then on to the beginning of a word.
        Some(at) if text[..at].chars().count() > BEFORE => {
            let start = text[..at].char_indices().rev().nth(BEFORE).map_or(0, |(start, _)| start);
            text[start..at].find(' ').map_or(at, |space| start + space + 1)
        }
        _ => 0,
    };
    let rest = &text[from..];
    let cut = rest.char_indices().nth(LENGTH).map_or(rest.len(), |(end, _)| rest[..end].rfind(' ').filter(|end| *end > 0).unwrap_or(end));
    let (before, after) = (if from > 0 { "… " } else { "" }, if cut < rest.len() { " …" } else { "" });
    marked(&format!("{before}{}{after}", rest[..cut].trim_end()), terms)
}

/// Without the signs of Markdown that say nothing in one line, and with single spaces.
fn plain(text: &str) -> String {
    let bare: String = text.chars().filter(|ch| !matches!(ch, '*' | '`' | '#' | '|')).collect();
    // Fields stand between dots; of an empty one only its dot is left.
    let fields = bare.split(" · ").map(|field| field.split_whitespace().collect::<Vec<_>>().join(" "));
    fields.filter(|field| !field.is_empty() && field != "·").collect::<Vec<_>>().join(" · ")
}

/// The text in runs: words, and what stands between them.
fn words(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = !separates(rest.chars().next()?);
        let end = rest.find(|ch| separates(ch) == word).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        rest = behind;
        Some((word, run))
    })
}

/// What stands between words: signs of ASCII, of Latin-1, of general punctuation and of CJK. Letters of all scripts and their marks do not.
fn separates(ch: char) -> bool {
    let signs = ch.is_ascii() || matches!(ch, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}');
    ch.is_whitespace() || (signs && !ch.is_alphanumeric())
}

/// Without case and marks: “É” is “e”.
fn fold(text: &str) -> String {
    text.nfkd().filter(|ch| !matches!(ch, '\u{300}'..='\u{36f}')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn what_separates_words_is_no_part_of_them() {
        assert_eq!(Terms::parse(" \"Door\" OR (lock* -it:x) ").words(), ["Door", "OR", "lock", "it", "x"]);
        assert_eq!(Terms::parse("pier.rs:12 “Ähre” l'eau 日本、語").words(), ["pier", "rs", "12", "Ähre", "l", "eau", "日本", "語"]);
        for nothing in ["", "   ", "\"*()'", "…—“”", "\u{0}"] {
            assert!(Terms::parse(nothing).is_empty(), "{nothing:?}");
        }
    }

    #[test]
    fn the_words_asked_for_are_marked_whatever_their_case_and_marks_and_the_last_as_a_beginning() {
        assert_eq!(shown(&marked("Érable, erable; erables", &Terms::parse("ERABLE x"))), "[Érable], [erable]; erables");
        assert_eq!(shown(&marked("Doors of the <dock>", &Terms::parse("the do"))), "[Doors] of [the] <[dock]>");
        assert_eq!(shown(&marked("outdoor", &Terms::parse("door"))), "outdoor");
    }

    #[test]
    fn an_excerpt_begins_a_little_before_the_first_match_and_says_that_there_is_more() {
        let long = format!("{} the **door** stays `open`\n\n| a | b |{}", "before ".repeat(30), " after".repeat(60));
        let found = shown(&excerpt(&long, &Terms::parse("door")));
        assert!(found.starts_with("… before") && found.ends_with("after …"), "{found}");
        assert!(found.contains("the [door] stays open a b after"), "{found}");
        assert_eq!(shown(&excerpt("nothing of it", &Terms::parse("door"))), "nothing of it");
        assert_eq!(shown(&excerpt(" · Day 8 ·  · a  door · ", &Terms::parse("door"))), "Day 8 · a [door]");
        assert!(excerpt(" · ", &Terms::default()).is_empty());
    }

    proptest! {
        #[test]
        fn pieces_joined_are_the_text_and_terms_hold_no_operator(text in "\\PC{0,80}", asked in "\\PC{0,40}") {
            let terms = Terms::parse(&asked);
            let joined: String = marked(&text, &terms).into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(joined, text.clone());
            for word in terms.words() {
                prop_assert!(!word.contains(['"', '\'', '\\', '*', '&', '|', '!', '(', ')', ':', '<', '>']));
            }
            let _ = excerpt(&text, &terms);
        }
    }
}
