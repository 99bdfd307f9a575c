//! All groups, and the form for a new one.

use crate::accounts::administration_tabs;
use crate::frame::{Done, Fields, Page, PageError, PageResult, Values, Visit};
use crate::projects::pager;
use crate::ui::{Button, ButtonKind, Cell, PageHead, Problems, Sheet, Table, TextInput};
use leptos::prelude::*;
use service::groups::{self, GroupForm, Listed};

pub(super) async fn page(visit: Visit) -> PageResult {
    let admin = visit.signed_in().await?.admin()?;
    let list = groups::list(&visit.state.db, &admin, visit.page()).await?;
    let (fields, tabs, asked) = (visit.fields(), administration_tabs(&visit), visit.clone());
    let page = Page::new("Groups", move || {
        let body = if list.rows.is_empty() {
            view! { <p class="none-yet">"No group yet. A group carries its people’s roles to many projects: an owner gives it a role on the members page of a project."</p> }
                .into_any()
        } else {
            view! { {table(&list.rows)} {pager(&asked, &list)} }.into_any()
        };
        view! {
            <PageHead title="Groups" subtitle="People who get their roles in projects together."/>
            {tabs}
            <Problems problems=fields.problems()/>
            <div class="split">
                <Sheet title="Groups" main=true>{body}</Sheet>
                <Sheet title="New group">
                    <form method="post" action="/groups" class="form">
                        {name_and_purpose(&fields, "", "")}
                        <div class="form-actions"><Button kind=ButtonKind::Main>"Make the group"</Button></div>
                    </form>
                </Sheet>
            </div>
        }
    });
    Ok(page.done(&visit, &[("deleted", "The group is gone, and the roles that it carried.")]))
}

pub(super) async fn make(visit: Visit, sent: Values) -> Result<Done, PageError> {
    let admin = visit.signed_in().await?.admin()?;
    let group = groups::create(&visit.state.db, &admin, &typed(&sent), service::now()).await?;
    Ok(Done::at(format!("/groups/{}?done=made", group.id)))
}

/// What the fields of [`name_and_purpose`] sent.
pub(super) fn typed(sent: &Values) -> GroupForm {
    GroupForm { name: sent.get("name").to_owned(), purpose: sent.get("purpose").to_owned() }
}

/// The two fields of a group.
pub(super) fn name_and_purpose(fields: &Fields, name: &str, purpose: &str) -> impl IntoView + use<> {
    view! {
        <TextInput name="name" label="Name" value=fields.value("name", name) error=fields.error("name") required=true maxlength=200 autocomplete="off"
            hint="A provider of sign-in can put people into the group of this name; capitals make no difference."/>
        <TextInput name="purpose" label="Purpose" value=fields.value("purpose", purpose) error=fields.error("purpose") optional=true maxlength=300
            autocomplete="off"/>
    }
}

fn table(groups: &[Listed]) -> impl IntoView + use<> {
    let rows = groups.iter().map(|row| {
        let (href, name, purpose) = (format!("/groups/{}", row.group.id), row.group.name.to_string(), row.group.purpose.clone());
        let (people, projects) = (row.people, row.projects);
        view! {
            <tr>
                <th scope="row"><a href=href>{name}</a><span class="second">{purpose}</span></th>
                <Cell label="People" figure=true>{people}</Cell>
                <Cell label="Projects" figure=true>{projects}</Cell>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Groups" cards=true>
            <thead><tr><th scope="col">"Group"</th><th scope="col" class="num">"People"</th><th scope="col" class="num">"Projects"</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}
