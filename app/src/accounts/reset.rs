//! The page behind a link for a new password.

use super::{PASSWORD_HINT, agree};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, ButtonLink, PageHead, Problems, TextInput};
use domain::accounts::Password;
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::links::{LinkToken, Purpose};
use service::accounts::{owner_of_reset_link, reset_by_link};

pub(super) async fn page(visit: Visit) -> PageResult {
    let Some(token) = LinkToken::given(Purpose::Reset, visit.param("reset")) else { return Ok(closed()) };
    let user = match owner_of_reset_link(&visit.state.db, &visit.state.keys, &token, service::now()).await {
        Ok(user) => user,
        Err(ServiceError::NotFound) => return Ok(closed()),
        Err(error) => return Err(error.into()),
    };
    let (fields, action, email) = (visit.fields(), visit.path.clone(), user.email.to_string());
    let page = Page::new("Set a new password", move || {
        view! {
            <PageHead title="Set a new password" subtitle="All your sessions end. You then sign in with the new password."/>
            <Problems problems=fields.problems()/>
            <form method="post" action=action class="form">
                <p>"It is for the account with the address " <strong>{email.clone()}</strong> "."</p>
                // Tells password managers whose password this is.
                <input type="text" name="username" value=email autocomplete="username" hidden readonly/>
                <TextInput name="password" label="New password" kind="password" error=fields.error("password") required=true
                    autocomplete="new-password" hint=PASSWORD_HINT/>
                <TextInput name="again" label="New password once more" kind="password" error=fields.error("again") required=true
                    autocomplete="new-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Set the password"</Button></div>
            </form>
        }
    });
    Ok(page.narrow())
}

fn closed() -> Page {
    let page = Page::new("This link is not open", || {
        view! {
            <PageHead title="This link is not open"/>
            <p>"It was used, another one was made after it, or its day is over. Your password is as it was."</p>
            <p><ButtonLink href="/forgot">"Ask for another link"</ButtonLink></p>
        }
    });
    page.narrow().with_status(404)
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let not_open = || PageError::Service(ServiceError::Refused("This link is not open.".into()));
    let token = LinkToken::given(Purpose::Reset, visit.param("reset")).ok_or_else(not_open)?;
    agree(sent.get("password"), sent.get("again"))?;
    let (state, password) = (&visit.state, Password::given(sent.get("password").to_owned()));
    let done = reset_by_link(&state.db, &state.hasher, &state.keys, &token, password, visit.address, service::now()).await;
    done.map_err(|error| match error {
        ServiceError::NotFound => not_open(),
        other => other.into(),
    })?;
    Ok(Done::at("/sign-in?done=password-set"))
}
