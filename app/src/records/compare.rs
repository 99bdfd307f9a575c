//! A form that was filled in while somebody else saved: mine, theirs, and what differs.

use crate::frame::{Fields, Values};
use crate::history::lines;
use crate::ui::{Cell, Kind, Notice, Table};
use domain::Version;
use domain::history::Event;
use domain::records::Fact;
use leptos::prelude::*;
use service::ServiceError;

/// The version that a form was made on.
pub(crate) fn version(sent: &Values) -> Result<Version, ServiceError> {
    sent.get("version")
        .parse()
        .map_err(|_| ServiceError::Refused("The form is incomplete. Load the page again, then try once more.".into()))
}

/// What somebody else saved since the form was made, beside what was typed; nothing where the form is on the version `now`.
///
/// The form below it must hold what was typed, and `now` as its version: saving again is then a decision between the two.
pub(crate) fn newer(fields: &Fields, now: Version, saved: &[Fact]) -> impl IntoView + use<> {
    let stale = fields.sent().filter(|sent| sent.find("version").is_some_and(|version| version != now.0.to_string()));
    stale.map(|sent| {
        let rows: Vec<_> = saved.iter().filter_map(|fact| differing(sent, fact)).collect();
        let body = if rows.is_empty() {
            view! { <p>"What was saved and what you typed are the same."</p> }.into_any()
        } else {
            view! {
                <p>"Nothing of yours is lost: the form below still holds it. Saving it now replaces what they saved; their text stays in the activity."</p>
                <Table caption="What differs" cards=true>
                    <thead><tr><th scope="col">"Field"</th><th scope="col">"Theirs, saved"</th><th scope="col">"Yours, not saved yet"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
            }
            .into_any()
        };
        view! { <Notice kind=Kind::Warn title="Somebody else saved this meanwhile">{body}</Notice> }
    })
}

/// For a deed that was asked for on an older version, such as to close or to accept: what became of the record since, by its
/// history, newest first in `events`. The form keeps what was typed; sending it again is then meant for the record as it is now.
pub(crate) fn since(fields: &Fields, slug: &str, now: Version, events: &[Event]) -> impl IntoView + use<> {
    let seen = fields.sent().and_then(|sent| sent.find("version")?.parse().ok()).filter(|seen: &Version| *seen < now);
    seen.map(|seen| {
        // Each version has its line; those about comments change no version.
        let count = usize::try_from(now.0 - seen.0).unwrap_or(usize::MAX);
        let rows: Vec<Event> = events.iter().filter(|event| event.kind.record().is_some()).take(count).cloned().collect();
        let list = lines(slug, &rows, false);
        view! {
            <Notice kind=Kind::Warn title="What somebody changed meanwhile">
                {list}
                <p>"Nothing was done yet, and what you typed is kept below. Look, then decide again."</p>
            </Notice>
        }
    })
}

fn differing(sent: &Values, fact: &Fact) -> Option<AnyView> {
    // A box that is not ticked sends nothing, which is how its fact reads too.
    let mine = sent.get(fact.name).replace("\r\n", "\n");
    if mine.trim() == fact.value.trim() {
        return None;
    }
    let shown = |text: String| if text.trim().is_empty() { "(nothing)".to_owned() } else { text };
    let (label, theirs, mine) = (fact.label, shown(fact.words(&fact.value)), shown(fact.words(mine.trim())));
    Some(view! { <tr><th scope="row">{label}</th><Cell label="Theirs">{theirs}</Cell><Cell label="Yours">{mine}</Cell></tr> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(version: &str, owner: &str) -> Fields {
        let values = [("version", version), ("owner", owner)].map(|(name, value)| (name.to_owned(), value.to_owned()));
        Fields::refused(Values(values.into()), "", "Somebody was faster.".into())
    }

    #[test]
    fn only_what_differs_stands_side_by_side() {
        let saved = [Fact::new("owner", "Owner", "Kim"), Fact::new("due", "Due", "")];
        let html = newer(&fields("1", "Dana"), Version(2), &saved).to_html();
        assert!(html.contains("Kim") && html.contains("Dana") && html.contains("Owner"), "{html}");
        assert!(!html.contains(">Due<"), "{html}");
    }

    #[test]
    fn a_form_on_the_present_version_is_not_compared() {
        let saved = [Fact::new("owner", "Owner", "Kim")];
        assert!(!newer(&fields("2", "Dana"), Version(2), &saved).to_html().contains("Kim"));
        assert!(!newer(&Fields::default(), Version(2), &saved).to_html().contains("Kim"));
    }
}
