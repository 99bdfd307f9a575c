//! Throwing a record away, and the way back.

use super::{home, version};
use crate::frame::{Done, PageError, Values, Visit};
use crate::ui::{Button, ButtonKind, HiddenInput, Kind, Notice};
use domain::Version;
use domain::records::{RecordKind, RecordRef};
use leptos::prelude::*;
use service::records;

/// The record that a form names.
pub(crate) fn record(sent: &Values) -> Result<RecordRef, PageError> {
    let kind = RecordKind::from_word(sent.get("record-kind")).ok_or(PageError::NotFound)?;
    let id = sent.get("record-id").parse().map_err(|_| PageError::NotFound)?;
    Ok(RecordRef { kind, id })
}

/// The fields that name a record in a form.
pub(crate) fn named(record: RecordRef) -> impl IntoView + use<> {
    view! {
        <HiddenInput name="record-kind" value=record.kind.as_str()/>
        <HiddenInput name="record-id" value=record.id.to_string()/>
    }
}

/// Throws away the record that the form names; it leads to the list, which offers to undo it.
pub(crate) async fn throw_away(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (record, version) = (record(&sent)?, version(&sent)?);
    let editor = visit.viewer().await?.editor()?;
    records::delete(&visit.state.db, &editor, record, version, service::now()).await?;
    let home = home(editor.project().slug.as_str(), record.kind);
    Ok(Done::at(format!("{home}?undo={}.{}", record.kind.as_str(), record.id)))
}

/// The button that throws a record away: for its page, whose path with `/delete` takes the form.
pub(crate) fn throw_button(slug: &str, record: RecordRef, version: Version) -> impl IntoView + use<> {
    let action = format!("{}/delete", super::path(slug, record));
    view! {
        <form method="post" action=action>
            {named(record)}
            <HiddenInput name="version" value=version.0.to_string()/>
            <Button kind=ButtonKind::Danger>"Move to the bin"</Button>
        </form>
    }
}

/// What was just thrown away, with the button that fetches it back: for the top of lists.
pub(crate) fn undo(visit: &Visit) -> impl IntoView + use<> {
    let thrown = visit.query("undo").split_once('.').and_then(|(kind, id)| {
        let (kind, id) = (RecordKind::from_word(kind)?, id.parse().ok()?);
        Some(RecordRef { kind, id })
    });
    let slug = visit.param("slug").to_owned();
    thrown.map(|record| {
        let text = format!("The {} is in the bin. ", record.kind.noun());
        let bin = format!("/projects/{slug}/bin");
        view! {
            <Notice kind=Kind::Ok>
                <form class="cluster" method="post" action=format!("{bin}/restore")>
                    {named(record)}
                    <span>{text}<a href=bin.clone()>"See the bin"</a></span>
                    <Button small=true>"Undo"</Button>
                </form>
            </Notice>
        }
    })
}
