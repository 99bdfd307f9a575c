//! One's own account.

use super::{account_tabs, agree};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, PageHead, Problems, TextInput};
use domain::accounts::Password;
use leptos::prelude::*;
use service::accounts::change_password;

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.person().await?;
    let subtitle = format!("{} · {}", who.user().name, who.user().email);
    let (fields, email, tabs) = (visit.fields(), who.user().email.to_string(), account_tabs(&visit));
    Ok(Page::new("Your account", move || {
        view! {
            <PageHead title="Your account" subtitle/>
            {tabs}
            <Problems problems=fields.problems()/>
            <form method="post" action="/account" class="form">
                <h2>"Change your password"</h2>
                <p class="hint">"All your sessions end, here and on other devices. You then sign in with the new password."</p>
                // Tells password managers whose password this is.
                <input type="text" name="username" value=email autocomplete="username" hidden readonly/>
                <TextInput name="old" label="Present password" kind="password" error=fields.error("old") required=true
                    autocomplete="current-password"/>
                <TextInput name="new" label="New password" kind="password" error=fields.error("new") required=true autocomplete="new-password"
                    hint="At least 12 characters; several words are easy to remember."/>
                <TextInput name="again" label="New password once more" kind="password" error=fields.error("again") required=true
                    autocomplete="new-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Change the password"</Button></div>
            </form>
        }
    })
    .narrow())
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    agree(sent.get("new"), sent.get("again"))?;
    let given = |name| Password::given(sent.get(name).to_owned());
    change_password(&visit.state.db, &visit.state.hasher, &who, given("old"), given("new"), service::now()).await?;
    Ok(Done::at("/sign-in?done=password-changed"))
}
