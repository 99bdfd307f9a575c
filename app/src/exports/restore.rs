//! Bringing a project back from its JSON: administrators only.

use crate::accounts::administration_tabs;
use crate::frame::{Page, PageError, PageResult, Visit, collect, refused};
use crate::ui::{Button, ButtonKind, FileInput, PageHead, Problems, TextInput};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::text::Slug;
use leptos::prelude::*;
use service::ServiceError;
use service::exports::archive::restore;

pub(super) async fn page(visit: Visit) -> PageResult {
    visit.signed_in().await?.admin()?;
    let (fields, tabs) = (visit.fields(), administration_tabs(&visit));
    Ok(Page::new("Restore a project", move || {
        view! {
            <PageHead title="Restore a project"/>
            {tabs}
            <Problems problems=fields.problems()/>
            <p>"A project comes back as it was exported: its audits, registers, history, comments and files, as far as they were in the file. People keep their accounts here where their address has one; all others get one that cannot sign in until you give it a password."</p>
            <form method="post" action="/restore" enctype="multipart/form-data" class="form">
                <FileInput name="file" label="The project as JSON" error=fields.error("file") accept=".json,application/json"
                    hint="A file that is larger than a browser may send is restored with “holdpoint restore” on the server."/>
                <TextInput name="slug" label="Another name in addresses" value=fields.value("slug", "") error=fields.error("slug") optional=true
                    hint="Where the one that it had is taken. Small letters, digits and hyphens."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Restore"</Button></div>
            </form>
        }
    })
    .narrow())
}

/// Takes the form. Not by the usual way of forms, because a file is no text.
pub(super) async fn take(visit: Visit, parts: Result<Multipart, MultipartRejection>) -> Response {
    let admin = match visit.signed_in().await.and_then(|who| Ok(who.admin()?)) {
        Ok(admin) => admin,
        Err(error) => return Page::of_error(&visit, error),
    };
    let parts = collect(parts, &["file"]).await;
    let sent = parts.values;
    let file = match (parts.broken, parts.files.into_iter().find(|file| !file.bytes.is_empty())) {
        (Some(_), _) => Err(invalid(BROKEN)),
        (None, None) => Err(invalid("Choose the file that an export of a project as JSON gave.")),
        (None, Some(file)) => Ok(file.bytes),
    };
    let done: Result<Slug, PageError> = async {
        let slug = Some(sent.get("slug").trim()).filter(|slug| !slug.is_empty());
        Ok(restore(&visit.state.db, &admin, file?, slug, service::now()).await?.slug)
    }
    .await;
    match done {
        Ok(slug) => Redirect::to(&format!("/projects/{slug}")).into_response(),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

const BROKEN: &str = "The file did not arrive whole, or is larger than a browser may send. Use “holdpoint restore” on the server instead.";

fn invalid(message: &str) -> ServiceError {
    ServiceError::Invalid { field: "file", message: message.to_owned() }
}
