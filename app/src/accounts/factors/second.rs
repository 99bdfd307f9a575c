//! The second step of signing in: the password was right, and nobody is signed in yet.

use super::ceremony::{MODULE, asking, beginning};
use super::{keep, kept, passkeys, passkeys_needed, taken};
use crate::accounts::{Entry, enter, providers};
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, PageHead, Problems, TextInput};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use service::accounts::factors::passkeys::Asked;
use service::accounts::factors::second::{self, Pending, Ways};

/// Under this name a session keeps who waits for the second step. Nothing else looks at it, so nothing else is open.
const PENDING: &str = "pending";

/// Who waits, and where they wanted to go.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Waiting {
    pending: Pending,
    next: String,
}

/// Makes somebody wait for the second step. The id of the session changes, as it does once more when they are in.
pub(crate) async fn wait(visit: &Visit, pending: Pending, next: &str) -> Result<Done, PageError> {
    let linking = providers::waiting(&visit.session).await?;
    visit.session.flush().await?;
    providers::wait_on(&visit.session, linking).await?;
    visit.session.insert(PENDING, Waiting { pending, next: next.to_owned() }).await?;
    visit.session.cycle_id().await?;
    Ok(Done::at("/sign-in/second"))
}

pub(super) async fn page(visit: Visit) -> PageResult {
    let (waiting, state) = (waiting(&visit).await?, &visit.state);
    let ways = second::ways(&state.db, &state.keys, &waiting.pending, service::now()).await?;
    let there = ways.passkey && passkeys(&visit).is_some();
    let (fields, challenge) = (visit.fields(), if there { kept(&visit, Asked::Own).await? } else { None });
    let page = Page::new("Second step", move || {
        let passkey = match challenge {
            Some(challenge) => asking("/sign-in/second/answer", &challenge, "Use the passkey", ().into_any()),
            None => beginning("/sign-in/second/passkey", "Use a passkey", None),
        };
        let code = typed(ways).map(|(label, hint)| {
            view! {
                <form method="post" action="/sign-in/second" class="form">
                    <TextInput name="code" label=label error=fields.error("code") required=true maxlength=60 autocomplete="one-time-code" hint=hint/>
                    <div class="form-actions"><Button kind=ButtonKind::Main>"Go on"</Button></div>
                </form>
            }
        });
        let stuck = (code.is_none() && !there).then(|| {
            view! { <p>"Your passkeys do not work at this address, and no recovery code is left. Ask an administrator to remove your second factors."</p> }
        });
        view! {
            <PageHead title="One more step" subtitle="Your password is right. Show your second factor too."/>
            <Problems problems=fields.problems()/>
            {code}
            {there.then_some(passkey)}
            {stuck}
            <p><a href="/sign-in">"Sign in as somebody else"</a></p>
        }
    });
    let page = page.narrow();
    Ok(if there { page.with_module(MODULE) } else { page })
}

/// What can be typed: label and hint of the field.
const fn typed(ways: Ways) -> Option<(&'static str, &'static str)> {
    match (ways.app, ways.recovery) {
        (true, true) => Some(("Code", "The six digits that your app shows now, or one of your recovery codes.")),
        (true, false) => Some(("Code", "The six digits that your app shows now.")),
        (false, true) => Some(("Recovery code", "One of the codes that you kept for the day when your passkey is lost.")),
        (false, false) => None,
    }
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (waiting, state) = (waiting(&visit).await?, &visit.state);
    let user = second::by_code(&state.db, &state.keys, &waiting.pending, sent.get("code"), visit.source(), service::now()).await?;
    enter(&visit, &user, Entry::SecondFactor, &waiting.next).await
}

pub(super) async fn ask(visit: Visit, _: Values) -> Result<Done, PageError> {
    let (waiting, there, state) = (waiting(&visit).await?, passkeys_needed(&visit)?, &visit.state);
    keep(&visit, second::begin_passkey(&state.db, &state.keys, &there, &waiting.pending, service::now()).await?).await?;
    Ok(Done::at("/sign-in/second"))
}

pub(super) async fn answer(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (waiting, there, state) = (waiting(&visit).await?, passkeys_needed(&visit)?, &visit.state);
    let given = (taken(&visit).await?, sent.get("answer"));
    let user = second::by_passkey(&state.db, (&state.keys, &there), &waiting.pending, given, visit.source(), service::now()).await?;
    enter(&visit, &user, Entry::SecondFactor, &waiting.next).await
}

async fn waiting(visit: &Visit) -> Result<Waiting, PageError> {
    visit.session.get(PENDING).await?.ok_or_else(|| PageError::Elsewhere("/sign-in".into()))
}
