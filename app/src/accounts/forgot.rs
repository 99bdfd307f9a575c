//! For those who forgot their password.

use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, PageHead, Problems, TextInput};
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::forgot;

/// Where the installation sends no mail.
const NO_MAIL: &str = "This installation sends no mail. Ask an administrator for a link for a new password.";

pub(super) async fn page(visit: Visit) -> PageResult {
    let (fields, mails) = (visit.fields(), visit.state.mailer.is_some());
    let page = Page::new("Forgot your password?", move || {
        let form = mails.then(|| {
            view! {
                <p>"Give the address that you sign in with. A letter goes there with a link, on which you set a new password."</p>
                <form method="post" action="/forgot" class="form">
                    <TextInput name="email" label="E-mail address" kind="email" value=fields.value("email", "") error=fields.error("email") required=true
                        autocomplete="username"/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Send the letter"</Button></div>
                </form>
            }
        });
        let no_mail = (!mails).then(|| view! { <p>{NO_MAIL}</p> });
        view! {
            <PageHead title="Forgot your password?"/>
            <Problems problems=fields.problems()/>
            {form}
            {no_mail}
            <p><a href="/sign-in">"Back to signing in"</a></p>
        }
    });
    let sent = "If this address has an account here, a letter with a link is on its way. The link works once, for a day.";
    Ok(page.narrow().done(&visit, &[("sent", sent)]))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let state = &visit.state;
    let mailer = state.mailer.as_ref().ok_or_else(|| ServiceError::Refused(NO_MAIL.into()))?;
    forgot(&state.db, state.keys.clone(), mailer, &state.public, sent.get("email"), visit.address, service::now()).await?;
    Ok(Done::at("/forgot?done=sent"))
}
