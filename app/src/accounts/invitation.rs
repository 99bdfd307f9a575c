//! The page behind the link of an invitation.

use super::{Entry, PASSWORD_HINT, agree, enter};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, ButtonLink, PageHead, Problems, TextInput};
use domain::accounts::Password;
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::invitations::{Invitation, Place};
use service::accounts::links::{LinkToken, Purpose};
use service::accounts::{Acceptance, Opened, accept, open};

pub(super) async fn page(visit: Visit) -> PageResult {
    // What cannot be a token is no link that ever was: the same answer.
    let Some(token) = LinkToken::given(Purpose::Invitation, visit.param("invitation")) else { return Ok(closed()) };
    match open(&visit.state.db, &visit.state.keys, &token, service::now()).await {
        Ok(Opened::Open { invitation, places }) => Ok(form(&visit, *invitation, places)),
        Ok(Opened::HasAccount) => Ok(has_account()),
        Err(ServiceError::NotFound) => Ok(closed()),
        Err(error) => Err(error.into()),
    }
}

fn form(visit: &Visit, invitation: Invitation, places: Vec<Place>) -> Page {
    let (fields, action) = (visit.fields(), visit.path.clone());
    let page = Page::new("You are invited", move || {
        let subtitle = format!("{} invites you to make an account here.", invitation.created_by_name);
        let email = invitation.email.to_string();
        let rights = invitation.admin.then(|| view! { <p>"You will administer this installation."</p> });
        let rows =
            places.iter().map(|place| view! { <li>{place.name.to_string()} ", as " {place.role.to_string()}</li> }).collect::<Vec<_>>();
        let projects = (!rows.is_empty()).then(|| view! { <p>"You will take part in:"</p><ul>{rows}</ul> });
        view! {
            <PageHead title="You are invited" subtitle/>
            <Problems problems=fields.problems()/>
            {rights}
            {projects}
            <form method="post" action=action class="form">
                <p>"You will sign in with the address " <strong>{email.clone()}</strong> "."</p>
                // Tells password managers whose password this is.
                <input type="text" name="username" value=email autocomplete="username" hidden readonly/>
                <TextInput name="name" label="Your name" value=fields.value("name", invitation.name.as_str()) error=fields.error("name") required=true
                    autocomplete="name"/>
                <TextInput name="password" label="Password" kind="password" error=fields.error("password") required=true
                    autocomplete="new-password" hint=PASSWORD_HINT/>
                <TextInput name="again" label="Password once more" kind="password" error=fields.error("again") required=true
                    autocomplete="new-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Make the account"</Button></div>
            </form>
        }
    });
    page.narrow()
}

fn closed() -> Page {
    let page = Page::new("This invitation is not open", || {
        view! {
            <PageHead title="This invitation is not open"/>
            <p>"It was used, was taken back, or its seven days are over. Ask whoever invited you for another one."</p>
            <p><ButtonLink href="/sign-in">"Sign in"</ButtonLink></p>
        }
    });
    page.narrow().with_status(404)
}

fn has_account() -> Page {
    let page = Page::new("You have an account already", || {
        view! {
            <PageHead title="You have an account already"/>
            <p>"The address that was invited has an account here by now. Sign in with it; for what the invitation offered, ask whoever invited you."</p>
            <p><ButtonLink href="/sign-in" kind=ButtonKind::Main>"Sign in"</ButtonLink></p>
        }
    });
    page.narrow()
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let not_open = || PageError::Service(ServiceError::Refused("This invitation is not open.".into()));
    let token = LinkToken::given(Purpose::Invitation, visit.param("invitation")).ok_or_else(not_open)?;
    agree(sent.get("password"), sent.get("again"))?;
    let given = Acceptance { name: sent.get("name").to_owned(), password: Password::given(sent.get("password").to_owned()) };
    let state = &visit.state;
    let user =
        accept(&state.db, &state.hasher, &state.keys, &token, given, visit.address, service::now()).await.map_err(|error| match error {
            ServiceError::NotFound => not_open(),
            other => other.into(),
        })?;
    enter(&visit, &user, Entry::Password, "/projects").await
}
