//! The first step: a file or pasted text.

use super::steps::{base, steps};
use crate::frame::{Page, PageError, PageResult, Values, Visit, refused};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, FileInput, Problems, TextArea};
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::Importer;
use service::exchange::{File, is_archive, stage, stage_many};

pub(super) async fn page(visit: Visit) -> PageResult {
    let importer = visit.viewer().await?.importer()?;
    let fields = visit.fields();
    let batches = service::exchange::batches(&visit.state.db, &importer).await?;
    Ok(Page::new(format!("Import into {}", importer.project().name), move || {
        let action = format!("/projects/{}/import", importer.project().slug);
        let profile = format!("{}/import-profile", base(importer.project()));
        view! {
            {tabs(&importer, Tab::Assessments, None)}
            {steps(1)}
            <Problems problems=fields.problems()/>
            <form method="post" action=action enctype="multipart/form-data" class="form">
                <h2>"Import a readiness report"</h2>
                <p class="hint">"Nothing is saved yet: the next page shows what was understood, line by line."</p>
                <FileInput name="report" label="Choose a report, or drop it here" multiple=true error=fields.error("report")
                    hint="Markdown in any usual encoding, JSON, SARIF, Scorecard or CSV, at most 2 MiB each. Several files, or a zip archive of them, are brought in together, as far as all of them have no more than 6 MiB."
                    accept=".md,.markdown,.txt,.json,.sarif,.csv,.tsv,.zip,text/markdown,text/plain,application/json,application/zip"/>
                <details>
                    <summary>"Or a whole folder"</summary>
                    <FileInput name="folder" label="Choose a folder" folder=true hint="What is called as no report is left out."/>
                </details>
                <p class="or">"or"</p>
                <TextArea name="text" label="Paste the text" value=fields.value("text", "") optional=true source=true/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Look at it"</Button><a class="button" data-kind="quiet" href=profile>"Import profile"</a></div>
            </form>
            {super::batch::last(&batches, &base(importer.project()))}
        }
    }))
}

/// Takes the form. Not by the usual way of forms, because a file is no text.
pub(super) async fn take(visit: Visit, parts: Result<Multipart, MultipartRejection>) -> Response {
    // Who may not import is told so before megabytes are read.
    let importer = match importer(&visit).await {
        Ok(importer) => importer,
        Err(error) => return refused(visit, page, Values::default(), error).await,
    };
    let (sent, handed) = match parts {
        Ok(parts) => collect(parts).await,
        Err(_) => (Values::default(), Err(unreadable())),
    };
    match staged(&visit, &importer, handed).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

/// What was handed in: one or more files.
type Handed = Result<Vec<File>, ServiceError>;

/// Reads the parts; files go before pasted text. The text is kept to be shown again.
async fn collect(mut parts: Multipart) -> (Values, Handed) {
    let (mut sent, mut files, mut text) = (Values::default(), Vec::new(), String::new());
    loop {
        let field = match parts.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return (sent, Err(broken(&error))),
        };
        let (name, filename) = (field.name().unwrap_or_default().to_owned(), field.file_name().unwrap_or_default().to_owned());
        let bytes = match field.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return (sent, Err(broken(&error))),
        };
        match name.as_str() {
            "report" | "folder" if !filename.is_empty() => files.push(File { name: filename, bytes: bytes.to_vec() }),
            "text" => {
                text = String::from_utf8_lossy(&bytes).into_owned();
                sent.0.push((name, text.clone()));
            }
            _ => (),
        }
    }
    if files.is_empty() && !text.trim().is_empty() {
        files.push(File { name: String::new(), bytes: text.into_bytes() });
    }
    let handed = if files.is_empty() { Err(invalid("Choose a Markdown file, or paste the text of a report.")) } else { Ok(files) };
    (sent, handed)
}

async fn importer(visit: &Visit) -> Result<Importer, PageError> {
    Ok(visit.viewer().await?.importer()?)
}

async fn staged(visit: &Visit, importer: &Importer, handed: Handed) -> Result<String, PageError> {
    let mut files = handed?;
    match files.pop() {
        Some(file) if files.is_empty() && !is_archive(&file.bytes) => {
            let source = stage(&visit.state.db, importer, &file.name, file.bytes, service::now()).await?;
            Ok(format!("{}/{source}", visit.path))
        }
        last => {
            files.extend(last);
            let batch = stage_many(&visit.state.db, importer, files, service::now()).await?;
            Ok(format!("{}/import-batches/{batch}", base(importer.project())))
        }
    }
}

fn broken(error: &MultipartError) -> ServiceError {
    if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE {
        return invalid("The report is too large; at most 2 MiB can be imported. Split it, or remove embedded pictures and logs.");
    }
    unreadable()
}

fn unreadable() -> ServiceError {
    invalid("The file did not arrive whole. Please send it again.")
}

fn invalid(message: &str) -> ServiceError {
    ServiceError::Invalid { field: "report", message: message.to_owned() }
}
