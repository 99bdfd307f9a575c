//! One account, for administrators: what is known of it, and what can be done with it.

use super::administration_tabs;
use super::handed::Handed;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit, refused};
use crate::records::{newer, version};
use crate::ui::{Button, ButtonKind, Crumb, Fact, Facts, HiddenInput, Kind, PageHead, Pill, Problems, Sheet, TextInput};
use axum::Form;
use axum::response::Response;
use domain::accounts::User;
use domain::ids::UserId;
use domain::records::Described as _;
use leptos::prelude::*;
use service::accounts::{self, Admin, PersonForm, Profile};

pub(super) async fn page(visit: Visit) -> PageResult {
    shown(visit, None).await
}

async fn shown(visit: Visit, handed: Option<Handed>) -> PageResult {
    let (by, id) = asked(&visit).await?;
    let profile = accounts::find_user(&visit.state.db, &by, id, service::now()).await?;
    let own = visit.signed_in().await?.user().id == id;
    let (fields, tabs) = (visit.fields(), administration_tabs(&visit));
    let page = Page::new(format!("Account of {}", profile.user.name), move || {
        let user = &profile.user;
        // The other forms have nothing to compare.
        let newer =
            fields.sent().is_some_and(|sent| sent.find("email").is_some()).then(|| newer(&fields, user.version, &user.facts()[..2]));
        let active = user.deactivated_at.is_none();
        let state = (!active).then(|| view! { <Pill kind=Kind::Neutral text="deactivated"/> }.into_any());
        view! {
            <PageHead title=user.name.to_string() subtitle=user.email.to_string() crumbs=vec![Crumb::new("Accounts", "/users")] beside=state/>
            {tabs}
            {handed.map(Handed::told)}
            <Problems problems=fields.problems()/>
            {newer}
            <div class="split">
                <div class="stack">{facts(&profile)}{details(user, &fields)}</div>
                <div class="stack">
                    {active.then(|| sign_in(&profile))}
                    {active.then(|| administers(user))}
                    {(!own).then(|| use_of(user))}
                </div>
            </div>
        }
    });
    Ok(page.done(
        &visit,
        &[
            ("saved", "Saved."),
            ("deactivated", "The account is deactivated. Its sessions have ended; what the person did stays."),
            ("reactivated", "The account is in use again. The person signs in as before."),
            ("factors-gone", "The second factors and recovery codes are removed, and all sessions of the person are ended."),
            ("ended", "All sessions of the person are ended."),
        ],
    ))
}

/// A token that could open the door of an account would be as good as a session of anybody: this needs the person.
async fn asked(visit: &Visit) -> Result<(Admin, UserId), PageError> {
    Ok((visit.person().await?.admin()?, visit.id("user")?))
}

fn facts(profile: &Profile) -> impl IntoView + use<> {
    let user = &profile.user;
    let rights = if user.admin { "Administrator" } else { "Those of the person's roles in projects" };
    let out = user.deactivated_at.map(|at| view! { <Fact name="Deactivated">{at.to_string()}</Fact> });
    let password = if profile.has_password { "Set" } else { "None: a link for a new password sets the first one" };
    let (since, sessions) = (user.created_at.to_string(), profile.sessions.to_string());
    view! {
        <Sheet title="Account" main=true>
            <Facts>
                <Fact name="Rights">{rights}</Fact>
                <Fact name="Since">{since}</Fact>
                {out}
                <Fact name="Password">{password}</Fact>
                <Fact name="Sessions">{sessions}</Fact>
            </Facts>
        </Sheet>
    }
}

fn details(user: &User, fields: &Fields) -> impl IntoView + use<> {
    // Another form that was refused sent neither name nor address.
    let fields = if fields.sent().is_some_and(|sent| sent.find("email").is_some()) { fields.clone() } else { Fields::default() };
    let form = view! {
        <form method="post" action=format!("/users/{}/change", user.id) class="form">
            <HiddenInput name="version" value=user.version.0.to_string()/>
            <TextInput name="name" label="Name" value=fields.value("name", user.name.as_str()) error=fields.error("name") required=true autocomplete="off"/>
            <TextInput name="email" label="E-mail address" kind="email" value=fields.value("email", user.email.as_str()) error=fields.error("email")
                required=true autocomplete="off" hint="The person signs in with it from then on."/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button></div>
        </form>
    };
    view! { <Sheet title="Name and address">{form}</Sheet> }
}

fn sign_in(profile: &Profile) -> impl IntoView + use<> {
    let id = profile.user.id;
    let end = (profile.sessions > 0).then(|| {
        view! {
            <form method="post" action=format!("/users/{id}/end-sessions") class="form">
                <p>"The person is signed out everywhere and can sign in again."</p>
                <div class="form-actions"><Button>"End all sessions"</Button></div>
            </form>
        }
    });
    let form = view! {
        <form method="post" action=format!("/users/{id}/reset-link") class="form">
            <p>"A link works once, for a day. The password stays as it is until the link is used."</p>
            <div class="form-actions"><Button>"Make a link for a new password"</Button></div>
        </form>
    };
    let factors = view! {
        <form method="post" action=format!("/users/{id}/reset-factors") class="form">
            <p>"For somebody who lost the app, the passkeys and the recovery codes: the password alone lets them in then."</p>
            <div class="form-actions"><Button>"Remove all second factors"</Button></div>
        </form>
    };
    view! { <Sheet title="Signing in">{form}{factors}{end}</Sheet> }
}

fn administers(user: &User) -> impl IntoView + use<> {
    let (text, value, button) = if user.admin {
        ("The person owns every project and administers this installation.", "", "Take the rights away")
    } else {
        ("An administrator owns every project, adds people and sets the rules.", "on", "Make administrator")
    };
    let form = view! {
        <form method="post" action=format!("/users/{}/rights", user.id) class="form">
            <p>{text}</p>
            <HiddenInput name="version" value=user.version.0.to_string()/>
            <HiddenInput name="admin" value=value/>
            <div class="form-actions"><Button>{button}</Button></div>
        </form>
    };
    view! { <Sheet title="Administrator">{form}</Sheet> }
}

fn use_of(user: &User) -> impl IntoView + use<> {
    let (title, text, deed, button, kind) = if user.deactivated_at.is_some() {
        ("Reactivate", "The person signs in as before, with all memberships.", "reactivate", "Reactivate the account", ButtonKind::Main)
    } else {
        (
            "Deactivate",
            "The person is signed out everywhere and cannot sign in. What they did stays, and so do their memberships.",
            "deactivate",
            "Deactivate the account",
            ButtonKind::Danger,
        )
    };
    let form = view! {
        <form method="post" action=format!("/users/{}/{deed}", user.id) class="form">
            <p>{text}</p>
            <HiddenInput name="version" value=user.version.0.to_string()/>
            <div class="form-actions"><Button kind>{button}</Button></div>
        </form>
    };
    let erase = format!("/users/{}/erase", user.id);
    view! { <Sheet title>{form}<p><a href=erase>"Erase what is held about the person"</a></p></Sheet> }
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (by, id) = asked(&visit).await?;
    let form = PersonForm { name: sent.get("name").to_owned(), email: sent.get("email").to_owned() };
    accounts::change_person(&visit.state.db, &by, id, version(&sent)?, &form, service::now()).await?;
    Ok(Done::at(format!("{}?done=saved", page_of(id))))
}

pub(super) async fn rights(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (by, id) = asked(&visit).await?;
    accounts::set_admin(&visit.state.db, &by, id, version(&sent)?, sent.get("admin") == "on", service::now()).await?;
    Ok(Done::at(format!("{}?done=saved", page_of(id))))
}

pub(super) async fn deactivate(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (by, id) = asked(&visit).await?;
    accounts::deactivate(&visit.state.db, &by, id, version(&sent)?, service::now()).await?;
    Ok(Done::at(format!("{}?done=deactivated", page_of(id))))
}

pub(super) async fn reactivate(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let (by, id) = asked(&visit).await?;
    accounts::reactivate(&visit.state.db, &by, id, version(&sent)?, service::now()).await?;
    Ok(Done::at(format!("{}?done=reactivated", page_of(id))))
}

pub(super) async fn end_sessions(visit: Visit, _: Values) -> Result<Done, PageError> {
    let (by, id) = asked(&visit).await?;
    accounts::end_all_sessions(&visit.state.db, &by, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=ended", page_of(id))))
}

pub(super) async fn reset_factors(visit: Visit, _: Values) -> Result<Done, PageError> {
    let (by, id) = asked(&visit).await?;
    accounts::factors::remove_all(&visit.state.db, &by, id, service::now()).await?;
    Ok(Done::at(format!("{}?done=factors-gone", page_of(id))))
}

/// The link is told on the answer itself: it is kept nowhere, so no later page could show it.
pub(super) async fn reset_link(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let visit = visit.of_page_above();
    let made = async {
        let (by, id) = asked(&visit).await?;
        let made = accounts::make_reset_link(&visit.state.db, &visit.state.keys, &by, id, service::now()).await?;
        Ok(Handed::reset(&visit, &made))
    };
    match made.await {
        Ok(handed) => Page::of_result(&visit, shown(visit.clone(), Some(handed)).await),
        Err(error) => refused(visit, page, Values(sent), error).await,
    }
}

fn page_of(id: UserId) -> String {
    format!("/users/{id}")
}
