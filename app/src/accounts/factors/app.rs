//! Adding an app that makes one-time passwords.

use super::codes::after;
use super::confirmed;
use crate::accounts::account_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit, refused};
use crate::ui::{Button, ButtonKind, PageHead, Problems, TextInput};
use axum::Form;
use axum::response::Response;
use leptos::prelude::*;
use service::accounts::factors::Added;
use service::accounts::factors::totp::{self, Begun, Shown};

/// Under this name a session keeps the secret that no code has confirmed yet, sealed.
const BEGUN: &str = "app";
/// Empty modules around a QR code (ISO/IEC 18004).
const MARGIN: usize = 4;

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = confirmed(&visit).await?;
    let shown = totp::show(&visit.state.keys, &who, &begun(&visit).await?)?;
    let (fields, tabs) = (visit.fields(), account_tabs(&visit));
    let page = Page::new("Add an app", move || {
        let secret = shown.secret.clone();
        view! {
            <PageHead title="Add an authenticator app"/>
            {tabs}
            <Problems problems=fields.problems()/>
            <p>"Scan this with the app, or type the key into it: it is shown only here and now."</p>
            {picture(&shown)}
            <p class="totp-key"><code id="totp-key">{secret}</code></p>
            <p><a href=shown.link>"Open it in an app on this device"</a></p>
            <form method="post" action="/account/factors/app" class="form">
                <TextInput name="code" label="Code that the app shows now" error=fields.error("code") required=true short=true maxlength=10
                    autocomplete="one-time-code"/>
                <TextInput name="name" label="Name" value=fields.value("name", "") error=fields.error("name") optional=true maxlength=200
                    autocomplete="off" hint="For yourself, such as the device that the app is on."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Add the app"</Button></div>
            </form>
        }
    });
    Ok(page.narrow())
}

/// The code as it is scanned, dark on light in every theme.
fn picture(shown: &Shown) -> impl IntoView + use<> {
    let size = shown.width + 2 * MARGIN;
    let (view_box, shift) = (format!("0 0 {size} {size}"), format!("translate({MARGIN} {MARGIN})"));
    view! {
        <svg class="qr" viewBox=view_box role="img" aria-label="QR code of the key" shape-rendering="crispEdges">
            <path d=shown.path.clone() transform=shift/>
        </svg>
    }
}

pub(super) async fn begin(visit: Visit, _: Values) -> Result<Done, PageError> {
    let who = confirmed(&visit).await?;
    visit.session.insert(BEGUN, totp::begin(&visit.state.keys, &who)?).await?;
    Ok(Done::at("/account/factors/app"))
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
    let who = confirmed(visit).await?;
    let (state, begun) = (&visit.state, begun(visit).await?);
    let added = totp::add(&state.db, &state.keys, &who, &begun, sent.get("name"), sent.get("code"), service::now()).await?;
    visit.session.remove::<Begun>(BEGUN).await?;
    Ok(added)
}

async fn begun(visit: &Visit) -> Result<Begun, PageError> {
    visit.session.get(BEGUN).await?.ok_or_else(|| PageError::Elsewhere("/account/factors".into()))
}
