//! The second step: what was understood, before anything is saved.

use super::hand_in::steps;
use super::understood::{counts, records};
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, HiddenInput, Kind, Notice, Problems, TextInput};
use domain::ids::SourceId;
use leptos::prelude::*;
use service::exchange::{ImportForm, Outcome, Preview};

pub(super) async fn page(visit: Visit) -> PageResult {
    let auditor = visit.viewer().await?.auditor()?;
    let preview = service::exchange::preview(&visit.state.db, &auditor, visit.id::<SourceId>("source")?).await?;
    let fields = visit.fields();
    Ok(Page::new(format!("Import into {}", auditor.project().name), move || {
        let base = format!("/projects/{}", auditor.project().slug);
        let already = preview.already.map(|id| {
            let href = format!("{base}/assessments/{id}");
            view! {
                <Notice kind=Kind::Info title="Already imported">
                    "A document with these very bytes is " <a href=href>"an assessment of this project"</a> ". Saving it again changes nothing."
                </Notice>
            }
        });
        view! {
            {tabs(&auditor, Tab::Assessments, None)}
            {steps(2)}
            {already}
            <Problems problems=fields.problems()/>
            {head(&preview)}
            {counts(&preview.reading)}
            {decide(&base, &preview, &fields)}
            {records(&preview.reading)}
        }
    }))
}

fn head(preview: &Preview) -> impl IntoView + use<> {
    let source = &preview.source;
    let mended = if source.repaired { " Text that had been encoded twice was mended." } else { "" };
    let text = format!("{} · {} bytes · {}.{mended}", source.filename, source.bytes, source.encoding);
    view! { <p class="muted">{text}</p> }
}

/// Title and date may be corrected; both forms stand together, so that the way back is as near as the way on.
fn decide(base: &str, preview: &Preview, fields: &Fields) -> impl IntoView + use<> {
    let (reading, path) = (&preview.reading, format!("{base}/import/{}", preview.source.id));
    let title = reading.title.as_ref().map_or_else(|| preview.source.filename.clone(), |title| title.text.clone());
    let date = reading.date.as_ref().map(|date| date.date.to_string()).unwrap_or_default();
    let hint = reading.date.as_ref().map(|date| format!("Written as “{}”. ", date.as_written)).unwrap_or_default();
    view! {
        <form method="post" action=path.clone() class="form">
            <TextInput name="title" label="Title" value=fields.value("title", &title) error=fields.error("title") required=true maxlength=300/>
            <TextInput name="date" label="Date of the audit" value=fields.value("date", &date) error=fields.error("date") optional=true short=true
                hint=format!("{hint}Such as 2026-03-01, or 2026-03 where the day is not known.")/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save as an assessment"</Button></div>
        </form>
        <form method="post" action=format!("{path}/discard") class="form-actions">
            <HiddenInput name="discard" value="yes"/>
            <Button kind=ButtonKind::Quiet>"Discard, save nothing"</Button>
        </form>
    }
}

pub(super) async fn save(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let auditor = visit.viewer().await?.auditor()?;
    let text = |name| sent.find(name).map(str::to_owned);
    let form = ImportForm { title: text("title"), date: text("date") };
    let source = visit.id("source")?;
    let base = format!("/projects/{}/assessments", auditor.project().slug);
    Ok(match service::exchange::save(&visit.state.db, &auditor, source, &form, service::now()).await? {
        Outcome::Saved(saved) => Done::at(format!("{base}/{}?done=imported&new={}&known={}", saved.assessment, saved.added, saved.known)),
        Outcome::Already(id) => Done::at(format!("{base}/{id}?done=already")),
    })
}

pub(super) async fn discard(visit: Visit, _: Values) -> Result<Done, PageError> {
    let auditor = visit.viewer().await?.auditor()?;
    service::exchange::discard(&visit.state.db, &auditor, visit.id("source")?).await?;
    Ok(Done::at(format!("/projects/{}/import", auditor.project().slug)))
}
