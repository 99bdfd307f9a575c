//! One's own account.

use super::{PASSWORD_HINT, account_tabs, agree};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::records::{newer, version};
use crate::ui::{Button, ButtonKind, HiddenInput, PageHead, Problems, TextInput};
use domain::accounts::Password;
use domain::records::Described as _;
use leptos::prelude::*;
use service::accounts::{change_name, change_password};

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.person().await?;
    let subtitle = format!("{} · {}", who.user().name, who.user().email);
    let (fields, email, tabs) = (visit.fields(), who.user().email.to_string(), account_tabs(&visit));
    let page = Page::new("Your account", move || {
        let user = who.user();
        // The form for the password has nothing to compare.
        let newer = fields.sent().is_some_and(|sent| sent.find("name").is_some()).then(|| newer(&fields, user.version, &user.facts()[..1]));
        let typed = fields.sent().and_then(|sent| sent.find("name")).map(str::to_owned);
        let (name, version) = (typed.unwrap_or_else(|| user.name.to_string()), user.version.0.to_string());
        view! {
            <PageHead title="Your account" subtitle/>
            {tabs}
            <Problems problems=fields.problems()/>
            {newer}
            <form method="post" action="/account/name" class="form">
                <h2>"Your name"</h2>
                <HiddenInput name="version" value=version/>
                <TextInput name="name" label="Name" value=name error=fields.error("name") required=true autocomplete="name"
                    hint="As others see it beside what you do. Your e-mail address is changed by an administrator."/>
                <div class="form-actions"><Button>"Save the name"</Button></div>
            </form>
            <form method="post" action="/account" class="form">
                <h2>"Change your password"</h2>
                <p class="hint">"All your sessions end, here and on other devices. You then sign in with the new password."</p>
                // Tells password managers whose password this is.
                <input type="text" name="username" value=email autocomplete="username" hidden readonly/>
                <TextInput name="old" label="Present password" kind="password" error=fields.error("old") required=true
                    autocomplete="current-password"/>
                <TextInput name="new" label="New password" kind="password" error=fields.error("new") required=true autocomplete="new-password"
                    hint=PASSWORD_HINT/>
                <TextInput name="again" label="New password once more" kind="password" error=fields.error("again") required=true
                    autocomplete="new-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Change the password"</Button></div>
            </form>
        }
    });
    Ok(page.narrow().done(&visit, &[("saved", "Saved.")]))
}

pub(super) async fn rename(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    change_name(&visit.state.db, &who, version(&sent)?, sent.get("name"), service::now()).await?;
    Ok(Done::at("/account?done=saved"))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    agree(sent.get("new"), sent.get("again"))?;
    let given = |name| Password::given(sent.get(name).to_owned());
    change_password(&visit.state.db, &visit.state.hasher, &who, given("old"), given("new"), service::now()).await?;
    Ok(Done::at("/sign-in?done=password-changed"))
}
