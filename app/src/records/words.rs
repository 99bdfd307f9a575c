//! The field in which a comment is written.

use crate::comments::MentionBox;
use crate::frame::with_island;
use crate::ui::TextArea;
use domain::people::Mentionable;
use leptos::prelude::*;
use std::collections::HashMap;

/// A text area that offers the members while `@` is typed; without scripts it takes the same words.
pub(super) fn words(people: &[Mentionable], value: String, error: Option<String>, rows: u32) -> impl IntoView + use<> {
    with_island();
    let names = names(people);
    view! {
        <MentionBox names>
            <TextArea name="comment" label="Comment" hint="Markdown. @Name tells a member of the project." value error rows/>
        </MentionBox>
    }
}

/// What names each of these people and nobody else: the name, or the address where two have the same name.
fn names(people: &[Mentionable]) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for person in people {
        *seen.entry(person.name.to_lowercase()).or_default() += 1;
    }
    let unique = |person: &Mentionable| seen.get(&person.name.to_lowercase()) == Some(&1);
    people.iter().map(|person| if unique(person) { person.name.clone() } else { person.email.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::UserId;

    #[test]
    fn namesakes_are_told_apart_by_their_address() {
        let person = |name: &str, email: &str| Mentionable { user: UserId(uuid::Uuid::nil()), name: name.into(), email: email.into() };
        let people = [person("Kim", "a@example.org"), person("kim", "b@example.org"), person("Ana", "c@example.org")];
        assert_eq!(names(&people), ["a@example.org", "b@example.org", "Ana"]);
    }
}
