//! Recovery codes, shown once.

use super::{confirmed, own};
use crate::accounts::account_tabs;
use crate::frame::{Page, PageError, Values, Visit, refused};
use crate::ui::{ButtonKind, ButtonLink, Kind, Notice, PageHead};
use axum::response::{IntoResponse as _, Redirect, Response};
use leptos::prelude::*;
use service::accounts::factors::{Added, Codes, recovery};

/// Makes new codes. They are shown on the answer itself: they are kept nowhere, so no later page could show them.
pub(super) async fn renew(visit: Visit) -> Response {
    let visit = visit.of_page_above();
    match renewed(&visit).await {
        Ok(codes) => shown(&visit, codes),
        Err(error) => refused(visit, own::page, Values::default(), error).await,
    }
}

async fn renewed(visit: &Visit) -> Result<Codes, PageError> {
    let who = confirmed(visit).await?;
    Ok(recovery::renew(&visit.state.db, &visit.state.keys, &who, service::now()).await?)
}

/// The answer to a factor that was added: its codes, where it is the first one, else the list.
pub(super) fn after(visit: &Visit, added: Added) -> Response {
    match added.codes {
        Some(codes) => shown(visit, codes),
        None => Redirect::to("/account/factors?done=added").into_response(),
    }
}

fn shown(visit: &Visit, codes: Codes) -> Response {
    let tabs = account_tabs(visit);
    let page = Page::new("Recovery codes", move || {
        let rows = codes.iter().map(|code| view! { <li><code>{code.to_owned()}</code></li> }).collect_view();
        view! {
            <PageHead title="Your recovery codes" subtitle="For the day when your second factors are lost: each of them lets you in once."/>
            {tabs}
            <Notice kind=Kind::Warn title="Write them down now">
                <p>"They are shown this once. Print them, or keep them in a password manager, and not on the device that your factors are on."</p>
            </Notice>
            <ol class="recovery-codes">{rows}</ol>
            <p><ButtonLink href="/account/factors" kind=ButtonKind::Main>"I have kept them"</ButtonLink></p>
        }
    });
    Page::of_result(visit, Ok(page.narrow()))
}
