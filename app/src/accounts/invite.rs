//! The form by which administrators invite somebody.

use super::administration_tabs;
use super::handed::Handed;
use crate::frame::{Page, PageError, PageResult, Values, Visit, refused};
use crate::ui::{Button, ButtonKind, Checkbox, Crumb, PageHead, Problems, TextArea, TextInput};
use axum::Form;
use axum::response::Response;
use leptos::prelude::*;
use service::accounts::invitations::{self, InvitationForm};

pub(super) async fn page(visit: Visit) -> PageResult {
    shown(visit, None).await
}

async fn shown(visit: Visit, handed: Option<Handed>) -> PageResult {
    visit.signed_in().await?.admin()?;
    let (fields, tabs) = (visit.fields(), administration_tabs(&visit));
    let how = if visit.state.mailer.is_some() {
        "The person gets a letter with a link, chooses name and password there, and has an account."
    } else {
        "You get a link to hand on. Whoever follows it chooses name and password there, and has an account."
    };
    let page = Page::new("Invite a person", move || {
        let value = |name: &str| fields.value(name, "");
        view! {
            <PageHead title="Invite a person" subtitle=how crumbs=vec![Crumb::new("Accounts", "/users")]/>
            {tabs}
            {handed.map(Handed::told)}
            <Problems problems=fields.problems()/>
            <form method="post" action="/users/invite" class="form">
                <TextInput name="name" label="Name" value=value("name") error=fields.error("name") required=true autocomplete="off"
                    hint="The person can write it otherwise."/>
                <TextInput name="email" label="E-mail address" kind="email" value=value("email") error=fields.error("email") required=true
                    autocomplete="off"/>
                <TextArea name="projects" label="Projects" value=value("projects") error=fields.error("projects") rows=3 source=true optional=true
                    hint="One a line: its name in addresses and a role, such as “billing engineer”."/>
                <Checkbox name="admin" label="Administrator" checked=fields.ticked("admin", false) hint="Owns every project and adds people."/>
                <div class="form-actions"><Button kind=ButtonKind::Main>"Invite"</Button></div>
            </form>
        }
    });
    Ok(page.narrow())
}

/// The link is told on the answer itself: it is kept nowhere, so no later page could show it.
pub(super) async fn make(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match made(&visit, &sent).await {
        Ok(handed) => Page::of_result(&visit, shown(visit.clone(), Some(handed)).await),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn made(visit: &Visit, sent: &Values) -> Result<Handed, PageError> {
    let (state, by) = (&visit.state, visit.person().await?.admin()?);
    let form = InvitationForm {
        email: sent.get("email").to_owned(),
        name: sent.get("name").to_owned(),
        admin: sent.find("admin").is_some(),
        projects: sent.get("projects").to_owned(),
    };
    let made = invitations::invite(&state.db, &state.keys, &by, &form, service::now()).await?;
    Ok(Handed::invitation(visit, &made))
}
