//! The first account.

use super::{Entry, PASSWORD_HINT, agree, enter};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, PageHead, Problems, TextInput};
use domain::accounts::Password;
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::{NewUser, set_up};

pub(super) async fn page(visit: Visit) -> PageResult {
    if !visit.needs_setup().await? {
        return Err(PageError::Elsewhere("/sign-in".into()));
    }
    let fields = visit.fields();
    Ok(Page::new("Set up", move || {
        let value = |name: &str| fields.value(name, "");
        view! {
            <PageHead title="Set up Holdpoint" subtitle="The first account administers this installation."/>
            <Problems problems=fields.problems()/>
            <form method="post" action="/setup" class="form">
                <TextInput name="code" label="Set-up code" value=value("code") error=fields.error("code") required=true autocomplete="off"
                    hint="The server printed it in its log when it started."/>
                <TextInput name="name" label="Your name" value=value("name") error=fields.error("name") required=true autocomplete="name"/>
                <TextInput name="email" label="E-mail address" kind="email" value=value("email") error=fields.error("email") required=true
                    autocomplete="username"/>
                <TextInput name="password" label="Password" kind="password" error=fields.error("password") required=true
                    autocomplete="new-password" hint=PASSWORD_HINT/>
                <TextInput name="again" label="Password once more" kind="password" error=fields.error("again") required=true
                    autocomplete="new-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Make the account"</Button></div>
            </form>
        }
    })
    .narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let state = &visit.state;
    let code = state.setup.as_ref().ok_or(ServiceError::NotFound)?;
    agree(sent.get("password"), sent.get("again"))?;
    let password = Password::given(sent.get("password").to_owned());
    let new = NewUser { email: sent.get("email").to_owned(), name: sent.get("name").to_owned(), password };
    let user = set_up(&state.db, &state.hasher, code, sent.get("code"), new, visit.source(), service::now()).await?;
    enter(&visit, &user, Entry::Password, "/projects").await
}
