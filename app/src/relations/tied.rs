//! What closes and checks a record.

use crate::overview::Place;
use crate::records::path;
use crate::ui::{ButtonLink, Kind, Sheet, Status};
use crate::verifications::freshness_kind;
use domain::Timestamp;
use domain::records::{RecordKind, RecordRef};
use domain::verifications::Freshness;
use leptos::prelude::*;
use service::relations::Tied;

/// Steps that close the record and verifications that check it, with the way to one more.
pub(crate) fn tied(place: &Place, record: RecordRef, rows: &[Tied], now: Timestamp) -> impl IntoView + use<> {
    let new = place.edits.then(|| {
        let href = place.link(&format!("/verifications/new?for={}.{}", record.kind.as_str(), record.id));
        view! { <p><ButtonLink href small=true>"New verification"</ButtonLink></p> }
    });
    let none = rows.is_empty().then(|| view! { <p class="none-yet">{nothing(record.kind)}</p> });
    let lines = rows.iter().map(|row| line(place, row, now)).collect_view();
    let lines = (!rows.is_empty()).then(|| view! { <ul class="rows">{lines}</ul> });
    let title = if matches!(record.kind, RecordKind::Assessment | RecordKind::Finding) { "Checked by" } else { "Closed and checked by" };
    view! { <Sheet title=title>{none}{lines}{new}</Sheet> }
}

const fn nothing(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Assessment | RecordKind::Finding => "No verification checks it.",
        _ => "No step of the plan closes it, and no verification checks it.",
    }
}

fn line(place: &Place, row: &Tied, now: Timestamp) -> impl IntoView + use<> {
    let (record, title, kind, word): (RecordRef, _, _, _) = match row {
        Tied::Closes { step, focus, done } => {
            let (kind, word) = if *done { (Kind::Ok, "done") } else { (Kind::Neutral, "open") };
            ((*step).into(), focus.clone(), kind, word)
        }
        Tied::Checks { verification, name, outcome, expires_at } => {
            let fresh = outcome.map_or(Freshness::Unknown, |outcome| Freshness::of(outcome, *expires_at, now));
            ((*verification).into(), name.lines().next().unwrap_or_default().to_owned(), freshness_kind(fresh), fresh.as_str())
        }
    };
    let (href, noun) = (path(&place.slug, record), record.kind.noun());
    view! {
        <li class="row">
            <div class="row-head"><a class="row-title" href=href>{title}</a><Status kind text=word/></div>
            <p class="row-meta">{noun}</p>
        </li>
    }
}
