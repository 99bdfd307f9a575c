//! Lines of history, in words.

use crate::records::path;
use domain::history::Event;
use domain::records::{Change, RecordRef};
use leptos::prelude::*;

/// Lines of history, newest first; `linked` leads from each to the record it tells of.
pub(crate) fn lines(slug: &str, events: &[Event], linked: bool) -> impl IntoView + use<> {
    let rows = events.iter().map(|event| line(slug, event, linked)).collect_view();
    if events.is_empty() {
        view! { <p class="none-yet">"Nothing has happened yet."</p> }.into_any()
    } else {
        view! { <ol class="events">{rows}</ol> }.into_any()
    }
}

fn line(slug: &str, event: &Event, linked: bool) -> impl IntoView + use<> {
    let datetime = event.at.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let words = format!("{} {}", event.actor_name, event.summary);
    let record = event.kind.record().filter(|_| linked);
    let words = match record {
        Some(kind) => view! { <a href=path(slug, RecordRef { kind, id: event.subject })>{words}</a> }.into_any(),
        None => words.into_any(),
    };
    let changes = (!event.changes.is_empty()).then(|| {
        let rows = event.changes.iter().map(change).collect_view();
        view! { <dl class="changes">{rows}</dl> }
    });
    view! { <li class="event"><time datetime=datetime>{event.at.to_string()}</time><div><span>{words}</span>{changes}</div></li> }
}

/// A field before → after; long texts below each other, folded away.
fn change(change: &Change) -> impl IntoView + use<> {
    const SHORT: usize = 120;
    let shown = |text: &String| if text.trim().is_empty() { "nothing".to_owned() } else { text.clone() };
    let (field, before, after) = (change.field.clone(), shown(&change.before), shown(&change.after));
    let short = before.len() + after.len() <= SHORT && !before.contains('\n') && !after.contains('\n');
    let values = if short {
        view! { <dd><del>{before}</del>" → "<ins>{after}</ins></dd> }.into_any()
    } else {
        view! { <dd><details class="fold"><summary>"Before and after"</summary><div class="fold-body"><del>{before}</del><ins>{after}</ins></div></details></dd> }
            .into_any()
    };
    view! { <dt>{field}</dt>{values} }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::history::EventKind;

    #[test]
    fn a_change_says_what_was_and_what_is_and_leads_to_its_record() {
        let event = Event {
            id: uuid::Uuid::nil().into(),
            at: service::now(),
            project: None,
            actor: None,
            actor_name: "Dana".parse().unwrap(),
            kind: EventKind::BlockerChanged,
            subject: uuid::Uuid::nil(),
            summary: "changed owner of “<Door>”".into(),
            changes: vec![Change { field: "Owner".into(), before: String::new(), after: "Kim".into() }],
        };
        let html = lines("dock", &[event], true).to_html();
        assert!(html.contains("Dana changed owner of “&lt;Door&gt;”"), "{html}");
        assert!(html.contains("<del>nothing</del>") && html.contains("<ins>Kim</ins>"), "{html}");
        assert!(html.contains("/projects/dock/blockers/00000000"), "{html}");
    }
}
