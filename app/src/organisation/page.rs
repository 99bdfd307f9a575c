//! The page on which administrators say whose reports these are.

use crate::accounts::administration_tabs;
use crate::frame::{Page, PageError, PageResult, Visit, collect, refused};
use crate::ui::{Button, ButtonKind, Checkbox, FileInput, HiddenInput, PageHead, Problems, Sheet, TextInput};
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Version;
use leptos::prelude::*;
use service::ServiceError;
use service::exports::{self, OrganisationForm};

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.signed_in().await?;
    who.admin()?;
    let kept = exports::organisation(&visit.state.db, &who).await?;
    let (fields, tabs) = (visit.fields(), administration_tabs(&visit));
    let page = Page::new("Organisation", move || {
        let version = kept.as_ref().map(|kept| kept.version.0.to_string()).unwrap_or_default();
        let name = kept.as_ref().map(|kept| kept.name.to_string()).unwrap_or_default();
        let logo = kept.as_ref().is_some_and(|kept| kept.logo.is_some()).then(|| {
            view! {
                <figure class="logo-now"><img class="report-logo" src="/organisation/logo" alt="The logo as it is now"/></figure>
                <Checkbox name="without" label="Take the logo away"/>
            }
        });
        view! {
            <PageHead title="Organisation"/>
            {tabs}
            <Problems problems=fields.problems()/>
            <Sheet title="On the first page of reports" main=true>
                <form method="post" action="/organisation" enctype="multipart/form-data" class="form">
                    <HiddenInput name="version" value=version/>
                    <TextInput name="name" label="Name" value=fields.value("name", &name) error=fields.error("name") required=true maxlength=200/>
                    {logo}
                    <FileInput name="logo" label="Logo" error=fields.error("logo") accept="image/png,image/jpeg"
                        hint="PNG or JPEG, at most 256 KiB. It is set 16 mm high at most."/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button></div>
                </form>
            </Sheet>
        }
    });
    Ok(page.narrow().done(&visit, &[("saved", "Saved. Reports that are made from now on begin with it.")]))
}

/// Takes the form. Not by the usual way of forms, because a picture is no text.
pub(super) async fn take(visit: Visit, parts: Result<Multipart, MultipartRejection>) -> Response {
    let admin = match visit.signed_in().await.and_then(|who| Ok(who.admin()?)) {
        Ok(admin) => admin,
        Err(error) => return Page::of_error(&visit, error),
    };
    let parts = collect(parts, &["logo"]).await;
    let sent = parts.values;
    let form = match parts.broken {
        Some(_) => Err(broken()),
        None => Ok(OrganisationForm {
            name: sent.get("name").to_owned(),
            without_logo: sent.find("without").is_some(),
            logo: parts.files.into_iter().map(|file| file.bytes).find(|bytes| !bytes.is_empty()),
        }),
    };
    let done: Result<(), PageError> = async {
        let seen = Some(sent.get("version")).filter(|text| !text.is_empty());
        let seen: Option<Version> = seen.map(str::parse).transpose().map_err(|_| PageError::Service(ServiceError::Stale))?;
        Ok(exports::change_organisation(&visit.state.db, &admin, seen, form?, service::now()).await?)
    }
    .await;
    match done {
        Ok(()) => Redirect::to("/organisation?done=saved").into_response(),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

fn broken() -> ServiceError {
    ServiceError::Invalid { field: "logo", message: "The form did not arrive whole. Send it again.".into() }
}
