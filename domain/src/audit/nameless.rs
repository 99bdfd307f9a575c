//! Taking a person out of a line.

use crate::Timestamp;
use crate::history::Event;
use crate::ids::UserId;
use crate::text::Title;

/// Fields whose value is a person.
const PERSONS: [&str; 3] = ["Owner", "Assignee", MEMBER];
/// The field of who is added to a group or taken out: the whole line is about them.
const MEMBER: &str = "Member";

/// What stands where a name was.
pub const FORMER: &str = "former member";

/// Whose name is to go.
#[derive(Clone, Copy, Debug)]
pub struct Forgotten<'a> {
    /// The person.
    pub person: UserId,
    /// The name.
    pub name: &'a str,
    /// Since when it was theirs. People choose their names: one must not take words out of lines that were written without it.
    pub from: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// The e-mail address.
    pub email: &'a str,
}

/// The line without the person; `None` where it says nothing of them.
///
/// A line that the person wrote loses name and address. The name goes from the texts of what they did and of what was done to them while
/// it was theirs. From other lines of that time it goes where it is the value of a field that holds a person; the e-mail address goes from all.
#[must_use]
pub fn nameless(event: &Event, of: &Forgotten<'_>) -> Option<Event> {
    let by = event.actor == Some(of.person);
    // An invitation is about whoever it was for, and there was no account yet.
    let member = event.changes.iter().any(|change| change.field == MEMBER && (change.before == of.name || change.after == of.name));
    let about = event.subject == of.person.0 || member || replaced(&event.summary, of.email) != event.summary;
    let theirs = (of.from..=of.until).contains(&event.at);
    let clean = |text: &str, alone: bool| {
        let named = theirs && (by || about || alone && text == of.name);
        let text = replaced(text, of.email);
        if named { replaced(&text, of.name) } else { text }
    };
    let mut after = event.clone();
    after.summary = clean(&event.summary, false);
    for change in &mut after.changes {
        let alone = PERSONS.contains(&change.field.as_str());
        change.before = clean(&change.before, alone);
        change.after = clean(&change.after, alone);
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
        let at = event(1).at;
        Forgotten { person: Uuid::from_u128(ADA).into(), name: "Ada", from: at, until: at, email: "ada@example.org" }
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
    fn elsewhere_a_name_goes_only_where_a_field_holds_a_person_and_never_from_before_it_was_theirs() {
        let mut before = event(1);
        before.actor = None;
        before.summary = "spoke about the Ada compiler".into();
        before.changes = vec![Change { field: "Owner".into(), before: "Ada".into(), after: "Kim".into() }];
        let after = nameless(&before, &ada()).unwrap();
        assert_eq!(after.summary, before.summary, "a name can be words of the language, and people choose it");
        assert_eq!((after.changes[0].before.as_str(), after.changes[0].after.as_str()), (FORMER, "Kim"));
        let later = Forgotten { from: before.at.plus_seconds(1), until: before.at.plus_seconds(2), ..ada() };
        assert_eq!(nameless(&before, &later), None);
        before.summary = "nothing of the kind".into();
        before.changes.clear();
        assert_eq!(nameless(&before, &ada()), None);
    }
}
