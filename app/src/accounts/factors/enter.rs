//! Signing in with a passkey and nothing else.

use super::ceremony::{MODULE, asking, beginning};
use super::{keep, kept, passkeys, passkeys_needed, taken};
use crate::accounts::{Entry, enter};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, encoded, local_path};
use crate::ui::{HiddenInput, PageHead, Problems};
use leptos::prelude::*;
use service::accounts::factors::passkeys::{self as service_passkeys, Asked};

/// The way to a passkey on the page of sign-in, where there are any. A form, because a visitor has no session before asking for one.
pub(crate) fn offer(visit: &Visit, next: &str) -> Option<AnyView> {
    passkeys(visit).map(|_| beginning("/sign-in/passkey", "Use a passkey", Some(next.to_owned())))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (fields, challenge) = (visit.fields(), kept(&visit, Asked::Any).await?);
    if passkeys(&visit).is_none() || (challenge.is_none() && fields.sent().is_none()) {
        return Err(PageError::Elsewhere("/sign-in".into()));
    }
    let next = fields.value("next", local_path(visit.query("next")));
    let page = Page::new("Sign in with a passkey", move || {
        let form = match challenge {
            Some(challenge) => {
                let hidden = view! { <HiddenInput name="next" value=next/> };
                asking("/sign-in/passkey/answer", &challenge, "Use the passkey", hidden.into_any())
            }
            None => beginning("/sign-in/passkey", "Try again", Some(next)),
        };
        view! {
            <PageHead title="Sign in with a passkey" subtitle="The browser asks which one, and for a finger, your face or a PIN."/>
            <Problems problems=fields.problems()/>
            {form}
            <p><a href="/sign-in">"Sign in with your password"</a></p>
        }
    });
    Ok(page.narrow().with_module(MODULE))
}

pub(super) async fn ask(visit: Visit, sent: Values) -> Result<Done, PageError> {
    keep(&visit, service_passkeys::begin_entering(&passkeys_needed(&visit)?, service::now())?).await?;
    let next = encoded(local_path(sent.get("next")));
    Ok(Done::at(format!("/sign-in/passkey?next={next}")))
}

pub(super) async fn answer(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (there, challenge) = (passkeys_needed(&visit)?, taken(&visit).await?);
    let user = service_passkeys::enter(&visit.state.db, &there, challenge, sent.get("answer"), visit.source(), service::now()).await?;
    enter(&visit, &user, Entry::Passkey, sent.get("next")).await
}
