//! What an audit says in words, statement by statement, and words as the rules compare them.

use super::input::{Audit, Input};
use super::issue::Place;
use crate::assessments::FindingKind;
use crate::exchange::prose::{Part, Passage, Tense, passages};
use crate::lines::LineRange;

/// The words of an audit.
pub(super) struct Text {
    /// In the order in which they stand.
    pub(super) statements: Vec<Statement>,
}

/// A passage of the source, or the words of a row where there is no source.
pub(super) struct Statement {
    pub(super) passage: Passage,
    /// The clauses of each part, in its order.
    pub(super) clauses: Vec<Vec<Clause>>,
    from: From,
}

/// What is said without saying anything else, and its words: made once, for all rules ask for them.
pub(super) struct Clause {
    pub(super) text: String,
    pub(super) words: Vec<Token>,
}

enum From {
    Source,
    Category(usize),
    Finding(usize),
}

impl Text {
    pub(super) fn of(input: &Input<'_>) -> Self {
        let Some(audit) = input.audit else { return Self { statements: Vec::new() } };
        match audit.source {
            Some(source) => Self::of_source(source),
            None => Self { statements: of_rows(&audit) },
        }
    }

    pub(super) fn of_source(source: &str) -> Self {
        Self { statements: passages(source).into_iter().map(|passage| Statement::new(passage, From::Source)).collect() }
    }
}

impl Statement {
    fn new(passage: Passage, from: From) -> Self {
        let clauses = passage.parts.iter().map(|part| heard(&part.text)).collect();
        Self { passage, clauses, from }
    }

    /// Where it stands, with so much of its words as a line has room for.
    pub(super) fn place(&self, input: &Input<'_>, audit: &Audit<'_>) -> Place {
        match self.from {
            From::Source => input.place_in(audit.assessment.id, &self.words(), Some(self.passage.lines)),
            From::Category(at) => input.place_in(audit.assessment.id, audit.categories[at].name.as_str(), None),
            From::Finding(at) => input.place(audit.findings[at].id, audit.findings[at].title.as_str(), None),
        }
    }

    /// All of its words.
    pub(super) fn words(&self) -> String {
        self.passage.parts.iter().map(|part| part.text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

/// Each text of a row is a statement: what is written here has no source.
fn of_rows(audit: &Audit<'_>) -> Vec<Statement> {
    let said = |heading: &str, tense, text: &str, from| {
        let parts = vec![Part { head: String::new(), text: text.to_owned() }];
        Statement::new(Passage { lines: LineRange::line(1), heading: heading.to_owned(), tense, task: None, parts }, from)
    };
    let mut found = Vec::new();
    for (at, category) in audit.categories.iter().enumerate() {
        for line in category.notes.as_str().lines().filter(|line| !line.trim().is_empty()) {
            found.push(said(category.name.as_str(), Tense::Is, line, From::Category(at)));
        }
    }
    for (at, finding) in audit.findings.iter().enumerate() {
        let tense = if finding.kind == FindingKind::Gap { Tense::Lacks } else { Tense::Is };
        let texts = [Some(finding.title.as_str()), finding.current.as_deref()];
        let lines = texts.into_iter().flatten().chain(finding.body.as_str().lines()).filter(|line| !line.trim().is_empty());
        found.extend(lines.map(|line| said(finding.title.as_str(), tense, line, From::Finding(at))));
    }
    found
}

/// A word as it is compared: small letters, in the singular, with where it stands in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) word: String,
    pub(super) start: usize,
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut open = false;
    for (at, ch) in text.char_indices() {
        if ch.is_alphanumeric() {
            if !open {
                found.push(Token { word: String::new(), start: at });
                open = true;
            }
            if let Some(token) = found.last_mut() {
                token.word.extend(ch.to_lowercase());
            }
        } else if !matches!(ch, '\'' | '’') {
            open = false;
        }
    }
    for token in &mut found {
        singular(&mut token.word);
    }
    found
}

/// Drops the s of a plural; words that merely end so are left alone.
fn singular(word: &mut String) {
    const WHOLE: [&str; 9] = ["cors", "https", "dns", "css", "tls", "aws", "sms", "redis", "always"];
    let ends = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
    if !ends || WHOLE.contains(&word.as_str()) {
        return;
    }
    if word.ends_with("ies") && word.len() > 4 {
        word.truncate(word.len() - 3);
        word.push('y');
    } else {
        word.pop();
    }
}

/// The clauses of a text with their words.
pub(super) fn heard(text: &str) -> Vec<Clause> {
    clauses(text).into_iter().map(|clause| Clause { text: clause.to_owned(), words: tokens(clause) }).collect()
}

/// The clauses of a text: what is said in one goes without saying in none of the others.
fn clauses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, ch) in text.char_indices() {
        let after = text[at + ch.len_utf8()..].chars().next().unwrap_or(' ');
        let ends = match ch {
            ';' | '(' | ')' | '—' | '–' | '→' | '|' | '!' | '?' | '[' | ']' => true,
            ',' | '.' | ':' => after.is_whitespace(),
            '-' | '+' => before.is_whitespace() && after.is_whitespace(),
            _ => false,
        };
        if ends {
            found.push(&text[start..at]);
            start = at + ch.len_utf8();
        }
        before = ch;
    }
    found.push(&text[start..]);
    found.into_iter().flat_map(conjunctions).map(str::trim).filter(|clause| !clause.is_empty()).collect()
}

/// What stands on both sides of a “but” is said for itself.
fn conjunctions(clause: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(clause);
    std::iter::from_fn(move || {
        let text = rest?;
        let cut = [" but ", " however ", " although ", " though ", " yet to ", " while "]
            .iter()
            .filter_map(|word| text.find(word).map(|at| (at, word.len())))
            .min();
        let (head, tail) = cut.map_or((text, None), |(at, length)| (&text[..at], Some(&text[at + length..])));
        rest = tail;
        Some(head)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_are_compared_in_the_singular_and_without_signs() {
        assert_eq!(words("API-Keys, CORS & don’t-care policies"), ["api", "key", "cors", "dont", "care", "policy"]);
    }

    #[test]
    fn a_text_is_split_where_something_else_is_said() {
        assert_eq!(
            clauses("Env-based, no keys in Git (v1.2); done but slow: 3.5 s"),
            ["Env-based", "no keys in Git", "v1.2", "done", "slow", "3.5 s"]
        );
    }

    proptest! {
        #[test]
        fn clauses_are_pieces_of_any_text(text in "\\PC{0,120}") {
            for clause in clauses(&text) {
                prop_assert!(text.contains(clause));
            }
            for token in tokens(&text) {
                prop_assert!(token.start < text.len() && !token.word.is_empty());
            }
        }
    }
}
