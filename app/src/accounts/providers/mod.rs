//! Signing in by a provider, and what is linked with one's account.

mod page;
mod way;

use crate::accounts::sign_in;
use crate::frame::{AppState, PageError, Visit, leads_up, post_form, show};
use crate::ui::{Button, HiddenInput};
use axum::Router;
use axum::response::{Redirect, Response};
use axum::routing::{get, post};
use domain::accounts::User;
use domain::ids::UserId;
use domain::text::Slug;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::accounts::providers::{Begun, Providers, Waiting, way_out};
use std::fmt;
use tower_sessions::Session;

/// Under this name a session keeps the way to a provider that was begun.
const BEGUN: &str = "provider-begun";
/// Under this name it keeps what waits to be linked.
const WAITING: &str = "provider-waiting";
/// Under this name it keeps the provider that it came from.
const CAME: &str = "provider-came";

/// Where one sees what is linked with one's account.
const LINKED: &str = "/account/providers";

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/sign-in/with/{provider}", post(way::begin).get(async || Redirect::to("/sign-in")))
        .route("/sign-in/with/{provider}/callback", get(way::back))
        .route("/account/providers", show(page::page))
        .route("/account/providers/link", post(way::begin_link).merge(leads_up()))
        .route("/account/providers/confirm", post_form(page::page, page::confirm).merge(leads_up()))
        .route("/account/providers/unlink", post_form(page::page, page::unlink).merge(leads_up()))
}

/// A way that was begun, and what for.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    begun: Begun,
    /// Where the person wanted to go.
    next: String,
    /// Whose account is to be linked; `None` for signing in.
    link: Option<UserId>,
}

/// The provider that a session came from.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Came {
    provider: Slug,
    id_token: String,
}

impl fmt::Debug for Came {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Came({}, …)", self.provider)
    }
}

/// What waits to be linked with this account: it goes along when the session gets a new id.
pub(super) async fn waiting(session: &Session) -> Result<Option<Waiting>, PageError> {
    Ok(session.get::<Waiting>(WAITING).await?)
}

/// As [`waiting`], where it waits for this person.
pub(super) async fn waiting_for(session: &Session, user: &User) -> Result<Option<Waiting>, PageError> {
    Ok(waiting(session).await?.filter(|waiting| waiting.user() == user.id))
}

/// Keeps in a new session what waited in the old one.
pub(super) async fn wait_on(session: &Session, waiting: Option<Waiting>) -> Result<(), PageError> {
    match waiting {
        Some(waiting) => Ok(session.insert(WAITING, waiting).await?),
        None => Ok(()),
    }
}

/// Notes the provider that the session came from.
pub(super) async fn note_came(session: &Session, came: Came) -> Result<(), PageError> {
    Ok(session.insert(CAME, came).await?)
}

/// The provider that the session came from, to be asked for before the session ends.
pub(super) async fn came(session: &Session) -> Option<Came> {
    session.get(CAME).await.ok().flatten()
}

/// The page that leads on to the provider, to sign out there as well; `None` where there is nothing to lead to.
pub(super) async fn sign_out_there(visit: &Visit, came: Option<Came>) -> Option<Response> {
    let came = came?;
    let address = way_out(&visit.state.providers, came.provider.as_str(), &came.id_token).await?;
    let label = visit.state.providers.get(came.provider.as_str())?.label.to_string();
    Some(way::lead_out(visit, "You are signed out here", &label, &address))
}

/// A button for each provider; nothing where there is none.
pub(super) fn buttons(providers: &Providers, next: &str) -> impl IntoView + use<> {
    let forms = providers.list().map(|provider| {
        let (action, words) = (format!("/sign-in/with/{}", provider.name), format!("Sign in with {}", provider.label));
        let next = next.to_owned();
        view! { <form method="post" action=action><HiddenInput name="next" value=next/><Button>{words}</Button></form> }
    });
    let forms = forms.collect::<Vec<_>>();
    (!forms.is_empty()).then(|| view! { <section class="form" aria-label="Other ways to sign in">{forms}</section> })
}
