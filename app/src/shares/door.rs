//! What is behind a link: the report, its file, or the question for a password. Nobody is signed in here.

use crate::exports::drawn;
use crate::frame::{Page, PageError, PageResult, Values, Visit, handed_out, refused};
use crate::ui::{Button, ButtonKind, ButtonLink, PageHead, Problems, TextInput};
use axum::Form;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::digest::sha256;
use domain::exports::Logo;
use http::{HeaderName, HeaderValue};
use leptos::prelude::*;
use service::ServiceError;
use service::exports::File;
use service::shares::{self, Opened, Token};

/// For search engines, on files too.
const ROBOTS: (HeaderName, HeaderValue) = (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));

pub(super) async fn report(visit: Visit) -> Response {
    quiet(Page::of_result(&visit, page(visit.clone()).await))
}

async fn page(visit: Visit) -> PageResult {
    let token = token(&visit)?;
    let key = key(&visit, &token).await?;
    match shares::open(&visit.state.db, &token, key.as_deref(), visit.address, service::now()).await? {
        Opened::Locked => Ok(question(&visit)),
        Opened::Open { report, share, logo } => {
            let path = visit.path.clone();
            let title = format!("Report on {}", report.cover.project);
            Ok(Page::new(title, move || {
                let until = share.expires_at.day().to_string();
                let file =
                    share.files.then(|| view! { <ButtonLink href=format!("{path}/report.pdf")>"Take it along as a PDF"</ButtonLink> });
                let logo = logo.map(|_| format!("{path}/logo"));
                view! {
                    <div class="report-bar-top"><p>"Shared with you until " {until} "."</p>{file}</div>
                    {drawn(&report, logo)}
                }
            })
            .bare())
        }
    }
}

fn question(visit: &Visit) -> Page {
    let (fields, action) = (visit.fields(), visit.path.clone());
    Page::new("A report was shared with you", move || {
        view! {
            <PageHead title="A report was shared with you"/>
            <Problems problems=fields.problems()/>
            <p>"It opens with a password, which you have from whoever sent the link."</p>
            <form method="post" action=action class="form">
                <TextInput name="password" label="Password" kind="password" error=fields.error("password") required=true autocomplete="off"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Open the report"</Button></div>
            </form>
        }
    })
    .bare()
}

pub(super) async fn unlock(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match unlocked(&visit, &sent).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(error) => quiet(refused(visit, page, Values::default(), error).await),
    }
}

async fn unlocked(visit: &Visit, sent: &Values) -> Result<String, PageError> {
    let (state, token) = (&visit.state, token(visit)?);
    let password = sent.get("password").to_owned();
    let key = shares::unlock(&state.db, &state.hasher, &token, password, visit.address, service::now()).await?;
    visit.session.insert(&place(&token), key).await?;
    Ok(visit.path.clone())
}

pub(super) async fn file(visit: Visit) -> Response {
    let made: Result<File, PageError> = async {
        let token = token(&visit)?;
        let key = key(&visit, &token).await?;
        Ok(shares::file(&visit.state.db, &token, key.as_deref(), visit.address, service::now()).await?)
    }
    .await;
    match made {
        Ok(file) => quiet(handed_out(&file.name, file.media, file.bytes)),
        Err(error) => quiet(Page::of_error(&visit, error)),
    }
}

pub(super) async fn logo(visit: Visit) -> Response {
    let found: Result<Logo, PageError> = async {
        let token = token(&visit)?;
        let key = key(&visit, &token).await?;
        shares::logo(&visit.state.db, &token, key.as_deref(), service::now()).await?.ok_or(PageError::NotFound)
    }
    .await;
    match found {
        Ok(logo) => quiet(crate::organisation::picture(&logo)),
        Err(error) => quiet(Page::of_error(&visit, error)),
    }
}

fn token(visit: &Visit) -> Result<Token, PageError> {
    // What cannot be a token is no link that ever was: the same answer.
    Token::given(visit.param("token")).ok_or(PageError::Service(ServiceError::NotFound))
}

/// Where the session keeps that the password of a link is known.
fn place(token: &Token) -> String {
    format!("share-{}", &sha256(token.as_str().as_bytes())[..16])
}

async fn key(visit: &Visit, token: &Token) -> Result<Option<String>, PageError> {
    Ok(visit.session.get::<String>(&place(token)).await?)
}

/// Not to be found by search engines. That no other site is told the address is the rule for all pages; to ours it has to be told, or
/// the form for the password would come from nowhere.
fn quiet(mut response: Response) -> Response {
    response.headers_mut().insert(ROBOTS.0, ROBOTS.1);
    response
}
