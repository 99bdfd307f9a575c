//! Who has something in hand, and who is named in a text.

use crate::ids::UserId;
use serde::{Deserialize, Serialize};
use std::fmt;

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
///
/// The longest name that fits counts, whatever its case: with an Ana and an Ana Berg about, `@Ana Berg` names the second
/// alone. What looks like a mention of nobody is text like any other. An `@` inside a word, as in an address, names nobody.
#[must_use]
pub fn mentioned(text: &str, people: &[Mentionable]) -> Vec<UserId> {
    let lower = text.to_lowercase();
    let mut found = vec![false; people.len()];
    let names: Vec<[String; 2]> = people.iter().map(|person| [person.name.to_lowercase(), person.email.to_lowercase()]).collect();
    for (at, _) in lower.match_indices('@') {
        if lower[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let rest = &lower[at + 1..];
        let fits = |name: &String| {
            !name.is_empty()
                && rest.strip_prefix(name.as_str()).is_some_and(|after| !after.chars().next().is_some_and(char::is_alphanumeric))
        };
        let length = |of: &[String; 2]| of.iter().filter(|name| fits(name)).map(String::len).max().unwrap_or(0);
        let longest = names.iter().map(length).max().unwrap_or(0);
        for (mark, of) in found.iter_mut().zip(&names) {
            *mark |= longest > 0 && length(of) == longest;
        }
    }
    people.iter().zip(found).filter_map(|(person, found)| found.then_some(person.user)).collect()
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
    fn an_address_or_an_unknown_name_names_nobody() {
        assert!(names("mail ana@Ana now").is_empty());
        assert!(names("@Anatol @ @").is_empty());
    }
}
