//! One's own second factors.

use super::ceremony::beginning;
use super::{confirmed, passkeys};
use crate::accounts::account_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, Cell, Fact, Facts, HiddenInput, Kind, Notice, PageHead, Problems, Sheet, Table, TextInput};
use domain::Version;
use domain::accounts::Factor;
use domain::ids::FactorId;
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::factors::{self, Own, recovery};

pub(super) async fn page(visit: Visit) -> PageResult {
    let (who, lacking) = visit.at_door().await?;
    let own = factors::own(&visit.state.db, &who).await?;
    let (fields, tabs, public) = (visit.fields(), (!lacking).then(|| account_tabs(&visit)), visit.state.public.to_string());
    let passkeys = passkeys(&visit).is_some();
    let page = Page::new("Second factor", move || {
        let (rows, codes) = (list(&own), (!own.factors.is_empty()).then(|| codes(&own)));
        view! {
            <PageHead title="Second factor" subtitle="What you show beside your password, so that nobody gets in who only knows that."/>
            {tabs}
            {lacking.then(asked)}
            <Problems problems=fields.problems()/>
            <Sheet title="Your second factors" main=true>{rows}</Sheet>
            <Sheet title="Authenticator app">
                <p>"An app on your phone or computer shows a code of six digits, another one every thirty seconds."</p>
                {beginning("/account/factors/app/begin", "Add an app", None)}
            </Sheet>
            <Sheet title="Passkey">{passkey(passkeys, &public)}</Sheet>
            {codes}
        }
    });
    let sentences = [
        ("added", "The second factor is added. Next time you are asked for it after your password."),
        ("removed", "The second factor is removed, and all your other sessions have ended."),
        ("renamed", "The name is changed."),
    ];
    Ok(page.done(&visit, &sentences))
}

/// For somebody who can do nothing else: no navigation leads out of here.
fn asked() -> AnyView {
    view! {
        <Notice kind=Kind::Warn title="This installation asks you for a second factor">
            <p>"Add an authenticator app or a passkey to go on."</p>
            <form method="post" action="/sign-out"><Button kind=ButtonKind::Quiet>"Sign out"</Button></form>
        </Notice>
    }
    .into_any()
}

fn list(own: &Own) -> AnyView {
    if own.factors.is_empty() {
        return view! { <p class="none-yet">"You have none yet: your password alone lets you in."</p> }.into_any();
    }
    let rows = own.factors.iter().map(row).collect_view();
    view! {
        <Table caption="Second factors" cards=true>
            <thead><tr><th scope="col">"Name"</th><th scope="col">"Added"</th><th scope="col">"Last used"</th><th scope="col">"Change"</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(factor: &Factor) -> impl IntoView + use<> {
    let (id, version, name) = (factor.id.to_string(), factor.version.0.to_string(), factor.name.to_string());
    let (kind, added) = (factor.kind.words(), factor.created_at.day().to_string());
    let used = factor.used_at.map_or_else(|| "never".to_owned(), |at| at.to_string());
    let (field, label) = (format!("rename-{id}"), format!("Remove {name}"));
    view! {
        <tr>
            <th scope="row">{name.clone()}<span class="second">{kind}</span></th>
            <Cell label="Added">{added}</Cell>
            <Cell label="Last used">{used}</Cell>
            <Cell label="Change">
                <details class="fold">
                    <summary>"Rename"</summary>
                    <form method="post" action="/account/factors/rename" class="form">
                        <HiddenInput name="factor" value=id.clone()/>
                        <HiddenInput name="version" value=version.clone()/>
                        <TextInput name="name" label="Name" value=name id=field required=true maxlength=200 autocomplete="off"/>
                        <div class="form-actions"><Button small=true>"Save the name"</Button></div>
                    </form>
                </details>
                <form method="post" action="/account/factors/remove">
                    <HiddenInput name="factor" value=id/>
                    <HiddenInput name="version" value=version/>
                    <Button kind=ButtonKind::Danger small=true label=label>"Remove"</Button>
                </form>
            </Cell>
        </tr>
    }
}

fn passkey(there: bool, public: &str) -> AnyView {
    if !there {
        let text = format!(
            "Passkeys are not available here. Browsers allow them only at an address with a name and HTTPS, or at http://localhost; this \
             installation is reached at {public}."
        );
        return view! { <p>{text}</p> }.into_any();
    }
    view! {
        <p>"Your device, or a key that you plug in, knows you by a finger, your face or a PIN. A passkey can take the place of the password too."</p>
        {beginning("/account/factors/passkey/begin", "Add a passkey", None)}
    }
    .into_any()
}

fn codes(own: &Own) -> AnyView {
    let left = format!("{} of {}", own.codes, recovery::CODES);
    view! {
        <Sheet title="Recovery codes">
            <Facts><Fact name="Left">{left}</Fact></Facts>
            <p>"Each lets you in once, in place of your second factor. New codes end the old ones."</p>
            <form method="post" action="/account/factors/codes" class="form">
                <div class="form-actions"><Button>"Make new codes"</Button></div>
            </form>
        </Sheet>
    }
    .into_any()
}

pub(super) async fn rename(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (who, _) = visit.at_door().await?;
    let (id, seen) = named(&sent)?;
    factors::rename(&visit.state.db, &who, id, seen, sent.get("name")).await?;
    Ok(Done::at("/account/factors?done=renamed"))
}

pub(super) async fn remove(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = confirmed(&visit).await?;
    let (id, seen) = named(&sent)?;
    factors::remove(&visit.state.db, &who, id, seen, service::now()).await?;
    // All sessions have ended; this one goes on under another id.
    visit.session.cycle_id().await?;
    Ok(Done::at("/account/factors?done=removed"))
}

fn named(sent: &Values) -> Result<(FactorId, Version), PageError> {
    let id = sent.get("factor").parse().map_err(|_| PageError::NotFound)?;
    Ok((id, sent.get("version").parse().map_err(|_| PageError::Service(ServiceError::Stale))?))
}
