//! Who has something in hand, and who is named in a text.

use crate::ids::UserId;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// Who has something in hand: the name as written, and the account where it is one of this installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignee {
    /// As written in the report or the form.
    pub name: String,
    /// The member of the project with that name; `None` for people outside and for teams.
    pub user: Option<UserId>,
}

impl Assignee {
    /// Somebody of whom only the name is known.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), user: None }
    }
}

/// The name.
impl fmt::Display for Assignee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// A member whom a text can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentionable {
    /// The account.
    pub user: UserId,
    /// The name, which may have spaces.
    pub name: String,
    /// The e-mail address.
    pub email: String,
}

/// The members whom a text names with `@Name` or `@address`, each once, in the order of `people`.
#[must_use]
pub fn mentioned(text: &str, people: &[Mentionable]) -> Vec<UserId> {
    let named: Vec<UserId> = mentions(text, people).into_iter().flat_map(|mention| mention.people).collect();
    people.iter().map(|person| person.user).filter(|user| named.contains(user)).collect()
}

/// A place in a text that names members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, from the `@`, in bytes.
    pub at: Range<usize>,
    /// Who is meant: more than one where they have the same name.
    pub people: Vec<UserId>,
}

/// Where a text names members with `@Name` or `@address`.
///
/// The longest name that fits counts, whatever its case: with an Ana and an Ana Berg about, `@Ana Berg` names the second
/// alone. What looks like a mention of nobody is text like any other. An `@` inside a word, as in an address, names nobody.
#[must_use]
pub fn mentions(text: &str, people: &[Mentionable]) -> Vec<Mention> {
    let names: Vec<[Vec<char>; 2]> = people.iter().map(|person| [lower(&person.name), lower(&person.email)]).collect();
    let mut found = Vec::new();
    let mut behind = 0;
    for (at, _) in text.match_indices('@') {
        if at < behind || text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let rest = &text[at + 1..];
        let lengths: Vec<usize> =
            names.iter().map(|of| of.iter().filter_map(|name| prefix(rest, name)).max().unwrap_or_default()).collect();
        let longest = lengths.iter().copied().max().unwrap_or_default();
        if longest > 0 {
            behind = at + 1 + longest;
            let meant = people.iter().zip(&lengths).filter(|(_, length)| **length == longest);
            found.push(Mention { at: at..behind, people: meant.map(|(person, _)| person.user).collect() });
        }
    }
    found
}

/// What stands in the place of the name of somebody whose account was erased.
pub const FORMER_MEMBER: &str = "Former member";

/// The text with a former member in the place of each of these names, whatever its case, where it stands as a word of its own; `None`
/// where it names nobody of them.
#[must_use]
pub fn without(text: &str, names: &[&str]) -> Option<String> {
    let names: Vec<Vec<char>> = names.iter().map(|name| lower(name)).collect();
    let (mut out, mut behind, mut found) = (String::with_capacity(text.len()), 0, false);
    for (at, ch) in text.char_indices() {
        if at < behind {
            continue;
        }
        let begins = !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let length = names.iter().filter_map(|name| prefix(&text[at..], name)).max().filter(|_| begins);
        match length {
            Some(length) => {
                out.push_str(FORMER_MEMBER);
                (behind, found) = (at + length, true);
            }
            None => out.push(ch),
        }
    }
    found.then_some(out)
}

fn lower(name: &str) -> Vec<char> {
    name.chars().flat_map(char::to_lowercase).collect()
}

/// How many bytes of a text are this name and no longer word.
fn prefix(text: &str, name: &[char]) -> Option<usize> {
    let mut left = name;
    let mut chars = text.char_indices();
    while !left.is_empty() {
        for ch in chars.next()?.1.to_lowercase() {
            left = left.strip_prefix(&[ch])?;
        }
    }
    let rest = chars.as_str();
    let ends = !name.is_empty() && !rest.chars().next().is_some_and(char::is_alphanumeric);
    ends.then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<Mentionable> {
        [("Ana", "ana@example.org"), ("Ana Berg", "berg@example.org"), ("Émile", "emile@example.org")]
            .into_iter()
            .enumerate()
            .map(|(at, (name, email))| Mentionable {
                user: UserId(uuid::Uuid::from_u128(at as u128)),
                name: name.into(),
                email: email.into(),
            })
            .collect()
    }

    fn names(text: &str) -> Vec<u128> {
        mentioned(text, &people()).into_iter().map(|user| user.0.as_u128()).collect()
    }

    #[test]
    fn the_longest_name_that_fits_is_meant() {
        assert_eq!(names("ask @Ana."), [0]);
        assert_eq!(names("ask @ana berg, please"), [1]);
        assert_eq!(names("@Ana Bergmann is somebody else"), [0]);
        assert_eq!(names("(@ÉMILE) and @berg@example.org"), [1, 2]);
    }

    #[test]
    fn a_mention_stands_where_it_is_written() {
        let text = "Ä @İpek, @ana Berg and @ana@example.org.";
        let at: Vec<&str> = mentions(text, &people()).into_iter().map(|mention| &text[mention.at]).collect();
        assert_eq!(at, ["@ana Berg", "@ana@example.org"]);
    }

    #[test]
    fn a_name_is_taken_out_where_it_is_a_word_of_its_own() {
        let names = ["Ana Berg", "berg@example.org", "Ana"];
        let text = "Ana Bergmann asked @ana BERG (berg@example.org), Anabel and ANA’s";
        let expected = "Former member Bergmann asked @Former member (Former member), Anabel and Former member’s";
        assert_eq!(without(text, &names).unwrap(), expected);
        assert_eq!(without("nobody we know", &names), None);
        assert_eq!(without("", &[""]), None);
    }

    #[test]
    fn an_address_or_an_unknown_name_names_nobody() {
        assert!(names("mail ana@Ana now").is_empty());
        assert!(names("@Anatol @ @").is_empty());
    }
}
