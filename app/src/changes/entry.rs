//! One row of a comparison.

use crate::frame::encoded;
use crate::history::change;
use crate::overview::Place;
use crate::records::path;
use crate::ui::{Kind, Pill};
use domain::changes::{Comparison, Entry, Group, Tone};
use domain::records::RecordRef;
use leptos::prelude::*;

/// Most fields of a row that are shown; the files have all.
const FIELDS: usize = 12;

/// Rows below each other.
pub(super) fn entries(place: &Place, found: &Comparison, rows: &[&Entry]) -> impl IntoView + use<> {
    let rows = rows.iter().map(|entry| row(place, found, entry)).collect_view();
    view! { <ul class="rows">{rows}</ul> }
}

fn row(place: &Place, found: &Comparison, entry: &Entry) -> impl IntoView + use<> {
    let (kind, word) = (kind(entry), entry.group.words());
    let part = entry.part.as_str();
    let within = entry.within.as_ref().map(|within| view! { <span>{format!("in “{within}”")}</span> });
    let fields = entry.changes.iter().take(FIELDS).map(change).collect_view();
    let fields = (!entry.changes.is_empty()).then(|| view! { <dl class="changes">{fields}</dl> });
    let more = entry.changes.len().saturating_sub(FIELDS);
    let more = (more > 0).then(|| view! { <p class="row-meta">{format!("and {more} more fields")}</p> });
    view! {
        <li class="row">
            <div class="row-head"><span class="row-title">{name(place, found, entry)}</span><Pill kind text=word/></div>
            <p class="row-meta"><span>{part}</span>{within}<span class="change-step">{stands(entry)}</span>{matched(place, found, entry)}</p>
            {fields}
            {more}
        </li>
    }
}

/// The name, which leads to the row where it has a page.
pub(super) fn name(place: &Place, found: &Comparison, entry: &Entry) -> AnyView {
    let name = entry.name.clone();
    let later = entry.after.as_ref().map(|stand| (stand, &found.after));
    let known = later.or(entry.before.as_ref().map(|stand| (stand, &found.before)));
    let href = known.and_then(|(stand, head)| match entry.part.record() {
        None => Some(place.assessment(head.id)),
        // Rows that were read from a report anew are in no register under their identity.
        Some(kind) => (!entry.part.is_register() || head.basis.is_whole()).then(|| path(&place.slug, RecordRef { kind, id: stand.id })),
    });
    match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}

/// Before → after; once where both are the same or there is only one.
pub(super) fn stands(entry: &Entry) -> impl IntoView + use<> {
    match (&entry.before, &entry.after) {
        (Some(was), Some(is)) if was.stands != is.stands => {
            let (was, is) = (was.stands.clone(), is.stands.clone());
            view! { <del>{was}</del>" → "<ins>{is}</ins> }.into_any()
        }
        (_, Some(one)) | (Some(one), None) => one.stands.clone().into_any(),
        (None, None) => ().into_any(),
    }
}

/// How it is known that both are the same, and the way to say otherwise.
pub(super) fn matched(place: &Place, found: &Comparison, entry: &Entry) -> Option<AnyView> {
    let later = entry.after.is_some();
    let stand = entry.after.as_ref().or(entry.before.as_ref())?;
    let side = if later { "after" } else { "before" };
    let here = super::path(place, found.before.id, found.after.id);
    let href = format!("{here}/match?part={}&side={side}&name={}", entry.part.as_str(), encoded(&stand.name));
    let about = entry.name.clone();
    match entry.matched {
        Some(how) if how.can_be_wrong() => {
            let was = entry.before.as_ref().map(|was| was.name.clone()).unwrap_or_default();
            let words = format!("matched with “{was}” ({})", how.words());
            let ask = place.edits.then(|| view! { " · "<a href=href>"not the same?"<span class="unseen">{format!(" {about}")}</span></a> });
            Some(view! { <span class="change-step">{words}{ask}</span> }.into_any())
        }
        Some(_) => None,
        None => place.edits.then(|| {
            let other = if later { "called otherwise before?" } else { "called otherwise now?" };
            view! { <span><a href=href>{other}<span class="unseen">{format!(" {about}")}</span></a></span> }.into_any()
        }),
    }
}

/// The shape beside a row: by what became of it, or by whether that is good news.
pub(super) const fn kind(entry: &Entry) -> Kind {
    match (entry.group, entry.tone) {
        (Group::Unchanged, _) => Kind::Neutral,
        (Group::Changed, Tone::Worse) => Kind::Warn,
        (_, Tone::Worse) => Kind::Bad,
        (_, Tone::Better) => Kind::Ok,
        (_, Tone::Neutral) => Kind::Info,
    }
}
