//! The first step: a file or pasted text.

use super::steps::{base, steps};
use crate::frame::{Broken, Page, PageError, PageResult, SentFile, Values, Visit, collect, refused};
use crate::projects::{Tab, tabs};
use crate::ui::{Button, ButtonKind, FileInput, Problems, TextArea};
use axum::extract::multipart::{Multipart, MultipartRejection};
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
    let parts = collect(parts, &["report", "folder"]).await;
    let handed = handed(&parts.values, parts.files, parts.broken);
    match staged(&visit, &importer, handed).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(error) => refused(visit, page, parts.values, error).await,
    }
}

/// What was handed in: one or more files.
type Handed = Result<Vec<File>, ServiceError>;

/// Files go before pasted text.
fn handed(sent: &Values, files: Vec<SentFile>, broken: Option<Broken>) -> Handed {
    if let Some(broken) = broken {
        return Err(invalid(told(broken)));
    }
    let chosen = files.into_iter().filter(|file| !file.name.is_empty()).map(|file| File { name: file.name, bytes: file.bytes });
    let files: Vec<File> = chosen.collect();
    match sent.get("text") {
        text if files.is_empty() && !text.trim().is_empty() => Ok(vec![File { name: String::new(), bytes: text.into() }]),
        _ if files.is_empty() => Err(invalid("Choose a Markdown file, or paste the text of a report.")),
        _ => Ok(files),
    }
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

const fn told(broken: Broken) -> &'static str {
    match broken {
        Broken::TooLarge => "The report is too large; at most 2 MiB can be imported. Split it, or remove embedded pictures and logs.",
        Broken::Torn => "The file did not arrive whole. Please send it again.",
    }
}

fn invalid(message: &str) -> ServiceError {
    ServiceError::Invalid { field: "report", message: message.to_owned() }
}
