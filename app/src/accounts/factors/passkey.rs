//! Adding a passkey.

use super::ceremony::{MODULE, asking, beginning};
use super::codes::after;
use super::{confirmed, keep, kept, passkeys, passkeys_needed, taken};
use crate::accounts::account_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, refused};
use crate::ui::{PageHead, Problems, TextInput};
use axum::Form;
use axum::response::Response;
use leptos::prelude::*;
use service::accounts::factors::Added;
use service::accounts::factors::passkeys::{self as service_passkeys, Asked};

pub(super) async fn page(visit: Visit) -> PageResult {
    confirmed(&visit).await?;
    let (fields, tabs, challenge) = (visit.fields(), account_tabs(&visit), kept(&visit, Asked::New).await?);
    if passkeys(&visit).is_none() || (challenge.is_none() && fields.sent().is_none()) {
        return Err(PageError::Elsewhere("/account/factors".into()));
    }
    let page = Page::new("Add a passkey", move || {
        let name = view! {
            <TextInput name="name" label="Name" value=fields.value("name", "") error=fields.error("name") optional=true maxlength=200
                autocomplete="off" hint="For yourself, such as the device or key that it is on."/>
        };
        let form = match challenge {
            Some(challenge) => asking("/account/factors/passkey", &challenge, "Make the passkey", name.into_any()),
            None => beginning("/account/factors/passkey/begin", "Try again", None),
        };
        view! {
            <PageHead title="Add a passkey" subtitle="The browser asks where to keep it, and for a finger, your face or a PIN."/>
            {tabs}
            <Problems problems=fields.problems()/>
            {form}
        }
    });
    Ok(page.narrow().with_module(MODULE))
}

pub(super) async fn begin(visit: Visit, _: Values) -> Result<Done, PageError> {
    let who = confirmed(&visit).await?;
    let challenge = service_passkeys::begin_adding(&visit.state.db, &passkeys_needed(&visit)?, &who, service::now()).await?;
    keep(&visit, challenge).await?;
    Ok(Done::at("/account/factors/passkey"))
}

/// The first factor brings recovery codes, which are shown on the answer itself.
pub(super) async fn add(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match added(&visit, &sent).await {
        Ok(added) => after(&visit, added),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn added(visit: &Visit, sent: &Values) -> Result<Added, PageError> {
    let (who, there) = (confirmed(visit).await?, passkeys_needed(visit)?);
    let (state, challenge) = (&visit.state, taken(visit).await?);
    let given = (sent.get("name"), sent.get("answer"));
    Ok(service_passkeys::add(&state.db, (&state.keys, &there), &who, challenge, given, service::now()).await?)
}
