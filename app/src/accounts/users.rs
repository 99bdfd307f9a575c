//! The accounts of the installation, for administrators.

use super::administration_tabs;
use crate::frame::{Done, Page, PageError, PageResult, Values, Visit};
use crate::projects::pager;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Cell, Checkbox, Choice, HiddenInput, Kind, PageHead, Person, Pill, Problems, Select, Table, TextInput,
};
use domain::accounts::{Password, User};
use leptos::prelude::*;
use service::accounts::invitations::{self, Invitation};
use service::accounts::{Filter, NewUser, add_user, list_users};

/// Which accounts are shown, as the address and people have it.
const STATES: [(&str, &str); 4] = [("", "In use"), ("deactivated", "Deactivated"), ("invited", "Invited"), ("all", "All accounts")];

pub(super) async fn page(visit: Visit) -> PageResult {
    let admin = visit.signed_in().await?.admin()?;
    let (text, state) = (visit.query("q").chars().take(200).collect::<String>(), visit.query("state").to_owned());
    let (db, fields, tabs) = (&visit.state.db, visit.fields(), administration_tabs(&visit));
    let list = if state == "invited" {
        let open = invitations::list(db, &admin, &text, visit.page(), service::now()).await?;
        let pages = pager(&visit, &open).into_any();
        view! { {invited(&open.rows)} {pages} }.into_any()
    } else {
        let deactivated = match state.as_str() {
            "all" => None,
            word => Some(word == "deactivated"),
        };
        let users = list_users(db, &admin, &Filter { text: text.clone(), deactivated }, visit.page()).await?;
        let pages = pager(&visit, &users).into_any();
        view! { {table(&users.rows)} {pages} }.into_any()
    };
    let page = Page::new("Accounts", move || {
        let invite = view! { <ButtonLink href="/users/invite" kind=ButtonKind::Main>"Invite a person"</ButtonLink> }.into_any();
        let states = STATES.map(|(word, words)| Choice::new(word, words)).to_vec();
        view! {
            <PageHead title="Accounts" subtitle="Everybody who can sign in here. Projects decide for themselves who takes part." actions=invite/>
            {tabs}
            <form method="get" action="/users" class="filters" role="search" aria-label="Accounts">
                <TextInput name="q" label="Name or address" kind="search" value=text autocomplete="off"/>
                <Select name="state" label="State" choices=states value=state/>
                <Button>"Show"</Button>
            </form>
            {list}
            <Problems problems=fields.problems()/>
            <form method="post" action="/users" class="form">
                <h2>"Add a person"</h2>
                <TextInput name="name" label="Name" value=fields.value("name", "") error=fields.error("name") required=true autocomplete="off"/>
                <TextInput name="email" label="E-mail address" kind="email" value=fields.value("email", "") error=fields.error("email") required=true
                    autocomplete="off"/>
                <TextInput name="password" label="First password" kind="password" error=fields.error("password") required=true
                    autocomplete="new-password" hint="At least 12 characters. The person can change it under “Your account”."/>
                <Checkbox name="admin" label="Administrator" checked=fields.ticked("admin", false) hint="Owns every project and adds people."/>
                <div class="form-actions"><Button>"Add the person"</Button></div>
            </form>
        }
    });
    Ok(page.done(
        &visit,
        &[
            ("added", "The account is there. Give the person the password by a safe way."),
            ("taken-back", "The invitation is taken back. Its link leads nowhere."),
            ("erased", "The account is erased."),
        ],
    ))
}

pub(super) async fn take_back(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.person().await?.admin()?;
    let id = sent.get("invitation").parse().map_err(|_| PageError::NotFound)?;
    invitations::take_back(&visit.state.db, &admin, id, service::now()).await?;
    Ok(Done::at("/users?state=invited&done=taken-back"))
}

pub(super) async fn act(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.person().await?.admin()?;
    let password = Password::given(sent.get("password").to_owned());
    let new = NewUser { email: sent.get("email").to_owned(), name: sent.get("name").to_owned(), password };
    let is_admin = sent.find("admin").is_some();
    add_user(&visit.state.db, &visit.state.hasher, &admin, new, is_admin, service::now()).await?;
    Ok(Done::at("/users?done=added"))
}

fn table(users: &[User]) -> AnyView {
    if users.is_empty() {
        return view! { <p class="none-yet">"No account is like that."</p> }.into_any();
    }
    let rows = users.iter().map(|user| {
        let rights = if user.admin { "Administrator" } else { "–" };
        let (email, since) = (user.email.to_string(), user.created_at.day().to_string());
        let (href, name) = (format!("/users/{}", user.id), user.name.to_string());
        let out = user.deactivated_at.map(|_| view! { " " <Pill kind=Kind::Neutral text="deactivated"/> });
        view! {
            <tr>
                <th scope="row"><Person name=user.name.to_string() second=email/></th>
                <Cell label="Rights">{rights}{out}</Cell>
                <Cell label="Since">{since}</Cell>
                <td class="rowactions"><ButtonLink href small=true>"Open"<span class="unseen">" the account of " {name}</span></ButtonLink></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Accounts" cards=true>
            <thead><tr><th scope="col">"Person"</th><th scope="col">"Rights"</th><th scope="col">"Since"</th>
                <th scope="col"><span class="unseen">"Actions"</span></th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn invited(open: &[Invitation]) -> AnyView {
    if open.is_empty() {
        return view! { <p class="none-yet">"No invitation is open."</p> }.into_any();
    }
    let rows = open.iter().map(|invitation| {
        let rights = if invitation.admin { "Administrator" } else { "–" };
        let (email, by) = (invitation.email.to_string(), invitation.created_by_name.to_string());
        let until = invitation.expires_at.to_string();
        let (id, label) = (invitation.id.to_string(), format!("Take the invitation of {} back", invitation.email));
        view! {
            <tr>
                <th scope="row"><Person name=invitation.name.to_string() second=email/></th>
                <Cell label="Rights">{rights}</Cell>
                <Cell label="Invited by">{by}</Cell>
                <Cell label="Until">{until}</Cell>
                <td class="rowactions"><form method="post" action="/users/take-back">
                    <HiddenInput name="invitation" value=id/><Button kind=ButtonKind::Quiet small=true label=label>"Take back"</Button>
                </form></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Open invitations" cards=true>
            <thead><tr><th scope="col">"Person"</th><th scope="col">"Rights"</th><th scope="col">"Invited by"</th><th scope="col">"Until"</th>
                <th scope="col"><span class="unseen">"Actions"</span></th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}
