//! Signing in and out.

use super::factors::offer;
use super::{Entry, enter, providers};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, local_path};
use crate::ui::{Button, ButtonKind, HiddenInput, PageHead, Problems, TextInput};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use service::accounts::{sign_in, sign_out};

pub(super) async fn page(visit: Visit) -> PageResult {
    if visit.needs_setup().await? {
        return Err(PageError::Elsewhere("/setup".into()));
    }
    let asked = visit.query("next");
    let next = local_path(if asked.is_empty() { "/projects" } else { asked }).to_owned();
    let (fields, others) = (visit.fields(), visit.state.providers.clone());
    let passkey = offer(&visit, &next);
    let page = Page::new("Sign in", move || {
        let next = fields.value("next", &next);
        let others = providers::buttons(&others, &next);
        view! {
            <PageHead title="Sign in"/>
            <Problems problems=fields.problems()/>
            <form method="post" action="/sign-in" class="form">
                <HiddenInput name="next" value=next/>
                <TextInput name="email" label="E-mail address" kind="email" value=fields.value("email", "") error=fields.error("email") required=true
                    autocomplete="username"/>
                <TextInput name="password" label="Password" kind="password" error=fields.error("password") required=true
                    autocomplete="current-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Sign in"</Button></div>
            </form>
            <p><a href="/forgot">"Forgot your password?"</a></p>
            {passkey}
            {others}
        }
    });
    Ok(page.narrow().done(
        &visit,
        &[
            ("password-set", "Your new password is set and all your sessions have ended. Sign in with it."),
            ("signed-out", "You are signed out."),
            ("prove", "There is an account here with your address already. Sign in to it as you did so far; then you can link the two."),
            ("erased", "Your account is erased and all your sessions have ended."),
            ("password-changed", "Your password is changed and all your sessions have ended. Sign in with the new one."),
        ],
    ))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let state = &visit.state;
    let password = sent.get("password").to_owned();
    let user = sign_in(&state.db, &state.hasher, sent.get("email"), password, visit.address, service::now()).await?;
    enter(&visit, &user, Entry::Password, sent.get("next")).await
}

pub(super) async fn out(visit: Visit) -> Response {
    if let Ok((who, _)) = visit.at_door().await
        && let Err(error) = sign_out(&visit.state.db, &who, service::now()).await
    {
        // Ending the session matters more than the line of history.
        tracing::error!(%error, "a sign-out was not noted");
    }
    let came = providers::came(&visit.session).await;
    match visit.session.flush().await {
        Ok(()) if came.is_some() => {
            let there = providers::sign_out_there(&visit, came).await;
            there.unwrap_or_else(|| Redirect::to("/sign-in?done=signed-out").into_response())
        }
        Ok(()) => Redirect::to("/sign-in?done=signed-out").into_response(),
        Err(error) => {
            tracing::error!(%error, "a session could not be ended");
            http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
