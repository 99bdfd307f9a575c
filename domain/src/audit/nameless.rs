//! Taking a person out of a line.

use crate::history::Event;
use crate::ids::UserId;
use crate::text::Title;

/// What stands where a name was.
pub const FORMER: &str = "former member";

/// Whose name is to go.
#[derive(Clone, Copy, Debug)]
pub struct Forgotten<'a> {
    /// The person.
    pub person: UserId,
    /// The name.
    pub name: &'a str,
    /// The e-mail address.
    pub email: &'a str,
}

/// The line without the person; `None` where it says nothing of them.
///
/// A line that the person wrote loses name and address. The name goes from the texts of what they did and of what was done to them. From
/// other lines the e-mail address goes, a value that is just the name, and the name itself where it has more than one word: one word may
/// be a word of the language too.
#[must_use]
pub fn nameless(event: &Event, of: &Forgotten<'_>) -> Option<Event> {
    let by = event.actor == Some(of.person);
    let about = event.subject == of.person.0;
    let anywhere = by || about || of.name.contains(' ');
    let clean = |text: &str| {
        let text = replaced(text, of.email);
        if anywhere || text == of.name { replaced(&text, of.name) } else { text }
    };
    let mut after = event.clone();
    after.summary = clean(&event.summary);
    for change in &mut after.changes {
        change.before = clean(&change.before);
        change.after = clean(&change.after);
    }
    if by {
        if let Ok(name) = FORMER.parse::<Title>() {
            after.actor_name = name;
        }
        after.source.address = None;
    }
    // Whoever tried to sign in to an account is taken for its owner.
    if about && event.actor.is_none() {
        after.source.address = None;
    }
    (after != *event).then_some(after)
}

/// The text with all that is `what`, in capitals or not, and no part of a longer word, replaced.
fn replaced(text: &str, what: &str) -> String {
    if what.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(ch) = rest.chars().next() {
        let found = same_start(rest, what).filter(|length| {
            let ends = |ch: Option<char>| ch.is_none_or(|ch| !ch.is_alphanumeric());
            ends(out.chars().next_back()) && ends(rest.get(*length..).and_then(|after| after.chars().next()))
        });
        let step = found.unwrap_or(ch.len_utf8());
        match found {
            Some(_) => out.push_str(FORMER),
            None => out.push(ch),
        }
        rest = rest.get(step..).unwrap_or_default();
    }
    out
}

/// How many bytes of the text are `what`, in capitals or not.
fn same_start(text: &str, what: &str) -> Option<usize> {
    let mut length = 0;
    let mut given = text.chars();
    for wanted in what.chars() {
        let ch = given.next()?;
        if ch != wanted && !ch.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
        length += ch.len_utf8();
    }
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::super::chain::tests::event;
    use super::*;
    use crate::records::Change;
    use uuid::Uuid;

    const ADA: u128 = 7;

    fn ada() -> Forgotten<'static> {
        Forgotten { person: Uuid::from_u128(ADA).into(), name: "Ada", email: "ada@example.org" }
    }

    #[test]
    fn a_line_of_a_person_loses_name_and_address_and_nothing_else() {
        let before = event(1);
        let after = nameless(&before, &ada()).unwrap();
        assert_eq!((after.actor_name.as_str(), after.source.address), (FORMER, None));
        assert_eq!((&after.summary, after.actor, after.at), (&before.summary, before.actor, before.at));
        assert_eq!(nameless(&after, &ada()), None, "there is nothing left to take out");
    }

    #[test]
    fn a_line_about_a_person_says_the_name_no_more_and_keeps_who_wrote_it() {
        let mut before = event(1);
        before.actor = Some(Uuid::from_u128(8).into());
        before.actor_name = "Bo".parse().unwrap();
        before.subject = Uuid::from_u128(ADA);
        before.summary = "changed the role of ADA (Ada@Example.org, not Adam) from viewer to owner".into();
        let after = nameless(&before, &ada()).unwrap();
        assert_eq!(after.summary, "changed the role of former member (former member, not Adam) from viewer to owner");
        assert_eq!((after.actor_name.as_str(), after.source.address), ("Bo", before.source.address));
    }

    #[test]
    fn elsewhere_a_name_of_one_word_goes_only_where_it_stands_alone() {
        let mut before = event(1);
        before.actor = None;
        before.summary = "wrote to ada@example.org about the Ada compiler".into();
        before.changes = vec![Change { field: "Owner".into(), before: "Ada".into(), after: "Kim".into() }];
        let after = nameless(&before, &ada()).unwrap();
        assert_eq!(after.summary, "wrote to former member about the Ada compiler");
        assert_eq!((after.changes[0].before.as_str(), after.changes[0].after.as_str()), (FORMER, "Kim"));
        let full = Forgotten { name: "Ada Compiler", ..ada() };
        assert!(nameless(&before, &full).unwrap().summary.ends_with("about the former member"));
        before.summary = "nothing of the kind".into();
        before.changes.clear();
        assert_eq!(nameless(&before, &ada()), None);
    }
}
