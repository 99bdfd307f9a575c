//! What is held about oneself: to take along, and to have erased.

use super::account_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, handed_out};
use crate::ui::{Button, ButtonKind, PageHead, Problems, Sheet, TextInput};
use axum::body::Body;
use axum::response::Response;
use domain::accounts::Password;
use leptos::prelude::*;
use service::privacy;

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.person().await?;
    let own = privacy::erasable_own(&visit.state.db, &who).await?;
    let (fields, email, tabs) = (visit.fields(), own.user.email.to_string(), account_tabs(&visit));
    Ok(Page::new("Your data", move || {
        let erase = match own.hindrance {
            Some(hindrance) => view! { <p>{hindrance}</p> }.into_any(),
            None => view! {
                <form method="post" action="/account/data" class="form">
                    {what_erasing_does()}
                    <TextInput name="confirm" label="Your e-mail address" value=fields.value("confirm", "") error=fields.error("confirm") required=true
                        autocomplete="off" hint=format!("Type {email} to say that you mean it.")/>
                    <TextInput name="password" label="Your password" kind="password" error=fields.error("password") required=true
                        autocomplete="current-password" hint="Where you sign in without a password, ask an administrator to erase the account."/>
                    <div class="form-actions"><Button kind=ButtonKind::Danger>"Erase my account for ever"</Button></div>
                </form>
            }
            .into_any(),
        };
        view! {
            <PageHead title="Your data" subtitle="What this installation holds about you."/>
            {tabs}
            <Problems problems=fields.problems()/>
            <Sheet title="Take it along" main=true>
                <p>"One file in JSON: your account, your roles, groups, sessions, second factors, API tokens and saved views, what you said, added, signed and have in hand, and every line of history about what you did."</p>
                <form method="post" action="/account/data/file"><Button kind=ButtonKind::Main>"Download my data"</Button></form>
            </Sheet>
            <Sheet title="Erase the account">{erase}</Sheet>
        }
    })
    .narrow())
}

/// What stays and what goes, for whoever is about to erase an account.
pub(super) fn what_erasing_does() -> impl IntoView {
    view! {
        <p>"Name, address, password, second factors, sessions, API tokens, saved views and roles are deleted. What was ticked, written and decided stays, as the work of a former member: others rely on it."</p>
        <p>"Frozen audits and signed decisions keep the name, because a digest seals every byte of them, and so does free text in which somebody typed it. Nobody can take the erasure back."</p>
    }
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    let password = Password::given(sent.get("password").to_owned());
    privacy::erase_own(&visit.state.db, &visit.state.hasher, &visit.state.keys.data, &who, password, sent.get("confirm"), service::now())
        .await?;
    visit.session.flush().await?;
    Ok(Done::at("/sign-in?done=erased"))
}

pub(super) async fn file(visit: Visit) -> Response {
    let made = async {
        let who = visit.person().await?;
        Ok(privacy::held(&visit.state.db, &who, service::now()).await?)
    };
    match made.await {
        Ok(pieces) => handed_out("holdpoint-my-data.json", "application/json", Body::from_stream(pieces)),
        Err(error) => Page::of_error(&visit, error),
    }
}
