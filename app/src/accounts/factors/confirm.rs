//! Showing once more who one is, before the keys of the door are changed.

use super::ceremony::{MODULE, asking, beginning};
use super::{keep, kept, note_confirmed, passkeys, passkeys_needed, taken};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, encoded, local_path};
use crate::ui::{Button, ButtonKind, HiddenInput, PageHead, Problems, TextInput};
use domain::accounts::FactorKind;
use leptos::prelude::*;
use service::accounts::factors::passkeys::Asked;
use service::accounts::factors::{self, confirm_by_passkey, confirm_by_password, passkeys as service_passkeys};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (who, _) = visit.at_door().await?;
    let has = factors::own(&visit.state.db, &who).await?.factors.iter().any(|factor| factor.kind == FactorKind::Passkey);
    let there = has && passkeys(&visit).is_some();
    let challenge = if there { kept(&visit, Asked::Own).await? } else { None };
    let fields = visit.fields();
    let next = fields.value("next", local_path(visit.query("next")));
    let email = who.user().email.to_string();
    let page = Page::new("Is it you?", move || {
        let hidden = view! { <HiddenInput name="next" value=next.clone()/> };
        let passkey = match challenge {
            Some(challenge) => asking("/account/confirm/answer", &challenge, "Use the passkey", hidden.into_any()),
            None => beginning("/account/confirm/passkey", "Use a passkey", Some(next.clone())),
        };
        view! {
            <PageHead title="Is it you?" subtitle="What comes next changes how you sign in. Show once more who you are; it holds for ten minutes."/>
            <Problems problems=fields.problems()/>
            <form method="post" action="/account/confirm" class="form">
                <HiddenInput name="next" value=next/>
                // Tells password managers whose password this is.
                <input type="text" name="username" value=email autocomplete="username" hidden readonly/>
                <TextInput name="password" label="Password" kind="password" error=fields.error("password") required=true
                    autocomplete="current-password"/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Go on"</Button></div>
            </form>
            {there.then_some(passkey)}
            <p class="hint">"You have no password here? Sign out, and sign in again: that counts too."</p>
        }
    });
    let page = page.narrow();
    Ok(if there { page.with_module(MODULE) } else { page })
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let ((who, _), state) = (visit.at_door().await?, &visit.state);
    confirm_by_password(&state.db, &state.hasher, &who, sent.get("password").to_owned(), visit.address, service::now()).await?;
    note_confirmed(&visit).await?;
    Ok(Done::at(local_path(sent.get("next"))))
}

pub(super) async fn ask(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (who, _) = visit.at_door().await?;
    keep(&visit, service_passkeys::begin_confirming(&visit.state.db, &passkeys_needed(&visit)?, &who, service::now()).await?).await?;
    Ok(Done::at(format!("/account/confirm?next={}", encoded(local_path(sent.get("next"))))))
}

pub(super) async fn answer(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (who, _) = visit.at_door().await?;
    let (there, challenge) = (passkeys_needed(&visit)?, taken(&visit).await?);
    confirm_by_passkey(&visit.state.db, &there, &who, challenge, sent.get("answer"), service::now()).await?;
    note_confirmed(&visit).await?;
    Ok(Done::at(local_path(sent.get("next"))))
}
