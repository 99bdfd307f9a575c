//! Who takes part in a project, and as what.

use super::tabs::{Tab, pager, tabs};
use crate::accounts::Handed;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit, refused};
use crate::ui::{Button, ButtonKind, Cell, Choice, HiddenInput, Kind, Person, Pill, Problems, Select, Sheet, Table, TextInput};
use axum::Form;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::accounts::{Member, Role};
use leptos::prelude::*;
use service::accounts::Viewer;
use service::accounts::invitations::{self, Joined};
use service::{ServiceError, projects};

pub(super) async fn page(visit: Visit) -> PageResult {
    shown(visit, None).await
}

async fn shown(visit: Visit, handed: Option<Handed>) -> PageResult {
    let viewer = visit.viewer().await?;
    let members = projects::members(&visit.state.db, &viewer, visit.page()).await?;
    let (owner, fields, asked) = (viewer.role() == Role::Owner, visit.fields(), visit.clone());
    let page = Page::new(format!("Members of {}", viewer.project().name), move || {
        let rows = members.rows.iter().map(|member| row(&viewer, member, owner)).collect_view();
        view! {
            {tabs(&viewer, Tab::Members, None)}
            <Problems problems=fields.problems()/>
            {handed.map(|handed| handed.told())}
            <Table caption="Members" cards=true>
                <thead><tr><th scope="col">"Person"</th><th scope="col">"Role"</th>
                    {owner.then(|| view! { <th scope="col"><span class="unseen">"Actions"</span></th> })}</tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {pager(&asked, &members)}
            <div class="split">
                {owner.then(|| add(viewer.project().slug.as_str(), &fields))}
                <Sheet title="What the roles may do">{role_key()}</Sheet>
            </div>
        }
    });
    Ok(page.done(&visit, &[("set", "The membership is saved."), ("removed", "The person is no member any more.")]))
}

/// An address without an account is invited: the link is told on the answer itself, for no later page could show it.
pub(super) async fn save(visit: Visit, Form(sent): Form<Vec<(String, String)>>) -> Response {
    let sent = Values(sent);
    match saved(&visit, &sent).await {
        Ok(None) => Redirect::to(&format!("{}?done=set", visit.path)).into_response(),
        Ok(Some(handed)) => Page::of_result(&visit, shown(visit.clone(), Some(handed)).await),
        Err(error) => refused(visit, page, sent, error).await,
    }
}

async fn saved(visit: &Visit, sent: &Values) -> Result<Option<Handed>, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let role: Role = sent.get("role").parse().map_err(|error| ServiceError::Invalid { field: "role", message: format!("{error}.") })?;
    let state = &visit.state;
    match invitations::join(&state.db, &state.keys, &owner, sent.get("email"), role, service::now()).await? {
        Joined::Member => Ok(None),
        Joined::Invited(made) => Ok(Some(Handed::invitation(visit, &made))),
    }
}

pub(super) async fn remove(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner()?;
    let user = sent.get("user").parse().map_err(|_| PageError::NotFound)?;
    projects::remove_member(&visit.state.db, &owner, user, service::now()).await?;
    Ok(Done::at(format!("{}?done=removed", visit.path)))
}

fn row(viewer: &Viewer, member: &Member, owner: bool) -> impl IntoView + use<> {
    let action = format!("/projects/{}/members/remove", viewer.project().slug);
    let (user, label) = (member.user.to_string(), format!("Remove {}", member.name));
    let remove = owner.then(|| {
        view! {
            <td class="rowactions"><form method="post" action=action>
                <HiddenInput name="user" value=user/><Button kind=ButtonKind::Quiet small=true label=label>"Remove"</Button>
            </form></td>
        }
    });
    let (email, role) = (member.email.to_string(), member.role);
    let out = member.deactivated.then(|| view! { <Pill kind=Kind::Neutral text="deactivated"/> });
    view! {
        <tr>
            <th scope="row"><Person name=member.name.to_string() second=email/></th>
            <Cell label="Role">{role.to_string()} " " {out}</Cell>
            {remove}
        </tr>
    }
}

fn role_key() -> impl IntoView {
    let rows = Role::ALL.map(|role| view! { <dt>{role.as_str()}</dt><dd>{role.meaning()}</dd> });
    view! {
        <dl class="rolekey">{rows.into_iter().collect_view()}</dl>
        <p class="hint">"Administrators of this installation own every project, also without being listed here."</p>
    }
}

fn add(slug: &str, fields: &Fields) -> impl IntoView + use<> {
    let choices = Role::ALL.map(|role| Choice::new(role.as_str(), role.as_str())).to_vec();
    let form = view! {
        <form method="post" action=format!("/projects/{slug}/members") class="form">
            <TextInput name="email" label="E-mail address" kind="email" value=fields.value("email", "") error=fields.error("email") required=true autocomplete="off"
                hint="An address that has no account here is invited to make one."/>
            <Select name="role" label="Role" choices value=fields.value("role", "engineer") error=fields.error("role")/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save the member"</Button></div>
        </form>
    };
    let href = format!("/projects/{slug}/members/invited");
    view! { <Sheet title="Add a member, or change a role">{form}<p><a href=href>"Invitations that are open"</a></p></Sheet> }
}
