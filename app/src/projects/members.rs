//! Who takes part in a project, and as what: people by themselves and by groups.

use super::tabs::{Tab, pager_of, tabs};
use crate::accounts::Handed;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit, refused};
use crate::ui::{
    Button, ButtonKind, Cell, Choice, HiddenInput, Kind, Person, Pill, Problems, Select, Sheet, Suggestions, Table, TextInput,
};
use axum::Form;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::accounts::{GroupRole, Participant, Role};
use domain::text::Title;
use leptos::prelude::*;
use service::accounts::invitations::{self, Joined};
use service::{Page as Rows, PageNumber, ServiceError, groups, projects};

pub(super) async fn page(visit: Visit) -> PageResult {
    shown(visit, None).await
}

async fn shown(visit: Visit, handed: Option<Handed>) -> PageResult {
    let viewer = visit.viewer().await?;
    let (db, group_page) = (&visit.state.db, PageNumber::parse(Some(visit.query("groups")).filter(|text| !text.is_empty())));
    let members = projects::members(db, &viewer, visit.page()).await?;
    let roles = groups::roles(db, &viewer, group_page).await?;
    let owner = viewer.clone().owner().ok();
    let names = match &owner {
        Some(owner) => groups::names(db, owner).await?,
        None => Vec::new(),
    };
    let (may, fields, asked) = (owner.is_some(), visit.fields(), visit.clone());
    let page = Page::new(format!("Members of {}", viewer.project().name), move || {
        let base = format!("/projects/{}/members", viewer.project().slug);
        let rows = members.rows.iter().map(|member| row(&base, member, may)).collect_view();
        let (people, in_groups) = (members.total.to_string(), in_groups(&base, &roles, &asked, may));
        let pages = pager_of(&asked, "page", "people", &members);
        view! {
            {tabs(&viewer, Tab::Members, None)}
            <Problems problems=fields.problems()/>
            {handed.map(Handed::told)}
            <Sheet title="People" id="people" count=people main=true>
                <Table caption="Members" cards=true>
                    <thead><tr><th scope="col">"Person"</th><th scope="col">"Role"</th><th scope="col">"From"</th>{actions(may)}</tr></thead>
                    <tbody>{rows}</tbody>
                </Table>
                {pages}
            </Sheet>
            <Sheet title="Groups" id="groups" count=roles.total.to_string()>{in_groups}</Sheet>
            <div class="split">
                {may.then(|| add(&base, &fields))}
                {may.then(|| add_group(&base, &names, &fields))}
                <Sheet title="What the roles may do">{role_key()}</Sheet>
            </div>
        }
    });
    Ok(page.done(
        &visit,
        &[
            ("set", "The membership is saved."),
            ("removed", "The person is no member any more."),
            ("group-set", "The role of the group is saved."),
            ("group-removed", "The group has no role here any more."),
        ],
    ))
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
    let owner = visit.viewer().await?.owner_in_person()?;
    let (state, role) = (&visit.state, role(sent, "role")?);
    match invitations::join(&state.db, &state.keys, &owner, sent.get("email"), role, service::now()).await? {
        Joined::Member => Ok(None),
        Joined::Invited(made) => Ok(Some(Handed::invitation(visit, &made))),
    }
}

pub(super) async fn remove(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner_in_person()?;
    let user = sent.get("user").parse().map_err(|_| PageError::NotFound)?;
    projects::remove_member(&visit.state.db, &owner, user, service::now()).await?;
    Ok(Done::at(format!("{}?done=removed", visit.path)))
}

pub(super) async fn set_group(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner_in_person()?;
    groups::set_role(&visit.state.db, &owner, sent.get("group"), role(&sent, "group-role")?, service::now()).await?;
    Ok(Done::at(format!("{}?done=group-set", visit.path)))
}

pub(super) async fn remove_group(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let owner = visit.viewer().await?.owner_in_person()?;
    let group = sent.get("group").parse().map_err(|_| PageError::NotFound)?;
    groups::remove_role(&visit.state.db, &owner, group, service::now()).await?;
    Ok(Done::at(format!("{}?done=group-removed", visit.path)))
}

fn role(sent: &Values, field: &'static str) -> Result<Role, ServiceError> {
    sent.get(field).parse().map_err(|error| ServiceError::Invalid { field, message: format!("{error}.") })
}

fn actions(may: bool) -> Option<AnyView> {
    may.then(|| view! { <th scope="col"><span class="unseen">"Actions"</span></th> }.into_any())
}

/// A button in a row that takes something away; the cell stays empty where there is nothing to take.
fn away(may: bool, action: String, taken: Option<(&'static str, String, String)>) -> Option<AnyView> {
    may.then(|| {
        let form = taken.map(|(name, value, label)| {
            view! {
                <form method="post" action=action>
                    <HiddenInput name value/><Button kind=ButtonKind::Quiet small=true label>"Remove"</Button>
                </form>
            }
        });
        view! { <td class="rowactions">{form}</td> }.into_any()
    })
}

fn row(base: &str, member: &Participant, may: bool) -> impl IntoView + use<> {
    let taken = member.own.map(|_| ("user", member.user.to_string(), format!("Remove {}", member.name)));
    let remove = away(may, format!("{base}/remove"), taken);
    let (name, email) = (member.name.to_string(), member.email.to_string());
    let (role, from) = (member.role.to_string(), whence(member));
    let out = member.deactivated.then(|| view! { <Pill kind=Kind::Neutral text="deactivated"/> });
    view! {
        <tr>
            <th scope="row"><Person name second=email/></th>
            <Cell label="Role">{role} " " {out}</Cell>
            <Cell label="From">{from}</Cell>
            {remove}
        </tr>
    }
}

/// Where a role comes from: one's own, and the groups by name, each with its role where there is more than one way.
fn whence(member: &Participant) -> String {
    let own = member.own.map(|role| ("own role".to_owned(), role));
    let groups = member.through.iter().map(|through| (format!("group {}", through.group), through.role));
    let ways: Vec<(String, Role)> = own.into_iter().chain(groups).collect();
    match ways.as_slice() {
        [(way, _)] => way.clone(),
        ways => ways.iter().map(|(way, role)| format!("{way} ({role})")).collect::<Vec<_>>().join(", "),
    }
}

fn in_groups(base: &str, roles: &Rows<GroupRole>, visit: &Visit, may: bool) -> AnyView {
    if roles.rows.is_empty() {
        return view! { <p class="none-yet">"No group has a role in this project. A group gives all of its people the same role."</p> }
            .into_any();
    }
    let rows = roles.rows.iter().map(|row| {
        let taken = Some(("group", row.group.to_string(), format!("Remove the group {}", row.name)));
        let remove = away(may, format!("{base}/ungroup"), taken);
        let (name, role, people) = (row.name.to_string(), row.role.to_string(), row.people);
        view! {
            <tr>
                <th scope="row">{name}</th>
                <Cell label="Role">{role}</Cell>
                <Cell label="People" figure=true>{people}</Cell>
                {remove}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Groups" cards=true>
            <thead><tr><th scope="col">"Group"</th><th scope="col">"Role"</th><th scope="col" class="num">"People"</th>{actions(may)}</tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {pager_of(visit, "groups", "groups", roles)}
    }
    .into_any()
}

fn role_key() -> impl IntoView {
    let rows = Role::ALL.map(|role| view! { <dt>{role.as_str()}</dt><dd>{role.meaning()}</dd> });
    view! {
        <dl class="rolekey">{rows.into_iter().collect_view()}</dl>
        <p class="hint">"Who has several roles, of their own and by groups, has the strongest of them. Administrators of this installation own every project, also without being listed here."</p>
    }
}

fn choices() -> Vec<Choice> {
    Role::ALL.map(|role| Choice::new(role.as_str(), role.as_str())).to_vec()
}

fn add(base: &str, fields: &Fields) -> impl IntoView + use<> {
    let form = view! {
        <form method="post" action=base.to_owned() class="form">
            <TextInput name="email" label="E-mail address" kind="email" value=fields.value("email", "") error=fields.error("email") required=true autocomplete="off"
                hint="An address that has no account here is invited to make one."/>
            <Select name="role" label="Role" choices=choices() value=fields.value("role", "engineer") error=fields.error("role")/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save the member"</Button></div>
        </form>
    };
    let href = format!("{base}/invited");
    view! { <Sheet title="Add a member, or change a role">{form}<p><a href=href>"Invitations that are open"</a></p></Sheet> }
}

fn add_group(base: &str, names: &[Title], fields: &Fields) -> impl IntoView + use<> {
    let words = names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let form = view! {
        <form method="post" action=format!("{base}/groups") class="form">
            <TextInput name="group" label="Name of the group" value=fields.value("group", "") error=fields.error("group") required=true autocomplete="off"
                list="group-names" hint="Administrators make groups and say who is in them."/>
            <Suggestions id="group-names" words/>
            <Select name="group-role" label="Its people are" choices=choices() value=fields.value("group-role", "engineer") error=fields.error("group-role")/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Save the group"</Button></div>
        </form>
    };
    view! { <Sheet title="Give a group a role">{form}</Sheet> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::accounts::Through;
    use domain::ids::UserId;

    #[test]
    fn where_a_role_comes_from_names_each_way_and_its_role_where_there_are_several() {
        let through = vec![Through { role: Role::Auditor, group: "Ops".parse().unwrap() }];
        let (name, email) = ("Ada".parse().unwrap(), "ada@example.org".parse().unwrap());
        let one = Participant { user: UserId(uuid::Uuid::nil()), name, email, deactivated: false, role: Role::Auditor, own: None, through };
        assert_eq!(whence(&one), "group Ops");
        assert_eq!(whence(&Participant { own: Some(Role::Viewer), ..one }), "own role (viewer), group Ops (auditor)");
    }
}
