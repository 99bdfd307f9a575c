//! To a provider and back.

use super::{BEGUN, Came, Kept, LINKED, WAITING, note_came, page, sign_in};
use crate::accounts::factors::confirmed_for;
use crate::accounts::{Entry, enter};
use crate::frame::{Done, Page, PageError, USER, Values, Visit, encoded, local_path, refused};
use crate::ui::{ButtonKind, ButtonLink, PageHead};
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ids::UserId;
use http::header::REFRESH;
use http::{HeaderValue, StatusCode};
use leptos::prelude::*;
use service::accounts::providers::{self, Answer, Arrival, Begun};

pub(super) async fn begin(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match begun(&visit, visit.param("provider"), sent.get("next"), None).await {
        Ok(response) => response,
        Err(error) => refused(visit, sign_in::page, sent, error).await,
    }
}

pub(super) async fn begin_link(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let (visit, sent) = (visit.of_page_above(), Values(sent));
    let way = async {
        // A session that was left open must not be a way to a key of one's own.
        let who = confirmed_for(&visit, &visit.path).await?;
        begun(&visit, sent.get("provider"), LINKED, Some(who.user().id)).await
    };
    match way.await {
        Ok(response) => response,
        Err(error) => refused(visit, page::page, sent, error).await,
    }
}

async fn begun(visit: &Visit, provider: &str, next: &str, link: Option<UserId>) -> Result<Response, PageError> {
    if visit.needs_setup().await? {
        return Err(PageError::Elsewhere("/setup".into()));
    }
    let providers = &visit.state.providers;
    // To link, the provider is asked to have the person sign in there once more.
    let (address, begun) = providers::begin(providers, provider, link.is_some(), service::now()).await?;
    let label = providers.get(provider).map_or_else(String::new, |provider| provider.label.to_string());
    let next = local_path(if next.is_empty() { "/projects" } else { next }).to_owned();
    visit.session.insert(BEGUN, Kept { begun, next, link }).await?;
    Ok(lead_out(visit, "Sign in", &label, &address))
}

/// A page that leads to another site at once. Not a redirect: browsers refuse those after a form where the policy of its page allows
/// forms to ourselves only, and a provider may lead on to sites that nobody knows here.
pub(super) fn lead_out(visit: &Visit, title: &'static str, label: &str, address: &str) -> Response {
    let Ok(header) = HeaderValue::from_str(&format!("0; url={address}")) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let (words, address) = (format!("Go on to {label}"), address.to_owned());
    let page = Page::new(title, move || {
        view! {
            <PageHead title subtitle="Your browser goes on by itself."/>
            <p><ButtonLink href=address kind=ButtonKind::Main>{words}</ButtonLink></p>
        }
    });
    let mut response = Page::of_result(visit, Ok(page.narrow()));
    response.headers_mut().insert(REFRESH, header);
    response
}

pub(super) async fn back(visit: Visit) -> Response {
    // Out of the session before anything else: a way counts once, however it ends.
    let kept = match taken(&visit).await {
        Ok(kept) => kept,
        Err(error) => return Page::of_error(&visit, error),
    };
    let sent = Values(vec![("next".to_owned(), kept.as_ref().map(|kept| kept.next.clone()).unwrap_or_default())]);
    let link = kept.as_ref().is_some_and(|kept| kept.link.is_some());
    match arrived(&visit, kept).await {
        Ok(Done(path)) => Redirect::to(&path).into_response(),
        Err(error) if link => refused(visit, page::page, sent, error).await,
        Err(error) => refused(visit, sign_in::page, sent, error).await,
    }
}

async fn taken(visit: &Visit) -> Result<Option<Kept>, PageError> {
    let kept = visit.session.get::<Kept>(BEGUN).await?;
    if kept.is_some() {
        visit.session.remove_value(BEGUN).await?;
        // Before the provider is asked: a second answer that comes meanwhile finds nothing.
        visit.session.save().await?;
    }
    Ok(kept)
}

async fn arrived(visit: &Visit, kept: Option<Kept>) -> Result<Done, PageError> {
    let Kept { begun, next, link } = kept.ok_or_else(Begun::missing)?;
    let (state, name, now) = (&visit.state, visit.param("provider"), service::now());
    let query = |name| visit.query(name);
    let answer = Answer { state: query("state"), code: query("code"), error: query("error"), issuer: query("iss") };
    let (vouched, id_token) = providers::finish(&state.providers, name, begun, answer, now).await?;
    if let Some(owner) = link {
        let who = visit.person().await?;
        if who.user().id != owner {
            return Err(Begun::missing().into());
        }
        providers::link(&state.db, &state.providers, &who, &vouched, now).await?;
        return Ok(Done::at(format!("{LINKED}?done=linked")));
    }
    let provider = vouched.provider().clone();
    match providers::arrive(&state.db, &state.providers, vouched, visit.source(), now).await? {
        Arrival::In(user) => {
            let done = enter(visit, &user, Entry::Provider, &next).await?;
            note_came(&visit.session, Came { provider, id_token }).await?;
            Ok(done)
        }
        Arrival::Prove(waiting) => {
            let here = visit.session.get::<UserId>(USER).await? == Some(waiting.user());
            visit.session.insert(WAITING, *waiting).await?;
            Ok(Done::at(if here { LINKED.to_owned() } else { format!("/sign-in?done=prove&next={}", encoded(LINKED)) }))
        }
    }
}
