//! One group: who is in it, what it carries, its name, and taking it away.

use super::list::{name_and_purpose, typed};
use crate::accounts::administration_tabs;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::projects::pager_of;
use crate::ui::{
    Button, ButtonKind, Cell, Checkbox, Crumb, HiddenInput, Kind, Notice, PageHead, Person, Problems, Sheet, Table, TextInput,
};
use domain::Version;
use domain::accounts::{Group, GroupPerson, MANUAL};
use leptos::prelude::*;
use service::groups::{self, Shown};
use service::{PageNumber, ServiceError};

pub(super) async fn page(visit: Visit) -> PageResult {
    let admin = visit.signed_in().await?.admin()?;
    let projects = PageNumber::parse(Some(visit.query("projects")).filter(|text| !text.is_empty()));
    let shown = groups::show(&visit.state.db, &admin, visit.id("group")?, visit.page(), projects).await?;
    let (fields, tabs, asked) = (visit.fields(), administration_tabs(&visit), visit.clone());
    let page = Page::new(shown.group.name.to_string(), move || {
        let (title, purpose) = (shown.group.name.to_string(), shown.group.purpose.clone());
        let action = format!("/groups/{}", shown.group.id);
        let version = fields.value("version", &shown.group.version.0.to_string());
        let (named, newcomer, gone) = (name_and_purpose(&fields, &title, &purpose), newcomer(&shown.group, &fields), gone(&shown, &fields));
        let (inside, carried) = (people(&shown, &asked), carried(&shown, &asked));
        let (people, projects) = (shown.people.total.to_string(), shown.projects.total.to_string());
        view! {
            <PageHead title subtitle=purpose crumbs=vec![Crumb::new("Groups", "/groups")]/>
            {tabs}
            <Problems problems=fields.problems()/>
            <div class="split">
                <div class="stack">
                    <Sheet title="People" id="people" count=people main=true>{inside}</Sheet>
                    <Sheet title="Roles in projects" id="projects" count=projects>{carried}</Sheet>
                </div>
                <div class="stack">
                    <Sheet title="Add a person">{newcomer}</Sheet>
                    <Sheet title="Name and purpose">
                        <form method="post" action=action class="form">
                            <HiddenInput name="version" value=version/>
                            {named}
                            <div class="form-actions"><Button kind=ButtonKind::Main>"Save"</Button></div>
                        </form>
                    </Sheet>
                    <Sheet title="Delete the group">{gone}</Sheet>
                </div>
            </div>
        }
    });
    Ok(page.done(
        &visit,
        &[
            ("made", "The group is there. Add people to it, and let owners give it roles on the members pages of their projects."),
            ("saved", "Saved."),
            ("added", "The person is in the group and has its roles from now on."),
            ("removed", "The person is no longer in the group by hand."),
        ],
    ))
}

pub(super) async fn change(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    let group = groups::change(&visit.state.db, &admin, visit.id("group")?, seen(&sent)?, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/groups/{}?done=saved", group.id)))
}

pub(super) async fn add(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    groups::add_person(&visit.state.db, &admin, visit.id("group")?, sent.get("email"), service::now()).await?;
    Ok(Done::at(format!("{}?done=added", visit.path)))
}

pub(super) async fn remove(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    let user = sent.get("user").parse().map_err(|_| PageError::NotFound)?;
    groups::remove_person(&visit.state.db, &admin, visit.id("group")?, user, service::now()).await?;
    Ok(Done::at(format!("{}?done=removed", visit.path)))
}

pub(super) async fn delete(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    if sent.find("sure").is_none() {
        let message = "Tick the box if the group should go with all that it carries.".into();
        return Err(ServiceError::Invalid { field: "sure", message }.into());
    }
    groups::delete(&visit.state.db, &admin, visit.id("group")?, seen(&sent)?, service::now()).await?;
    Ok(Done::at("/groups?done=deleted"))
}

/// The version that was looked at.
fn seen(sent: &Values) -> Result<Version, ServiceError> {
    sent.get("version").parse().map_err(|_| ServiceError::Stale)
}

fn people(shown: &Shown, visit: &Visit) -> AnyView {
    if shown.people.rows.is_empty() {
        return view! { <p class="none-yet">"Nobody is in this group yet."</p> }.into_any();
    }
    let rows = shown.people.rows.iter().map(|person| row(&shown.group, person)).collect_view();
    view! {
        <Table caption="People" cards=true>
            <thead><tr><th scope="col">"Person"</th><th scope="col">"By"</th><th scope="col">"Since"</th>
                <th scope="col"><span class="unseen">"Actions"</span></th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {pager_of(visit, "page", "people", &shown.people)}
    }
    .into_any()
}

fn row(group: &Group, person: &GroupPerson) -> impl IntoView + use<> {
    let by = person.sources.iter().map(|source| if source == MANUAL { "hand" } else { source.as_str() });
    let by = by.collect::<Vec<_>>().join(", ");
    let (name, email, since) = (person.name.to_string(), person.email.to_string(), person.since.day().to_string());
    let remove = person.by_hand().then(|| {
        let (action, user, label) = (format!("/groups/{}/remove", group.id), person.user.to_string(), format!("Remove {}", person.name));
        view! {
            <form method="post" action=action>
                <HiddenInput name="user" value=user/><Button kind=ButtonKind::Quiet small=true label>"Remove"</Button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row"><Person name second=email/></th>
            <Cell label="By">{by}</Cell>
            <Cell label="Since">{since}</Cell>
            <td class="rowactions">{remove}</td>
        </tr>
    }
}

fn carried(shown: &Shown, visit: &Visit) -> AnyView {
    if shown.projects.rows.is_empty() {
        return view! { <p class="none-yet">"This group has no role in any project. Owners give it one on the members pages of their projects."</p> }
            .into_any();
    }
    let rows = shown.projects.rows.iter().map(|(slug, name, role)| {
        let (href, name, role) = (format!("/projects/{slug}/members"), name.to_string(), role.to_string());
        view! { <tr><th scope="row"><a href=href>{name}</a></th><Cell label="Role">{role}</Cell></tr> }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Roles in projects" cards=true>
            <thead><tr><th scope="col">"Project"</th><th scope="col">"Role"</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {pager_of(visit, "projects", "projects", &shown.projects)}
    }
    .into_any()
}

fn newcomer(group: &Group, fields: &Fields) -> impl IntoView + use<> {
    let action = format!("/groups/{}/add", group.id);
    view! {
        <form method="post" action=action class="form">
            <TextInput name="email" label="E-mail address" kind="email" value=fields.value("email", "") error=fields.error("email") required=true
                autocomplete="off" hint="Of somebody who has an account here."/>
            <div class="form-actions"><Button kind=ButtonKind::Main>"Add the person"</Button></div>
        </form>
    }
}

fn gone(shown: &Shown, fields: &Fields) -> impl IntoView + use<> {
    let action = format!("/groups/{}/delete", shown.group.id);
    let lost = lost(shown.people.total, shown.projects.total);
    let orphans = (shown.orphans > 0).then(|| {
        let text = format!("{} would have no owner left but administrators.", many(shown.orphans.unsigned_abs(), "project", "projects"));
        view! { <Notice kind=Kind::Warn>{text}</Notice> }
    });
    view! {
        <p>{lost}</p>
        {orphans}
        <form method="post" action=action class="form">
            <HiddenInput name="version" value=shown.group.version.0.to_string()/>
            <Checkbox name="sure" label="Delete it all the same" error=fields.error("sure")/>
            <div class="form-actions"><Button kind=ButtonKind::Danger>"Delete the group"</Button></div>
        </form>
    }
}

/// What goes with a group.
fn lost(people: u64, projects: u64) -> String {
    match (people, projects) {
        (0, 0) => "Nobody is in it and it carries no role: nothing else is lost.".into(),
        (0, _) => format!("It has a role in {}; nobody is in it.", many(projects, "project", "projects")),
        (_, 0) => format!("{} in it; it carries no role, so nobody loses any.", many(people, "person is", "people are")),
        _ => format!(
            "{} the roles that they have by it in {}. What they may do on their own or by other groups stays.",
            many(people, "person loses", "people lose"),
            many(projects, "project", "projects")
        ),
    }
}

fn many(count: u64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use super::lost;

    #[test]
    fn what_goes_with_a_group_is_counted_in_words() {
        assert!(lost(0, 0).contains("nothing else is lost"));
        assert!(lost(1, 2).starts_with("1 person loses") && lost(1, 2).contains("2 projects."), "{}", lost(1, 2));
        assert!(lost(3, 0).starts_with("3 people are in it"));
        assert!(lost(0, 1).contains("1 project;"));
    }
}
