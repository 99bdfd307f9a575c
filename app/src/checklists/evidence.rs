//! Evidence for an item: shown, added, taken away, and files handed out so that no browser runs them.

use super::item;
use crate::frame::{Broken, Done, Page, PageError, SentFile, Values, Visit, collect, encoded, refused};
use crate::overview::{Place, prose};
use crate::ui::{Button, FileInput, HiddenInput, Kind, Notice, Sheet, TextArea, TextInput};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::response::{IntoResponse, Redirect, Response};
use domain::checklists::{Evidence, Media, Proof};
use domain::ids::{EvidenceId, ItemId};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use leptos::prelude::*;
use service::{ServiceError, checklists};

/// What shows that the item is done, with the forms for more.
pub(super) fn sheet(place: &Place, visit: &Visit, item: ItemId, rows: &[Evidence]) -> impl IntoView + use<> {
    let here = place.link(&format!("/items/{item}"));
    let lines = rows.iter().map(|row| line(place, &here, row)).collect_view();
    let none = rows.is_empty().then(|| view! { <p class="none-yet">"Nothing shows yet that it is done."</p> });
    let forms = place.edits.then(|| forms(&here, visit));
    let undo = visit.query("unproved").parse::<EvidenceId>().ok().filter(|_| place.edits).map(|id| {
        let action = format!("{here}/prove");
        view! {
            <Notice kind=Kind::Ok>
                <form class="cluster" method="post" action=action>
                    <HiddenInput name="evidence" value=id.to_string()/>
                    <span>"The evidence is removed."</span>
                    <Button small=true>"Undo"</Button>
                </form>
            </Notice>
        }
    });
    view! { <Sheet title="Evidence" id="evidence" count=rows.len().to_string()>{undo}{none}<ul class="rows">{lines}</ul>{forms}</Sheet> }
}

fn line(place: &Place, here: &str, row: &Evidence) -> impl IntoView + use<> {
    let label = row.label.to_string();
    let (title, about, body) = match &row.proof {
        Proof::Link(link) => {
            let (href, host) = (link.to_string(), link.host().to_owned());
            (view! { <a href=href rel="noopener noreferrer nofollow">{label.clone()}</a> }.into_any(), format!("Link to {host}"), None)
        }
        Proof::Text(text) => (label.clone().into_any(), "Note".to_owned(), Some(prose(text))),
        Proof::File { media, size, sha256 } => {
            let href = place.link(&format!("/evidence/{}", row.id));
            let about = format!("{} · {} · SHA-256 {}…", media.as_str(), bytes(*size), sha256.get(..12).unwrap_or(sha256));
            (view! { <a href=href download="">{label.clone()}</a> }.into_any(), about, None)
        }
    };
    let by = format!("{} · {}", row.added_by_name, row.added_at);
    let remove = place.edits.then(|| {
        view! {
            <form method="post" action=format!("{here}/unprove")>
                <HiddenInput name="evidence" value=row.id.to_string()/>
                <Button small=true label=format!("Remove the evidence “{label}”")>"Remove"</Button>
            </form>
        }
    });
    view! {
        <li class="row">
            <div class="row-head"><span class="row-title">{title}</span>{remove}</div>
            {body}
            <p class="row-meta"><span>{about}</span><span>{by}</span></p>
        </li>
    }
}

/// `412 bytes`, `1.2 KiB`, `3.4 MiB`.
fn bytes(size: u64) -> String {
    const KIB: u64 = 1024;
    let tenths = |unit: u64| format!("{}.{}", size / unit, size % unit * 10 / unit);
    match size {
        0..KIB => format!("{size} bytes"),
        size if size < KIB * KIB => format!("{} KiB", tenths(KIB)),
        _ => format!("{} MiB", tenths(KIB * KIB)),
    }
}

fn forms(here: &str, visit: &Visit) -> impl IntoView + use<> {
    let fields = visit.fields();
    let kind = fields.sent().map(|sent| sent.get("kind").to_owned()).unwrap_or_default();
    let action = format!("{here}/evidence");
    let accept = Media::ALL.iter().flat_map(|media| media.extensions()).map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",");
    let (value, error) = (|name| fields.value(name, ""), |name| fields.error(name));
    // Two forms have a name for what is added: what was typed belongs to the one that was sent.
    let label = |of: &str| if kind == of { value("label") } else { String::new() };
    let wrong = |of: &str| if kind == of { error("label") } else { None };
    let form = |of: &'static str, title: &'static str, body: AnyView| {
        let (open, action) = (kind == of, action.clone());
        view! {
            <details class="fold" open=open>
                <summary>{title}</summary>
                <form method="post" action=action enctype="multipart/form-data" class="fold-body form">
                    <HiddenInput name="kind" value=of/>
                    {body}
                    <div class="form-actions"><Button>"Add"</Button></div>
                </form>
            </details>
        }
    };
    let link = view! {
        <TextInput name="address" label="Address" kind="url" hint="Such as that of a run in your CI." value=value("address") error=error("address") required=true/>
        <TextInput name="label" id="field-link-label" label="Name" value=label("link") error=wrong("link") optional=true maxlength=Some(300)/>
    };
    let note = view! {
        <TextArea name="note" label="Text" hint="What was seen. Markdown." value=value("note") error=error("note") rows=5/>
        <TextInput name="label" id="field-note-label" label="Name" value=label("note") error=wrong("note") optional=true maxlength=Some(300)/>
    };
    let file = view! {
        <FileInput name="file" label="Choose a file, or drop it here" hint="png, jpg, gif, webp, pdf, txt, log, md, csv or json; at most 5 MiB."
            accept error=error("file")/>
    };
    view! {
        <div class="evidence-forms">
            {form("link", "Add a link", link.into_any())}
            {form("note", "Add a note", note.into_any())}
            {form("file", "Add a file", file.into_any())}
        </div>
    }
}

/// Takes one of the forms. Not by the usual way of forms, because a file is no text.
pub(super) async fn take(visit: Visit, parts: Result<Multipart, MultipartRejection>) -> Response {
    let visit = visit.of_page_above();
    let parts = collect(parts, &["file"]).await;
    let (sent, file) = match parts.broken {
        Some(broken) => (of_a_file(parts.values), Err(invalid(told(broken)))),
        None => (parts.values, Ok(parts.files.into_iter().next_back())),
    };
    match add(&visit, &sent, file).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(error) => refused(visit, item::page, sent, error).await,
    }
}

/// The file, where the form has a field for one.
type Sent = Result<Option<SentFile>, ServiceError>;

/// Only a file is large enough to break off: its form opens again.
fn of_a_file(mut sent: Values) -> Values {
    if sent.find("kind").is_none() {
        sent.0.push(("kind".into(), "file".into()));
    }
    sent
}

async fn add(visit: &Visit, sent: &Values, file: Sent) -> Result<String, PageError> {
    let (id, editor): (ItemId, _) = (visit.id("item")?, visit.viewer().await?.editor()?);
    let (db, now, file) = (&visit.state.db, service::now(), file?);
    match sent.get("kind") {
        "link" => checklists::add_link(db, &editor, id, sent.get("label"), sent.get("address"), now).await?,
        "note" => checklists::add_text(db, &editor, id, sent.get("label"), sent.get("note"), now).await?,
        "file" => match file.filter(|file| !file.name.is_empty()) {
            Some(file) => checklists::add_file(db, &editor, id, &file.name, file.bytes, now).await?,
            None => return Err(invalid("Choose a file first.").into()),
        },
        _ => return Err(invalid(told(Broken::Torn)).into()),
    }
    Ok(format!("{}?done=proved#evidence", visit.path))
}

const fn told(broken: Broken) -> &'static str {
    match broken {
        Broken::TooLarge => "The file is too large; at most 5 MiB are kept. Cut it to what matters, or link to it instead.",
        Broken::Torn => "The file did not arrive whole. Please send it again.",
    }
}

fn invalid(message: &str) -> ServiceError {
    ServiceError::Invalid { field: "file", message: message.to_owned() }
}

fn evidence(sent: &Values) -> Result<EvidenceId, PageError> {
    sent.get("evidence").parse().map_err(|_| PageError::NotFound)
}

pub(super) async fn remove(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, evidence, editor): (ItemId, _, _) = (visit.id("item")?, evidence(&sent)?, visit.viewer().await?.editor()?);
    checklists::remove_evidence(&visit.state.db, &editor, id, evidence, service::now()).await?;
    Ok(Done::at(format!("{}?unproved={evidence}#evidence", visit.path)))
}

pub(super) async fn restore(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (id, evidence, editor): (ItemId, _, _) = (visit.id("item")?, evidence(&sent)?, visit.viewer().await?.editor()?);
    checklists::restore_evidence(&visit.state.db, &editor, id, evidence, service::now()).await?;
    Ok(Done::at(format!("{}?done=proved#evidence", visit.path)))
}

/// Hands out a file to be kept, never to be shown in place: whatever it holds, no browser runs it as a page of ours.
pub(super) async fn file(visit: Visit) -> Response {
    let found = async {
        let (id, viewer): (EvidenceId, _) = (visit.id("evidence")?, visit.viewer().await?);
        Ok(checklists::file(&visit.state.db, &viewer, id).await?)
    };
    let (evidence, content) = match found.await {
        Ok(found) => found,
        Err(error) => return Page::of_error(&visit, error),
    };
    let Proof::File { media, .. } = evidence.proof else { return Page::of_error(&visit, PageError::NotFound) };
    let kind = match media {
        Media::Text | Media::Markdown | Media::Csv => format!("{}; charset=utf-8", media.as_str()),
        _ => media.as_str().to_owned(),
    };
    let headers = [
        (CONTENT_TYPE, kind),
        // RFC 6266; the name in RFC 5987 form, for it may hold any letters.
        (CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encoded(evidence.label.as_str()))),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, content).into_response()
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        assert_eq!([bytes(412), bytes(1024), bytes(1_290_000), bytes(5 * 1024 * 1024)], ["412 bytes", "1.0 KiB", "1.2 MiB", "5.0 MiB"]);
    }
}
