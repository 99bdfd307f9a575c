//! Bringing a project back from its JSON: administrators only.

use crate::frame::{Page, PageError, PageResult, Values, Visit, refused};
use crate::ui::{Button, ButtonKind, FileInput, PageHead, Problems, TextInput};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::text::Slug;
use leptos::prelude::*;
use service::ServiceError;
use service::exports::archive::restore;

pub(super) async fn page(visit: Visit) -> PageResult {
    visit.signed_in().await?.admin()?;
    let fields = visit.fields();
    Ok(Page::new("Restore a project", move || {
        view! {
            <PageHead title="Restore a project"/>
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
    let (sent, file) = match parts {
        Ok(parts) => collect(parts).await,
        Err(_) => (Values::default(), Err(broken())),
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

async fn collect(mut parts: Multipart) -> (Values, Result<Vec<u8>, ServiceError>) {
    let (mut sent, mut file) = (Values::default(), Vec::new());
    loop {
        let field = match parts.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => return (sent, Err(broken())),
        };
        let name = field.name().unwrap_or_default().to_owned();
        let Ok(bytes) = field.bytes().await else { return (sent, Err(broken())) };
        if name == "file" {
            file = bytes.to_vec();
        } else {
            sent.0.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    let none = || ServiceError::Invalid { field: "file", message: "Choose the file that an export of a project as JSON gave.".into() };
    let file = if file.is_empty() { Err(none()) } else { Ok(file) };
    (sent, file)
}

fn broken() -> ServiceError {
    let message = "The file did not arrive whole, or is larger than a browser may send. Use “holdpoint restore” on the server instead.";
    ServiceError::Invalid { field: "file", message: message.into() }
}
