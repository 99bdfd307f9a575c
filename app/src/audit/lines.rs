//! One line of the log.

use super::asked::link;
use crate::history::change;
use domain::history::{EventKind, Via};
use leptos::prelude::*;
use service::audit::{Asked, Entry};

/// When, who, what; from where and what it was before, below. Who, door, address, kind and project narrow the log to themselves.
pub(super) fn line(asked: &Asked, entry: &Entry) -> impl IntoView + use<> {
    let event = &entry.event;
    let datetime = event.at.to_utc().format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
    let moment = event.at.to_utc().format("%Y-%m-%d %H:%M:%S").to_string();
    let name = event.actor_name.to_string();
    let who = match event.actor {
        Some(id) => narrowed(&Asked { person: id.to_string(), ..asked.clone() }, name).into_any(),
        None => name.into_any(),
    };
    let address =
        event.source.address.map(|address| narrowed(&Asked { address: address.to_string(), ..asked.clone() }, address.to_string()));
    let via = event.source.via;
    let door_link = narrowed(&Asked { via: via.as_str().to_owned(), ..asked.clone() }, door(via).to_owned());
    let kind_link = narrowed(&Asked { kind: event.kind.as_str().to_owned(), ..asked.clone() }, kind(event.kind));
    let project =
        entry.project.as_ref().map(|(slug, name)| narrowed(&Asked { project: slug.to_string(), ..asked.clone() }, name.to_string()));
    let (number, marks) = match &entry.link {
        None => ("not in the chain".to_owned(), None),
        Some(link) if link.redaction.is_some() => (format!("no. {}", link.seq), Some("nameless")),
        Some(link) if link.taken_over => (format!("no. {}", link.seq), Some("taken over")),
        Some(link) => (format!("no. {}", link.seq), None),
    };
    let marks = marks.map(|words| view! { <li>{words}</li> });
    let changes = (!event.changes.is_empty()).then(|| {
        let rows = event.changes.iter().map(change).collect_view();
        view! { <details class="fold"><summary>"Before and after"</summary><div class="fold-body"><dl class="changes">{rows}</dl></div></details> }
    });
    view! {
        <li class="event">
            <time datetime=datetime>{moment}</time>
            <div>
                <span>{who}" "{event.summary.clone()}</span>
                <ul class="audit-facts">
                    <li>{door_link}</li>
                    {address.map(|link| view! { <li>{link}</li> })}
                    <li>{kind_link}</li>
                    {project.map(|link| view! { <li>{link}</li> })}
                    <li>{number}</li>
                    {marks}
                </ul>
                {changes}
            </div>
        </li>
    }
}

fn narrowed(asked: &Asked, words: String) -> impl IntoView + use<> {
    view! { <a href=link(asked, None)>{words}</a> }
}

/// What people call a kind: “member: set”.
pub(super) fn kind(kind: EventKind) -> String {
    kind.as_str().replacen('.', ": ", 1).replace('_', " ")
}

/// What people call a door.
pub(super) const fn door(via: Via) -> &'static str {
    match via {
        Via::Browser => "browser",
        Via::Token => "API token",
        Via::CommandLine => "command line",
        Via::Link => "link",
        Via::Server => "server",
        Via::Unknown => "not noted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::history::{Event, Source};
    use domain::records::Change;

    #[test]
    fn a_line_says_who_from_where_and_what_it_was_and_shows_text_as_text() {
        let event = Event {
            id: uuid::Uuid::nil().into(),
            at: service::now(),
            project: None,
            actor: Some(uuid::Uuid::from_u128(5).into()),
            actor_name: "<b>Dana</b>".parse().unwrap(),
            source: Source::new(Via::Token, "2001:db8::7".parse().unwrap()),
            kind: EventKind::MemberSet,
            subject: uuid::Uuid::nil(),
            summary: "changed the role of “<Kim>”".into(),
            changes: vec![Change { field: "Role".into(), before: "viewer".into(), after: "owner".into() }],
        };
        let entry = Entry { event, link: None, project: None };
        let asked = Asked { text: "role".into(), ..Asked::default() };
        let html = line(&asked, &entry).to_html();
        assert!(html.contains("&lt;b&gt;Dana") && html.contains("“&lt;Kim&gt;”") && !html.contains("<b>"), "{html}");
        assert!(html.contains("<del>viewer</del>") && html.contains("<ins>owner</ins>"), "{html}");
        assert!(html.contains("href=\"/audit?address=2001%3Adb8%3A%3A7&amp;text=role\""), "{html}");
        assert!(html.contains("API token") && html.contains("member: set") && html.contains("not in the chain"), "{html}");
    }
}
