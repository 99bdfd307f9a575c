//! What is linked with one's account.

use super::{LINKED, WAITING};
use crate::accounts::account_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::ui::{Button, ButtonKind, Cell, HiddenInput, Kind, Notice, PageHead, Problems, Table};
use domain::accounts::Identity;
use leptos::prelude::*;
use service::ServiceError;
use service::accounts::providers::{self, Linked, Providers, Waiting, linked};

pub(super) async fn page(visit: Visit) -> PageResult {
    let who = visit.person().await?;
    let mine = linked(&visit.state.db, &who).await?;
    let waiting = super::waiting_for(&visit.session, who.user()).await?.filter(|waiting| waiting.holds(service::now()));
    let (fields, tabs, providers) = (visit.fields(), account_tabs(&visit), visit.state.providers.clone());
    let page = Page::new("Linked sign-ins", move || {
        view! {
            <PageHead title="Linked sign-ins" subtitle="Accounts elsewhere by which you can sign in here."/>
            {tabs}
            <Problems problems=fields.problems()/>
            {waiting.map(|waiting| question(&waiting, &providers))}
            {table(&mine, &providers)}
            {add(&providers)}
        }
    });
    Ok(page.done(
        &visit,
        &[
            ("linked", "The two are linked. You can sign in here with either."),
            ("unlinked", "The link is taken away."),
            ("left", "Nothing was linked."),
        ],
    ))
}

fn question(waiting: &Waiting, providers: &Providers) -> impl IntoView + use<> {
    let label = label(providers, waiting.provider().as_str());
    let text = match waiting.email() {
        Some(email) => {
            format!("Somebody came from {label} as {email}. If that was you, link the two, and you can sign in here with either.")
        }
        None => format!("Somebody came from {label}. If that was you, link the two, and you can sign in here with either."),
    };
    view! {
        <Notice kind=Kind::Warn title="Is this account yours as well?">
            <p>{text}</p>
            <form method="post" action="/account/providers/confirm" class="form-actions">
                <Button kind=ButtonKind::Main name="answer" value="link">"Link the two"</Button>
                <Button name="answer" value="no">"No, leave it"</Button>
            </form>
        </Notice>
    }
}

fn label(providers: &Providers, name: &str) -> String {
    providers.get(name).map_or_else(|| name.to_owned(), |provider| provider.label.to_string())
}

fn table(mine: &Linked, providers: &Providers) -> AnyView {
    if mine.identities.is_empty() {
        return view! { <p class="none-yet">"No account elsewhere is linked with yours."</p> }.into_any();
    }
    let rows = mine.identities.iter().map(|identity| row(identity, mine, providers)).collect::<Vec<_>>();
    view! {
        <Table caption="Linked sign-ins" cards=true>
            <thead><tr><th scope="col">"Provider"</th><th scope="col">"Linked since"</th><th scope="col">"Last used"</th><th scope="col">"Unlink"</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(identity: &Identity, mine: &Linked, providers: &Providers) -> impl IntoView + use<> {
    let (name, email) = (label(providers, identity.provider.as_str()), identity.email.as_ref().map(ToString::to_string));
    let (since, used) = (identity.linked_at.day().to_string(), identity.used_at.map_or_else(|| "–".to_owned(), |at| at.day().to_string()));
    let words = match &email {
        Some(email) => format!("Unlink {email} at {name}"),
        None => format!("Unlink {name}"),
    };
    let end = if mine.can_spare(identity.id, providers) {
        let id = identity.id.to_string();
        view! {
            <form method="post" action="/account/providers/unlink">
                <HiddenInput name="id" value=id/>
                <Button kind=ButtonKind::Danger small=true label=words>"Unlink"</Button>
            </form>
        }
        .into_any()
    } else {
        view! { <span class="muted">"Your only way in"</span> }.into_any()
    };
    let second = email.map(|text| view! { <span class="second">{text}</span> });
    view! {
        <tr>
            <th scope="row">{name}{second}</th>
            <Cell label="Linked since">{since}</Cell>
            <Cell label="Last used">{used}</Cell>
            <Cell label="Unlink">{end}</Cell>
        </tr>
    }
}

fn add(providers: &Providers) -> impl IntoView + use<> {
    let forms = providers.list().map(|provider| {
        let (name, words) = (provider.name.to_string(), format!("Link an account at {}", provider.label));
        view! { <form method="post" action="/account/providers/link"><HiddenInput name="provider" value=name/><Button>{words}</Button></form> }
    });
    let forms = forms.collect::<Vec<_>>();
    (!forms.is_empty()).then(|| view! { <section class="form" aria-label="Link another">{forms}</section> })
}

pub(super) async fn confirm(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    let waiting = visit.session.remove::<Waiting>(WAITING).await?;
    if sent.get("answer") != "link" {
        return Ok(Done::at(format!("{LINKED}?done=left")));
    }
    let waiting =
        waiting.ok_or_else(|| ServiceError::Refused("Nothing waits to be linked any more. Sign in with the provider once more.".into()))?;
    providers::confirm(&visit.state.db, &visit.state.providers, &who, &waiting, service::now()).await?;
    Ok(Done::at(format!("{LINKED}?done=linked")))
}

pub(super) async fn unlink(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let who = visit.person().await?;
    let id = sent.get("id").parse().map_err(|_| PageError::NotFound)?;
    providers::unlink(&visit.state.db, &visit.state.providers, &who, id, service::now()).await?;
    Ok(Done::at(format!("{LINKED}?done=unlinked")))
}
