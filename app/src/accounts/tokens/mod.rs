//! API tokens: one's own, those of a project, and for administrators those of all persons.

mod form;
mod of_persons;
mod of_project;
mod own;
mod rows;

use crate::frame::{AppState, Visit, leads_up, post_form, show};
use crate::ui::{Field, Kind, Notice};
use axum::Router;
use leptos::prelude::*;
use service::accounts::tokens::Made;

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/account/tokens", show(own::page).post(own::make))
        .route("/account/tokens/revoke", leads_up().merge(post_form(own::page, own::revoke)))
        .route("/projects/{slug}/tokens", show(of_project::page).post(of_project::make))
        .route("/projects/{slug}/tokens/revoke", leads_up().merge(post_form(of_project::page, of_project::revoke)))
        .route("/users/tokens", show(of_persons::page))
        .route("/users/tokens/revoke", leads_up().merge(post_form(of_persons::page, of_persons::revoke)))
}

/// What is said once a token is ended.
const DONE: &[(&str, &str)] = &[("revoked", "The token is ended. Programs that use it are refused from now on.")];

/// The token itself, on the answer to the form: it is kept nowhere, so no later page could show it.
fn made(made: &Made, visit: &Visit) -> AnyView {
    let (text, until) = (made.text.secret().to_owned(), made.token.expires_at.to_string());
    let (name, example) =
        (made.token.name.to_string(), format!("curl -H \"Authorization: Bearer $HOLDPOINT_TOKEN\" {}", visit.state.public));
    view! {
        <Notice kind=Kind::Ok title="The token is made">
            <p>"Copy it now into the secrets of the program: it is shown this once and kept nowhere. It holds until " {until} "."</p>
            <Field id="token-text" label=format!("Token “{name}”")>
                <input class="control" id="token-text" type="text" value=text readonly spellcheck="false" autocomplete="off"/>
            </Field>
            <p>"A program shows it with each request: " <code>{example}"…"</code></p>
        </Notice>
    }
    .into_any()
}
