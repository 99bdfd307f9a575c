//! Lines of history, in words.

use crate::records::path;
use domain::history::{Event, EventKind};
use domain::records::{Change, RecordRef};
use leptos::prelude::*;

/// Lines of history day by day, newest first, each with a link to the record it tells of.
pub(crate) fn days(slug: &str, events: &[Event]) -> impl IntoView + use<> {
    let days = events.chunk_by(|one, other| one.at.day() == other.at.day()).filter_map(|day| {
        let heading = day.first()?.at.day().to_string();
        let rows = day.iter().map(|event| line(slug, event, true)).collect_view();
        Some(view! { <section class="events-day"><h3>{heading}</h3><ol class="events">{rows}</ol></section> })
    });
    days.collect_view()
}

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
    let words = match place(slug, event).filter(|_| linked) {
        Some(href) => view! { <a href=href>{words}</a> }.into_any(),
        None => words.into_any(),
    };
    let changes = (!event.changes.is_empty()).then(|| {
        let rows = event.changes.iter().map(change).collect_view();
        view! { <dl class="changes">{rows}</dl> }
    });
    view! { <li class="event"><time datetime=datetime>{event.at.to_string()}</time><div><span>{words}</span>{changes}</div></li> }
}

/// The page of what an event happened to, where it has one.
fn place(slug: &str, event: &Event) -> Option<String> {
    let talk = matches!(event.kind, EventKind::CommentAdded | EventKind::CommentChanged | EventKind::CommentDeleted);
    match event.kind.record() {
        Some(kind) if EventKind::deleted(kind) == Some(event.kind) => Some(format!("/projects/{slug}/bin")),
        Some(kind) => Some(path(slug, RecordRef { kind, id: event.subject })),
        None if event.kind.as_str().starts_with("metric.") => Some(format!("/projects/{slug}/metrics/{}", event.subject)),
        // Of what is talked about only the identity is known.
        None => talk.then(|| format!("/projects/{slug}/records/{}", event.subject)),
    }
}

/// A field before → after; long texts below each other, folded away.
pub(crate) fn change(change: &Change) -> impl IntoView + use<> {
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

    fn event(kind: EventKind) -> Event {
        Event {
            id: uuid::Uuid::nil().into(),
            at: service::now(),
            project: None,
            actor: None,
            actor_name: "Dana".parse().unwrap(),
            source: domain::history::Source::default(),
            kind,
            subject: uuid::Uuid::nil(),
            summary: "changed owner of “<Door>”".into(),
            changes: vec![Change { field: "Owner".into(), before: String::new(), after: "Kim".into() }],
        }
    }

    #[test]
    fn what_is_in_the_bin_or_talked_about_is_led_to_as_well() {
        let html = |kind| lines("dock", &[event(kind)], true).to_html();
        assert!(html(EventKind::RiskDeleted).contains("href=\"/projects/dock/bin\""));
        assert!(html(EventKind::CommentDeleted).contains("href=\"/projects/dock/records/00000000"));
        assert!(html(EventKind::MetricChanged).contains("href=\"/projects/dock/metrics/00000000"));
        assert!(!html(EventKind::MemberSet).contains("<a "));
    }

    #[test]
    fn each_day_has_its_heading() {
        let (now, before) = (event(EventKind::RiskChanged), event(EventKind::RiskChanged));
        let before = Event { at: before.at.plus_seconds(-86_400), ..before };
        let html = days("dock", &[now.clone(), now, before]).to_html();
        assert_eq!((html.matches("<h3>").count(), html.matches("<li").count()), (2, 3), "{html}");
    }

    #[test]
    fn a_change_says_what_was_and_what_is_and_leads_to_its_record() {
        let html = lines("dock", &[event(EventKind::BlockerChanged)], true).to_html();
        assert!(html.contains("Dana changed owner of “&lt;Door&gt;”"), "{html}");
        assert!(html.contains("<del>nothing</del>") && html.contains("<ins>Kim</ins>"), "{html}");
        assert!(html.contains("/projects/dock/blockers/00000000"), "{html}");
    }
}
